"""What the page of today shows beside a check-in: what comes up, and what is to be continued.

A day is a day on the clock that hangs on the writer's wall now; ``today`` says which one it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ifs_desktop.exercises import titles
from ifs_desktop.exercises.own.queries import titles_of
from ifs_desktop.mediation import queries as mediation
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import (
    Answer,
    Dialogue,
    Entry,
    Mediation,
    Part,
    PartsMap,
    Run,
)

BEGINNING = 200  # letters of what somebody wrote


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to go on with. ``day`` is the one it comes up on, None for whenever."""

    ref: Ref
    title: str
    words: str
    left: datetime  # when it was begun, or left
    day: date | None = None


def due(store: Store, today: date) -> tuple[Waiting, ...]:
    """What comes up: agreements to look at, runs whose day has come. None of it is late."""
    found = [
        Waiting(
            Ref("mediation", one.agreement.dialogue_id),
            f"{one.left.name} & {one.right.name}",
            one.agreement.text,
            one.agreement.made,
            one.agreement.review_on,
        )
        for one in mediation.due(store, today)
    ]
    with store.read() as session:
        found += _runs(session, Run.due_on <= today.isoformat())
    return tuple(sorted(found, key=lambda one: (one.day or today, one.left)))


def to_be_continued(store: Store, limit: int) -> tuple[Waiting, ...]:
    """What was begun and left open, the latest first. A run that waits for its day is not here."""
    with store.read() as session:
        found = [
            *_runs(session, Run.due_on.is_(None), limit),
            *_dialogues(session, limit),
            *_mediations(session, limit),
        ]
    found.sort(key=lambda one: one.left, reverse=True)
    return tuple(found[:limit])


def name_of(store: Store, ref: Ref) -> str:
    """What the thing a Ref leads to is called; empty if it has no name of its own."""
    find = _NAMED.get(ref.kind)
    if find is None or ref.id is None:
        return titles.of_the_app(ref.anchor) if ref.kind == "exercise" else ""
    with store.read() as session:
        return find(session, ref.id)


def _runs(
    session: Session, which: ColumnElement[bool], limit: int | None = None
) -> Iterable[Waiting]:
    rows = session.scalars(
        select(Run)
        .where(Run.put_away.is_(None), Run.state == "open", which)
        .order_by(Run.started.desc(), Run.id.desc())
        .limit(limit)
    )
    found = rows.all()
    named = titles_of(session, {row.exercise for row in found})
    for row in found:
        day = None if row.due_on is None else date.fromisoformat(row.due_on)
        title = named[row.exercise]
        yield Waiting(Ref("run", row.id), title, _first_words(session, row.id), row.started, day)


def _first_words(session: Session, run_id: int) -> str:
    words = session.scalar(
        select(Answer.text)
        .where(Answer.run_id == run_id, Answer.text != "")
        .order_by(Answer.id)
        .limit(1)
    )
    return (words or "")[:BEGINNING]


def _dialogues(session: Session, limit: int) -> Iterable[Waiting]:
    rows = session.execute(
        select(Dialogue.id, Dialogue.title, Dialogue.unfinished, Dialogue.touched)
        .where(
            Dialogue.unfinished.is_not(None),
            Dialogue.put_away.is_(None),
            Dialogue.kind == "dialogue",
        )
        .order_by(Dialogue.touched.desc(), Dialogue.id.desc())
        .limit(limit)
    )
    for id_, title, words, touched in rows:
        yield Waiting(Ref("dialogue", id_), title, (words or "")[:BEGINNING], touched)


def _mediations(session: Session, limit: int) -> Iterable[Waiting]:
    rows = session.execute(
        select(Dialogue.id, Mediation.conflict, Dialogue.touched, Mediation.left_id, Part.name)
        .join(Mediation, Mediation.dialogue_id == Dialogue.id)
        .join(Part, Part.id == Mediation.right_id)
        .where(Mediation.state == "open", Mediation.ended.is_(None), Dialogue.put_away.is_(None))
        .order_by(Dialogue.touched.desc(), Dialogue.id.desc())
        .limit(limit)
    )
    for id_, conflict, touched, left_id, right in rows.all():
        left = session.scalar(select(Part.name).where(Part.id == left_id))
        names = f"{left} & {right}"
        yield Waiting(Ref("mediation", id_), names, conflict[:BEGINNING], touched)


def _dialogue_name(session: Session, id_: int) -> str:
    return session.scalar(select(Dialogue.title).where(Dialogue.id == id_)) or ""


def _part_name(session: Session, id_: int) -> str:
    return session.scalar(select(Part.name).where(Part.id == id_)) or ""


def _map_name(session: Session, id_: int) -> str:
    return session.scalar(select(PartsMap.name).where(PartsMap.id == id_)) or ""


def _entry_name(session: Session, id_: int) -> str:
    return session.scalar(select(Entry.title).where(Entry.id == id_)) or ""


def _run_name(session: Session, id_: int) -> str:
    slug = session.scalar(select(Run.exercise).where(Run.id == id_))
    return "" if slug is None else titles_of(session, {slug})[slug]


_NAMED: dict[str, Callable[[Session, int], str]] = {
    "dialogue": _dialogue_name,
    "mediation": _dialogue_name,
    "part": _part_name,
    "profile": _part_name,
    "map": _map_name,
    "entry": _entry_name,
    "run": _run_name,
}
