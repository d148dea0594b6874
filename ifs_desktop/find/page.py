"""The page of the search: a box, filters, and what was found, as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.find import looking
from ifs_desktop.find.actions import ROWS
from ifs_desktop.find.filters import Filters
from ifs_desktop.find.hints import Hints
from ifs_desktop.find.listed import FoundList, FoundModel, FoundRows
from ifs_desktop.find.looking import Answer, Found
from ifs_desktop.find.searching import Searching
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.query import Query, parse
from ifs_desktop.store.search import WORDS
from ifs_desktop.ui import actions, icons, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import PageHeader

Index = QModelIndex | QPersistentModelIndex
PLACE = "find"  # of what stands in the box, kept inside the journal
_WIDEST = 860  # design px of the results: longer lines are hard to read
_NEAR = 2  # rows from the end at which more are asked for
# A change to one of these may change what is found, or how it looks.
_TABLES = frozenset(WORDS) | {"run", "tagged", "mention", "tag", "member", "answer_part"}


class FindPage(QWidget):
    """Comes back with the same words, results and place in them."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions.build(ROWS, self)
        self._query = Query()
        self._stale = False
        self._again: Found | None = None  # the row to come back to after a change
        self.searching = Searching(store, self)
        self.searching.found.connect(self._show_found)
        self.searching.went_on.connect(self._show_more)
        self.searching.failed.connect(self._show_trouble)
        self.box = QLineEdit(self)
        theme.set_kind(self.box, "search")
        self.box.setPlaceholderText(self.tr("Search everything you wrote"))
        self.box.setAccessibleName(self.tr("Search everything"))
        self.box.setAccessibleDescription(
            self.tr("Results appear as you type. Down leads to them.")
        )
        self.box.setClearButtonEnabled(True)
        lens = self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.box.accessibleName())
        clear = self.box.findChild(QAction, "_q_qlineeditclearaction")
        if clear is not None:  # Qt's own, which has a picture and no name
            clear.setText(self.tr("Clear the search"))
        self.filters = Filters(store, self)
        self.model = FoundModel(self)
        self.list = self._make_list()
        self.hints = Hints(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.hints)
        self.stack.addWidget(self.list)
        self._soon = QTimer(self)  # QTimer.singleShot would keep the page alive if it goes first
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fill_up)
        self._lay_out()
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.filters.changed.connect(self._filtered)
        self.hints.example_chosen.connect(self._try_example)
        bus.changed.connect(self._changed)
        self._draft = LineDraft(self.box, store, PLACE)
        self._typed(self.box.text())

    # The page protocol

    def open_ref(self, ref: Ref) -> None:
        """Look for the words of the anchor; without any, the box as it was left."""
        if ref.anchor and ref.kind == "find":
            self.box.setText(ref.anchor)
        self.box.selectAll()

    def here(self) -> Ref | None:
        """This page, with what is looked for."""
        return Ref("find", None, self.box.text())

    def commit_drafts(self) -> None:
        """Keep what stands in the box, inside the journal."""
        self._draft.flush()

    def menu_actions(self) -> list[QAction]:
        """What the window's menu offers while this page is shown."""
        return list(self._actions.values())

    def take_focus(self) -> None:
        """To the row that was left, else to the box."""
        if self.stack.currentWidget() is self.list and self.list.currentIndex().isValid():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.edit_query()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        return [self.box, self.list] if self.model.rowCount() else [self.box]

    def edit_query(self) -> None:
        """To the box, with its words selected."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    # Layout

    def _make_list(self) -> FoundList:
        view = FoundList(self)
        view.setAccessibleName(self.tr("Results"))
        view.setModel(self.model)
        view.setItemDelegate(FoundRows(view))
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setProperty("kind", "bare")
        view.clicked.connect(self._open)
        view.installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(self._scrolled)
        return view

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setMaximumWidth(theme.px(_WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, theme.px(20), 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.box)
        column.addWidget(self.filters)
        column.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(theme.px(24), 0, theme.px(24), 0)
        middle.addStretch(1)
        middle.addWidget(inner, 1000)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PageHeader(self.tr("Search"), self))
        layout.addLayout(middle, 1)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the box into the results; Enter there opens, Up leads back."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.box and self.model.rowCount():
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.list.currentIndex().isValid():
                    self.list.setCurrentIndex(self.model.index(0))
                return True
            if enter:
                at = self.list.currentIndex()
                self._open(at if at.isValid() else self.model.index(0))
                return True
        if watched is self.list:
            if enter:
                self._open(self.list.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Up and self.list.currentIndex().row() == 0:
                self.box.setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    # What is looked for

    def _typed(self, text: str) -> None:
        query = parse(text)
        same = query == self._query
        self._query = query
        self.filters.show_query(query)
        if not same or query.empty():
            self._again = None
            self.searching.ask(query)

    def _filtered(self, query: Query) -> None:
        self.box.setText(query.text())

    def _try_example(self, text: str) -> None:
        self.box.setText(text)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, change: Change) -> None:
        if not change.tables & _TABLES:
            return
        if change.tables & {"part", "tag"}:
            self.filters.forget()
        if self.isVisible():
            self._look_again()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._look_again()

    def _look_again(self) -> None:
        """The same words in the journal as it is now; the row one is at stays."""
        self._stale = False
        at = self.list.currentIndex()
        self._again = self.model.row(at.row()) if at.isValid() else None
        self.searching.ask(self._query, max(looking.FIRST, self.model.rowCount()))

    # What is found

    def _show_found(self, answer: Answer) -> None:
        bar = self.list.verticalScrollBar()
        far, left = bar.value(), self._again
        self.model.show(answer.rows)
        self._again = None
        if answer.rows:
            self.stack.setCurrentWidget(self.list)
            at = self.model.where(left) if left is not None else None
            if at is not None:
                self.list.setCurrentIndex(self.model.index(at))
            self.list.doItemsLayout()
            bar.setValue(far if left is not None else 0)
            self._soon.start(0)
            return
        self.stack.setCurrentWidget(self.hints)
        if self._query.empty():
            self.hints.show_ways()
        else:
            self.hints.show_nothing()
            self._say(self.tr("Nothing found."))

    def _show_more(self, answer: Answer) -> None:
        self.model.add(answer.rows)
        self._soon.start(0)

    def _show_trouble(self) -> None:
        self.model.show(())
        self.stack.setCurrentWidget(self.hints)
        self.hints.show_trouble()

    def _fill_up(self) -> None:
        """A tall window has room for more than the first rows."""
        if not self.list.verticalScrollBar().maximum():
            self.searching.go_on()

    def _scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() - value <= _NEAR * max(1, self.list.sizeHintForRow(0)):
            self.searching.go_on()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.list.setCurrentIndex(self.model.index(index.row()))
            self.open_requested.emit(self.model.row(index.row()).ref)

    def _say(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.box, words))
