"""Walking from part to part, and what the arrow keys do on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ifs_desktop.map import arranging, geometry
from ifs_desktop.map.geometry import Point

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView

STEP, FINE_STEP = 8.0, 1.0
PANNED = 48  # px

ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


def arrow(view: MapView, direction: Point, modifiers: Qt.KeyboardModifier) -> None:
    """An arrow key: it moves what is selected, goes to the nearest that way, or pans."""
    scene = view.map_scene
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if scene.selected_area is not None and modifiers & both == both:
        view.grow_area(direction[0] * STEP, direction[1] * STEP)
    elif modifiers & Qt.KeyboardModifier.ControlModifier:
        origin = view.middle()
        start = (origin.x(), origin.y())
        if scene.current is not None:
            start = scene.parts[scene.current].place()
        found = geometry.nearest(
            {i: p.place() for i, p in scene.parts.items() if i != scene.current},
            start,
            direction,
        )
        if found is not None:
            view.choose(found)
    elif scene.selected:
        by = FINE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP
        dx, dy = direction[0] * by, direction[1] * by
        places = {i: scene.parts[i].place() for i in scene.selected}
        if view.snap and by == STEP:
            x, y = places[scene.selected[-1]]
            to = arranging.snapped_step((x, y), direction)
            dx, dy = to[0] - x, to[1] - y
        view.nudged.emit({i: (x + dx, y + dy) for i, (x, y) in places.items()})
    elif scene.selected_area is not None:
        by = FINE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP
        areas, scene.lying.carried = scene.lying.shifted(
            scene.selected_area, direction[0] * by, direction[1] * by
        )
        view.area_nudged.emit(areas)
        scene.lying.carried = {}
    else:
        view.pan(round(direction[0] * PANNED), round(direction[1] * PANNED))


def walk(view: MapView, step: int) -> bool:
    """Select the next (1) or previous (-1) in reading order, parts first; False at the end."""
    scene = view.map_scene
    areas = {i: item.place() for i, item in scene.areas.items()}
    stops = [(i, False) for i in scene.order()]
    stops += [(i, True) for i in geometry.reading_order(areas)]
    area = scene.selected_area
    at = (scene.current, False) if area is None else (area, True)
    target = stops.index(at) + step if at in stops else 0 if step > 0 else len(stops) - 1
    if not 0 <= target < len(stops):
        return False
    found, is_area = stops[target]
    if is_area:
        scene.select(area=found)
        box = scene.areas[found].box()
        view.ensureVisible(box.left, box.top, box.right - box.left, box.bottom - box.top)
        view.view_moved.emit()
    else:
        view.choose(found)
    return True
