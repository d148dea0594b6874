"""What the map page shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.engine import Connection

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

FEW = 200  # placements that are read by themselves
STANDS = 7  # columns of how a placement stands


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
    archived: bool = False


def maps(store: Store, kind: str = "map") -> tuple[MapCard, ...]:
    """All maps of a kind in their order, those archived last; "place": of places to rest."""
    with store.read() as session:
        rows = session.scalars(
            select(PartsMap)
            .where(PartsMap.put_away.is_(None), PartsMap.kind == kind)
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


def names(store: Store) -> list[str]:
    """What the parts of this journal are called."""
    with store.read_quickly() as connection:
        return [row[0] for row in connection.execute(_NAMES).all()]


def _map_card(row: PartsMap) -> MapCard:
    return MapCard(row.id, row.name, row.archived is not None, row.about)


def picture(store: Store, map_id: int) -> Picture | None:
    """Everything on a map; None if there is no such map or it was put away."""
    of = {"map_id": map_id}
    with store.read_quickly() as connection:
        own = connection.execute(_OWN, of).first()
        if own is None:
            return None
        name, self_x, self_y, kind, about, archived, *legend = own
        placed = _placed(connection, of)
        links = _links(connection, of, {p.part.id for p in placed})
        areas = tuple(_area(tuple(row)) for row in connection.execute(_AREAS, of).all())
        place = (self_x, self_y)
        return Picture(
            map_id, name, place, placed, links, kind, areas, Legend(*legend), about, archived
        )


def moved(store: Store, before: Picture, ids: Collection[int]) -> Picture | None:
    """``before`` with how these placements stand by now; None if somebody came or went.

    None too for so many that all are read as soon.
    """
    if len(ids) > FEW:
        return None
    with store.read_quickly() as connection:
        found = {row[0]: tuple(row) for row in connection.execute(_MOVED, {"ids": list(ids)})}
    known = {p.id: p for p in before.placed if p.id in ids}
    if known.keys() != {i for i, row in found.items() if row[STANDS] == before.id}:
        return None
    now = {i: _one(p.part, p.body, found[i][:STANDS]) for i, p in known.items()}
    return replace(before, placed=tuple(now.get(p.id, p) for p in before.placed))


def _placed(connection: Connection, of: dict[str, int]) -> tuple[Placed, ...]:
    """Who stands there, in the order they came. Columns, not objects: there may be thousands."""
    felt: list[Any] = sorted(tuple(row) for row in connection.execute(_FELT, of).all())
    bodies = {part_id: text for _said, _id, part_id, text in felt}  # the last one said holds
    return tuple(
        _one(PartCard(*row[STANDS:]), bodies.get(row[STANDS], ""), row[:STANDS])
        for row in (tuple(one) for one in connection.execute(_WHO, of).all())
    )


def _area(row: tuple[Any, ...]) -> AreaCard:
    return AreaCard(*row)


def _one(part: PartCard, body: str, row: tuple[Any, ...]) -> Placed:
    placement_id, x, y, size, fade, pinned, number = row
    return Placed(placement_id, part, x, y, body, size, fade, pinned, number)


def _links(connection: Connection, of: dict[str, int], ids: set[int]) -> tuple[Link, ...]:
    """How those who stand there stand to each other, and what they agreed on last."""
    last = connection.execute(_AGREED, of).all()
    agreed = {relation: words for relation, words in last}  # noqa: C416 - a Row is no pair to mypy
    found: list[Any] = sorted(tuple(row) for row in connection.execute(_LINKS, of).all())
    return tuple(
        Link(id_, kind, source, target, tension, agreed.get(id_, ""))
        for id_, kind, source, target, tension in found
        if source in ids and target in ids
    )


# Put together once: that takes as long as asking. Thousands of rows are put in order here, which
# takes a third of what SQLite takes for it; an id ends all comparing.
_MAP: BindParameter[int] = bindparam("map_id")
_ON_IT = (Placement.map_id == _MAP, Placement.put_away.is_(None))
_HERE = select(Placement.part_id).where(*_ON_IT)
_OWN = select(
    *(PartsMap.name, PartsMap.self_x, PartsMap.self_y, PartsMap.kind, PartsMap.about),
    PartsMap.archived.is_not(None),
    *(PartsMap.size_means, PartsMap.distance_means, PartsMap.colour_means),
).where(PartsMap.id == _MAP, PartsMap.put_away.is_(None))
_COLUMNS = (
    *(Placement.id, Placement.x, Placement.y, Placement.size, Placement.fade),
    *(Placement.pinned.is_not(None), Placement.number),
)
_NAMES = select(Part.name).where(Part.put_away.is_(None))
_MOVED = select(*_COLUMNS, Placement.map_id).where(
    Placement.id.in_(bindparam("ids", expanding=True)), Placement.put_away.is_(None)
)
_WHO = (
    select(
        *_COLUMNS,
        *(Part.id, Part.name, Part.role, Part.colour),
        *(Part.resting.is_not(None), Part.veiled.is_not(None), Part.emoji, Part.portrait),
    )
    .join(Part, Part.id == Placement.part_id)
    .where(*_ON_IT, Part.put_away.is_(None))
    .order_by(Placement.id)
)
_FELT = select(Fact.said_at, Fact.id, Fact.part_id, Fact.text).where(
    Fact.kind == "body", Fact.put_away.is_(None), Fact.part_id.in_(_HERE)
)
_LINKS = select(
    Relation.id, Relation.kind, Relation.source_id, Relation.target_id, Relation.tension
).where(Relation.put_away.is_(None), Relation.source_id.in_(_HERE))
_AGREED = (
    select(Mediation.relation_id, Agreement.text)
    .join(Agreement, Agreement.mediation_id == Mediation.id)
    .join(Relation, Relation.id == Mediation.relation_id)
    .where(Agreement.put_away.is_(None), Relation.source_id.in_(_HERE))
    .order_by(Agreement.made, Agreement.id)
)
_AREAS = (
    select(
        *(Area.id, Area.kind, Area.text),
        *(Area.x, Area.y, Area.width, Area.height, Area.colour),
    )
    .where(Area.map_id == _MAP, Area.put_away.is_(None))
    .order_by(Area.id)
)
