"""Kind *small_step*: one step towards a person, with a day or without one, or no step today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text
from ifs_desktop.people import edits as people

STEP, NONE = "step", "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """The step and its day ("2026-12-24", or empty for no day), or that there is none."""

    text: str = ""
    day: str = ""
    none: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said, not even that there is no step."""
        return not self.text.strip() and not self.none

    @property
    def is_step(self) -> bool:
        """Whether there is a step to take."""
        return bool(self.text.strip()) and not self.none

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        return {"text": self.text, "day": self.day, "none": self.none}

    def words(self) -> str:
        """The step."""
        return self.text


@dataclass(frozen=True, slots=True)
class Shape:
    """The words for no step."""

    none: str

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """What a branch can go by."""
        return ((STEP, ""), (NONE, self.none))

    def shown(self) -> list[str]:
        """The words for no step."""
        return [self.none]

    def lines(self, answer: Answer) -> list[Line]:
        """The step, or that there is none."""
        if answer.none:
            return [Line("", self.none)]
        return [Line("", answer.text)] if answer.text.strip() else []


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.text("none"))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict) or type(value.get("none", False)) is not bool:
        raise ValueError("a step was expected")
    day = as_text(value.get("day", ""))
    if day:
        date.fromisoformat(day)
    return Answer(as_text(value.get("text", "")), day, value.get("none", False))


def turn(answer: Answer) -> str:
    """Who goes on without a step has none."""
    return STEP if answer.is_step else NONE


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """A step with the person that was picked; put away while there is none."""
    made = keeping.made.get("small_step")
    person = keeping.answer(keeping.about or "").person
    left = bool(keeping.on_its_own) and keeping.before.is_step  # else it was put away here
    if left or (person is not None and not keeping.there("person", person)):
        return keeping.made
    if made is not None and not keeping.there("small_step", made):
        made = None
    if not answer.is_step:
        if made is None:
            return {}
        people.put_away_step(keeping.store, step_id=made)
        return {"small_step": made}
    step = people.plan_step(
        keeping.store,
        person_id=person,
        text=answer.text,
        planned_on=date.fromisoformat(answer.day) if answer.day else None,
        source=keeping.source,
        step_id=made,
    )
    return {"small_step": step}


KIND = Kind("small_step", read, load, Answer(), about=("pick_people",), turn=turn, keep=keep)
