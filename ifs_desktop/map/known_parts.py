"""The drawer beside the palette: parts one knows, to be found, dragged onto this map or placed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.parts import queries, rows
from ifs_desktop.parts.named import folded
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card, label

WIDE, TALL = 268, 380  # design px at most
MOST = 120  # rows at once: who looks further types a letter
_SHAPE = Qt.ItemDataRole.UserRole + 9


class KnownList(QListWidget):
    """A row is pressed, or dragged onto the map; both tell whom it shows."""

    dragged = Signal(str, QPoint)  # shape, place on the screen
    dropped = Signal(int, QPoint)  # part, place on the screen
    given_up = Signal()
    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("Known parts"))
        self.setAccessibleDescription(self.tr("Enter places a part on this map"))
        self.setItemDelegate(rows.PartRows(self))
        self.setUniformItemSizes(True)  # there may be thousands
        self.setIconSize(QSize(theme.px(24), theme.px(24)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def choose_current(self) -> None:
        """Place the part the list stands on."""
        if self.currentItem() is not None:
            self.chosen.emit(self.currentItem().data(rows.PART))

    def give_up(self) -> None:
        """Let nothing hang under the mouse."""
        if self._dragging:
            self._dragging, self._pressed = False, None
            self.given_up.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = at if left and self.itemAt(at) is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at, item = event.position().toPoint(), self.currentItem()
        if self._pressed is None or item is None:
            return
        if (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
        if self._dragging:
            self.dragged.emit(item.data(_SHAPE), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, dragging = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        item = self.currentItem()
        if pressed is None or item is None:
            return
        if dragging:
            self.dropped.emit(item.data(rows.PART), event.globalPosition().toPoint())
        elif self.itemAt(event.position().toPoint()) is item:
            self.choose_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif event.key() == Qt.Key.Key_Escape and self._dragging:
            self.give_up()
        else:
            super().keyPressEvent(event)


class KnownParts(Card):
    """Stays open while parts are placed one after the other; Esc closes it."""

    closed = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self._store = store
        self._here: frozenset[int] = frozenset()
        self._everybody: tuple[tuple[str, PartCard], ...] = ()  # with what is searched
        self._stale = True
        self.setAccessibleName(self.tr("Known parts"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a part"))
        self.search.setAccessibleName(self.tr("Find a part"))
        self.search.setClearButtonEnabled(True)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.search.accessibleName())
        self.search.textChanged.connect(self.fill)
        self.list = KnownList(self)
        self._hint = label(self.tr("Drag onto the map, or press Enter"), "hint", self, wrap=True)
        self._nobody = label("", "hint", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (10, 10, 10, 8)))
        column.setSpacing(theme.px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nobody)
        column.addWidget(self._hint)
        self.search.installEventFilter(self)
        self.hide()

    def open_for(self, here: Iterable[int]) -> None:
        """Show everybody; ``here`` are those who stand on the map."""
        self._here = frozenset(here)
        self.search.clear()
        self.fill()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_here(self, here: Iterable[int]) -> None:
        """Others stand on the map now."""
        here = frozenset(here)
        if not self.isHidden() and here != self._here:
            self._here = here
            self.fill()

    def read_again(self) -> None:
        """Somebody is new, gone or called otherwise."""
        self._stale = True
        if not self.isHidden():
            self.fill()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDE), theme.px(TALL))

    @Slot()
    def fill(self, *_: object) -> None:
        """Show who has the words of the search in their name."""
        if self._stale:
            self._read()
        text = self.search.text()
        words = folded(text).split()
        found = [card for name, card in self._everybody if all(word in name for word in words)]
        found.sort(key=self._is_here)  # those who can still come are first
        more, found = len(found) > MOST, found[:MOST]
        standing = self.list.currentItem()
        kept = None if standing is None else standing.data(rows.PART)
        self.list.setUpdatesEnabled(False)
        # Rows are filled anew, not made anew: that keeps up with the keys.
        while self.list.count() > len(found):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(found):
            self.list.addItem(QListWidgetItem())
        for row, card in enumerate(found):
            self._show(self.list.item(row), card)
            if card.id == kept:
                self.list.setCurrentRow(row)
        if found and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setUpdatesEnabled(True)
        self.list.setVisible(bool(found))
        self._hint.setVisible(bool(found))
        self._hint.setText(
            self.tr("There are more: a few letters find them")
            if more
            else self.tr("Drag onto the map, or press Enter")
        )
        self._nobody.setVisible(not found)
        self._nobody.setText(
            self.tr("Nobody by that name yet.") if text else self.tr("Nobody is known yet.")
        )

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            last = self.list.count() - 1
            self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), last))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.choose_current()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _is_here(self, card: PartCard) -> bool:
        return card.id in self._here

    def _read(self) -> None:
        self._stale = False
        cards = queries.find_parts(self._store)
        self._everybody = tuple((folded(card.name), card) for card in cards)

    def _show(self, item: QListWidgetItem, card: PartCard) -> None:
        rows.fill(item, card)
        item.setData(_SHAPE, card.shape)
        if self._is_here(card):
            words = self.tr("{role} · on this map").format(role=rows.role_line(card))
            item.setData(rows.SECOND, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{card.name}, {words}")
