"""What a pressed mouse button is doing on the map: moving, banding, linking or panning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem, QRubberBand

from ifs_desktop.map.area_item import Box, Sides, pulled
from ifs_desktop.map.geometry import Point, Rect, unit
from ifs_desktop.map.items import SELF_ID, Z_GHOST
from ifs_desktop.ui import theme

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView


class Gesture(Protocol):
    """Lives from press to release; ``at`` is in viewport pixels."""

    def move(self, view: MapView, at: QPoint) -> None: ...

    def finish(self, view: MapView, at: QPoint) -> None: ...

    def cancel(self, view: MapView) -> None: ...


class Move:
    """Moves the selected parts with the mouse."""

    def __init__(self, view: MapView, at: QPoint) -> None:
        scene = view.map_scene
        self._from = view.mapToScene(at)
        self._places = {i: scene.parts[i].place() for i in scene.selected}
        if scene.framed:
            view.frame_cache.lift(scene.selected)
        self._held = scene.selected[-1]  # the one that snaps to the grid, the others keep step

    def move(self, view: MapView, at: QPoint) -> None:
        view.map_scene.drag(self._moved(view, at))

    def finish(self, view: MapView, at: QPoint) -> None:
        view.frame_cache.settle()
        view.map_scene.drop(self._moved(view, at))

    def cancel(self, view: MapView) -> None:
        view.frame_cache.settle()
        view.map_scene.drag(self._places)
        view.map_scene.settle(self._places)

    def _moved(self, view: MapView, at: QPoint) -> dict[int, Point]:
        dx, dy = view.snapped(view.mapToScene(at) - self._from, self._places[self._held])
        return {i: (x + dx, y + dy) for i, (x, y) in self._places.items()}


class MoveArea:
    """Moves the selected area, and with a frame or a safe place who and what is in it."""

    def __init__(self, view: MapView, at: QPoint, area_id: int) -> None:
        scene = view.map_scene
        self._from = view.mapToScene(at)
        areas = (area_id, *scene.lying.areas_in(area_id))
        self._areas = {i: scene.areas[i].place() for i in areas}
        self._parts = {i: scene.parts[i].place() for i in scene.lying.parts_in(area_id)}

    def move(self, view: MapView, at: QPoint) -> None:
        areas, parts = self._moved(view, at)
        view.map_scene.lying.drag(areas)
        view.map_scene.drag(parts)

    def finish(self, view: MapView, at: QPoint) -> None:
        view.map_scene.drop_areas(*self._moved(view, at))

    def cancel(self, view: MapView) -> None:
        view.map_scene.lying.drag(self._areas)
        view.map_scene.drag(self._parts)
        view.map_scene.settle(self._parts)

    def _moved(self, view: MapView, at: QPoint) -> tuple[dict[int, Point], dict[int, Point]]:
        x, y = view.snapped(view.mapToScene(at) - self._from, next(iter(self._areas.values())))
        areas = {i: (left + x, top + y) for i, (left, top) in self._areas.items()}
        return areas, {i: (left + x, top + y) for i, (left, top) in self._parts.items()}


class PullArea:
    """Changes the size of the selected area by one of its grips."""

    def __init__(self, view: MapView, at: QPoint, area_id: int, sides: Sides) -> None:
        self._from = view.mapToScene(at)
        self._area_id, self._sides = area_id, sides
        self._item = view.map_scene.areas[area_id]
        box = self._item.box()
        self._box = (box.left, box.top, box.right - box.left, box.bottom - box.top)

    def move(self, view: MapView, at: QPoint) -> None:
        view.map_scene.lying.put(self._area_id, self._pulled(view, at))

    def finish(self, view: MapView, at: QPoint) -> None:
        box = self._pulled(view, at)
        view.map_scene.lying.put(self._area_id, box)
        view.map_scene.area_resized.emit(self._area_id, box)

    def cancel(self, view: MapView) -> None:
        view.map_scene.lying.put(self._area_id, self._box)

    def _pulled(self, view: MapView, at: QPoint) -> Box:
        by = view.mapToScene(at) - self._from
        return pulled(self._box, self._sides, by.x(), by.y())


class Band:
    """Selects what a rubber band touches; with ``keep`` beside what was selected before."""

    def __init__(self, view: MapView, at: QPoint, *, keep: bool) -> None:
        self._origin = at
        self._kept = view.map_scene.selected if keep else ()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())
        self._band.setGeometry(QRect(at, QSize()))
        self._band.show()

    def move(self, view: MapView, at: QPoint) -> None:
        box = QRect(self._origin, at).normalized()
        self._band.setGeometry(box)
        area = view.mapToScene(box).boundingRect()
        inside = view.map_scene.within(Rect(area.left(), area.top(), area.right(), area.bottom()))
        view.map_scene.select((*self._kept, *inside))

    def finish(self, view: MapView, at: QPoint) -> None:
        self.move(view, at)
        self._close()

    def cancel(self, view: MapView) -> None:
        view.map_scene.select(self._kept)
        self._close()

    def _close(self) -> None:
        self._band.hide()
        self._band.deleteLater()


class LinkDrag:
    """Draws a link from the handle of a part to another part."""

    def __init__(self, view: MapView, source: int) -> None:
        self._source = source
        self._target: int | None = None
        self._line = QGraphicsLineItem()
        pen = QPen(theme.colour("accent"), 2.0, Qt.PenStyle.DashLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._line.setPen(pen)
        self._line.setZValue(Z_GHOST)
        view.map_scene.addItem(self._line)

    def move(self, view: MapView, at: QPoint) -> None:
        scene = view.map_scene
        point = view.mapToScene(at)
        target = scene.part_at((point.x(), point.y()), view.reach())
        self._mark(view, target if target not in (self._source, SELF_ID) else None)
        x, y = scene.parts[self._source].handle_place()
        end = QPointF(point)
        if self._target is not None:
            end = QPointF(*scene.parts[self._target].place())
            dx, dy = unit((x - end.x(), y - end.y()))
            end += QPointF(dx * 48, dy * 48)
        self._line.setLine(x, y, end.x(), end.y())

    def finish(self, view: MapView, at: QPoint) -> None:
        self.move(view, at)
        target = self._target
        self.cancel(view)
        if target is not None:
            view.link_drawn.emit(self._source, target, view.viewport().mapToGlobal(at))

    def cancel(self, view: MapView) -> None:
        self._mark(view, None)
        if self._line.scene() is not None:
            view.map_scene.removeItem(self._line)

    def _mark(self, view: MapView, target: int | None) -> None:
        """Ring the part the link would go to."""
        if target == self._target:
            return
        scene = view.map_scene
        if self._target is not None and self._target in scene.parts:
            scene.parts[self._target].select(self._target in scene.selected)
        if target is not None:
            scene.parts[target].select(True)
        self._target = target


class Pan:
    """Moves the paper under the window."""

    def __init__(self, view: MapView, at: QPoint) -> None:
        self._last = at
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, view: MapView, at: QPoint) -> None:
        by = at - self._last
        self._last = at
        view.pan(-by.x(), -by.y())

    def finish(self, view: MapView, at: QPoint) -> None:
        self.move(view, at)
        view.viewport().unsetCursor()

    def cancel(self, view: MapView) -> None:
        view.viewport().unsetCursor()
