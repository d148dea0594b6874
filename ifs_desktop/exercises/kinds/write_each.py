"""Kind *write_each*: a few words for each part picked before; they may become facts about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, Said, as_texts, filled

SAYERS = ("part", "me", "guess")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, by the part's id."""

    texts: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written for any part."""
        return not any(text.strip() for text in self.texts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return filled({str(part): text for part, text in self.texts.items()})

    def words(self) -> str:
        """All of it."""
        return "\n".join(text for text in self.texts.values() if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The kind of fact the words become, and who says it; no fact if empty."""

    fact: str
    said_by: str

    def shown(self) -> list[str]:
        """Only the parts' own names."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each part."""
        return [Line("", text, part) for part, text in answer.texts.items() if text.strip()]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    if not fields.has("fact"):
        return Shape("", "")
    fact = fields.child("fact")
    shape = Shape(fact.name("kind"), fact.one_of("said_by", SAYERS))
    fact.finish()
    return shape


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer({int(part): text for part, text in as_texts(value).items()})


def said(shape: Shape, answer: Answer) -> tuple[Said, ...]:
    """The facts an answer states."""
    if not shape.fact:
        return ()
    return tuple(
        Said(part, shape.fact, text.strip(), shape.said_by) for part, text in answer.texts.items()
    )


KIND = Kind("write_each", read, load, Answer(), per_part=True, about=("pick_parts",), said=said)
