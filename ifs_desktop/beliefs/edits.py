"""What a person can do with beliefs: each verb is one edit, one undo step."""

from __future__ import annotations

from sqlalchemy import func, select

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Belief, BeliefVersion, now

LOWEST, HIGHEST = 0, 100
_STRENGTHS = ("strength", "after")
_WORDS = ("theirs", "mine", "unknown", "fair", "answer")


class NothingHeld(ValueError):
    """A belief needs at least one sign."""


def hold(
    store: Store,
    *,
    text: str,
    part_id: int | None,
    own: bool = False,
    belief_id: int | None = None,
) -> int:
    """Write a belief down, or in other words, and who holds it; returns its id.

    Without ``part_id`` the writer holds it (``own``), or it is not known who. Raises NothingHeld.
    """
    text = plain(text).strip()
    if not text:
        raise NothingHeld("there are no words in it")
    if own and part_id is not None:
        raise ValueError("a belief is held by one")
    with store.edit("Write a belief", place=_place(belief_id)) as session:
        row = None if belief_id is None else session.get(Belief, belief_id)
        if row is None:
            row = Belief(text=text)
            session.add(row)
        elif row.text != text:
            row.text = text
        if row.part_id != part_id:
            row.part_id = part_id
        if own != (row.own is not None):
            row.own = now() if own else None
        if row.put_away is not None:  # it is taken up again
            row.put_away = None
        session.flush()
        return row.id


def version(
    store: Store,
    *,
    belief_id: int,
    source: Ref,
    version_id: int | None = None,
    **given: int | str | None,
) -> int:
    """Write how a belief stands now, anew or once more, and return the version's id.

    ``given`` are the columns to write: strength and after (0 to 100, how true it feels), theirs,
    mine, unknown, fair, answer. What is not given stays.
    """
    with store.edit("Look at a belief", place=_place(belief_id)) as session:
        session.get_one(Belief, belief_id)
        row = None if version_id is None else session.get(BeliefVersion, version_id)
        if row is None:
            row = BeliefVersion(belief_id=belief_id, source_kind=source.kind, source_id=source.id)
            session.add(row)
        elif row.belief_id != belief_id:
            row.belief_id = belief_id
        session.flush()
        note(store, version_id=row.id, **given)
        return row.id


def note(store: Store, *, version_id: int, **given: int | str | None) -> bool:
    """Write these columns of a version that was begun; False if it is not there."""
    with store.edit("Look at a belief") as session:
        row = session.get(BeliefVersion, version_id)
        if row is None:
            return False
        for name, value in given.items():
            kept = _checked(name, value)
            if getattr(row, name) != kept:
                setattr(row, name, kept)
    return True


def take_back(store: Store, *, version_id: int | None, belief_id: int | None) -> None:
    """Take a version away, and the belief it was the only one of, where that was written with it.

    As what was typed is emptied again: nobody asked for it to be kept.
    """
    with store.edit("Look at a belief") as session:
        row = None if version_id is None else session.get(BeliefVersion, version_id)
        if row is not None:
            session.delete(row)
            session.flush()
        held = None if belief_id is None else session.get(Belief, belief_id)
        if held is not None:
            count = select(func.count()).where(BeliefVersion.belief_id == held.id)
            if not session.scalar(count):
                session.delete(held)


def put_away(store: Store, *, belief_id: int) -> None:
    """Put a belief away, with all of its versions."""
    with store.edit("Put a belief away", place=_place(belief_id)) as session:
        row = session.get_one(Belief, belief_id)
        if row.put_away is None:
            row.put_away = now()


def _checked(name: str, value: int | str | None) -> int | str | None:
    if name in _WORDS and isinstance(value, str):
        return plain(value).strip()
    if name in _STRENGTHS and (value is None or type(value) is int):
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise ValueError("how true it feels is a number from 0 to 100")
        return value
    raise ValueError(f"{name} has no place in a version")


def _place(belief_id: int | None) -> Ref:
    return Ref("belief", belief_id)
