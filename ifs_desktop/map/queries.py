"""What the map page shows."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ifs_desktop.parts.queries import PartCard
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


def picture(
    store: Store, map_id: int, *, before: Picture | None = None, moved_only: bool = False
) -> Picture | None:
    """Everything on a map; None if there is no such map or it was put away.

    ``moved_only`` says that nothing but placements changed since ``before`` was read.
    """
    with store.read() as session:
        parts_map = session.get(PartsMap, map_id)
        if parts_map is None or parts_map.put_away is not None:
            return None
        here = select(Placement.part_id).where(
            Placement.map_id == map_id, Placement.put_away.is_(None)
        )
        session.flush()
        known = before if moved_only and before is not None and before.id == map_id else None
        placed = _placed(session, map_id, here, known)
        same = known is not None and [p.id for p in placed] == [p.id for p in known.placed]
        if known is not None and same:
            links = known.links
        else:
            links = _links(session, here, {p.part.id for p in placed})
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


def _placed(
    session: Session, map_id: int, here: Select[int], known: Picture | None
) -> tuple[Placed, ...]:
    """Who stands there, in the order they came. Columns, not objects: there may be thousands."""
    place = Placement
    columns = (
        *(place.id, place.x, place.y, place.size, place.fade, place.pinned.is_not(None)),
        place.number,
    )
    there = (Placement.map_id == map_id, Placement.put_away.is_(None))
    connection = session.connection()
    if known is not None:
        cards = {p.id: (p.part, p.body) for p in known.placed}
        rows = connection.execute(select(*columns).where(*there).order_by(Placement.id)).all()
        if all(row[0] in cards for row in rows):
            return tuple(_one(*cards[row[0]], *row) for row in rows)
    felt = connection.execute(
        select(Fact.part_id, Fact.text)
        .where(Fact.kind == "body", Fact.put_away.is_(None), Fact.part_id.in_(here))
        .order_by(Fact.said_at, Fact.id)
    )
    bodies = {part_id: text for part_id, text in felt}  # noqa: C416 - a Row is no pair to mypy
    part = Part
    rows = connection.execute(
        select(
            *columns,
            *(part.id, part.name, part.role, part.colour),
            *(part.resting.is_not(None), part.veiled.is_not(None), part.emoji, part.portrait),
        )
        .join(Part, Part.id == Placement.part_id)
        .where(*there, Part.put_away.is_(None))
        .order_by(Placement.id)
    ).all()
    return tuple(
        _one(
            PartCard(*row[7:11], bool(row[11]), bool(row[12]), *row[13:]),
            bodies.get(row[7], ""),
            *row[:7],
        )
        for row in rows
    )


def _one(
    part: PartCard,
    body: str,
    placement_id: int,
    x: float,
    y: float,
    size: float,
    fade: float,
    pinned: object,
    number: int | None,
) -> Placed:
    return Placed(placement_id, part, x, y, body, size, fade, bool(pinned), number)


def _links(session: Session, here: Select[int], ids: set[int]) -> tuple[Link, ...]:
    """How those who stand there stand to each other."""
    agreed = _agreements(session, here)
    rows = session.connection().execute(
        select(
            *(Relation.id, Relation.kind, Relation.source_id, Relation.target_id),
            Relation.tension,
        )
        .where(
            Relation.put_away.is_(None),
            Relation.source_id.in_(here),
            Relation.target_id.in_(here),
        )
        .order_by(Relation.id)
    )
    return tuple(
        Link(*row, agreed.get(row[0], "")) for row in rows if row[2] in ids and row[3] in ids
    )


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
