"""What pages show of beliefs: who holds one, and how it stood each time it was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Belief, BeliefVersion, Part


@dataclass(frozen=True, slots=True, repr=False)  # people's words are never printed
class Version:
    """How a belief stood at one moment. ``strength`` and ``after``: 0 to 100, how true it felt."""

    id: int
    said_at: datetime
    strength: int | None
    after: int | None
    theirs: str
    mine: str
    unknown: str
    fair: str
    answer: str
    source: Ref | None

    @property
    def latest(self) -> int | None:
        """How true it felt at the end of that time."""
        return self.strength if self.after is None else self.after


@dataclass(frozen=True, slots=True, repr=False)  # people's words are never printed
class BeliefCard:
    """A belief. ``holder`` is the part that holds it; ``own``: the writer does; else unknown."""

    id: int
    text: str
    holder: PartCard | None
    own: bool
    created: datetime
    versions: tuple[Version, ...]  # the oldest first


def beliefs(store: Store, not_from: Ref | None = None) -> tuple[BeliefCard, ...]:
    """Every belief, the one looked at last first.

    ``not_from`` leaves out those that were looked at in that run only.
    """
    with store.read() as session:
        rows = session.execute(
            select(Belief, Part)
            .outerjoin(Part, Part.id == Belief.part_id)
            .where(Belief.put_away.is_(None), or_(Part.id.is_(None), Part.put_away.is_(None)))
        ).all()
        found = _cards(session, [(row[0], row[1]) for row in rows])
    if not_from is not None:
        found = [one for one in found if any(v.source != not_from for v in one.versions)]
    return tuple(sorted(found, key=_last_looked_at, reverse=True))


def belief(store: Store, belief_id: int) -> BeliefCard | None:
    """One belief; None if there is none or it was put away."""
    with store.read() as session:
        row = session.get(Belief, belief_id)
        if row is None or row.put_away is not None:
            return None
        part = None if row.part_id is None else session.get(Part, row.part_id)
        return _cards(session, [(row, part)])[0]


def _last_looked_at(one: BeliefCard) -> tuple[datetime, int]:
    return (one.versions[-1].said_at if one.versions else one.created, one.id)


def _cards(session: Session, rows: list[tuple[Belief, Part | None]]) -> list[BeliefCard]:
    versions: dict[int, list[Version]] = {}
    wanted = [row.id for row, _ in rows]
    for one in session.scalars(
        select(BeliefVersion)
        .where(BeliefVersion.belief_id.in_(wanted))
        .order_by(BeliefVersion.said_at, BeliefVersion.id)
    ):
        versions.setdefault(one.belief_id, []).append(_version(one))
    return [
        BeliefCard(
            row.id,
            row.text,
            None if part is None else card(part),
            row.own is not None,
            row.created,
            tuple(versions.get(row.id, ())),
        )
        for row, part in rows
    ]


def _version(row: BeliefVersion) -> Version:
    return Version(
        row.id,
        row.said_at,
        row.strength,
        row.after,
        row.theirs,
        row.mine,
        row.unknown,
        row.fair,
        row.answer,
        None if row.source_kind is None else Ref(row.source_kind, row.source_id),
    )
