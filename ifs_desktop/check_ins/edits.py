"""What a person can do with check-ins: each verb is one edit, one undo step."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import CHECK_IN_KINDS, CheckIn, Part, Present, now

TODAY = Ref("page", None, "today")
ROOM = 4  # room for Self: 0 to this
ALARM = 10  # an alarm: 0 to this


def check_in(
    store: Store,
    *,
    kind: str,
    present: Mapping[int, str] | None = None,
    room: int | None = None,
    body: str = "",
    before: int | None = None,
    after: int | None = None,
    about: str = "",
    helped: str = "",
    text: str = "",
    source: Ref | None = None,
    check_in_id: int | None = None,
    visit: int = 0,
) -> int:
    """Keep how it is at one moment, all of it optional; returns its id.

    ``present``: the parts that are here, each with a word or two; an exile is named only, and what
    was said of a part before it was one stays. With ``check_in_id`` the one that was kept before
    says this now; its moment stays. What is kept under one ``visit``, a
    number that is not used twice, is one undo step.
    """
    if kind not in CHECK_IN_KINDS:
        raise ValueError(f"{kind!r} is no kind of check-in")
    for at, most in ((room, ROOM), (before, ALARM), (after, ALARM)):
        if at is not None and not 0 <= at <= most:
            raise ValueError(f"{at} does not lie between 0 and {most}")
    said = {
        "room": room,
        "body": plain(body).strip(),
        "before": before,
        "after": after,
        "about": plain(about).strip(),
        "helped": plain(helped).strip(),
        "text": plain(text).strip(),
    }
    merge = ("check_in", visit) if visit else None
    with store.edit("Check in", place=TODAY, merge=merge) as session:
        row = None if check_in_id is None else session.get(CheckIn, check_in_id)
        if row is None:
            row = CheckIn(kind=kind)
            if source is not None:
                row.source_kind, row.source_id = source.kind, source.id
            session.add(row)
        for name, value in said.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        _be_present(session, row, present or {})
        session.flush()
    return row.id


def take_back(store: Store, *, check_in_id: int, visit: int = 0) -> None:
    """As if it had not been said: nothing is left in it. Undo brings it back."""
    merge = ("check_in", visit) if visit else None
    with store.edit("Take a check-in back", place=TODAY, merge=merge) as session:
        row = session.get(CheckIn, check_in_id)
        if row is not None:
            session.delete(row)


def put_away(store: Store, *, check_in_id: int) -> None:
    """Put a check-in away."""
    with store.edit("Put a check-in away", place=TODAY) as session:
        row = session.get_one(CheckIn, check_in_id)
        if row.put_away is None:
            row.put_away = now()


def _be_present(session: Session, row: CheckIn, present: Mapping[int, str]) -> None:
    """Who is here now, without parts that were erased."""
    found = session.execute(select(Part.id, Part.role).where(Part.id.in_(present)))
    roles = {part_id: role for part_id, role in found}  # noqa: C416 (rows are no pairs to mypy)
    here = {one.part_id: one for one in row.present}
    for part_id, one in here.items():
        if part_id not in present:
            row.present.remove(one)
    for part_id, role in ((part, roles[part]) for part in present if part in roles):
        words = "" if role == "exile" else plain(present[part_id]).strip()
        if part_id not in here:
            row.present.append(Present(part_id=part_id, words=words))
        elif here[part_id].words != words and role != "exile":
            here[part_id].words = words
