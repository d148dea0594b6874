"""What the map page shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard, card
from ifs_desktop.store import Store
from ifs_desktop.store.schema import (
    Agreement,
    Area,
    Fact,
    Mediation,
    Part,
    PartsMap,
    Placement,
    Relation,
)


@dataclass(frozen=True, slots=True)
class MapCard:
    """A map's name and what it is about, for choosing one."""

    id: int
    name: str
    archived: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part standing on a map. ``body`` is where in the body it is felt, or empty."""

    id: int  # the placement's
    part: PartCard
    x: float
    y: float
    body: str
    size: float = 1.0  # of the usual one
    fade: float = 0.0  # 0 as usual to 0.8 nearly gone
    pinned: bool = False
    number: int | None = None  # in the order of discovery


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two parts that both stand on the map, by the parts' ids."""

    id: int
    kind: str
    source_id: int
    target_id: int
    tension: int | None = None  # of a polarised pair, 1 to 5
    agreement: str = ""  # what the two agreed on last, as long as it stands


@dataclass(frozen=True, slots=True)
class AreaCard:
    """What else lies on a map: ``kind`` is one of AREA_KINDS, x and y its upper left corner."""

    id: int
    kind: str
    text: str
    x: float
    y: float
    width: float
    height: float
    colour: str | None


@dataclass(frozen=True, slots=True)
class Legend:
    """What things mean on a map, in the writer's words; empty where nothing is said."""

    size: str = ""
    distance: str = ""
    colour: str = ""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.size or self.distance or self.colour)


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole map."""

    id: int
    name: str
    self_place: tuple[float, float]
    placed: tuple[Placed, ...]
    links: tuple[Link, ...]
    kind: str = "map"  # one of MAP_KINDS
    areas: tuple[AreaCard, ...] = ()
    legend: Legend = Legend()
    about: str = ""  # the situation it shows


def maps(store: Store, kind: str = "map") -> tuple[MapCard, ...]:
    """All maps of a kind in their order, those archived last; "place": of places to rest."""
    with store.read() as session:
        rows = session.scalars(
            select(PartsMap)
            .where(PartsMap.put_away.is_(None), PartsMap.kind == kind)
            .order_by(PartsMap.archived.is_not(None), PartsMap.position, PartsMap.id)
        )
        return tuple(_map_card(row) for row in rows)


def maps_of(store: Store, part_id: int) -> tuple[MapCard, ...]:
    """The maps a part stands on, in their order, those archived last; places to rest aside."""
    with store.read() as session:
        rows = session.scalars(
            select(PartsMap)
            .join(Placement, Placement.map_id == PartsMap.id)
            .where(
                Placement.part_id == part_id,
                Placement.put_away.is_(None),
                PartsMap.put_away.is_(None),
                PartsMap.kind == "map",
            )
            .order_by(PartsMap.archived.is_not(None), PartsMap.position, PartsMap.id)
        )
        return tuple(_map_card(row) for row in rows)


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


def _map_card(row: PartsMap) -> MapCard:
    return MapCard(row.id, row.name, row.archived is not None, row.about)


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
        placed = tuple(_placed(row, part, bodies.get(part.id, "")) for row, part in rows)
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
        shown = [r for r in relations if r.source_id in ids and r.target_id in ids]
        agreed = _agreements(session, here)
        links = tuple(
            Link(r.id, r.kind, r.source_id, r.target_id, r.tension, agreed.get(r.id, ""))
            for r in shown
        )
        return Picture(
            parts_map.id,
            parts_map.name,
            (parts_map.self_x, parts_map.self_y),
            placed,
            links,
            parts_map.kind,
            _areas(session, map_id),
            Legend(parts_map.size_means, parts_map.distance_means, parts_map.colour_means),
            parts_map.about,
        )


def _placed(row: Placement, part: Part, body: str) -> Placed:
    pinned = row.pinned is not None
    return Placed(row.id, card(part), row.x, row.y, body, row.size, row.fade, pinned, row.number)


def _areas(session: Session, map_id: int) -> tuple[AreaCard, ...]:
    rows = session.scalars(
        select(Area).where(Area.map_id == map_id, Area.put_away.is_(None)).order_by(Area.id)
    )
    return tuple(
        AreaCard(a.id, a.kind, a.text, a.x, a.y, a.width, a.height, a.colour) for a in rows
    )


def _agreements(session: Session, here: Select[int]) -> dict[int, str]:
    """What each two parts agreed on last, by relation."""
    rows = session.execute(
        select(Mediation.relation_id, Agreement.text)
        .join(Agreement, Agreement.mediation_id == Mediation.id)
        .join(Relation, Relation.id == Mediation.relation_id)
        .where(Agreement.put_away.is_(None), Relation.source_id.in_(here))
        .order_by(Agreement.made, Agreement.id)
    )
    return {relation: words for relation, words in rows}  # noqa: C416 - a Row is no pair to mypy
