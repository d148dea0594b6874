"""Kind *wait*: the run rests here until a day, or for as long as one likes. No day is too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Kind, Line, as_text

WHEN = ("today", "tomorrow", "week", "day", "whenever")
_DAYS = {"today": 0, "tomorrow": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, one of ``WHEN``, and the day it means, if it means one."""

    when: str = ""
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not self.when

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        day = None if self.day is None else self.day.isoformat()
        return {"when": self.when, "day": day} if self.when else None

    def words(self) -> str:
        """Nothing was typed."""
        return ""

    def waits(self, today: date) -> bool:
        """Whether the day is still to come."""
        return self.day is not None and self.day > today


@dataclass(frozen=True, slots=True)
class Shape:
    """What may be chosen, and the small steps whose day is offered, the first that has one."""

    when: tuple[str, ...]
    days_of: tuple[str, ...] = ()

    @property
    def goes_by(self) -> tuple[str, ...]:
        """The steps whose day it offers."""
        return self.days_of

    def shown(self) -> list[str]:
        """The choices are the app's own words."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """The day, as a calendar writes it; none if it was whenever one likes."""
        return [] if answer.day is None else [Line("", answer.day.isoformat(), day=answer.day)]


def chosen(when: str, today: date, own: date | None = None) -> Answer:
    """The answer for a choice made today; ``own`` is the day of "day"."""
    if when in _DAYS:
        return Answer(when, today + timedelta(days=_DAYS[when]))
    return Answer(when, own if when == "day" else None)


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    days_of = fields.steps("days_of", 1, 2, by=key, kinds=("small_step",))
    if not fields.has("when"):
        return Shape(WHEN, days_of)
    when = fields.texts("when", 1, len(WHEN))
    for name in when:
        if name not in WHEN:
            raise fields.fault(f"“{name}” is not a time to wait for ({', '.join(WHEN)})", "when")
    return Shape(tuple(name for name in WHEN if name in when), days_of)


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if value is None:
        return Answer()
    if not isinstance(value, dict) or value.keys() != {"when", "day"}:
        raise ValueError("a choice and a day were expected")
    when, day = as_text(value["when"]), value["day"]
    if when not in WHEN:
        raise ValueError("one of the choices was expected")
    return Answer(when, None if day is None else date.fromisoformat(as_text(day)))


def due(answer: Answer) -> date | None:
    """The day the run comes up again."""
    return answer.day


KIND = Kind("wait", read, load, Answer(), due=due)
