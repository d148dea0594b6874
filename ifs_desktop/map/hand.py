"""The mouse on the map: what a press takes hold of, and when it becomes a gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ifs_desktop.map.gestures import Band, Gesture, LinkDrag, Move, MoveArea, Pan, PullArea
from ifs_desktop.map.items import SELF_ID

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView

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


class Hand:
    """``space``: the key is held, so that the left button pans; ``panned``: it did meanwhile."""

    def __init__(self, view: MapView) -> None:
        self._view = view
        self.gesture: Gesture | None = None
        self.pressed: QPoint | None = None
        self.space = self.panned = False
        self._press_click: tuple[int, bool] | None = None
        self._press_hit: tuple[str, int] | None = None

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        at, button = event.position().toPoint(), event.button()
        event.accept()
        self._press_click = None
        if self.gesture is not None:
            return
        if button == Qt.MouseButton.MiddleButton or (
            self.space and button == Qt.MouseButton.LeftButton
        ):
            self.panned = True
            self.gesture = Pan(self._view, at)
            return
        if button != Qt.MouseButton.LeftButton:
            return
        self.pressed = at
        scene = self._view.map_scene
        hit = self._press_hit = scene.hit(self._view.mapToScene(at), self._view.reach())
        adding = bool(
            event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        )
        if hit is None:
            if not adding:
                scene.select()
        elif hit[0] == "handle":
            self.gesture = LinkDrag(self._view, hit[1])
        elif hit[0] == "grip":
            point = self._view.mapToScene(at)
            sides = scene.lying.grip_at((point.x(), point.y()), self._view.reach())
            if sides is not None:
                self.gesture = PullArea(self._view, at, hit[1], sides)
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

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved, with a button held or without."""
        at = event.position().toPoint()
        if self.gesture is not None:
            self.gesture.move(self._view, at)
            self._view.show_frame()
        elif self.pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if (at - self.pressed).manhattanLength() >= QApplication.startDragDistance():
                self._begin(event)
        elif not self.space:
            self._hover(at)

    def release(self, event: QMouseEvent) -> None:
        """A button was let go."""
        if self.gesture is not None and not event.buttons():
            gesture, self.gesture = self.gesture, None
            if self._view.map_scene.framed:  # seen at once; what follows is written down
                gesture.move(self._view, event.position().toPoint())
                self._view.show_frame(now=True)
            gesture.finish(self._view, event.position().toPoint())
            self._view.show_frame()
        elif self._press_click is not None:
            self._view.map_scene.select((self._press_click[0],))
        elif self.pressed is not None and not self._view.anything_selected():
            point = self._view.mapToScene(self.pressed)  # a click inside a frame, not a band
            self._view.map_scene.select(area=self._view.map_scene.lying.at((point.x(), point.y())))
        self.pressed = self._press_click = None

    def double_click(self, event: QMouseEvent) -> None:
        """Name what is there, or somebody new."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._view.mapToScene(event.position().toPoint())
        hit = self._view.map_scene.hit(point, self._view.reach())
        held = self._view.map_scene.lying.held_at((point.x(), point.y()), self._view.reach())
        if hit is None or (hit[0] == "area" and held is None):
            self._view.place_requested.emit(point)
        elif hit[0] == "area":
            self._view.map_scene.area_edit_requested.emit(hit[1])
        elif hit[0] == "part" and hit[1] != SELF_ID:
            self._view.name_requested.emit(hit[1])
        self.pressed = None

    def cancel(self) -> None:
        """Give up what is being done: everything stands where it stood."""
        if self.gesture is not None:
            gesture, self.gesture = self.gesture, None
            gesture.cancel(self._view)
            self._view.show_frame()
        self.pressed = self._press_click = None

    def _begin(self, event: QMouseEvent) -> None:
        """The press has become a drag."""
        assert self.pressed is not None
        pressed, self.pressed, self._press_click = self.pressed, None, None
        scene, hit = self._view.map_scene, self._press_hit
        if hit is not None and hit[0] == "part" and hit[1] in scene.selected:
            self.gesture = Move(self._view, pressed)
        elif hit is not None and hit[0] == "area" and hit[1] == scene.selected_area:
            self.gesture = MoveArea(self._view, pressed, hit[1])
        elif hit is None or hit[0] == "link":
            keep = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.gesture = Band(self._view, pressed, keep=keep)
        if self.gesture is not None:
            self.gesture.move(self._view, event.position().toPoint())
            self._view.show_frame()

    def _hover(self, at: QPoint) -> None:
        hit = self._view.map_scene.hit(self._view.mapToScene(at), self._view.reach())
        if hit is None:
            self._view.viewport().unsetCursor()
        elif hit[0] == "handle":
            self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif hit[0] == "grip":
            point = self._view.mapToScene(at)
            sides = self._view.map_scene.lying.grip_at((point.x(), point.y()), self._view.reach())
            self._view.viewport().setCursor(_PULLING[sides or (1, 1)])
        elif hit[0] == "area":
            self._view.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._view.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _toggle(self, part_id: int) -> None:
        chosen = self._view.map_scene.selected
        if part_id in chosen:
            self._view.map_scene.select(i for i in chosen if i != part_id)
        else:
            self._view.map_scene.select((*chosen, part_id))
