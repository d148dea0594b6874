"""What a person can do with impressions: each verb is one edit, one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.inbox.queries import JOT, JOT_KIND, draft_of
from ifs_desktop.parts.edits import add_part
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import IMPRESSION_KINDS, Entry, Impression, Part, now

INBOX = Ref("inbox")


class NothingSaid(ValueError):
    """An impression needs at least one sign."""


def note(store: Store, *, text: str, kind: str | None = None) -> int:
    """Keep an impression and return its id. Raises NothingSaid.

    ``kind``: one of IMPRESSION_KINDS, or None where it was not said.
    """
    _check(kind)
    with store.edit("Jot down", place=INBOX) as session:
        row = Impression(text=_said(text), kind=kind)
        session.add(row)
        session.flush()
    return row.id


def jot(store: Store, *, text: str, kind: str | None = None) -> int:
    """The same from the card one jots down on: what was half typed there is used up."""
    with store.edit("Jot down", place=INBOX):
        noted = note(store, text=text, kind=kind)
        for place in (JOT, JOT_KIND):
            store.keep_draft(place, "")
    return noted


def reword(store: Store, *, impression_id: int, text: str, kind: str | None) -> None:
    """Say an impression in other words, or of another kind. Raises NothingSaid."""
    _check(kind)
    text = _said(text)
    with store.edit("Edit an impression", place=Ref("impression", impression_id)) as session:
        row = session.get_one(Impression, impression_id)
        if (row.text, row.kind) != (text, kind):
            row.text, row.kind = text, kind
        store.keep_draft(draft_of(impression_id), "")


def sort_onto(store: Store, *, impression_ids: Iterable[int], part_id: int) -> None:
    """Note that these belong to a part. Only noting: nobody is approached, so no gate is asked."""
    with store.edit("Sort onto a part", place=INBOX) as session:
        session.get_one(Part, part_id)
        for row in _rows(session, impression_ids):
            if row.part_id != part_id:
                row.part_id = part_id


def sort_onto_new(store: Store, *, impression_ids: Iterable[int], name: str, role: str) -> int:
    """Meet someone new and sort these onto it, as one step; returns its id. Raises UnusableName."""
    with store.edit("Sort onto a part", place=INBOX):
        part_id = add_part(store, name=name, role=role)
        sort_onto(store, impression_ids=impression_ids, part_id=part_id)
    return part_id


def take_back(store: Store, *, impression_ids: Iterable[int]) -> None:
    """Back into the inbox: they belong to no part for now."""
    with store.edit("Take back into the inbox", place=INBOX) as session:
        for row in _rows(session, impression_ids):
            if row.part_id is not None:
                row.part_id = None


def put_away(store: Store, *, impression_ids: Iterable[int]) -> None:
    """Put impressions away."""
    with store.edit("Put impressions away", place=INBOX) as session:
        for row in _rows(session, impression_ids):
            if row.put_away is None:
                row.put_away = now()


def make_entry(store: Store, *, impression_ids: Iterable[int]) -> int:
    """Make one page of the journal out of these, in their order, and return its id.

    The page stands under the day of the first; the impressions are put away.
    """
    with store.edit("Make a journal entry", place=INBOX) as session:
        rows = sorted(_rows(session, impression_ids), key=lambda row: (row.noticed, row.id))
        if not rows:
            raise NothingSaid("an entry of no impressions")
        entry = Entry(text="\n\n".join(row.text for row in rows), happened=rows[0].noticed)
        session.add(entry)
        for row in rows:
            row.put_away = now()
        session.flush()
    return entry.id


def _rows(session: Session, ids: Iterable[int]) -> Iterator[Impression]:
    """Those that are there; nothing that was put away."""
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        yield from session.scalars(
            select(Impression).where(Impression.id.in_(some), Impression.put_away.is_(None))
        ).all()


def _said(text: str) -> str:
    said = plain(text).strip()
    if not said:
        raise NothingSaid("an impression without words")
    return said


def _check(kind: str | None) -> None:
    if kind is not None and kind not in IMPRESSION_KINDS:
        raise ValueError(f"{kind!r} is no kind of impression")
