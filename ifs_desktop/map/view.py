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
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsView, QWidget

from ifs_desktop.map import framing, land
from ifs_desktop.map.area_item import pulled
from ifs_desktop.map.arrows import ARROWS, arrow, walk
from ifs_desktop.map.frame import Frame
from ifs_desktop.map.geometry import Point
from ifs_desktop.map.hand import Hand
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.paper import OnPaper
from ifs_desktop.map.scene import MapScene

LEAST, MOST = framing.LEAST, 4.0
DETAILS_AFTER = 160  # ms

_TAB_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapView(OnPaper):
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
        scene.lines_apart = True
        self.hand = Hand(self)
        self.kept: tuple[int, ...] = ()  # parts that stay selected while keys walk on
        self.heard: QObject | None = None  # what it says to a screen reader
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
        framing.show(self, self.map_scene.parts[part_id].whole())
        self.view_moved.emit()

    def show_area(self, area_id: int) -> None:
        """The same for what lies on the map: as much of it as there is room for."""
        box = self.map_scene.areas[area_id].box()
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
        return walk(self, step)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the parts first; past the last one it leaves the map."""
        if self.hasFocus() and self.hand.gesture is None and self.walk(1 if forward else -1):
            return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.space, self.hand.panned = True, False
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif key == Qt.Key.Key_Escape and self.hand.gesture is not None:
            self.hand.cancel()
        elif key == Qt.Key.Key_Escape and self.anything_selected():
            self.map_scene.select()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.map_scene.selected_area is not None:
                self.ask_name()
            else:
                self.details_requested.emit()
        elif key in ARROWS and not modifiers & Qt.KeyboardModifier.AltModifier:
            arrow(self, ARROWS[key], modifiers)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            tapped, self.hand.space = self.hand.space and not self.hand.panned, False
            if self.hand.gesture is None:
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
        self.hand.space = False
        self.map_scene.set_strong(False)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)
        if self._later.isActive():
            self._later.start(0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.double_click(event)

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
        if self.map_scene.framed and self.hand.pressed is not None:
            self._later.start(DETAILS_AFTER)
        else:
            self._later.stop()
            self.selection_shown.emit()

    def will_show_selection(self) -> bool:
        """Whether what is selected is shown elsewhere in a moment."""
        return self._later.isActive()

    @Slot()
    def _show_selection(self) -> None:
        if self.hand.gesture is None:  # else when it has ended
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

    def is_held(self) -> bool:
        """Whether something is being moved, drawn or pulled."""
        return self.hand.gesture is not None

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

    def anything_selected(self) -> bool:
        """Whether a part, a link or an area is."""
        scene = self.map_scene
        links = scene.selected_link is not None or scene.selected_area is not None
        return bool(scene.selected) or links

    def choose(self, part_id: int) -> None:
        """Select a part, beside those kept, and let it be seen."""
        chosen = self.map_scene.selected
        self.kept = tuple(i for i in self.kept if i in chosen)
        self.map_scene.select((*(i for i in self.kept if i != part_id), part_id))
        self.show_part(part_id)

    def _dot_paper(self) -> None:
        self.lay(land=land.sky() if self._calm else None, grid=self.grid)


def _stop(zoom: float, way: int) -> float:
    """The next round zoom step up or down."""
    stops = (0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
    if way > 0:
        return next((s for s in stops if s > zoom + 0.005), MOST)
    return next((s for s in reversed(stops) if s < zoom - 0.005), LEAST)
