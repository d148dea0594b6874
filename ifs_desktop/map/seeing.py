"""On a large map words are written, and links led with care, only where somebody looks."""

from __future__ import annotations

from collections.abc import Iterator

from ifs_desktop.map import leading
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.link_item import LinkItem
from ifs_desktop.map.scene import MapScene

WORDS_FROM = 0.33  # scale: further out nobody can read them
AT_ONCE = 8  # items between two looks at the clock


def write_seen(scene: MapScene, seen: Rect, scale: float) -> Iterator[None]:
    """Write the words of who is seen, if they can be read at this scale; else leave them out."""
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


def lead_seen(scene: MapScene, seen: Rect, scale: float) -> Iterator[None]:
    """Lead the links that are seen with care, if they are few; and write their words."""
    if not scene.sparing or scale < WORDS_FROM:
        return
    while not scene.spots.catch_up(AT_ONCE):
        yield
    near = scene.spots.links_near(seen)
    yield
    links = [i for i in near if i in scene.links and _is_seen(scene.links[i], seen)]
    if len(links) > leading.MOST:
        return
    fresh = [i for i in links if scene.links[i].straight]
    scene.spoil_links(fresh)
    yield
    for led in leading.steps(scene, fresh, among=seen.grown(200)):
        for item in led:
            item.set_detailed(True)
            scene.spoil_links((item.link.id,))
        yield
    for link_id in links:
        link = scene.links.get(link_id)
        if link is not None and not link.straight and not link.detailed:
            link.set_detailed(True)
            scene.spoil_links((link_id,))


def _leave_out(scene: MapScene) -> Iterator[None]:
    """Nothing is written any more, and links run straight again."""
    for count, part_id in enumerate(list(scene.written)):
        scene.written.discard(part_id)
        if part_id in scene.parts:
            scene.parts[part_id].set_detailed(False)
        if count % AT_ONCE == 0:
            yield
    links = [i for i, item in scene.links.items() if item.detailed or not item.straight]
    for start in range(0, len(links), AT_ONCE):
        some = [i for i in links[start : start + AT_ONCE] if i in scene.links]
        for link_id in some:
            scene.links[link_id].set_detailed(False)
        scene.spoil_links(some)
        if scene.plain:
            leading.straight(scene, some)
            scene.spoil_links(some)
        yield


def _is_seen(item: LinkItem, seen: Rect) -> bool:
    """Whether the line runs through what is seen, not only the box around it."""
    if not item.area().touches(seen):
        return False
    if not item.route.is_flat():
        return any(seen.holds(point) for point in item.points())
    (ax, ay), (bx, by) = item.route.start, item.route.end
    near, far = 0.0, 1.0
    for low, high, at, step in (
        (seen.left, seen.right, ax, bx - ax),
        (seen.top, seen.bottom, ay, by - ay),
    ):
        if abs(step) < 1e-9:
            continue  # the box around it touches: it is between
        one, other = (low - at) / step, (high - at) / step
        near, far = max(near, min(one, other)), min(far, max(one, other))
    return near < far
