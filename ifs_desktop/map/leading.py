"""Leading the links of a scene: around parts, apart from each other, their words clear of all.

On a map with more links than a person can follow they run straight and have no words, until few
of them are in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ifs_desktop.map import geometry
from ifs_desktop.map.geometry import Rect, Route
from ifs_desktop.map.ground import BOX_COST, Ground
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.link_item import LinkItem

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

MOST = 300  # links that are led with care
AROUND = 60.0  # scene units: what stands so near may be in the way
AT_ONCE = 5  # links led between two looks at the clock


def near(scene: MapScene, parts: Iterable[int]) -> set[int]:
    """The links to lead anew when these parts moved or changed."""
    moved = [p for p in parts if p in scene.parts]
    if scene.plain:
        return set().union(*(scene.ids_of(p) for p in moved)) if moved else set()
    if SELF_ID in moved or len(moved) > min(40, len(scene.parts) // 2):
        return set(scene.links)  # lone links bow away from Self
    found = set().union(*(scene.ids_of(p) for p in moved)) if moved else set()
    boxes = [scene.parts[p].whole().grown(AROUND) for p in moved]
    for link_id, item in scene.links.items():
        area = item.area()
        if any(area.touches(box) for box in boxes):
            found.add(link_id)
    return found


def carefully(scene: MapScene, ids: Iterable[int]) -> None:
    """Lead links around parts and each other, with their words."""
    for _ in steps(scene, ids):
        pass


def steps(
    scene: MapScene, ids: Iterable[int], *, among: Rect | None = None
) -> Iterator[Iterable[LinkItem]]:
    """The same a few at a time, telling those just led; only what lies ``among`` is looked at."""
    chosen = sorted(set(ids) & scene.links.keys())
    if not chosen:
        return
    anew = set(chosen)
    parts = scene.parts if among is None else scene.spots.parts_near(among)
    boxes = ((i, box) for i in parts for box in scene.parts[i].boxes())
    ground = Ground(boxes)
    for area in scene.areas.values():
        if area.is_note or area.text:
            ground.add_words(area.box() if area.is_note else area.said())
        if not area.is_note:
            ground.add_line(area.border())
    others = scene.links if among is None else scene.spots.links_near(among)
    for link_id in others:
        item = scene.links[link_id]
        if link_id not in anew and not item.straight:
            ground.add_line(item.points())
            _add_words(ground, item)
    for start in range(0, len(chosen), AT_ONCE):
        for link_id in chosen[start : start + AT_ONCE]:
            item = scene.links[link_id]
            item.lead(_route(scene, item, ground))
            ground.add_line(item.points())
            for box in item.marks_boxes():
                ground.add_words(box)
        yield ()
    for start in range(0, len(chosen), AT_ONCE):
        some = [scene.links[i] for i in chosen[start : start + AT_ONCE]]
        for item in some:
            _place_words(item, ground.cost)
            ground.add_words(item.words_box())
        yield some


def quickly(scene: MapScene, ids: Iterable[int]) -> None:
    """Lead links while a part is being moved: their words keep clear of parts only."""
    for link_id in ids:
        item = scene.links[link_id]
        scene.spots.put_link(link_id)
        if scene.plain:
            straight(scene, (link_id,))
            continue
        item.lead(_route(scene, item, None))
        width, _ = item.words_size()
        near_by = scene.spots.parts_near(item.area().grown(width))
        boxes = [box for i in near_by for box in scene.parts[i].boxes()]
        _place_words(item, _covered_by(boxes))


def simply(scene: MapScene, ids: Iterable[int]) -> None:
    """Lead links as if nothing stood in their way, without words and marks."""
    for link_id in ids:
        item = scene.links[link_id]
        item.lead(_route(scene, item, None), bare=True)


def straight(scene: MapScene, ids: Iterable[int]) -> None:
    """Lead links the shortest way, without words; parallel ones still lie side by side."""
    parts = scene.parts
    for link_id in ids:
        item = scene.links[link_id]
        source, target = parts[item.link.source_id], parts[item.link.target_id]
        if scene.is_alone(item.link):
            route = geometry.straight(source.bare(), target.bare())
        else:
            route = geometry.route(source.bare(), target.bare(), bend=_bend(scene, item))
        item.lead(route, straight=True)


def _add_words(ground: Ground, item: LinkItem) -> None:
    for box in (item.words_box(), *item.marks_boxes()):
        ground.add_words(box)


def _route(scene: MapScene, item: LinkItem, ground: Ground | None) -> Route:
    source, target = scene.parts[item.link.source_id], scene.parts[item.link.target_id]
    crossed: Callable[[Route], int] | None = None
    if ground is not None:
        ends = (item.link.source_id, item.link.target_id)

        def crossed(route: Route) -> int:
            return ground.crossings(route, ends)

    return geometry.clear_route(
        source.covered(),
        target.covered(),
        bend=_bend(scene, item),
        crossed=crossed,
        bendable=scene.is_alone(item.link),
    )


def _bend(scene: MapScene, item: LinkItem) -> float:
    source, target = scene.parts[item.link.source_id], scene.parts[item.link.target_id]
    siblings = scene.siblings(item.link)
    # Parallel links are counted from the lower part id, whichever way they run.
    low, high = (source, target) if source.part_id < target.part_id else (target, source)
    away = scene.parts[SELF_ID].place()
    bend = geometry.bend_for(
        low.place(), high.place(), away, siblings.index(item.link.id), len(siblings)
    )
    return bend if low is source else -bend


def _place_words(item: LinkItem, covered: Callable[[Rect], float]) -> None:
    width, height = item.words_size()
    lift = max(0.0, item.marks_reach() - geometry.CLEAR + 3.0)
    place = geometry.label_place(item.route, width, height, covered=covered, lift=lift)
    item.put_words(place, clear=covered(place) < BOX_COST)


def _covered_by(boxes: list[Rect]) -> Callable[[Rect], float]:
    def covered(box: Rect) -> float:
        return BOX_COST * sum(1 for other in boxes if other.touches(box))

    return covered
