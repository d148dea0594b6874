"""What is shown of kindnesses and small promises. Nothing is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Part, Promise


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """One thing to do. ``part`` is whom it is for, None for oneself; ``came`` how it went."""

    id: int
    kind: str
    text: str = field(repr=False)  # people's words are never printed
    part: PartCard | None
    due_on: date | None  # None: whenever
    came: str | None  # None: not asked yet
    note: str = field(repr=False)
    made: datetime
    answered: datetime | None
    source: Ref | None

    def is_asked(self, today: date) -> bool:
        """Whether to ask if it happened: from the day after it was meant for."""
        return self.came is None and (self.due_on or self.made.date()) < today

    def is_due(self, today: date) -> bool:
        """Whether it comes up: on its day, and then until it was asked about."""
        return self.came is None and (self.due_on == today or self.is_asked(today))


def due(store: Store, today: date) -> tuple[PromiseCard, ...]:
    """Those that come up today, the earliest day first. None of them is late."""
    waits = Promise.due_on.is_(None) | (Promise.due_on <= today.isoformat())
    found = [one for one in _cards(store, Promise.came.is_(None), waits) if one.is_due(today)]
    return tuple(sorted(found, key=lambda one: (one.due_on or one.made.date(), one.id)))


def all_promises(store: Store) -> tuple[PromiseCard, ...]:
    """All of them, the last made first."""
    return _cards(store)


def promises_for(store: Store, part_id: int) -> tuple[PromiseCard, ...]:
    """Those for a part, the last made first."""
    return _cards(store, Promise.part_id == part_id)


def promise(store: Store, promise_id: int) -> PromiseCard | None:
    """One of them; None if there is none or it was put away."""
    found = _cards(store, Promise.id == promise_id)
    return found[0] if found else None


def _cards(store: Store, *conditions: ColumnElement[bool]) -> tuple[PromiseCard, ...]:
    """A part that was put away takes what was meant for it along."""
    there = or_(Promise.part_id.is_(None), Part.put_away.is_(None))
    with store.read() as session:
        rows = session.execute(
            select(Promise, Part)
            .outerjoin(Part, Part.id == Promise.part_id)
            .where(Promise.put_away.is_(None), there, *conditions)
            .order_by(Promise.made.desc(), Promise.id.desc())
        )
        return tuple(_card(row, part) for row, part in rows)


def _card(row: Promise, part: Part | None) -> PromiseCard:
    return PromiseCard(
        id=row.id,
        kind=row.kind,
        text=row.text,
        part=None if part is None else card(part),
        due_on=None if row.due_on is None else date.fromisoformat(row.due_on),
        came=row.came,
        note=row.note,
        made=row.made,
        answered=row.answered,
        source=None if row.source_kind is None else Ref(row.source_kind, row.source_id),
    )
