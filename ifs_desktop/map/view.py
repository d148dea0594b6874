"""The window onto a map: mouse, keys, zoom and panning. It reports; the page decides."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsItem, QGraphicsView, QWidget

from ifs_desktop.map import arranging, framing, geometry, land
from ifs_desktop.map.area_item import pulled
from ifs_desktop.map.frame import Frame
from ifs_desktop.map.geometry import Point
from ifs_desktop.map.gestures import Band, Gesture, LinkDrag, Move, MoveArea, Pan, PullArea
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.paper import Paper
from ifs_desktop.map.scene import MapScene

LEAST, MOST = 0.1, 4.0
STEP, FINE_STEP = 8.0, 1.0
DETAILS_AFTER = 160  # ms

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_PULLING = {
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
}
_TAB_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapView(QGraphicsView):
    """Shows a MapScene between 10 and 400 %."""

    link_drawn = Signal(int, int, QPoint)  # source and target part, where on the screen
    place_requested = Signal(QPointF)  # double click on empty paper, in scene units
    name_requested = Signal(int)  # double click on a part
    details_requested = Signal()  # Enter
    add_requested = Signal()
    map_name_requested = Signal()
    link_requested = Signal(int)
    remove_requested = Signal()
    nudged = Signal(object)  # {part id: (x, y)} by arrow keys
    space_tapped = Signal()  # and not held while panning
    area_nudged = Signal(object)  # {area id: (x, y)} by arrow keys; see MapScene.area_moved
    area_grown = Signal(int, object)  # area id, (left, top, width, height), by arrow keys
    selection_shown = Signal()  # time to show what is selected elsewhere
    zoomed = Signal(float)
    view_moved = Signal()

    def __init__(self, scene: MapScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.map_scene = scene
        self._gesture: Gesture | None = None
        self._pressed: QPoint | None = None
        self._press_click: tuple[int, bool] | None = None
        self._space = self._panned = False
        self.kept: tuple[int, ...] = ()  # parts that stay selected while keys walk on
        self.heard: QObject | None = None  # what it says to a screen reader
        self._press_hit: tuple[str, int] | None = None
        self._calm = False
        self._land: list[QGraphicsItem] = []
        self.frame_cache = Frame(self)
        scene.framed_changed.connect(self._set_framed)
        # Details of who was pressed come a little later on a large map: a drag may follow.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show_selection)
        scene.selection_changed.connect(self._selection_changed)
        self.covered: list[QRect] = []  # what floats over the viewport
        self.hidden: list[QRect] = []  # what of the viewport nobody sees for it
        self._grid: float | None = None
        self.paper = Paper(1.0, 1.0, land=None, grid=None)
        self.snap = False  # whether what is moved goes by the grid
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Left and right are places on a map: it does not mirror with the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Parts map"))
        self.recolour()
        self.centerOn(0, 0)

    # Looking

    def zoom(self) -> float:
        """The scale; 1.0 is 100 %."""
        return self.transform().m11()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Scale so that what is at ``at`` (viewport px; the middle by default) stays there."""
        zoom = min(MOST, max(LEAST, zoom))
        at = QPointF(self.viewport().rect().center()) if at is None else at
        if abs(zoom - self.zoom()) < 1e-6:
            return
        inverted, _ = self.viewportTransform().inverted()
        fixed = inverted.map(at)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        off = self.viewportTransform().map(fixed) - at
        self.pan(round(off.x()), round(off.y()))
        self._dot_paper()
        self.map_scene.lying.set_scale(zoom)
        if self.map_scene.framed:
            self.frame_cache.moved()
        self.zoomed.emit(zoom)

    def zoom_in(self) -> None:
        """One step nearer."""
        self.set_zoom(_stop(self.zoom(), 1))

    def zoom_out(self) -> None:
        """One step further."""
        self.set_zoom(_stop(self.zoom(), -1))

    def zoom_actual(self) -> None:
        """To 100 %."""
        self.set_zoom(1.0)

    def fit(self) -> None:
        """Show the whole map, at most at 100 %."""
        framing.fit(self)

    def frame(self, box: QRectF, room: QRect) -> None:
        """Show a box of the scene in a room of the viewport, at most at 100 %."""
        self.set_zoom(min(1.0, room.width() / box.width(), room.height() / box.height()))
        off = self.viewport().rect().center() - room.center()
        self.centerOn(box.center() + QPointF(off) / self.zoom())
        self.view_moved.emit()

    def pan(self, dx: int, dy: int) -> None:
        """Move the window over the paper by pixels."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)
        self.view_moved.emit()

    def middle(self) -> QPointF:
        """The scene point in the middle of the window."""
        return self.mapToScene(self.viewport().rect().center())

    def state(self) -> list[float]:
        """Zoom and middle, to come back to."""
        middle = self.middle()
        return [round(self.zoom(), 4), round(middle.x(), 1), round(middle.y(), 1)]

    def restore(self, state: object) -> bool:
        """Come back to a kept state; False if it is none."""
        if not (
            isinstance(state, Sequence)
            and len(state) == 3
            and all(isinstance(v, int | float) and math.isfinite(v) for v in state)
        ):
            return False
        self.set_zoom(float(state[0]))
        self.centerOn(float(state[1]), float(state[2]))
        return True

    def show_part(self, part_id: int) -> None:
        """Move the window as little as needed to bring a part into sight."""
        box = self.map_scene.parts[part_id].whole()
        self.ensureVisible(box.left, box.top, box.right - box.left, box.bottom - box.top, 40, 40)
        self.view_moved.emit()

    def reach(self) -> float:
        """How far around the pointer things are still hit, in scene units."""
        return 8.0 / self.zoom()

    @property
    def grid(self) -> float | None:
        """Scene units between the lines of the grid; None: there is none."""
        return self._grid

    @grid.setter
    def grid(self, grid: float | None) -> None:
        self._grid = grid
        self.recolour()

    def snapped(self, by: QPointF, start: Point) -> Point:
        """How far to move what began at ``start``: by so much, or to the grid near there."""
        if not (self.snap and self.grid):
            return (by.x(), by.y())
        grid = self.grid
        x, y = start[0] + by.x(), start[1] + by.y()
        return (round(x / grid) * grid - start[0], round(y / grid) * grid - start[1])

    def set_calm(self, *, calm: bool) -> None:
        """Lie on calm land instead of dotted paper: the map of a place to rest."""
        if calm != self._calm:
            self._calm = calm
            self.recolour()

    def is_calm(self) -> bool:
        """Whether it lies on calm land."""
        return self._calm

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        for item in self._land:
            self.map_scene.removeItem(item)
        self._land = land.lay(self.map_scene) if self._calm else []
        self._dot_paper()
        self.frame_cache.forget()
        self.viewport().update()

    # The rows of actions.CANVAS_ROWS

    def ask_add(self) -> None:
        """N."""
        self.add_requested.emit()

    def ask_name(self) -> None:
        """F2: the name of the part, or of the map if none is selected."""
        current, area = self.map_scene.current, self.map_scene.selected_area
        if area is not None:
            self.map_scene.area_edit_requested.emit(area)
        elif current is None:
            self.map_name_requested.emit()
        elif current != SELF_ID:
            self.name_requested.emit(current)

    def ask_link(self) -> None:
        """L."""
        current = self.map_scene.current
        if current is not None and current != SELF_ID:
            self.link_requested.emit(current)

    def ask_remove(self) -> None:
        """Delete."""
        self.remove_requested.emit()

    def grow_area(self, dx: float, dy: float) -> None:
        """Pull the lower right corner of the selected area by so much."""
        area_id = self.map_scene.selected_area
        if area_id is not None:
            box = self.map_scene.areas[area_id].box()
            sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
            self.area_grown.emit(area_id, pulled(sides, (1, 1), dx, dy))

    # Walking and moving by keys

    def walk(self, step: int) -> bool:
        """Select the next (1) or previous (-1) in reading order, parts first; False at the end."""
        scene = self.map_scene
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
            self.ensureVisible(box.left, box.top, box.right - box.left, box.bottom - box.top)
            self.view_moved.emit()
        else:
            self._choose(found)
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the parts first; past the last one it leaves the map."""
        if self.hasFocus() and self._gesture is None and self.walk(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space, self._panned = True, False
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key == Qt.Key.Key_Escape and self._gesture is not None:
            self._cancel_gesture()
        elif key == Qt.Key.Key_Escape and self._anything_selected():
            self.map_scene.select()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.map_scene.selected_area is not None:
                self.ask_name()
            else:
                self.details_requested.emit()
        elif key in _ARROWS and not modifiers & Qt.KeyboardModifier.AltModifier:
            self._arrow(_ARROWS[key], modifiers)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            tapped, self._space = self._space and not self._panned, False
            if self._gesture is None:
                self.viewport().unsetCursor()
            if tapped:
                self.space_tapped.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.map_scene.set_strong(True)
        if event.reason() in _TAB_REASONS and self.map_scene.current is None:
            forward = event.reason() != Qt.FocusReason.BacktabFocusReason
            self.walk(1 if forward else -1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._space = False
        self.map_scene.set_strong(False)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, button = event.position().toPoint(), event.button()
        event.accept()
        self._press_click = None
        if self._gesture is not None:
            return
        if button == Qt.MouseButton.MiddleButton or (
            self._space and button == Qt.MouseButton.LeftButton
        ):
            self._panned = True
            self._gesture = Pan(self, at)
            return
        if button != Qt.MouseButton.LeftButton:
            return
        self._pressed = at
        scene = self.map_scene
        hit = self._press_hit = scene.hit(self.mapToScene(at), self.reach())
        adding = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        if hit is None:
            if not adding:
                scene.select()
        elif hit[0] == "handle":
            self._gesture = LinkDrag(self, hit[1])
        elif hit[0] == "grip":
            point = self.mapToScene(at)
            sides = scene.lying.grip_at((point.x(), point.y()), self.reach())
            if sides is not None:
                self._gesture = PullArea(self, at, hit[1], sides)
        elif hit[0] == "area":
            scene.select(area=hit[1])
        elif hit[0] == "link":
            scene.select(link=hit[1])
        elif adding:
            self._toggle(hit[1])
        elif hit[1] in scene.selected:
            self._press_click = (hit[1], False)  # a click without a move selects it alone
        else:
            scene.select((hit[1],))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._gesture is not None:
            self._gesture.move(self, at)
            self.show_frame()
        elif self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin(event)
        elif not self._space:
            self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._gesture is not None and not event.buttons():
            gesture, self._gesture = self._gesture, None
            if self.map_scene.framed:  # seen at once; what follows is written down
                gesture.move(self, event.position().toPoint())
                self.show_frame(now=True)
            gesture.finish(self, event.position().toPoint())
            self.show_frame()
        elif self._press_click is not None:
            self.map_scene.select((self._press_click[0],))
        elif self._pressed is not None and not self._anything_selected():
            point = self.mapToScene(self._pressed)  # a click inside a frame, not a band
            self.map_scene.select(area=self.map_scene.lying.at((point.x(), point.y())))
        self._pressed = self._press_click = None
        if self._later.isActive():
            self._later.start(0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self.mapToScene(event.position().toPoint())
        hit = self.map_scene.hit(point, self.reach())
        held = self.map_scene.lying.held_at((point.x(), point.y()), self.reach())
        if hit is None or (hit[0] == "area" and held is None):
            self.place_requested.emit(point)
        elif hit[0] == "area":
            self.map_scene.area_edit_requested.emit(hit[1])
        elif hit[0] == "part" and hit[1] != SELF_ID:
            self.name_requested.emit(hit[1])
        self._pressed = None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.map_scene.hit(self.mapToScene(event.pos()), self.reach())
            if hit is not None and hit[0] == "link":
                self.map_scene.select(link=hit[1])
            elif hit is not None and hit[0] in ("area", "grip"):
                self.map_scene.select(area=hit[1])
            elif hit is not None and hit[1] not in self.map_scene.selected:
                self.map_scene.select((hit[1],))
        event.ignore()  # the page opens the menu

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()
        pixels, notches = event.pixelDelta(), event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or (
            pixels.isNull() and not event.modifiers()
        ):
            self.set_zoom(self.zoom() * 1.2 ** (notches.y() / 120), event.position())
        elif not pixels.isNull():  # a touchpad scrolls
            self.pan(-pixels.x(), -pixels.y())
        else:
            by = notches.y() or notches.x()
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pan(-by if sideways else 0, 0 if sideways else -by)

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.set_zoom(self.zoom() * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.map_scene.framed:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        self.frame_cache.paint(painter, event.region())
        painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self.map_scene.framed:
            self.frame_cache.moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        old, new = event.oldSize(), event.size()
        if old.width() > 0 and old.height() > 0:  # what was in the middle stays there
            self.pan((old.width() - new.width()) // 2, (old.height() - new.height()) // 2)

    @Slot()
    def _selection_changed(self) -> None:
        if self.map_scene.framed and self._pressed is not None:
            self._later.start(DETAILS_AFTER)
        else:
            self._later.stop()
            self.selection_shown.emit()

    @Slot()
    def _show_selection(self) -> None:
        if self._gesture is None:  # else when it has ended
            self.selection_shown.emit()
        else:
            self._later.start(DETAILS_AFTER)

    @Slot()
    def _set_framed(self) -> None:
        """A large map is shown as a picture of it; then nothing else is to draw the scene."""
        mode = QGraphicsView.ViewportUpdateMode
        framed = self.map_scene.framed
        self.setViewportUpdateMode(mode.NoViewportUpdate if framed else mode.SmartViewportUpdate)
        self.frame_cache.forget()
        self.viewport().update()

    def _begin(self, event: QMouseEvent) -> None:
        """The press has become a drag."""
        assert self._pressed is not None
        pressed, self._pressed, self._press_click = self._pressed, None, None
        scene, hit = self.map_scene, self._press_hit
        if hit is not None and hit[0] == "part" and hit[1] in scene.selected:
            self._gesture = Move(self, pressed)
        elif hit is not None and hit[0] == "area" and hit[1] == scene.selected_area:
            self._gesture = MoveArea(self, pressed, hit[1])
        elif hit is None or hit[0] == "link":
            keep = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._gesture = Band(self, pressed, keep=keep)
        if self._gesture is not None:
            self._gesture.move(self, event.position().toPoint())
            self.show_frame()

    def is_held(self) -> bool:
        """Whether something is being moved, drawn or pulled."""
        return self._gesture is not None

    def show_frame(self, *, now: bool = False) -> None:
        """Paint a large map again; not below what floats over it, which would be painted too."""
        if self.map_scene.framed:
            region = QRegion(self.viewport().rect())
            for box in self.hidden:
                region -= box
            if now:
                self.viewport().repaint(region)
            else:
                self.viewport().update(region)

    def _anything_selected(self) -> bool:
        scene = self.map_scene
        links = scene.selected_link is not None or scene.selected_area is not None
        return bool(scene.selected) or links

    def _cancel_gesture(self) -> None:
        if self._gesture is not None:
            gesture, self._gesture = self._gesture, None
            gesture.cancel(self)
            self.show_frame()
        self._pressed = self._press_click = None

    def _hover(self, at: QPoint) -> None:
        hit = self.map_scene.hit(self.mapToScene(at), self.reach())
        if hit is None:
            self.viewport().unsetCursor()
        elif hit[0] == "handle":
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif hit[0] == "grip":
            point = self.mapToScene(at)
            sides = self.map_scene.lying.grip_at((point.x(), point.y()), self.reach())
            self.viewport().setCursor(_PULLING[sides or (1, 1)])
        elif hit[0] == "area":
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _toggle(self, part_id: int) -> None:
        chosen = self.map_scene.selected
        if part_id in chosen:
            self.map_scene.select(i for i in chosen if i != part_id)
        else:
            self.map_scene.select((*chosen, part_id))

    def _choose(self, part_id: int) -> None:
        chosen = self.map_scene.selected
        self.kept = tuple(i for i in self.kept if i in chosen)
        self.map_scene.select((*(i for i in self.kept if i != part_id), part_id))
        self.show_part(part_id)

    def _arrow(self, direction: tuple[float, float], modifiers: Qt.KeyboardModifier) -> None:
        scene = self.map_scene
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if scene.selected_area is not None and modifiers & both == both:
            self.grow_area(direction[0] * STEP, direction[1] * STEP)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            origin = self.middle()
            start = (origin.x(), origin.y())
            if scene.current is not None:
                start = scene.parts[scene.current].place()
            found = geometry.nearest(
                {i: p.place() for i, p in scene.parts.items() if i != scene.current},
                start,
                direction,
            )
            if found is not None:
                self._choose(found)
        elif scene.selected:
            by = FINE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP
            dx, dy = direction[0] * by, direction[1] * by
            places = {i: scene.parts[i].place() for i in scene.selected}
            if self.snap and by == STEP:
                x, y = places[scene.selected[-1]]
                to = arranging.snapped_step((x, y), direction)
                dx, dy = to[0] - x, to[1] - y
            self.nudged.emit({i: (x + dx, y + dy) for i, (x, y) in places.items()})
        elif scene.selected_area is not None:
            by = FINE_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else STEP
            areas, scene.lying.carried = scene.lying.shifted(
                scene.selected_area, direction[0] * by, direction[1] * by
            )
            self.area_nudged.emit(areas)
            scene.lying.carried = {}
        else:
            self.pan(round(direction[0] * 48), round(direction[1] * 48))

    def _dot_paper(self) -> None:
        land_brush = land.sky() if self._calm else None
        ratio = self.devicePixelRatioF()
        self.paper = Paper(self.zoom(), ratio, land=land_brush, grid=self.grid)
        self.setBackgroundBrush(self.paper.brush)


def _stop(zoom: float, way: int) -> float:
    """The next round zoom step up or down."""
    stops = (0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
    if way > 0:
        return next((s for s in stops if s > zoom + 0.005), MOST)
    return next((s for s in reversed(stops) if s < zoom - 0.005), LEAST)
