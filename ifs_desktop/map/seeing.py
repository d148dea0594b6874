"""On a large map words are written, and links led with care, only where somebody looks."""

from __future__ import annotations

from collections.abc import Iterator

from ifs_desktop.map import leading
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.scene import MapScene

WORDS_FROM = 0.33  # scale: further out nobody can read them
AT_ONCE = 8  # items between two looks at the clock


def write_seen(scene: MapScene, seen: Rect, scale: float) -> Iterator[None]:
    """Bring what is seen to the detail of this scale, a few items at a time."""
    if not scene.sparing:
        return
    if scale < WORDS_FROM:
        yield from _leave_out(scene)
        return
    for count, part_id in enumerate(scene.spots.parts_near(seen)):
        item = scene.parts.get(part_id)
        if item is not None and not item.detailed:
            item.set_detailed(True)
            scene.spots.put_part(item)
            scene.written.add(part_id)
            scene.spoil(item.whole())
            if count % AT_ONCE == 0:
                yield
    links = [
        i for i in scene.spots.links_near(seen) if i in scene.links and _is_seen(scene, i, seen)
    ]
    if len(links) > leading.MOST:
        return
    fresh = [i for i in links if scene.links[i].straight]
    scene.spoil_links(fresh)
    for led in leading.steps(scene, fresh, among=seen.grown(200)):
        for item in led:
            item.set_detailed(True)
            scene.spoil_links((item.link.id,))
        yield
    for link_id in links:
        if link_id in scene.links and not scene.links[link_id].straight:
            scene.links[link_id].set_detailed(True)


def _leave_out(scene: MapScene) -> Iterator[None]:
    """Nothing is written any more, and links run straight again."""
    for count, part_id in enumerate(list(scene.written)):
        scene.written.discard(part_id)
        if part_id in scene.parts:
            scene.parts[part_id].set_detailed(False)
        if count % AT_ONCE == 0:
            yield
    for item in list(scene.links.values()):
        if item.detailed:
            item.set_detailed(False)


def _is_seen(scene: MapScene, link_id: int, seen: Rect) -> bool:
    """Whether the line runs through what is seen, not only the box around it."""
    item = scene.links[link_id]
    if not item.area().touches(seen):
        return False
    return any(seen.holds(point) for point in item.points())
