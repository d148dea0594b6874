"""What a person can do with kindnesses and small promises: each verb is one edit, one undo step."""

from __future__ import annotations

from datetime import date

from ifs_desktop.parts.permissions import require
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import PROMISE_CAME, PROMISE_KINDS, Promise, now


class NothingPromised(ValueError):
    """A kindness or a promise needs at least one sign."""


def promise(
    store: Store,
    *,
    kind: str,
    text: str,
    part_id: int | None,
    due_on: date | None,
    source: Ref | None,
    promise_id: int | None = None,
) -> int:
    """Plan one thing to do and return its id; with ``promise_id`` that one is said anew.

    ``kind``: one of PROMISE_KINDS. ``part_id`` None is oneself, ``due_on`` None is whenever. One
    that was put away is there again, and one with another day is asked about again. Raises
    NothingPromised, and NotAsked if the part is an exile that may not be approached at ``source``.
    """
    if kind not in PROMISE_KINDS:
        raise ValueError(f"{kind!r} is no kind of promise")
    text = plain(text).strip()
    if not text:
        raise NothingPromised("a promise without words")
    day = None if due_on is None else due_on.isoformat()
    place = Ref("promise", promise_id) if part_id is None else Ref("profile", part_id)
    with store.edit("Plan a kindness", place=place) as session:
        if part_id is not None:
            require(store, part_id, source)
        row = None if promise_id is None else session.get(Promise, promise_id)
        if row is None:
            row = Promise(kind=kind, text=text, part_id=part_id, due_on=day)
            if source is not None:
                row.source_kind, row.source_id = source.kind, source.id
            session.add(row)
            session.flush()
            return row.id
        if row.due_on != day and row.came is not None:
            row.came, row.answered = None, None
        if (row.kind, row.text, row.part_id, row.due_on) != (kind, text, part_id, day):
            row.kind, row.text, row.part_id, row.due_on = kind, text, part_id, day
        if row.put_away is not None:
            row.put_away = None
    return row.id


def answer(store: Store, *, promise_id: int, came: str | None, note: str = "") -> None:
    """Say whether it happened, one of PROMISE_CAME, and how it was; None takes that back."""
    if came is not None and came not in PROMISE_CAME:
        raise ValueError(f"{came!r} is no answer")
    note = plain(note).strip()
    with store.edit("Say whether it happened", place=Ref("promise", promise_id)) as session:
        row = session.get_one(Promise, promise_id)
        if (row.came, row.note) != (came, note):
            row.came, row.note = came, note
            row.answered = None if came is None else now()


def put_away(store: Store, *, promise_id: int) -> None:
    """Put a kindness or a promise away."""
    with store.edit("Put a kindness away", place=Ref("promise", promise_id)) as session:
        row = session.get_one(Promise, promise_id)
        if row.put_away is None:
            row.put_away = now()
