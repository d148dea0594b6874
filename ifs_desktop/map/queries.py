"""What the map page shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Fact, Part, PartsMap, Placement, Relation


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map's name, for choosing one."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A part standing on a map. ``body`` is where in the body it is felt, or empty."""

    id: int  # the placement's
    part: PartCard
    x: float
    y: float
    body: str


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two parts that both stand on the map, by the parts' ids."""

    id: int
    kind: str
    source_id: int
    target_id: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole map."""

    id: int
    name: str
    self_place: tuple[float, float]
    placed: tuple[Placed, ...]
    links: tuple[Link, ...]
    kind: str = "map"  # one of MAP_KINDS


def maps(store: Store, kind: str = "map") -> tuple[MapCard, ...]:
    """All maps of a kind, the oldest first; "place" are those of places to rest."""
    with store.read() as session:
        rows = session.scalars(
            select(PartsMap)
            .where(PartsMap.put_away.is_(None), PartsMap.kind == kind)
            .order_by(PartsMap.id)
        )
        return tuple(MapCard(row.id, row.name) for row in rows)


def map_of(store: Store, part_id: int) -> int | None:
    """The oldest map a part stands on, places to rest aside; None if it is on none."""
    with store.read() as session:
        return session.scalar(
            select(Placement.map_id)
            .join(PartsMap, PartsMap.id == Placement.map_id)
            .join(Part, Part.id == Placement.part_id)
            .where(
                Placement.part_id == part_id,
                Placement.put_away.is_(None),
                PartsMap.put_away.is_(None),
                Part.put_away.is_(None),
                PartsMap.kind == "map",
            )
            .order_by(PartsMap.id)
            .limit(1)
        )


def picture(store: Store, map_id: int) -> Picture | None:
    """Everything on a map; None if there is no such map or it was put away."""
    with store.read() as session:
        parts_map = session.get(PartsMap, map_id)
        if parts_map is None or parts_map.put_away is not None:
            return None
        rows = session.execute(
            select(Placement, Part)
            .join(Part, Part.id == Placement.part_id)
            .where(
                Placement.map_id == map_id, Placement.put_away.is_(None), Part.put_away.is_(None)
            )
            .order_by(Placement.id)
        ).all()
        here = select(Placement.part_id).where(
            Placement.map_id == map_id, Placement.put_away.is_(None)
        )
        bodies = {
            fact.part_id: fact.text
            for fact in session.scalars(
                select(Fact)
                .where(Fact.kind == "body", Fact.put_away.is_(None), Fact.part_id.in_(here))
                .order_by(Fact.said_at, Fact.id)
            )
        }
        placed = tuple(
            Placed(row.id, card(part), row.x, row.y, bodies.get(part.id, "")) for row, part in rows
        )
        ids = {p.part.id for p in placed}
        relations = session.scalars(
            select(Relation)
            .where(
                Relation.put_away.is_(None),
                Relation.source_id.in_(here),
                Relation.target_id.in_(here),
            )
            .order_by(Relation.id)
        )
        links = tuple(
            Link(r.id, r.kind, r.source_id, r.target_id)
            for r in relations
            if r.source_id in ids and r.target_id in ids
        )
        return Picture(
            parts_map.id,
            parts_map.name,
            (parts_map.self_x, parts_map.self_y),
            placed,
            links,
            parts_map.kind,
        )
