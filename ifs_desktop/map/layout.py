"""Verbs that move many parts at once: lining them up, and tidying the whole map."""

from __future__ import annotations

from collections.abc import Mapping

from ifs_desktop.map import edits
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.reach import Place
from ifs_desktop.map.tidy import Standing
from ifs_desktop.map.tidy import tidy as tidied
from ifs_desktop.store import Ref, Store


def line_up(
    store: Store, *, map_id: int, places: Mapping[int, Place], self_place: Place | None = None
) -> None:
    """Give placements, by their ids, the places that ``arranging`` found for them."""
    with store.edit("Line up", place=Ref("map", map_id)):
        edits.move_parts(store, map_id=map_id, places=places, self_place=self_place)


def tidy(store: Store, *, map_id: int, places: Mapping[int, Place]) -> None:
    """Give placements, by their ids, the places that ``tidied_places`` found for them."""
    with store.edit("Tidy", place=Ref("map", map_id)):
        edits.move_parts(store, map_id=map_id, places=places)


def tidied_places(picture: Picture, boxes: Mapping[int, Rect]) -> dict[int, Place]:
    """A calm layout of a map, by placements' ids; ``boxes`` are what parts cover, Self is 0.

    Who is pinned stays, and so does who stands in a group or a safe place: it was put there.
    """
    areas = [Rect(a.x, a.y, a.x + a.width, a.y + a.height) for a in picture.areas]
    frames = [rect for area, rect in zip(picture.areas, areas, strict=True) if area.kind != "note"]
    standing = [
        Standing(
            one.part.id,
            one.part.shape,
            (one.x, one.y),
            boxes[one.part.id],
            one.pinned or any(frame.holds((one.x, one.y)) for frame in frames),
        )
        for one in picture.placed
    ]
    links = [
        (link.kind, link.source_id, link.target_id)
        for link in sorted(picture.links, key=lambda link: (-(link.tension or 0), link.id))
    ]
    found = tidied(picture.self_place, boxes[0], standing, links, areas)
    return {one.id: found[one.part.id] for one in picture.placed if one.part.id in found}
