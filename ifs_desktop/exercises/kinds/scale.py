"""Kind *scale*: one of eleven positions, each with a word. Nothing is chosen beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.answers import Position
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line

POSITIONS = 11  # 0 to 10

Answer = Position


@dataclass(frozen=True, slots=True)
class Shape:
    """The words of the positions, and what to say at some of them."""

    words: tuple[str, ...]  # lowest first
    ground_from: int | None  # from here on grounding is offered
    compare: str | None  # an earlier scale this one is looked at beside
    lower: str
    same: str
    higher: str

    def word(self, at: int | None) -> str:
        """The word for a position; empty if none was taken."""
        return "" if at is None else self.words[at]

    def offers_grounding(self, at: int | None) -> bool:
        """Whether a position is high enough to offer grounding first."""
        return at is not None and self.ground_from is not None and at >= self.ground_from

    def note(self, before: int | None, at: int | None) -> str:
        """What to say of two positions beside each other; empty if one is missing."""
        if before is None or at is None or self.compare is None:
            return ""
        return self.lower if at < before else self.higher if at > before else self.same

    def shown(self) -> list[str]:
        """The ends of the scale, and the longest of the words and notes it may show."""
        between = max(self.words[1:-1], key=len)
        return [
            self.words[0],
            between,
            self.words[-1],
            max((self.lower, self.same, self.higher), key=len),
        ]

    def lines(self, answer: Answer) -> list[Line]:
        """The word, with the number behind it."""
        if answer.at is None:
            return []
        return [Line("", f"{self.words[answer.at]} ({answer.at})")]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    words = fields.texts("words", POSITIONS, POSITIONS)
    ground = fields.number("ground_from", 1, POSITIONS - 1) if fields.has("ground_from") else None
    compare, notes = None, ("", "", "")
    if fields.has("compare"):
        compare = fields.step("compare", by=key, kinds=("scale",))
        said = fields.child("notes")
        notes = (said.text("lower"), said.text("same"), said.text("higher"))
        said.finish()
    return Shape(words, ground, compare, *notes)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if type(value) is not int or not 0 <= value < POSITIONS:
        raise ValueError("a position from 0 to 10 was expected")
    return Answer(value)


KIND = Kind("scale", read, load, Answer())
