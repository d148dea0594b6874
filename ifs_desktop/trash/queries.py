"""What the trash shows: everything that was put away, whichever table it stands in."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Event
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.people.queries import instead_of_names
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.purge import KINDS
from ifs_desktop.store.schema import Dialogue, Mediation, Part, PartsMap, Person

_AT_ONCE = 500
_SHORT = 1000  # signs of a text that are shown at most
_OWN_WORDS = (
    *("title", "name", "text", "word", "forth", "back", "review", "unfinished"),
    *("about", "body", "helped", "reply", "outcome"),
)

_PICTURE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")

Values = Mapping[str, Any]


class Halted(Exception):
    """A newer question was asked."""


@dataclass(frozen=True, slots=True)
class PutAway:
    """One thing that was put away. ``where``: the names of what it belonged to.

    ``called``: its kind among ``words.KINDS`` and ``words.SORTS``.
    """

    ref: Ref
    when: datetime
    text: str
    where: tuple[str, ...] = ()
    called: str = ""


def listed(
    store: Store, kind: str = "", words: str = "", limit: int = 200, halt: Event | None = None
) -> tuple[PutAway, ...]:
    """What was put away, the last first; of one ``kind``, with all ``words`` if any are given.

    Raises Halted once ``halt`` is set.
    """
    wanted = words.casefold().split()
    with store.read() as session:
        names = _Names(session)
        if wanted:
            names.learn_dialogues()
        most = None if wanted else limit
        tables = [_rows(session, name, most, halt) for name in _kinds(kind)]
        merged = heapq.merge(*tables, key=lambda found: found[1]["put_away"], reverse=True)
        found = list(islice(_fitting(merged, wanted, names, halt), limit))
        names.learn_dialogues({row["dialogue_id"] for kind, row in found if kind == "turn"})
        return tuple(names.put_away(kind, row) for kind, row in found)


def _kinds(kind: str) -> tuple[str, ...]:
    return (kind,) if kind else tuple(KINDS)


def _rows(
    session: Session, kind: str, limit: int | None, halt: Event | None
) -> Iterator[tuple[str, Values]]:
    _go_on(halt)
    table = KINDS[kind].__table__
    query = select(table).where(table.c.put_away.is_not(None))
    query = query.order_by(table.c.put_away.desc(), table.c.id.desc()).limit(limit)
    result = session.execute(query.execution_options(yield_per=_AT_ONCE))
    for row in result.mappings():
        yield kind, dict(row)


def _go_on(halt: Event | None) -> None:
    if halt is not None and halt.is_set():
        raise Halted


def _fitting(
    rows: Iterator[tuple[str, Values]], wanted: list[str], names: _Names, halt: Event | None
) -> Iterator[tuple[str, Values]]:
    for kind, row in rows:
        _go_on(halt)
        if wanted:
            said = names.said(kind, row).casefold()
            if not all(word in said for word in wanted):
                continue
        yield kind, row


class _Names:
    """What other rows are called, read at once rather than one by one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parts = _pairs(session, select(Part.id, Part.name))
        self._maps = _pairs(session, select(PartsMap.id, PartsMap.name))
        self._short = instead_of_names(session)
        self._people = _pairs(session, select(Person.id, Person.name))
        seats = session.execute(select(Mediation.id, Mediation.left_id, Mediation.right_id))
        self._seats = {id_: (left, right) for id_, left, right in seats}
        self._dialogues: dict[int, str] = {}

    def learn_dialogues(self, ids: set[int] | None = None) -> None:
        """The titles of these dialogues, or of all, since lines are looked for by them too."""
        query = select(Dialogue.id, Dialogue.title)
        if ids is not None:
            query = query.where(Dialogue.id.in_(ids))
        self._dialogues |= _pairs(self._session, query)

    def said(self, kind: str, row: Values) -> str:
        """Everything one may look for it by."""
        own = (str(row[name] or "") for name in _OWN_WORDS if name in row)
        return " ".join((*own, *self._of(kind, row)))

    def put_away(self, kind: str, row: Values) -> PutAway:
        """As it is shown."""
        own = [str(row[name]) for name in _OWN_WORDS if row.get(name)]
        where = self._of(kind, row)
        if kind == "placement":
            own, where = list(where[:1]), where[1:]
        elif kind == "relation":
            own, where = [" – ".join(where)], tuple(own[:1])
        elif kind == "run":
            own = [row["exercise"]]
        elif kind == "person":
            own = [self._person(row["id"])]
        text = own[0] if own else ""
        text = _PICTURE.sub(r"\1", text[:_SHORT])
        called = f"{kind}:{row['kind']}" if kind in ("map", "area") else kind
        return PutAway(Ref(kind, row["id"]), row["put_away"], text, where, called)

    def _of(self, kind: str, row: Values) -> tuple[str, ...]:
        if kind == "turn":
            names = [self._dialogues.get(row["dialogue_id"], "")]
        elif kind == "placement":
            names = [self._part(row["part_id"]), self._maps.get(row["map_id"], "")]
        elif kind == "relation":
            names = [self._part(row["source_id"]), self._part(row["target_id"])]
        elif kind == "agreement":
            names = [self._part(seat) for seat in self._seats.get(row["mediation_id"], ())]
        elif kind in ("area", "map_moment"):
            names = [self._maps.get(row["map_id"], "")]
        else:
            names = [self._part(row.get("part_id")), self._person(row.get("person_id"))]
        return tuple(name for name in names if name)

    def _person(self, person_id: int | None) -> str:
        name = "" if person_id is None else self._people.get(person_id, "")
        return self._short.get(name, name)

    def _part(self, part_id: int | None) -> str:
        return "" if part_id is None else self._parts.get(part_id, "")


def _pairs(session: Session, query: Any) -> dict[int, str]:
    return {row[0]: row[1] for row in session.execute(query)}
