"""Kind *pick_parts*: parts of the journal, or someone new."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line


@dataclass(frozen=True, slots=True)
class Answer:
    """The ids of the parts, in the order they were picked."""

    parts: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no part was picked."""
        return not self.parts

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return list(self.parts)

    def words(self) -> str:
        """Names are found through the parts themselves."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """``one``: a single part is picked, and another takes its place."""

    one: bool = False

    def shown(self) -> list[str]:
        """Only the parts' own names."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each part; its name is put in by who shows it."""
        return [Line("", "", part) for part in answer.parts]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.has("one") and fields.one_of("one", ("yes", "no")) == "yes")


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, list) or any(type(part) is not int for part in value):
        raise ValueError("a list of parts was expected")
    return Answer(tuple(dict.fromkeys(value)))


def parts(answer: Answer) -> tuple[int, ...]:
    """The parts picked."""
    return answer.parts


KIND = Kind("pick_parts", read, load, Answer(), parts=parts)
