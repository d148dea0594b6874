"""Kind *closing*: the last step. A few boxes, all optional, and a way back to the room."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.answers import Texts
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_texts

Answer = Texts


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
        return answer.lines(self.boxes)


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
