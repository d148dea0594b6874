"""The inbox: what was jotted down, and sorting it onto parts by drag or key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.inbox import edits, queries
from ifs_desktop.inbox.actions import ROWS
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.inbox.sorting import Sorting
from ifs_desktop.parts.noticed import kind_icon, kind_name
from ifs_desktop.parts.queries import cards
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.day_list import PAGE, DayList, Line
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.header import PageHeader
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.notice import Notice

ALL = 1_000_000


class InboxPage(QWidget):
    """A list by day, with the parts beside it."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, _settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._limit = PAGE
        self._just_sorted: list[int] = []
        self._made: tuple[int, list[int]] = (0, [])  # someone new, and what went along
        self._actions = build(ROWS, self)
        self._card = Capture(store, self)
        self.list = DayList(self.tr("Impressions"), self)
        self.list.setDragEnabled(True)
        self.list.entered.connect(self.ask_whom)
        self.list.chosen.connect(self._note_choice)
        self.list.more_requested.connect(self._more)
        self.sorting = Sorting(store, bus, self, self._make)
        self.sorting.picked.connect(self._sort)
        self.waiting = self._view(self.tr("Waiting"), True)
        self.sorted_ones = self._view(self.tr("With a part"), False)
        self._empty = paragraph("", "subtitle", self, centred=True)
        self._told = Notice("", self, tone="quiet", banner=True)
        self._told.setProperty("shape", "")  # the link stands in the line, the corners are round
        self._told.add_link(self.tr("Take it back")).clicked.connect(self._take_back_sorted)
        self._told.hide()
        self._buttons = {
            name: self._button(name)
            for name in (
                *("edit_impression", "make_entry"),
                *("take_back_impressions", "put_away_impressions"),
            )
        }
        self._lay_out()
        bus.changed.connect(self._changed)
        self._refresh()

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show one impression, or the inbox."""
        row = (
            queries.impression(self._store, ref.id) if ref.kind == "impression" and ref.id else None
        )
        if row is None:
            return
        (self.waiting if row.part is None else self.sorted_ones).setChecked(True)
        self._refresh()
        if not self.list.choose(lambda line: line.key == row.id):
            self._limit = ALL
            self._refresh()
            self.list.choose(lambda line: line.key == row.id)

    def here(self) -> Ref | None:
        return Ref("inbox")

    def commit_drafts(self) -> None:
        """A name half typed is kept by its own line."""

    def menu_actions(self) -> list[QAction]:
        return list(self._actions.values())

    def take_focus(self) -> None:
        (self.list if self.list.lines() else self.jot_button).setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.list if self.list.lines() else self.jot_button, self.sorting.picker.search]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back from the parts to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.list.hasFocus():
            self.take_focus()
        else:
            super().keyPressEvent(event)

    # ---- actions (names in actions.py)
    def ask_whom(self) -> None:
        """On to the parts: a name, and Enter sorts what is chosen onto it."""
        if self._chosen():
            self.sorting.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_current(self) -> None:
        """Other words for the first of those that are chosen."""
        chosen = self._chosen()
        row = queries.impression(self._store, chosen[0]) if chosen else None
        if row is not None:
            self._card.take(row)

    def make_entry(self) -> None:
        """One page of the journal out of what is chosen."""
        chosen = self._chosen()
        if chosen:
            entry = edits.make_entry(self._store, impression_ids=chosen)
            self.open_requested.emit(Ref("entry", entry))

    def take_back(self) -> None:
        """From a part back into the inbox."""
        edits.take_back(self._store, impression_ids=self._chosen())

    def put_away(self) -> None:
        """Put what is chosen away."""
        if self._chosen():
            edits.put_away(self._store, impression_ids=self._chosen())

    def jot(self) -> None:
        """The card, as Ctrl+J opens it."""
        self._card.take()

    # ---- sorting
    def _make(self, name: str, role: str) -> int:
        """Someone new, with what is chosen; the picker tells of it once more, see ``_sort``."""
        chosen = self._chosen()
        made = edits.sort_onto_new(self._store, impression_ids=chosen, name=name, role=role)
        self._made = (made, chosen)
        return made

    def _sort(self, part_id: int) -> None:
        made, chosen = self._made
        self._made = (0, [])
        if part_id != made:
            chosen = self._chosen()
            edits.sort_onto(self._store, impression_ids=chosen, part_id=part_id)
        if not chosen:
            return
        self._just_sorted = chosen
        self.sorting.picker.search.clear()
        name = cards(self._store, [part_id])[part_id].name
        self._told.set_text(self.tr("Noted with {name}.").format(name=name))
        self._told.show()
        self.take_focus()

    def _take_back_sorted(self) -> None:
        edits.take_back(self._store, impression_ids=self._just_sorted)
        self.waiting.setChecked(True)
        self._refresh()

    # ---- what is shown
    def _chosen(self) -> list[int]:
        return [int(str(line.key)) for line in self.list.selected()]

    def _more(self) -> None:
        self._limit *= 2
        self._refresh()

    def _changed(self, change: Change) -> None:
        if change.tables & {"impression", "part"} and self.isVisible():
            self._told.hide()
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        done = self.sorted_ones.isChecked()
        rows = queries.impressions(self._store, sorted_ones=done, limit=self._limit)
        had_keyboard = self.list.hasFocus()
        lines = [
            Line(
                row.id,
                row.noticed,
                kind_icon(row.kind),
                kind_name(row.kind),
                row.text,
                row.part.name if row.part is not None else "",
            )
            for row in rows
        ]
        self.list.show_lines(lines, more=len(rows) == self._limit)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(
            self.tr("Nothing is noted with a part yet.")
            if done
            else self.tr("Nothing here. That is fine.\nCtrl+J jots something down, from anywhere.")
        )
        if had_keyboard and not rows:
            self.take_focus()
        self._note_choice()

    def _note_choice(self) -> None:
        any_chosen, done = bool(self.list.selected()), self.sorted_ones.isChecked()
        for name, action in self._actions.items():
            fits = done or name != "take_back_impressions"
            action.setEnabled(any_chosen and fits)
            if name in self._buttons:
                self._buttons[name].setVisible(fits)
                self._buttons[name].setEnabled(any_chosen)

    # ---- how it is laid out
    def _view(self, words: str, chosen: bool) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        button.setChecked(chosen)
        button.setAutoExclusive(True)
        theme.set_kind(button, "choice")
        button.clicked.connect(self._refresh)
        return button

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.text().replace("…", ""), self)
        icon = next(row.icon for row in ROWS if row.name == name)
        icons.beside(button, icon)
        theme.set_kind(button, "quiet")
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def _lay_out(self) -> None:
        header = PageHeader(self.tr("Inbox"), self)
        self.jot_button = QPushButton(self.tr("Jot something down"), header)
        self.jot_button.setProperty("kind", "primary")
        icons.beside(self.jot_button, "edit", "on_accent")
        self.jot_button.clicked.connect(self.jot)
        header.add_action(self.jot_button)
        views = QHBoxLayout()
        views.setSpacing(theme.px(8))
        views.addWidget(self.waiting)
        views.addWidget(self.sorted_ones)
        views.addStretch(1)
        doing = QFrame(self)
        doing.setProperty("kind", "foot")
        foot = FlowLayout(doing, gap=theme.px(4), line_gap=0)
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        for button in self._buttons.values():
            foot.addWidget(button)
        left = QVBoxLayout()
        left.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), 0)
        left.setSpacing(theme.px(10))
        left.addLayout(views)
        left.addWidget(self._told)
        left.addWidget(self.list, 1)
        left.addWidget(self._empty, 1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(left, 1)
        column.addWidget(doing)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(column, 1)
        body.addWidget(self.sorting)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(header)
        page.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = 320 if self.width() >= theme.px(1000) else 248
        self.sorting.setFixedWidth(theme.px(wide))
