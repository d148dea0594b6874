"""What a person can do with whole maps: each verb is one edit, one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ifs_desktop.map import traces
from ifs_desktop.map.shelf.ring import around
from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Area, Part, PartsMap, Placement, Relation, now

LONGEST_ABOUT = 2000
LONGEST_MEANING = 300  # a line of the legend


def new_map(store: Store, *, name: str, about: str = "", part_ids: Iterable[int] = ()) -> int:
    """Add a map and return its id. Raises UnusableName.

    ``about`` is the situation it shows; ``part_ids`` are laid out calmly around Self.
    """
    fresh = PartsMap(name=clean_name(name), about=_about(about))
    with store.edit("New map", place=Ref("map")) as session:
        fresh.position = _after_all(session)
        session.add(fresh)
        session.flush()
        wanted = list(dict.fromkeys(part_ids))
        known = {
            part.id: part
            for part in session.scalars(
                select(Part).where(Part.id.in_(wanted), Part.put_away.is_(None))
            )
        }
        protects = session.execute(
            select(Relation.source_id, Relation.target_id)
            .where(
                Relation.kind == "protects",
                Relation.put_away.is_(None),
                Relation.source_id.in_(wanted),
                Relation.target_id.in_(wanted),
            )
            .order_by(Relation.id)
        )
        roles = {part_id: known[part_id].role for part_id in wanted if part_id in known}
        places = around(roles, [(source, target) for source, target in protects])
        placed = [Placement(map_id=fresh.id, part_id=i, x=x, y=y) for i, (x, y) in places.items()]
        session.add_all(placed)
        traces.leave(session, placed)
    return fresh.id


def rename_map(store: Store, *, map_id: int, name: str, about: str | None = None) -> None:
    """Rename a map, and say what it is ``about`` if that is given. Raises UnusableName."""
    name = clean_name(name)
    with store.edit("Rename map", place=Ref("map", map_id)) as session:
        row = session.get_one(PartsMap, map_id)
        if row.name != name:
            row.name = name
        if about is not None and row.about != _about(about):
            row.about = _about(about)


def set_about(store: Store, *, map_id: int, about: str, visit: int = 0) -> None:
    """Say which situation a map shows. Typing within one ``visit`` is one undo step."""
    merge = ("about map", map_id, visit) if visit else None
    with store.edit("Say what a map is about", place=Ref("map", map_id), merge=merge) as session:
        row = session.get_one(PartsMap, map_id)
        if row.about != _about(about):
            row.about = _about(about)


def duplicate_map(store: Store, *, map_id: int, name: str) -> int:
    """Copy a map, with all who stand on it and what lies on it; returns the copy's id.

    The copy's own history begins now. Raises UnusableName.
    """
    name = clean_name(name)
    with store.edit("Copy map", place=Ref("map", map_id)) as session:
        first = session.get_one(PartsMap, map_id)
        copy = PartsMap(
            name=name,
            self_x=first.self_x,
            self_y=first.self_y,
            position=_after(session, first),
            about=first.about,
            size_means=first.size_means,
            distance_means=first.distance_means,
            colour_means=first.colour_means,
        )
        session.add(copy)
        session.flush()
        standing = session.scalars(
            select(Placement)
            .join(Part, Part.id == Placement.part_id)
            .where(
                Placement.map_id == map_id, Placement.put_away.is_(None), Part.put_away.is_(None)
            )
            .order_by(Placement.id)
        )
        placed = [_as_it_stands(one, copy.id) for one in standing]
        session.add_all(placed)
        traces.leave(session, placed)
        lying = select(Area).where(Area.map_id == map_id, Area.put_away.is_(None))
        session.add_all(
            [_as_it_lies(one, copy.id) for one in session.scalars(lying.order_by(Area.id))]
        )
    return copy.id


def archive_map(store: Store, *, map_id: int) -> None:
    """Lay a map apart from those in use; everything on it stays as it is."""
    with store.edit("Archive map", place=Ref("map", map_id)) as session:
        row = session.get_one(PartsMap, map_id)
        if row.archived is None:
            row.archived = now()


def unarchive_map(store: Store, *, map_id: int) -> None:
    """Lay a map among those in use again."""
    with store.edit("Bring map back", place=Ref("map", map_id)) as session:
        row = session.get_one(PartsMap, map_id)
        if row.archived is not None:
            row.archived = None


def put_map_away(store: Store, *, map_id: int, next_name: str = "My parts") -> None:
    """Put a map away; the parts on it stay as they are.

    A journal always has a map: after its last one, an empty one called ``next_name`` is there.
    """
    with store.edit("Put map away", place=Ref("map")) as session:
        row = session.get_one(PartsMap, map_id)
        if row.put_away is not None:
            return
        row.put_away = now()
        session.flush()
        others = select(func.count()).where(PartsMap.put_away.is_(None), PartsMap.kind == "map")
        if row.kind == "map" and not session.scalar(others):
            session.add(PartsMap(name=clean_name(next_name), position=_after_all(session)))


def order_maps(store: Store, *, map_ids: Sequence[int]) -> None:
    """Say in which order maps come: these, in this order, take the places they have together."""
    with store.edit("Order maps", place=Ref("map")) as session:
        rows = {
            row.id: row
            for row in session.scalars(select(PartsMap).where(PartsMap.id.in_(list(map_ids))))
        }
        if len(rows) != len(map_ids):
            raise ValueError("each map is named once")
        places = sorted((row.position, row.id) for row in rows.values())
        spots = [position for position, _ in places]
        if len(set(spots)) != len(spots):  # never ordered before: as they came
            spots = [float(number) for number in range(1, len(spots) + 1)]
        for map_id, spot in zip(map_ids, spots, strict=True):
            if rows[map_id].position != spot:
                rows[map_id].position = spot


def set_legend(
    store: Store,
    *,
    map_id: int,
    size: str | None = None,
    distance: str | None = None,
    colour: str | None = None,
    visit: int = 0,
) -> None:
    """Say what size, distance and colour mean on a map; what is not given stays.

    Typing within one ``visit`` is one undo step.
    """
    merge = ("legend", map_id, visit) if visit else None
    with store.edit("Change the legend", place=Ref("map", map_id), merge=merge) as session:
        row = session.get_one(PartsMap, map_id)
        for column, words in (
            ("size_means", size),
            ("distance_means", distance),
            ("colour_means", colour),
        ):
            if words is not None and getattr(row, column) != _meaning(words):
                setattr(row, column, _meaning(words))


def _as_it_stands(one: Placement, map_id: int) -> Placement:
    return Placement(
        map_id=map_id,
        part_id=one.part_id,
        x=one.x,
        y=one.y,
        size=one.size,
        fade=one.fade,
        pinned=one.pinned,
        number=one.number,
    )


def _as_it_lies(one: Area, map_id: int) -> Area:
    return Area(
        map_id=map_id,
        kind=one.kind,
        text=one.text,
        x=one.x,
        y=one.y,
        width=one.width,
        height=one.height,
        colour=one.colour,
    )


def _after_all(session: Session) -> float:
    """The place behind every map there is."""
    return (session.scalar(select(func.max(PartsMap.position))) or 0.0) + 1.0


def _after(session: Session, first: PartsMap) -> float:
    """A place right behind a map: halfway to the next one."""
    later = select(func.min(PartsMap.position)).where(PartsMap.position > first.position)
    following = session.scalar(later)
    return first.position + 1.0 if following is None else (first.position + following) / 2


def _about(text: str) -> str:
    return plain(text).strip()[:LONGEST_ABOUT].rstrip()


def _meaning(text: str) -> str:
    return " ".join(plain(text).split())[:LONGEST_MEANING].rstrip()
