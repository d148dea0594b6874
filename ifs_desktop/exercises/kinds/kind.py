"""What every kind of step has: a shape read from the file, and an answer kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.parts import permissions
from ifs_desktop.store import Ref, Store

Json = Any  # what json.loads gives


class Answer(Protocol):
    """What a person answered at one step. Answers are frozen: a change makes a new one."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered yet."""

    def value(self) -> Json:
        """The answer as JSON can hold it. A row is named as ``{"part": 12}``, by its table."""

    def words(self) -> str:
        """What the person typed, as plain words for the search index."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a finished answer, to be read again. ``part`` or ``person`` is whom it is about."""

    label: str
    text: str
    part: int | None = None
    group: str = ""  # a heading over this line and the following ones of the same group
    ref: Ref | None = None  # where the line leads
    day: date | None = None  # the day it is, which is said as the reader's language does
    person: int | None = None
    own: bool = False  # the text is the app's, and is translated where it is shown


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer says about a part, to be kept in its profile."""

    part: int
    kind: str
    text: str  # empty: nothing any more
    by: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """An answer that is being kept, as what it writes elsewhere in the journal needs to know it.

    ``made`` names the rows it wrote when it was kept before: "letter", or "moment:2" if there are
    several, "opinion:part:12" if there is one for each part. What stands before the first colon is
    the table, so that an import can lead them on. A row that is ``on_its_own`` was reworded, put
    away or erased since: it is left as it is. What a kind puts away itself it names no more.
    """

    store: Store
    run_id: int
    key: str  # of the step
    about: str | None  # the step this one is about, if it is
    answer: Callable[[str], Any]  # the answer at another step, by its key; blank if there is none
    made: Mapping[str, int]
    wrote: Callable[[str], Mapping[str, int]]  # the same of another step, by its key
    there: Callable[[str, int], bool]  # whether a table has such a row: it may have been erased
    before: Any = None  # the answer as it was kept before; blank if there was none
    on_its_own: frozenset[str] = frozenset()  # names out of ``made``

    @property
    def source(self) -> Ref:
        """Where what is written comes from."""
        return Ref("run", self.run_id)


class Shape(Protocol):
    """What a step's kind asks, as its file says it.

    A kind that branches has ``options``, pairs of a name and its words; one that writes by the
    answers at other steps names these in ``goes_by``.
    """

    def shown(self) -> list[str]:
        """The words it puts on the screen beside the step's own text."""

    def lines(self, answer: Any) -> list[Line]:
        """An answer to it, for reading."""


def _none(_answer: Any) -> tuple[int, ...]:
    return ()


def _no_turn(_answer: Any) -> str:
    return ""


def _not_due(_answer: Any) -> date | None:
    return None


def _nothing_said(_shape: Any, _answer: Any) -> tuple[Said, ...]:
    return ()


def _nothing_made(_keeping: Keeping, _shape: Any, _answer: Any) -> Mapping[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of step."""

    name: str
    read: Callable[[Fields, str], Shape]  # raises FaultyExercise; the text is the step's key
    load: Callable[[Json], Answer]  # raises ValueError on what it did not write itself
    blank: Answer
    asks: bool = True  # False: only words to read, nothing to answer
    ends: bool = False
    per_part: bool = False  # asked once for each part picked at the step it is about
    gated: bool = False  # an exile it names may be asked further on, if its protectors agree
    about: tuple[str, ...] = ()  # the kinds of step it can be about; none: it stands alone
    about_needed: bool = True  # whether it is always about one of them
    parts: Callable[[Any], tuple[int, ...]] = _none  # the parts an answer picks
    turn: Callable[[Any], str] = _no_turn  # what a branch goes by
    due: Callable[[Any], date | None] = _not_due  # the day a run that rests here comes up again
    said: Callable[[Any, Any], tuple[Said, ...]] = _nothing_said
    # Its lines for reading where these need the answer it is about: that one, then the other.
    told: Callable[[Any, Any], list[Line]] | None = None
    # Writes what else an answer is, by the verbs of the feature it belongs to, within the edit that
    # keeps it; again whenever it changes, also to nothing. Returns the rows it wrote.
    keep: Callable[[Keeping, Any, Any], Mapping[str, int]] = _nothing_made

    def parse(self, text: str) -> Answer:
        """The answer kept as ``text``; ValueError if it is not one of this kind."""
        return self.load(json.loads(text))


def hearing(keeping: Keeping, parts: Iterable[int]) -> list[int]:
    """Those of the parts that may be given words here: no exile whose protectors were not asked."""
    wanted = list(parts)
    shut = permissions.closed(keeping.store, {(part, keeping.source) for part in wanted})
    return [part for part in wanted if (part, keeping.source) not in shut]


def row_for(table: str, part: int) -> str:
    """The name of a row that was written for a part."""
    return f"{table}:part:{part}"


def part_of(name: str) -> int:
    """The part whose row has this name; 0, which is none, for any other name."""
    number = name.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0


def dump(answer: Answer) -> str:
    """The answer as it is kept."""
    return json.dumps(answer.value(), ensure_ascii=False, sort_keys=True)


def as_text(value: Json) -> str:
    """``value`` if it is a text, else ValueError."""
    if not isinstance(value, str):
        raise ValueError("a text was expected")
    return value


def as_texts(value: Json) -> dict[str, str]:
    """``value`` if it is a mapping of names to texts, else ValueError."""
    if not isinstance(value, dict):
        raise ValueError("names and texts were expected")
    return {as_text(key): as_text(item) for key, item in value.items()}


def of_parts(value: Json, *names: str) -> list[tuple[int, list[str]]]:
    """Each part of a list of ``{"part": 12, …}`` with its texts of these names, else ValueError."""
    if not isinstance(value, list):
        raise ValueError("a list of parts was expected")
    found: list[tuple[int, list[str]]] = []
    for one in value:
        if not isinstance(one, dict) or type(one.get("part")) is not int:
            raise ValueError("a part was expected")
        found.append((one["part"], [as_text(one.get(name)) for name in names]))
    return found


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """Without the ones in which nothing is written."""
    return {key: text for key, text in texts.items() if text.strip()}
