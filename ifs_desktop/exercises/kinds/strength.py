"""Kind *strength*: how true a belief feels, 0 to 100, in words. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds import belief
from ifs_desktop.exercises.kinds.answers import Position
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line

HIGHEST = 100
STEP = 5
WORDS = 5  # at 0, 25, 50, 75 and 100
TIMES = {"before": "strength", "after": "after"}  # a moment of the exercise, and its column

Answer = Position


@dataclass(frozen=True, slots=True)
class Shape:
    """Words along the line, which moment it is, and what to say beside an earlier place."""

    words: tuple[str, ...]  # the lowest first
    time: str  # one of TIMES
    compare: str | None  # an earlier step of this kind, shown beside this one
    lower: str
    same: str
    higher: str

    def word(self, at: int | None) -> str:
        """The word nearest to a place; empty if none was taken."""
        return "" if at is None else self.words[(at * (WORDS - 1) + HIGHEST // 2) // HIGHEST]

    def note(self, before: int | None, at: int | None) -> str:
        """What to say of two places beside each other; empty if one is missing."""
        if before is None or at is None or self.compare is None:
            return ""
        return self.lower if at < before else self.higher if at > before else self.same

    def shown(self) -> list[str]:
        """The words along the line, and the longest note."""
        notes = max((self.lower, self.same, self.higher), key=len)
        return [*self.words, notes]

    def lines(self, answer: Answer) -> list[Line]:
        """The word, with the number behind it."""
        if answer.at is None:
            return []
        return [Line("", f"{self.word(answer.at)} ({answer.at})")]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    words = fields.texts("words", WORDS, WORDS)
    time = fields.one_of("time", tuple(TIMES))
    compare, notes = None, ("", "", "")
    if fields.has("compare"):
        compare = fields.step("compare", by=key, kinds=("strength",))
        said = fields.child("notes")
        notes = (said.text("lower"), said.text("same"), said.text("higher"))
        said.finish()
    return Shape(words, time, compare, *notes)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if type(value) is not int or not 0 <= value <= HIGHEST or value % STEP:
        raise ValueError(f"a number from 0 to {HIGHEST} in steps of {STEP} was expected")
    return Answer(value)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Into the version of the belief."""
    return belief.note(keeping, **{TIMES[shape.time]: answer.at})


KIND = Kind("strength", read, load, Answer(), about=("belief",), keep=keep)
