"""Kind *breathe*: a few slow breaths, or a look around the room instead. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line


@dataclass(frozen=True, slots=True)
class Answer:
    """There is none."""

    @property
    def is_empty(self) -> bool:
        """Always."""
        return True

    def value(self) -> Json:
        """Nothing."""
        return None

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The rhythm, in seconds, and how many breaths the circle takes before it rests."""

    rounds: int
    breathe_in: int
    hold: int
    breathe_out: int

    def shown(self) -> list[str]:
        """The words beside the circle belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """Nothing to read again."""
        return []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step. A breath out that is longer than the one in settles."""
    return Shape(
        fields.number("rounds", 1, 20) if fields.has("rounds") else 5,
        fields.number("in", 2, 8) if fields.has("in") else 4,
        fields.number("hold", 0, 6) if fields.has("hold") else 0,
        fields.number("out", 2, 12) if fields.has("out") else 6,
    )


def load(value: Json) -> Answer:
    """The answer, whatever is kept."""
    return Answer()


KIND = Kind("breathe", read, load, Answer(), asks=False)
