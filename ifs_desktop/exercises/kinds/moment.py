"""Kind *moment*: what somebody did on a day; of a kindness also which parts could take it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.kind import Json, Keeping, Kind, Line, as_text, hearing, of_parts
from ifs_desktop.people import edits as people

RECORDS = ("behaviour", "kindness")
TOOK_IN = {"yes": "Yes", "a_little": "A little", "not_yet": "Not yet"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was seen, on which day ("2026-12-24"), and what each part said to it."""

    text: str = ""
    day: str = ""
    took_in: dict[int, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written; a day by itself is nothing."""
        return not self.text.strip() and not self.took_in

    def value(self) -> Json:
        """The answer as JSON can hold it."""
        parts = [{"part": part, "answer": said} for part, said in self.took_in.items()]
        return {"text": self.text, "day": self.day, "took_in": parts}

    def words(self) -> str:
        """What was seen."""
        return self.text


@dataclass(frozen=True, slots=True)
class Shape:
    """What it records, one of RECORDS."""

    records: str

    def shown(self) -> list[str]:
        """The labels belong to the app."""
        return []

    def lines(self, answer: Answer) -> list[Line]:
        """What was seen, and a line for each part."""
        told = [Line("", answer.text)] if answer.text.strip() else []
        took = answer.took_in.items()
        return told + [Line("", TOOK_IN[said], part, own=True) for part, said in took]


def read(fields: Fields, key: str) -> Shape:
    """What the file says of this step."""
    return Shape(fields.one_of("records", RECORDS))


def load(value: Json) -> Answer:
    """The answer kept as ``value``."""
    if not isinstance(value, dict):
        raise ValueError("a moment was expected")
    day = as_text(value.get("day", ""))
    if day:
        date.fromisoformat(day)
    took: dict[int, str] = {}
    for part, (said,) in of_parts(value.get("took_in", []), "answer"):
        if said not in TOOK_IN:
            raise ValueError("whether a part took it in was expected")
        took[part] = said
    return Answer(as_text(value.get("text", "")), day, took)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """A moment of the person that was picked; of a stranger, if it was nobody."""
    made = keeping.made.get("moment")
    person = keeping.answer(keeping.about or "").person
    if keeping.on_its_own or (person is not None and not keeping.there("person", person)):
        return keeping.made
    if not answer.text.strip():
        if made is not None:
            people.put_away_moment(keeping.store, moment_id=made)
        return {}
    took = hearing(keeping, answer.took_in)
    day = date.fromisoformat(answer.day) if answer.day else date.today()
    moment = people.add_moment(
        keeping.store,
        kind=shape.records,
        text=answer.text,
        person_id=person,
        happened=people.on_day(day),
        took_in={part: answer.took_in[part] for part in took},
        source=keeping.source,
        moment_id=made,
    )
    return {"moment": moment}


KIND = Kind("moment", read, load, Answer(), about=("pick_people",), keep=keep)
