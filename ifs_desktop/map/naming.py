"""Naming a part where it stands: a small field on the map, under the glyph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ifs_desktop.map import framing
from ifs_desktop.map.chain import next_place
from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.items import Z_GHOST
from ifs_desktop.map.part_item import PartItem
from ifs_desktop.map.view import MapView
from ifs_desktop.parts.names import LONGEST_NAME, EmptyName, UnusableName, clean_name
from ifs_desktop.ui import theme

ROW = 90  # px: half of what a row of a chain takes
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class NameField(QLineEdit):
    """Tells once how it ended: a name was given, or it was left without one.

    In a ``chain`` Enter asks for the next name, and an empty one ends it.
    """

    given = Signal(str, bool)  # the name, and whether another one is to follow
    left = Signal()

    def __init__(self, parent: QWidget, *, chain: bool = False, first: bool = True) -> None:
        super().__init__(parent)
        self._done = False
        self._chain, self._first = chain, first
        self.setMaxLength(LONGEST_NAME)
        self.setFixedWidth(theme.px(176 if chain else 220))
        self.setAccessibleName(self.tr("Name"))
        self.setAccessibleDescription(
            self.tr("Enter keeps the name and asks for the next one, Escape leaves.")
            if chain
            else self.tr("Enter keeps the name, Escape leaves.")
        )

    def finish(self, *, keep: bool, on: bool = False) -> None:
        """End with what has been typed (``keep``) or without; an empty name is none."""
        if self._done:
            return
        name = ""
        if keep:
            try:
                name = clean_name(self.text())
            except UnusableName:
                name = ""
        self._done = True
        if name:
            self.given.emit(name, on)
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            try:
                clean_name(self.text())
            except EmptyName:
                if not self._first:
                    self.finish(keep=False)
                    return
                self.setText("")  # it stays open, and says what it waits for
                self.setPlaceholderText(self.tr("A name, or Esc to leave"))
                return
            self.finish(keep=True, on=self._chain)
        elif event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.finish(keep=True)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        tab = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in tab
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.finish(keep=True)


class Naming(QObject):
    """Opens the field under a glyph, keeps it there while the view moves, and reports the end.

    A new part is no part yet while it is being named: it is shown as a shape on the map only.
    """

    new_named = Signal(str, object, str)  # role, (x, y), name
    renamed = Signal(int, str)  # part id, name
    ended = Signal()

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._field: NameField | None = None
        self._item: PartItem | None = None
        self._is_new = self._chain = False
        self._chain_left = 0.0  # where the rows of a chain begin
        view.horizontalScrollBar().valueChanged.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.zoomed.connect(self._follow)

    @property
    def open(self) -> bool:
        """Whether a name is being typed."""
        return self._field is not None

    def name_new(self, role: str, at: Point, *, chain: bool = False) -> None:
        """Show a shape there and ask for its name; in a ``chain``, then for the next one's."""
        self.finish(keep=True)
        self._chain, self._chain_left = chain, at[0]
        self._name_new(role, at, first=True)

    def _name_new(self, role: str, at: Point, *, first: bool) -> None:
        item = PartItem(-1, -1)
        item.show_card(role, " ", "", None)
        item.put(*at)
        item.setZValue(Z_GHOST)  # it is no part yet
        self._view.map_scene.select()
        item.setZValue(Z_GHOST)
        self._view.map_scene.addItem(item)
        self._is_new = True
        self._open(item, "", first=first)

    def rename(self, part_id: int) -> None:
        """Ask for another name of a part on the map."""
        self.finish(keep=True)
        item = self._view.map_scene.parts[part_id]
        self._is_new = self._chain = False
        item.hide_words(True)
        self._view.map_scene.spoil(item.rough())
        self._open(item, item.name)

    def finish(self, *, keep: bool) -> None:
        """End naming now, if it is going on."""
        if self._field is not None:
            self._field.finish(keep=keep)

    def _open(self, item: PartItem, text: str, *, first: bool = True) -> None:
        field = NameField(self._view.viewport(), chain=self._chain, first=first)
        self._item, self._field = item, field
        field.setText(text)
        field.setPlaceholderText(
            self.tr("What would you call it?") if first else self.tr("Who else? Esc ends")
        )
        field.given.connect(self._given)
        field.left.connect(self._left)
        self._view.map_scene.set_handle_hidden(True)
        field.show()
        self._follow()
        self._view.ensureVisible(item.sceneBoundingRect(), max(60, field.width() // 2), 90)
        self._follow()
        shape = self._view.mapFromScene(item.sceneBoundingRect()).boundingRect()
        framing.come_out(self._view, shape.united(field.geometry()))
        field.selectAll()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, *_: object) -> None:
        if self._field is None or self._item is None:
            return
        x, y = self._item.place()
        top = self._view.mapFromScene(QPointF(x, y + self._item.words_top()))
        room = self._view.viewport().width() - self._field.width()
        self._field.move(min(max(0, top.x() - self._field.width() // 2), room), top.y())

    def _given(self, name: str, on: bool) -> None:
        item, is_new = self._item, self._is_new
        self._close()
        if item is None:
            return
        if is_new:
            self.new_named.emit(item.role, item.place(), name)
            if on:
                self._go_on(item.place())
                return
        elif name != item.name:
            self.renamed.emit(item.part_id, name)
        self.ended.emit()

    def _go_on(self, last: Point) -> None:
        """Ask for the next name beside the last one."""
        view = self._view
        inside, here = view.viewport().rect(), view.mapFromScene(*last)
        for card in view.covered:
            if card.top() - ROW <= here.y() <= card.bottom() + ROW and card.left() > here.x():
                inside.setRight(min(inside.right(), card.left()))
        seen = view.mapToScene(inside).boundingRect()
        taken = [item.place() for item in view.map_scene.parts.values()]
        for area in view.map_scene.areas.values():
            if area.is_note:
                taken += area.grips().values()
        at = next_place(
            last,
            self._chain_left,
            Rect(seen.left(), seen.top(), seen.right(), seen.bottom()),
            taken,
        )
        self._name_new("not_sure", at, first=False)

    def _left(self) -> None:
        self._close()
        self.ended.emit()

    def _close(self) -> None:
        field, item = self._field, self._item
        self._field = self._item = None
        if field is not None:
            if field.hasFocus():  # before it hides: Qt would go on as by Tab, and select Self
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            field.hide()
            field.deleteLater()
        if item is not None:
            if self._is_new:
                if item.scene() is not None:
                    self._view.map_scene.removeItem(item)
            else:
                item.hide_words(False)
                self._view.map_scene.spoil(item.rough())
        self._view.map_scene.set_handle_hidden(False)
