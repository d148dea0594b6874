"""What is done with groups, safe places and notes, written into the journal."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from ifs_desktop.map import areas, edits
from ifs_desktop.map.area_field import Writing
from ifs_desktop.map.areas import Box
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.geometry import Point, Rect, free_place
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts.profile_colours import COLOURS, colour_name
from ifs_desktop.store import Store
from ifs_desktop.ui import theme

AROUND, ABOVE = 28.0, 30.0  # what a group keeps around those in it, and for its name
SIZES = {"group": (300.0, 200.0), "safe": (340.0, 250.0), "note": (200.0, 110.0)}


class Areas(QObject):
    """The handlers of area_actions.ROWS, and of what is done with areas on the canvas."""

    def __init__(self, store: Store, canvas: Canvas, page: QWidget) -> None:
        super().__init__(page)
        self._store, self._canvas, self._page = store, canvas, page
        self._scene, self._view = canvas.scene, canvas.view
        self._map_id = 0
        self._fresh: int | None = None  # one just made, which is nothing yet without words
        self._actions: dict[str, QAction] = {}
        self.writing = Writing(canvas.view)
        self.writing.written.connect(self._written)
        self.writing.taken_back.connect(self._taken_back)
        self.writing.ended.connect(self._ended)
        self._scene.area_moved.connect(self._moved)
        self._scene.area_resized.connect(self._resized)
        self._scene.area_edit_requested.connect(self.writing.write)
        self._scene.selection_changed.connect(self._fit_actions)
        self._view.area_nudged.connect(self._nudged)
        self._view.area_grown.connect(self._grown)

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """The actions to enable as the selection allows."""
        self._actions = actions
        self._fit_actions()

    def show_picture(self, picture: Picture) -> None:
        """Act on this map from now on."""
        self._map_id = picture.id

    def commit_drafts(self) -> None:
        """Keep the words being written."""
        self.writing.finish(keep=True)

    # The rows of area_actions.ROWS

    def add_group(self) -> None:
        """A frame around those who are selected, or in the middle of what is seen."""
        self._add("group")

    def add_safe_place(self) -> None:
        """A region around those who are selected, or in the middle of what is seen."""
        self._add("safe")

    def add_note(self) -> None:
        """A note beside what is in the middle."""
        self._add("note")

    def write(self) -> None:
        """Write the words of the one that is selected."""
        if self._scene.selected_area is not None:
            self.writing.write(self._scene.selected_area)

    def offer_colours(self) -> None:
        """A menu of colours for the one that is selected."""
        area_id = self._scene.selected_area
        if area_id is None:
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        usual = menu.addAction(self.tr("The usual one"))
        usual.setData((area_id, None))
        for colour in COLOURS:
            action = menu.addAction(_swatch(colour), colour_name(colour))
            action.setData((area_id, colour))
        menu.triggered.connect(self._colour_chosen)
        box = self._scene.areas[area_id].box()
        corner = self._view.mapFromScene(box.left, box.top)
        inside = self._view.viewport().rect()
        at = QPoint(
            min(max(corner.x(), 0), inside.width()), min(max(corner.y(), 0), inside.height())
        )
        menu.popup(self._view.viewport().mapToGlobal(at))

    # What came of it

    def _add(self, kind: str) -> None:
        chosen = [self._scene.parts[i].whole() for i in self._scene.selected if i != SELF_ID]
        box = _around(chosen) if chosen and kind != "note" else self._free_box(kind)
        area_id = areas.add_area(self._store, map_id=self._map_id, kind=kind, text="", box=box)
        self._fresh = area_id
        self._scene.select(area=area_id)
        self.writing.write(area_id)

    def _free_box(self, kind: str) -> Box:
        """A box near the middle of what is seen; a note where nobody stands."""
        wide, tall = SIZES[kind]
        middle = self._view.middle()
        x, y = middle.x(), middle.y()
        if kind == "note":
            taken: list[Point] = [item.place() for item in self._scene.parts.values()]
            taken += [_middle(item.box()) for item in self._scene.areas.values() if item.is_note]
            x, y = free_place((x, y), taken, 200.0)
        return (x - wide / 2, y - tall / 2, wide, tall)

    @Slot(int, str, int)
    def _written(self, area_id: int, text: str, visit: int) -> None:
        areas.change_area(
            self._store, area_id=area_id, text=text, merge=("area words", area_id, visit)
        )

    @Slot(int, str, int)
    def _taken_back(self, area_id: int, before: str, visit: int) -> None:
        if self._scene.areas[area_id].text != before:
            self._written(area_id, before, visit)

    @Slot(int)
    def _ended(self, area_id: int) -> None:
        """One that was made and got no words is kept as it is, but for a note: it says nothing."""
        fresh, self._fresh = self._fresh, None
        item = self._scene.areas.get(area_id)
        empty = fresh == area_id and item is not None and item.is_note and not item.text
        if empty and self._store.undo_label == "Add a note":
            self._store.undo()

    @Slot(object)
    def _moved(self, places: dict[int, Point]) -> None:
        self._move(places, None)

    @Slot(object)
    def _nudged(self, places: dict[int, Point]) -> None:
        self._move(places, ("nudge areas", self._map_id, *sorted(places)))

    def _move(self, places: dict[int, Point], merge: tuple[object, ...] | None) -> None:
        carried = self._scene.lying.carried
        parts = self._scene.parts
        edits.move_parts(
            self._store,
            map_id=self._map_id,
            places={parts[i].placement_id: at for i, at in carried.items() if i != SELF_ID},
            self_place=carried.get(SELF_ID),
            areas=places,
            merge=merge,
        )

    @Slot(int, object)
    def _resized(self, area_id: int, box: Box) -> None:
        areas.change_area(self._store, area_id=area_id, box=box)

    @Slot(int, object)
    def _grown(self, area_id: int, box: Box) -> None:
        areas.change_area(self._store, area_id=area_id, box=box, merge=("grow", area_id))

    @Slot(QAction)
    def _colour_chosen(self, action: QAction) -> None:
        area_id, colour = action.data()
        areas.change_area(self._store, area_id=area_id, colour=colour)

    @Slot()
    def _fit_actions(self) -> None:
        for name in ("area_words", "area_colour"):
            if name in self._actions:
                self._actions[name].setEnabled(self._scene.selected_area is not None)


def _around(boxes: list[Rect]) -> Box:
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.united(box)
    room = whole.grown(AROUND)
    return (
        room.left,
        room.top - ABOVE,
        room.right - room.left,
        room.bottom - room.top + ABOVE,
    )


def _middle(box: Rect) -> Point:
    return ((box.left + box.right) / 2, (box.top + box.bottom) / 2)


def _swatch(colour: str) -> QIcon:
    """A round patch of a colour."""
    side = theme.px(16)
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2.0)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, side - 2, side - 2)
    painter.end()
    return QIcon(picture)
