"""Writing on the map itself: a field over a group, a safe place or a note, there where it lies."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ifs_desktop.map.area_item import AreaItem
from ifs_desktop.map.areas import LONGEST_TEXT
from ifs_desktop.map.fact_field import new_visit
from ifs_desktop.map.view import MapView
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
WIDEST_NAME = 280  # px of a field for the name of a group or a safe place


class WordsField(QPlainTextEdit):
    """Ctrl+Enter and leaving keep the words, as Enter does where they are a name; Esc leaves."""

    ended = Signal(bool)  # whether the words are kept

    def __init__(self, text: str, *, name: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._done = False
        self.setAccessibleName(self.tr("Words on the map"))
        self.setAccessibleDescription(
            self.tr("Enter keeps them, Escape leaves.")
            if name
            else self.tr("Control and Enter keep them, Escape leaves.")
        )
        self.setPlaceholderText(self.tr("A name, if you like") if name else self.tr("A few words"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if name else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.setPlainText(text)
        self.selectAll()

    def finish(self, *, keep: bool) -> None:
        """End now."""
        if not self._done:
            self._done = True
            self.ended.emit(keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.finish(keep=False)
        elif enter and (self._name or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.finish(keep=True)
        elif len(self.toPlainText()) >= LONGEST_TEXT and event.text().isprintable():
            event.accept()  # there is no room for more; keys that take away still do
            if not event.text() or self.textCursor().hasSelection():
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.finish(keep=True)


class Writing(QObject):
    """Opens the field over an area, keeps it there while the view moves, and tells the words.

    They are told a second after the first new key too: what is typed outlives a lock.
    """

    written = Signal(int, str, int)  # area id, text, visit
    taken_back = Signal(int, str, int)  # area id, the words there were, visit
    ended = Signal(int)  # area id

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._field: WordsField | None = None
        self._area_id = self._visit = 0
        self._before = ""
        self._clock = DraftClock(self)
        self._clock.due.connect(self._tell)
        view.horizontalScrollBar().valueChanged.connect(self._follow)
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.zoomed.connect(self._follow)

    @property
    def open(self) -> bool:
        """Whether words are being written."""
        return self._field is not None

    def write(self, area_id: int) -> None:
        """Open the field over an area."""
        self.finish(keep=True)
        item = self._view.map_scene.areas[area_id]
        self._area_id, self._before, self._visit = area_id, item.text, new_visit()
        field = WordsField(item.text, name=not item.is_note, parent=self._view.viewport())
        self._field = field
        field.setFont(theme.font(13 if item.is_note else 13.5, bold=not item.is_note))
        field.moveCursor(QTextCursor.MoveOperation.End)
        field.selectAll()
        field.textChanged.connect(self._clock.touch)
        field.ended.connect(self._ended)
        field.show()
        box = item.box()
        self._view.ensureVisible(QRectF(box.left, box.top, 40, 40), 60, 60)
        self._follow()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, keep: bool) -> None:
        """End writing now, if it is going on."""
        if self._field is not None:
            self._field.finish(keep=keep)

    @Slot()
    def _follow(self, *_: object) -> None:
        item = self._item()
        if self._field is not None and item is not None:
            self._field.setGeometry(self._room(item))

    @Slot()
    def _tell(self) -> None:
        if self._field is not None and self._item() is not None:
            self.written.emit(self._area_id, self._field.toPlainText(), self._visit)

    @Slot(bool)
    def _ended(self, keep: bool) -> None:
        if keep:
            self._clock.flush()
        self._clock.drop()
        field, self._field = self._field, None
        if field is not None:
            if field.hasFocus():  # before it hides: Qt would go on as by Tab, and select Self
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            field.hide()
            field.deleteLater()
        if not keep and self._area_id in self._view.map_scene.areas:
            self.taken_back.emit(self._area_id, self._before, self._visit)
        self.ended.emit(self._area_id)

    def _item(self) -> AreaItem | None:
        return self._view.map_scene.areas.get(self._area_id)

    def _room(self, item: AreaItem) -> QRect:
        """The field's place over an area, in viewport pixels."""
        box = item.box()
        seen = self._view.mapFromScene(
            QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
        ).boundingRect()
        if item.is_note:
            seen.setWidth(max(seen.width(), theme.px(180)))
            seen.setHeight(max(seen.height(), theme.px(84)))
            return self._within(seen)
        wide = min(max(seen.width() - 12, theme.px(160)), theme.px(WIDEST_NAME))
        return self._within(QRect(seen.left() + 6, seen.top() + 4, wide, theme.px(40)))

    def _within(self, box: QRect) -> QRect:
        """The box where it can be seen, as far as the window goes."""
        inside = self._view.viewport().rect().adjusted(4, 4, -4, -4)
        box.moveLeft(max(inside.left(), min(box.left(), inside.right() - box.width())))
        box.moveTop(max(inside.top(), min(box.top(), inside.bottom() - box.height())))
        return box & inside
