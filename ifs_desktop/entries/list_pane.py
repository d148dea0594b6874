"""The pane at the side: entries by month and day, a tag to narrow them by, and the calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.entries import queries
from ifs_desktop.entries.actions import LIST_ROWS
from ifs_desktop.entries.calendar import Calendar
from ifs_desktop.entries.listed import EntriesModel, EntryDelegate, EntryRole, Index
from ifs_desktop.entries.queries import EntryRow
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Store
from ifs_desktop.ui import actions, icons, row_menu, theme
from ifs_desktop.ui.widgets.labels import paragraph

LOW = 620  # design px of the pane below which the calendar's days give way to the list


class EntryList(QListView):
    """Walking it opens what it stands on."""

    chosen = Signal(int)
    put_away_requested = Signal(int)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries = EntriesModel(store, self)
        self._following = False
        self._delegate = EntryDelegate(self)
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("Entries"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._soon = QTimer(self)  # rows are not put in while the view is at its scrolling
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch_newer)
        self.row_actions = actions.build(LIST_ROWS, self)

    def mark(self, entry_id: int | None, *, show: bool = True) -> None:
        """Say which entry is open; its row is chosen if it is held."""
        self._following = True
        number = self.entries.row_of(entry_id)
        if number is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            index = self.entries.index(number)
            if index != self.currentIndex() or not self.selectedIndexes():
                choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
                self.selectionModel().setCurrentIndex(index, choose)
            if show:
                self.scrollTo(index)
        self._following = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._following:
            self.scrollTo(current)
            self.chosen.emit(self._id(current))

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        # Qt would go to the row beside it by itself; what is opened then, the page decides.
        self._following = True
        super().rowsAboutToBeRemoved(parent, start, end)
        self._following = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would move to the first row by itself, and so open another entry.
        self._following = True
        super().focusInEvent(event)
        self._following = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._delegate.fit()
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row_menu.pop_up(self, event, self.row_actions.values())

    def put_away_current(self) -> None:
        """Ask to put it away."""
        if self.currentIndex().isValid():
            self.put_away_requested.emit(self._id(self.currentIndex()))

    def _scrolled(self, value: int) -> None:
        if value == 0:
            self._soon.start()

    def _fetch_newer(self) -> None:
        first = self.indexAt(self.viewport().rect().topLeft())
        keep = first.isValid() and self.verticalScrollBar().value() == 0
        row = first.row()
        came = self.entries.fetch_newer() if keep else 0
        if came:
            index = self.entries.index(row + came)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)

    def _id(self, index: Index) -> int:
        row: EntryRow = index.data(EntryRole)
        return row.id


class ListPane(QFrame):
    """As wide as the page gives it."""

    new_requested = Signal()
    day_chosen = Signal(object)  # date

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.setProperty("kind", "list-pane")
        self.list = EntryList(store, self)
        self.new_button = QPushButton(self.tr("New entry"), self)
        self.new_button.setProperty("kind", "primary")
        icons.beside(self.new_button, "plus", "on_accent")
        self.new_button.setAccessibleName(self.tr("New entry"))
        self.new_button.clicked.connect(self.new_requested)
        self.tags = CalmCombo(self)
        self.tags.setAccessibleName(self.tr("Show entries with the tag"))
        self.tags.setSizeAdjustPolicy(
            CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.tags.setMinimumContentsLength(6)
        self.tags.activated.connect(self._narrow)
        self.this_day = QPushButton(self.tr("On this day"), self)
        self.this_day.setProperty("kind", "quiet")
        self.this_day.setCheckable(True)
        self.this_day.setAccessibleName(self.tr("On this day"))
        self.this_day.setAccessibleDescription(
            self.tr("What was written on this day in other years")
        )
        self.this_day.setToolTip(self.tr("What was written on this day in other years"))
        self.this_day.toggled.connect(self._look_back)
        self._none = paragraph("", "hint", self)
        self._none.hide()
        self.calendar = Calendar(self._marked, self)
        self.calendar.chosen.connect(self.day_chosen)
        self._choices = QHBoxLayout()
        self._lay_out()
        self._show_tags()
        self.list.entries.begin()
        self._say_none()

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes."""
        choices = (self.new_button, self.tags, self.this_day, self.list)
        return (*choices, *self.calendar.findChildren(QPushButton), self.calendar.grid)

    def tag(self) -> str:
        """The tag that narrows the list, or ""."""
        return str(self.tags.currentData() or "")

    def show_all(self, around: EntryRow | None = None) -> None:
        """Take every narrowing away; show the entries around one."""
        self._uncheck()
        self.tags.setCurrentIndex(0)
        self.list.entries.begin(around=around)
        self._say_none()

    def look(self, touched: set[int]) -> None:
        """These entries have changed; without any, or with many, all of them may have."""
        if not 0 < len(touched) <= 20:
            self.list.entries.again()
            self.calendar.grid.look()
        else:
            moved = [self.list.entries.take_up(entry_id) for entry_id in touched]
            if any(moved):
                self.calendar.grid.look()
        self._show_tags()
        self._say_none()

    def fit(self, page_width: int) -> None:
        """Narrow with the page."""
        wide = 290 if page_width >= theme.px(1000) else 240
        narrow = page_width < theme.px(640)
        self.setFixedWidth(theme.px(190 if narrow else wide))
        way = QHBoxLayout.Direction
        self._choices.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.calendar.give_room(event.size().height() >= theme.px(LOW))

    def _marked(self, first: date, last: date) -> frozenset[date]:
        return queries.days_with_entries(self._store, first, last)

    def _narrow(self) -> None:
        self._uncheck()
        self.list.entries.begin(tag=self.tag())
        self._say_none()

    def _look_back(self, on: bool) -> None:
        self.tags.setCurrentIndex(0)
        if on:
            self.list.entries.begin_day(self.calendar.grid.day)
        else:
            self.list.entries.begin()
        self._say_none()

    def _uncheck(self) -> None:
        self.this_day.blockSignals(True)
        self.this_day.setChecked(False)
        self.this_day.blockSignals(False)

    def _show_tags(self) -> None:
        chosen, names = self.tag(), queries.tags(self._store)
        shown = [str(self.tags.itemData(n)) for n in range(1, self.tags.count())]
        if names != shown or not self.tags.count():
            self.tags.clear()
            self.tags.addItem(self.tr("All"), "")
            for name in names:
                self.tags.addItem("#" + name, name)
            at = self.tags.findData(chosen) if chosen else 0
            self.tags.setCurrentIndex(max(at, 0))
            if chosen and at < 0:
                self.list.entries.begin()
        self.tags.setVisible(bool(names))
        self.this_day.setVisible(queries.latest(self._store) is not None)

    def _say_none(self) -> None:
        """Where nothing is to be shown, say so."""
        self._none.setText(
            self.tr("Nothing here in other years.")
            if self.this_day.isChecked()
            else self.tr("What you write stands here, day by day.")
        )
        self._none.setVisible(self.list.entries.rowCount() == 0)

    def _lay_out(self) -> None:
        self._choices.setSpacing(theme.px(6))
        self._choices.addWidget(self.tags, 1)
        self._choices.addWidget(self.this_day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(14), theme.px(14), theme.px(14))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.new_button)
        layout.addLayout(self._choices)
        layout.addWidget(self._none)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.calendar)
