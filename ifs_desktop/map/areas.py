"""What a person can do with areas: groups, safe places and free notes on a map.

Each verb is one edit, one undo step. A box is (left, top, width, height) in scene units.
"""

from __future__ import annotations

import re

from ifs_desktop.map.reach import FARTHEST, Place, within
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import AREA_KINDS, Area, PartsMap, now

Box = tuple[float, float, float, float]

LEAST = 40.0  # a side is never shorter
LONGEST_TEXT = 4000  # of a note: more belongs into an entry
_COLOUR = re.compile("#[0-9a-f]{6}")
_SAME = "same"


def add_area(store: Store, *, map_id: int, kind: str, text: str, box: Box) -> int:
    """Lay a group, a safe place or a note onto a map and return its id; ``kind``: AREA_KINDS."""
    if kind not in AREA_KINDS:
        raise ValueError(f"{kind!r} is nothing that lies on a map")
    left, top, width, height = _fitted(box)
    group, safe = kind == "group", kind == "safe"
    with store.edit(
        "Add a group" if group else "Add a safe place" if safe else "Add a note",
        place=Ref("map", map_id),
    ) as session:
        session.get_one(PartsMap, map_id)
        area = Area(
            map_id=map_id, kind=kind, text=_words(text), x=left, y=top, width=width, height=height
        )
        session.add(area)
        session.flush()
    return area.id


def change_area(
    store: Store,
    *,
    area_id: int,
    text: str | None = None,
    box: Box | None = None,
    colour: str | None = _SAME,
    merge: tuple[object, ...] | None = None,
) -> None:
    """Give an area other words, another box or another colour; what is not given stays.

    ``colour`` is "#rrggbb", or None for the kind's own.
    """
    if colour not in (None, _SAME) and not _COLOUR.fullmatch(str(colour)):
        raise ValueError(f"{colour!r} is no colour")
    with store.edit(
        "Write on the map"
        if text is not None
        else "Change size"
        if box is not None
        else "Change colour",
        place=_place(store, area_id),
        merge=merge,
    ) as session:
        area = session.get_one(Area, area_id)
        if text is not None and area.text != _words(text):
            area.text = _words(text)
        if box is not None and (area.x, area.y, area.width, area.height) != _fitted(box):
            area.x, area.y, area.width, area.height = _fitted(box)
        if colour != _SAME and area.colour != colour:
            area.colour = colour


def move_area(
    store: Store, *, area_id: int, at: Place, merge: tuple[object, ...] | None = None
) -> None:
    """Move an area: its upper left corner comes there."""
    place = _place(store, area_id)
    with store.edit("Move on the map", place=place, merge=merge) as session:
        area = session.get_one(Area, area_id)
        if (area.x, area.y) != within(at):
            area.x, area.y = within(at)


def put_area_away(store: Store, *, area_id: int) -> None:
    """Take an area off the map; the parts in it stay where they stand."""
    with store.edit("Take off the map", place=_place(store, area_id)) as session:
        area = session.get_one(Area, area_id)
        if area.put_away is None:
            area.put_away = now()


def _place(store: Store, area_id: int) -> Ref:
    with store.read() as session:
        return Ref("map", session.get_one(Area, area_id).map_id)


def _words(text: str) -> str:
    return plain(text).strip()[:LONGEST_TEXT].rstrip()


def _fitted(box: Box) -> Box:
    left, top = within(box[:2])
    wide, tall = within(box[2:])
    return left, top, min(FARTHEST, max(LEAST, wide)), min(FARTHEST, max(LEAST, tall))
