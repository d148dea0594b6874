"""The card that opens below a map's name: every map, found by a few letters, and a new one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map import queries
from ifs_desktop.map.shelf.listed import MapsList
from ifs_desktop.parts.named import folded
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card, label

WIDE, TALL = 372, 470  # design px at most


class MapsPanel(Card):
    """Closes when a map is chosen, at Esc, and when the focus goes elsewhere in the window."""

    chosen = Signal(int)
    ordered = Signal(object)  # ids
    menu_requested = Signal(int, str, QPoint)
    closed = Signal()  # by key: the focus goes back

    def __init__(self, store: Store, new: QAction, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self._store = store
        self._room = parent
        self.current: int | None = None
        self.setAccessibleName(self.tr("All maps"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find a map"))
        self.search.setAccessibleName(self.tr("Find a map"))
        self.search.setClearButtonEnabled(True)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.search.accessibleName())
        self.search.textChanged.connect(self._narrow)
        self.list = MapsList(self)
        self._nothing = label(self.tr("No map with these words."), "hint", self, wrap=True)
        self.new = QPushButton(new.text(), self)
        self.new.setProperty("kind", "quiet")
        icons.beside(self.new, "plus")
        self.new.clicked.connect(new.trigger)
        self.new.clicked.connect(self.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (10, 10, 10, 6)))
        column.setSpacing(theme.px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.addWidget(self.new)
        foot.addStretch(1)
        column.addLayout(foot)
        for watched in (self.search, self.list, self.new):
            watched.installEventFilter(self)
        self.list.chosen.connect(self._choose)
        self.list.ordered.connect(self.ordered)
        self.list.menu_requested.connect(self.menu_requested)
        QApplication.instance().focusChanged.connect(self._focus_went)  # type: ignore[union-attr]
        self.hide()

    def open_below(self, button: QWidget, current: int) -> None:
        """Come up below a button, with the list standing on the map that is shown."""
        self.current = current
        self.search.clear()
        self.list.setCurrentRow(-1)
        self.fill()
        room = self._room
        corner = button.mapTo(room, button.rect().bottomLeft())
        wide = min(theme.px(WIDE), room.width() - 16)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = corner.x() - (wide - button.width() if mirrored else theme.px(160))
        top = corner.y() + theme.px(6)
        tall = min(theme.px(TALL), room.height() - top - 12, self._needed())
        self.setGeometry(min(max(left, 8), room.width() - wide - 8), top, wide, tall)
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)
        row = self.list.currentRow()
        if row >= 0:
            self.list.scrollToItem(self.list.item(row))

    @Slot()
    def fill(self) -> None:
        """Show every map as it is called now."""
        cards = queries.maps(self._store)
        places = queries.maps(self._store, "place")
        in_use = tuple(card for card in cards if not card.archived)
        archived = tuple(card for card in cards if card.archived)
        self.list.show_maps(
            (
                ("use", "", in_use),
                ("archive", self.tr("Archive"), archived),
                ("place", self.tr("Places to rest"), places),
            ),
            self.current,
        )
        self._narrow()

    @Slot(str)
    def _narrow(self, *_: object) -> None:
        self.list.narrow(folded(self.search.text()).split())
        nothing = self.list.nothing_shown()
        self.list.setHidden(nothing)
        self._nothing.setHidden(not nothing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape and watched is not self.list:
            self._leave()
            return True
        if watched is not self.search:
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not alt:
            self.list.walk(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or alt:
            self.list.keyPressEvent(event)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _needed(self) -> int:
        """How tall it is when nothing has to be scrolled."""
        rows = 0
        for row in range(self.list.count()):
            rows += self.list.sizeHintForRow(row)
            if rows > theme.px(TALL):
                break  # it is no taller than that
        frame = self.contentsMargins().top() + self.contentsMargins().bottom()
        around = self.search.sizeHint().height() + self.new.sizeHint().height() + theme.px(44)
        return rows + around + frame

    @Slot(int)
    def _choose(self, map_id: int) -> None:
        self.hide()
        self.chosen.emit(map_id)
        self.closed.emit()

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot(QWidget, QWidget)
    def _focus_went(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or self.isHidden() or new.window() is not self.window():
            return  # a menu or a question over it: it is still here afterwards
        if new is not self and not self.isAncestorOf(new):
            self.hide()
