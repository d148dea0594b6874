"""Kind *timer*: some quiet minutes, to be ended at any time. How long one sat is kept."""

from __future__ import annotations

from dataclasses import dataclass

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line

LONGEST = 60  # minutes


@dataclass(frozen=True, slots=True)
class Answer:
    """The minutes that were chosen, and the seconds one sat; None before it began."""

    minutes: int | None = None
    sat: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether it was not begun."""
        return self.minutes is None

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return None if self.minutes is None else {"minutes": self.minutes, "sat": self.sat}

    def words(self) -> str:
        """Nothing was typed."""
        return ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The minutes one may choose from, the shortest first."""

    minutes: tuple[int, ...]

    def shown(self) -> list[str]:
        """Numbers, and words of the app's."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """How long one sat, in minutes."""
        if answer.is_empty:
            return []
        return [Line("", f"{answer.sat // 60} min" if answer.sat >= 60 else "< 1 min")]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    minutes = fields.numbers("minutes", 1, LONGEST, most=6)
    if list(minutes) != sorted(set(minutes)):
        raise fields.fault("minutes go from the shortest to the longest, each once")
    return Shape(minutes)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if not isinstance(value, dict) or value.keys() != {"minutes", "sat"}:
        raise ValueError("minutes and seconds were expected")
    minutes, sat = value["minutes"], value["sat"]
    if type(minutes) is not int or type(sat) is not int or minutes < 1 or sat < 0:
        raise ValueError("whole minutes and seconds were expected")
    return Answer(minutes, sat)


KIND = Kind("timer", read, load, Answer())
