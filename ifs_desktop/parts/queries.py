"""What pages show of parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Fact, Part, Relation


@dataclass(frozen=True, slots=True)
class PartCard:
    """As much of a part as a list or a chip shows."""

    id: int
    name: str
    role: str
    colour: str | None


@dataclass(frozen=True, slots=True)
class FactCard:
    """One thing known of a part. ``source`` is where it comes from, None if it was stated."""

    id: int
    kind: str
    text: str
    said_by: str
    said_at: datetime
    source: Ref | None


@dataclass(frozen=True, slots=True)
class RelationCard:
    """How two parts stand to each other; ``source`` acts for a directed kind."""

    id: int
    kind: str
    source: PartCard
    target: PartCard
    forth: str
    back: str


@dataclass(frozen=True, slots=True)
class PartDetail:
    """A part with everything known of it, the newest fact first."""

    card: PartCard
    met: datetime
    facts: tuple[FactCard, ...]
    relations: tuple[RelationCard, ...]

    def stated(self, kind: str) -> FactCard | None:
        """The newest fact of a kind that was stated, not learnt in a dialogue or exercise."""
        return next((f for f in self.facts if f.kind == kind and f.source is None), None)


def find_parts(store: Store, text: str = "") -> tuple[PartCard, ...]:
    """Parts whose name holds each word of ``text`` in any letter case, in order of name."""
    words = text.casefold().split()
    with store.read() as session:
        parts = session.scalars(select(Part).where(Part.put_away.is_(None)))
        found = [card(p) for p in parts if all(w in p.name.casefold() for w in words)]
    return tuple(sorted(found, key=lambda c: (c.name.casefold(), c.id)))


def all_cards(store: Store) -> list[PartCard]:
    """Every part that is not put away, in order of name; 2,000 of them in a few ms."""
    columns = select(Part.id, Part.name, Part.role, Part.colour).where(Part.put_away.is_(None))
    with store.read() as session:
        found = [PartCard(*row) for row in session.execute(columns)]
    return sorted(found, key=lambda c: (c.name.casefold(), c.id))


def cards(store: Store, part_ids: Iterable[int]) -> dict[int, PartCard]:
    """The cards of these parts, also of those put away (old text still names them)."""
    wanted = list(part_ids)
    with store.read() as session:
        return {p.id: card(p) for p in session.scalars(select(Part).where(Part.id.in_(wanted)))}


def part(store: Store, part_id: int) -> PartDetail | None:
    """Everything known of a part; None if there is no such part or it was put away."""
    with store.read() as session:
        row = session.get(Part, part_id)
        if row is None or row.put_away is not None:
            return None
        facts = session.scalars(
            select(Fact)
            .where(Fact.part_id == part_id, Fact.put_away.is_(None))
            .order_by(Fact.said_at.desc(), Fact.id.desc())
        )
        own = or_(Relation.source_id == part_id, Relation.target_id == part_id)
        return PartDetail(
            card(row), row.created, tuple(_fact(f) for f in facts), _relations(session, own)
        )


def relation(store: Store, relation_id: int) -> RelationCard | None:
    """One relation; None if it, or a part it links, was put away."""
    with store.read() as session:
        found = _relations(session, Relation.id == relation_id)
    return found[0] if found else None


def card(row: Part) -> PartCard:
    """The card of a mapped part (for other features' queries)."""
    return PartCard(row.id, row.name, row.role, row.colour)


def _fact(row: Fact) -> FactCard:
    source = None if row.source_kind is None else Ref(row.source_kind, row.source_id)
    return FactCard(row.id, row.kind, row.text, row.said_by, row.said_at, source)


def _relations(session: Session, condition: object) -> tuple[RelationCard, ...]:
    rows = session.scalars(
        select(Relation)
        .where(condition, Relation.put_away.is_(None))  # type: ignore[arg-type]
        .order_by(Relation.id)
    ).all()
    ends = {row.source_id for row in rows} | {row.target_id for row in rows}
    parts = session.scalars(select(Part).where(Part.id.in_(ends), Part.put_away.is_(None)))
    known = {p.id: card(p) for p in parts}
    return tuple(
        RelationCard(
            row.id, row.kind, known[row.source_id], known[row.target_id], row.forth, row.back
        )
        for row in rows
        if row.source_id in known and row.target_id in known
    )
