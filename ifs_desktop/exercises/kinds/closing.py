"""Kind *closing*: the last step. A few boxes, all optional, and a way back to the room."""

from __future__ import annotations

from dataclasses import dataclass, field

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_texts, filled


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written, by the box's name."""

    texts: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not any(text.strip() for text in self.texts.values())

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return filled(self.texts)

    def words(self) -> str:
        """All of it."""
        return "\n".join(text for text in self.texts.values() if text.strip())


@dataclass(frozen=True, slots=True)
class Shape:
    """The boxes, by name; ``unfinished`` is the one that is carried to the catalogue."""

    boxes: tuple[tuple[str, str], ...]
    unfinished: str

    def shown(self) -> list[str]:
        """The labels."""
        return [label for _, label in self.boxes]

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each box with something in it."""
        return [
            Line(label, answer.texts[name])
            for name, label in self.boxes
            if answer.texts.get(name, "").strip()
        ]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    boxes = fields.child("boxes").pairs(1, 4)
    unfinished = ""
    if fields.has("unfinished"):
        unfinished = fields.one_of("unfinished", tuple(name for name, _ in boxes))
    return Shape(boxes, unfinished)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer(as_texts(value))


KIND = Kind("closing", read, load, Answer(), ends=True)
