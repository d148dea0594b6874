"""Kind *two_sided*: two cards side by side, each with a few boxes."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.answers import Texts
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_texts

Answer = Texts


@dataclass(frozen=True, slots=True)
class Side:
    """One card: its title and its boxes, by name."""

    title: str
    boxes: tuple[tuple[str, str], ...]

    def written(self, answer: Answer) -> list[str]:
        """What was written on this side, in the order of its boxes."""
        texts = (answer.texts.get(name, "").strip() for name, _ in self.boxes)
        return [text for text in texts if text]


@dataclass(frozen=True, slots=True)
class Shape:
    """The two cards."""

    left: Side
    right: Side

    def shown(self) -> list[str]:
        """Titles and labels."""
        sides = (self.left, self.right)
        return [text for s in sides for text in (s.title, *(label for _, label in s.boxes))]

    def lines(self, answer: Answer) -> list[Line]:
        """One line for each box with something in it, under its side."""
        sides = (self.left, self.right)
        return [line for side in sides for line in answer.lines(side.boxes, side.title)]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    left, right = _side(fields.child("left")), _side(fields.child("right"))
    taken = {name for name, _ in left.boxes}
    for name, _ in right.boxes:
        if name in taken:
            raise fields.fault(f"both sides have a box named “{name}”")
    return Shape(left, right)


def _side(fields: Fields) -> Side:
    side = Side(fields.text("title"), fields.child("boxes").pairs(1, 4))
    fields.finish()
    return side


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    return Answer(as_texts(value))


KIND = Kind("two_sided", read, load, Answer())
