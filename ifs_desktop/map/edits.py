"""What a person can do on a map: each verb is one edit, one undo step.

Places are scene units: x grows to the right, y downwards, of the glyph's centre. What is done with
whole maps stands in ``map.shelf.edits``, what is done with areas in ``map.areas``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.map import geometry, queries, traces
from ifs_desktop.map.areas import move_area
from ifs_desktop.map.reach import FARTHEST as FARTHEST
from ifs_desktop.map.reach import Place, within
from ifs_desktop.map.shelf.edits import archive_map as archive_map
from ifs_desktop.map.shelf.edits import duplicate_map as duplicate_map
from ifs_desktop.map.shelf.edits import new_map as new_map
from ifs_desktop.map.shelf.edits import order_maps as order_maps
from ifs_desktop.map.shelf.edits import put_map_away as put_map_away
from ifs_desktop.map.shelf.edits import rename_map as rename_map
from ifs_desktop.map.shelf.edits import set_about as set_about
from ifs_desktop.map.shelf.edits import set_legend as set_legend
from ifs_desktop.map.shelf.edits import unarchive_map as unarchive_map
from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_part
from ifs_desktop.parts.names import clean_name
from ifs_desktop.parts.veiling import edits as veiling
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import PartsMap, Placement, now

FIRST_MAP = "My parts"
BEHIND = 200.0  # from one part to who stands behind it, the names between them
SMALLEST, LARGEST = 0.5, 2.5  # of the usual size
PALEST = 0.8


def ensure_map(store: Store, *, name: str = FIRST_MAP) -> int:
    """The id of the oldest map in use; the first one is made if there is none.

    Making the first map is not an undo step: a journal always has a map to come back to.
    """
    with store.read() as session:
        known = session.scalar(
            select(PartsMap.id)
            .where(PartsMap.put_away.is_(None), PartsMap.kind == "map")
            .order_by(PartsMap.archived.is_not(None), PartsMap.id)
            .limit(1)
        )
    if known is not None:
        return known
    first = PartsMap(name=clean_name(name))
    with store.edit("First map", undoable=False) as session:
        session.add(first)
        session.flush()
    return first.id


def place_part(store: Store, *, map_id: int, part_id: int, at: Place) -> int:
    """Put a part on a map and return its placement's id; a part already there stays there.

    A place to rest is an invitation: there an exile needs the gate. Raises NotAsked.
    """
    with store.edit("Place part", place=Ref("map", map_id)) as session:
        if session.get_one(PartsMap, map_id).kind == "place":
            permissions.require(store, part_id, Ref("map", map_id))
        known = session.scalar(
            select(Placement).where(
                Placement.map_id == map_id,
                Placement.part_id == part_id,
                Placement.put_away.is_(None),
            )
        )
        if known is not None:
            return known.id
        x, y = within(at)
        placement = Placement(map_id=map_id, part_id=part_id, x=x, y=y)
        session.add(placement)
        traces.leave(session, (placement,))
    return placement.id


def place_behind(store: Store, *, part_id: int, front_id: int) -> int | None:
    """Put a part behind another, as seen from Self, on the oldest map that one stands on.

    Where that one stands on none, it is put on the oldest map first. Returns the placement's id;
    None if there is no map.
    """
    with store.edit("Place part", place=Ref("part", part_id)):
        known = queries.map_of(store, front_id)
        map_id = known if known is not None else _oldest(store)
        shown = None if map_id is None else queries.picture(store, map_id)
        if map_id is None or shown is None:
            return None
        taken = [*((one.x, one.y) for one in shown.placed), shown.self_place]
        self_x, self_y = shown.self_place
        if known is None:
            x, y = geometry.free_place((self_x, self_y - BEHIND), taken, 0.8 * BEHIND)
            place_part(store, map_id=map_id, part_id=front_id, at=(x, y))
            taken.append((x, y))
        else:
            x, y = next((one.x, one.y) for one in shown.placed if one.part.id == front_id)
        away = geometry.unit((x - self_x, y - self_y))
        wish = (x + away[0] * BEHIND, y + away[1] * BEHIND)
        at = geometry.free_place(wish, taken, 0.8 * BEHIND)
        return place_part(store, map_id=map_id, part_id=part_id, at=at)


def new_part_on_map(
    store: Store, *, map_id: int, name: str, role: str, at: Place, number: int | None = None
) -> int:
    """Add a part and place it, as one step; returns the part's id. Raises UnusableName.

    ``number`` is its place in the order of discovery.
    """
    with store.edit("Add part", place=Ref("map", map_id)) as session:
        part_id = add_part(store, name=name, role=role)
        placement_id = place_part(store, map_id=map_id, part_id=part_id, at=at)
        if number is not None:
            session.get_one(Placement, placement_id).number = number
    return part_id


def someone_on_map(store: Store, *, map_id: int, name: str, at: Place) -> int:
    """Place somebody of whom nothing is known but that they are protected; the part's id."""
    with store.edit("Leave a veil", place=Ref("map", map_id)):
        part_id = veiling.someone(store, name=name)
        place_part(store, map_id=map_id, part_id=part_id, at=at)
    return part_id


def move_parts(
    store: Store,
    *,
    map_id: int,
    places: Mapping[int, Place],
    self_place: Place | None = None,
    areas: Mapping[int, Place] | None = None,
    merge: tuple[object, ...] | None = None,
) -> None:
    """Move placements, by their ids, Self if a place is given for it, and areas, by their ids."""
    with store.edit("Move parts", place=Ref("map", map_id), merge=merge) as session:
        moved = []
        for row in _placements(session, map_id, places):
            x, y = within(places[row.id])
            if (row.x, row.y) != (x, y):
                row.x, row.y = x, y
                moved.append(row)
        traces.leave(session, moved)
        for area_id, at in (areas or {}).items():
            move_area(store, area_id=area_id, at=at)
        if self_place is not None:
            parts_map = session.get_one(PartsMap, map_id)
            before = (parts_map.self_x, parts_map.self_y)
            if before != within(self_place):
                parts_map.self_x, parts_map.self_y = within(self_place)
                traces.leave_self(session, parts_map, before)


def move_self(store: Store, *, map_id: int, place: Place) -> None:
    """Move Self on one map."""
    with store.edit("Move Self", place=Ref("map", map_id)):
        move_parts(store, map_id=map_id, places={}, self_place=place)


def put_away_placements(store: Store, *, map_id: int, placement_ids: Iterable[int]) -> None:
    """Take parts off a map; the parts themselves stay."""
    with store.edit("Take off the map", place=Ref("map", map_id)) as session:
        gone = [r for r in _placements(session, map_id, placement_ids) if r.put_away is None]
        for row in gone:
            row.put_away = now()
        traces.leave(session, gone)


def resize(
    store: Store,
    *,
    map_id: int,
    sizes: Mapping[int, float],
    merge: tuple[object, ...] | None = None,
) -> None:
    """Draw placements larger or smaller: sizes by their ids, of the usual one, 0.5 to 2.5."""
    with store.edit("Change size", place=Ref("map", map_id), merge=merge) as session:
        changed = []
        for row in _placements(session, map_id, sizes):
            size = round(min(LARGEST, max(SMALLEST, sizes[row.id])), 2)
            if row.size != size:
                row.size = size
                changed.append(row)
        traces.leave(session, changed)


def set_fade(
    store: Store,
    *,
    map_id: int,
    fades: Mapping[int, float],
    merge: tuple[object, ...] | None = None,
) -> None:
    """Let placements fade: by their ids, 0 as usual to 0.8 nearly gone."""
    with store.edit("Let fade", place=Ref("map", map_id), merge=merge) as session:
        changed = []
        for row in _placements(session, map_id, fades):
            fade = round(min(PALEST, max(0.0, fades[row.id])), 2)
            if row.fade != fade:
                row.fade = fade
                changed.append(row)
        traces.leave(session, changed)


def pin(store: Store, *, map_id: int, placement_ids: Iterable[int], pinned: bool) -> None:
    """Have tidying leave placements where they stand, or let it move them again."""
    with store.edit("Pin" if pinned else "Unpin", place=Ref("map", map_id)) as session:
        for row in _placements(session, map_id, placement_ids):
            if (row.pinned is not None) != pinned:
                row.pinned = now() if pinned else None


def number(store: Store, *, map_id: int, numbers: Mapping[int, int | None]) -> None:
    """Say in which order parts were found: numbers by placements' ids, None for none."""
    with store.edit("Number parts", place=Ref("map", map_id)) as session:
        for row in _placements(session, map_id, numbers):
            if row.number != numbers[row.id]:
                row.number = numbers[row.id]


def _oldest(store: Store) -> int | None:
    known = queries.maps(store)
    return known[0].id if known else None


def _placements(session: Session, map_id: int, ids: Iterable[int]) -> list[Placement]:
    query = select(Placement).where(Placement.map_id == map_id, Placement.id.in_(list(ids)))
    return list(session.scalars(query))
