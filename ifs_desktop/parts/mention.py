"""Naming a part by ``@`` in a text box: a small list of those that fit what is typed."""

from __future__ import annotations

import re
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.named import Named, fitting, folded, named
from ifs_desktop.parts.names import UnusableName
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.parts.rows import PART, PartRows
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import glyph, icons, portrait, theme, tip
from ifs_desktop.ui.bus import Bus

MOST_ROWS = 6  # in sight at once
MOST_PARTS = 60  # offered at once: another letter says more than a longer list
WIDTH = 300  # design px
EDGE = 5  # design px of the frame around the list
MOST_WORDS = 4  # of someone new: what is longer is a sentence and no name
LOOK_BACK = 220  # signs before the cursor in which an @ is looked for
NOBODY_YET = 0  # stands for a part that is not made yet; a part's id is never 0

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_AT = re.compile(r"(?:^|[\s\u2029])@((?:[^\s@](?:[^@\n]{0,198}[^\s@])?\s?)?)$")
_ENDS = re.compile(r"[.,;:!?](?:\s|$)")
_PASSED_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LEAVING = (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize)
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -MOST_ROWS,
    Qt.Key.Key_PageDown: MOST_ROWS,
}


class Mentions(QObject):
    """Belongs to a text box and completes ``@names`` in it. The keyboard stays in the box.

    ``chosen`` tells the part and its name, after "@name " was written into the box. With
    ``with_self`` Self is offered too; its id is None.
    """

    chosen = Signal(object, str)

    def __init__(
        self,
        box: QPlainTextEdit | QTextEdit,
        store: Store,
        bus: Bus,
        *,
        with_self: bool = False,
    ) -> None:
        super().__init__(box)
        self._box, self._store, self._with_self = box, store, with_self
        self._people: list[Named] | None = None
        self._popup: _Popup | None = None
        self._left_at = -1  # where an @ stands whose list was left by Esc
        self._shown = -1, ""
        self._typing = False
        box.installEventFilter(self)
        box.textChanged.connect(self._look)
        box.cursorPositionChanged.connect(self._moved)
        bus.changed.connect(self._changed)

    def is_open(self) -> bool:
        """Whether the list is on the screen."""
        return self._popup is not None

    def people(self) -> list[Named]:
        """Everybody who can be named."""
        if self._people is None:
            self._people = named(queries.all_cards(self._store))
        return self._people

    def popup(self) -> QFrame | None:
        """The list with its frame, while it is on the screen."""
        return self._popup

    def close(self) -> None:
        """Take the list off the screen."""
        popup, self._popup = self._popup, None
        if popup is not None and shiboken6.isValid(popup):
            popup.chosen.disconnect(self._choose)
            popup.put_aside()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.InputMethod:
            self._typing = True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride:
            if self._popup is not None and event.key() in (Qt.Key.Key_Escape, *_STEPS):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            self._typing = event.text().isprintable() and bool(event.text())
            return self._popup is not None and self._key(event, self._popup)
        elif kind == QEvent.Type.FocusIn:
            self.people()  # read before the first key, which then need not wait
        elif self._popup is not None and kind in _LEAVING:
            self.close()
        return False

    def _key(self, event: QKeyEvent, popup: _Popup) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS:
            popup.step(_STEPS[key])
            self._say_current(popup)
            return True
        if key == Qt.Key.Key_Escape:
            self._left_at = self._found()[0]
            self.close()
            return True
        if key in _PASSED_ON:
            card = popup.current()
            if card is None:
                self.close()
                return False
            self._choose(card)
            return True
        return False

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            self._people = None

    @Slot()
    def _moved(self) -> None:
        if self._popup is not None:
            self._look()

    @Slot()
    def _look(self) -> None:
        """Show, change or take away the list, as what stands before the cursor asks."""
        typing, self._typing = self._typing, False
        at, query = self._found()
        if at != self._left_at:
            self._left_at = -1
        if at < 0 or not self._box.hasFocus() or (self._popup is None and not typing):
            self.close()
            return
        if at == self._left_at or (self._popup is not None and (at, query) == self._shown):
            return
        found = fitting(self.people(), query)
        cards = [one.card for one in found[:MOST_PARTS]]
        if self._with_self and folded(self._self().name).startswith(folded(query)):
            cards.insert(0, self._self())
        wanted = folded(query)
        half = query != query.rstrip()  # a space: the name goes on, or it is said
        if half and cards and not any(one.key.startswith(wanted + " ") for one in found):
            self._left_at = at
            self.close()
            return
        new = _new_name(query, found)
        if not cards and not new:
            self.close()
            return
        self._shown = at, query
        self._show(cards, new, at, choose=bool(query) and bool(cards))

    def _show(self, cards: list[PartCard], new: str, at: int, *, choose: bool) -> None:
        popup = self._popup
        if popup is None:
            popup = self._popup = _popup_in(_room(self._box))
            popup.chosen.connect(self._choose)
        popup.show_cards(cards, new, choose=choose)
        cursor = self._box.textCursor()
        cursor.setPosition(at)
        popup.stand_at(self._box.viewport(), self._box.cursorRect(cursor))
        self._say_current(popup)

    def _found(self) -> tuple[int, str]:
        """Where the ``@`` before the cursor stands, or -1, and what is typed after it."""
        cursor = self._box.textCursor()
        if cursor.hasSelection():
            return -1, ""
        at = cursor.position()
        begin = max(cursor.block().position(), at - LOOK_BACK)
        cursor.setPosition(begin, cursor.MoveMode.KeepAnchor)
        match = _AT.search(cursor.selectedText())
        if match is None or _ENDS.search(match[1]):
            return -1, ""
        return at - units(match[1]) - 1, match[1]

    @Slot(object)
    def _choose(self, card: PartCard) -> None:
        at, query = self._found()
        self._left_at = at
        self.close()
        if at < 0:
            return
        part_id: int | None = card.id
        if card.role == glyph.SELF:
            part_id = None
        elif card.id == NOBODY_YET:
            try:
                part_id = edits.add_part(self._store, name=card.name)
            except UnusableName:
                return
        cursor = self._box.textCursor()
        cursor.setPosition(at)
        cursor.setPosition(at + 1 + units(query), cursor.MoveMode.KeepAnchor)
        cursor.insertText(f"@{card.name} ")
        self._box.setTextCursor(cursor)
        self.chosen.emit(part_id, card.name)

    def _say_current(self, popup: _Popup) -> None:
        """What a screen reader says: the keyboard does not go to the list."""
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._box, popup.spoken())
            QAccessible.updateAccessibility(event)

    def _self(self) -> PartCard:
        return PartCard(NOBODY_YET, self.tr("Self"), glyph.SELF, None)


class _Fitting(QAbstractListModel):
    """The parts that fit, and at the end someone new."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.cards: list[PartCard] = []
        self.new = ""

    def show(self, cards: list[PartCard], new: str) -> None:
        self.beginResetModel()
        self.cards, self.new = cards, new
        self.endResetModel()

    def card(self, row: int) -> PartCard:
        if row < len(self.cards):
            return self.cards[row]
        return PartCard(NOBODY_YET, self.new, "not_sure", None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards) + bool(self.new)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.card(index.row())
        new = index.row() >= len(self.cards)
        words = self.tr("Someone new: {name}").format(name=card.name) if new else card.name
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip.plain(words)
        if role == Qt.ItemDataRole.DecorationRole:
            return icons.icon("plus") if new else portrait.icon(card)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words if new else f"{card.name}, {glyph.role_name(card.role)}"
        return card.id if role == PART else None


class _Popup(QFrame):
    """A list that floats over a page and never takes the keyboard; its boxes share it."""

    chosen = Signal(object)  # PartCard

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        self.setProperty("kind", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Fitting(self)
        self.list = QListView(self)
        self.list.setProperty("kind", "bare")
        self.list.setAccessibleName(self.tr("Parts by that name"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setIconSize(QSize(theme.px(20), theme.px(20)))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(PartRows(self.list))
        self.list.setModel(self._model)
        self.list.clicked.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.px(EDGE)] * 4)
        layout.addWidget(self.list)

    def show_cards(self, cards: list[PartCard], new: str, *, choose: bool) -> None:
        """Offer these; ``choose``: Enter takes the first of them."""
        self._model.show(cards, new)
        self.list.setCurrentIndex(self._model.index(0) if choose else _NOWHERE)
        self.list.scrollToTop()

    def put_aside(self) -> None:
        """Out of sight, and of memory."""
        self.hide()
        self._model.show([], "")

    def current(self) -> PartCard | None:
        """The one Enter takes."""
        index = self.list.currentIndex()
        return self._model.card(index.row()) if index.isValid() else None

    def step(self, by: int) -> None:
        """Go up or down; over the end to the other end."""
        count, index = self._model.rowCount(), self.list.currentIndex()
        row = index.row() if index.isValid() else (-1 if by > 0 else count)
        row = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def spoken(self) -> str:
        """What stands there, in words."""
        index = self.list.currentIndex()
        if index.isValid():
            return str(index.data(Qt.ItemDataRole.AccessibleTextRole))
        return self.tr("Parts by that name: press Down to choose")

    def stand_at(self, paper: QWidget, line: Any) -> None:
        """Below the line that is written in, or above it where there is no room."""
        room = self._room
        rows = min(self._model.rowCount(), MOST_ROWS)
        tall = rows * self.list.sizeHintForRow(0) + 2 * theme.px(EDGE) + 2
        wide = min(theme.px(WIDTH), room.width() - 2 * theme.px(8))
        low = paper.mapTo(room, QPoint(line.left(), line.bottom()))
        top = low.y() + theme.px(6)
        if top + tall > room.height():
            top = max(0, low.y() - line.height() - theme.px(6) - tall)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = low.x() - wide if mirrored else low.x() - theme.px(8)
        left = min(max(left, theme.px(8)), room.width() - wide - theme.px(8))
        self.setGeometry(left, top, wide, tall)
        self.raise_()
        self.show()

    @Slot(QModelIndex)
    def _clicked(self, index: Index) -> None:
        self.chosen.emit(self._model.card(index.row()))


def units(text: str) -> int:
    """How long Qt takes a text to be: it counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _new_name(query: str, found: list[Named]) -> str:
    """The name of someone new, unless somebody is called so or it is no name."""
    words = query.split()
    wanted = folded(query)
    if not words or len(words) > MOST_WORDS or any(one.key == wanted for one in found):
        return ""
    return " ".join(words)


def _popup_in(room: QWidget) -> _Popup:
    found = room.findChild(_Popup, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return _Popup(room) if found is None else found


def _room(box: QWidget) -> QWidget:
    """What the list lies in: it dies with the pages, whatever window they stand in."""
    window = box.window()
    inside = window.centralWidget() if isinstance(window, QMainWindow) else None
    return window if inside is None else inside
