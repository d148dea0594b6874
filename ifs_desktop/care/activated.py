"""I'm activated: half a minute with a part that is up, above whatever else is open."""

from __future__ import annotations

import itertools

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.care.alarm_line import AlarmLine
from ifs_desktop.check_ins import edits, queries
from ifs_desktop.parts.chips import PartChips
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.breath import Breath
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import CalmScroll, Chip, Field, FlowLayout, label
from ifs_desktop.ui.widgets.labels import paragraph

OFFERED = 8  # parts
_visits = itertools.count(1)  # each stay is one undo step


class Activated(QDialog):
    """Who, where, how strong; a breath; how it is now. Esc leaves and keeps what was given."""

    ground_requested = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._kept: int | None = None
        self._visit = next(_visits)
        self.setAccessibleName(self.tr("I’m activated"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        self._pages = QStackedWidget(self)
        for page in (self._noticing(), self._breathing(), self._closing()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        side = theme.px(28)
        layout.setContentsMargins(side, theme.px(24), side, theme.px(20))
        layout.setSpacing(theme.px(14))
        layout.addWidget(self._pages, 1)
        layout.addLayout(self._foot())
        room = parent.window().size()
        self.resize(
            min(theme.px(620), max(room.width() - 40, theme.px(420))),
            min(theme.px(620), max(room.height() - 40, theme.px(420))),
        )
        self._show(0)

    # ---- what the shell asks of it
    def commit_drafts(self) -> None:
        """Keep what is being typed: the journal may be closed next."""
        self._clock.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from wherever the keyboard is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Left, by Esc or at the end: what was given stays."""
        self._keep()
        super().done(result)

    # ---- the way through
    def go_on(self) -> None:
        """To the breath, to the close, and out."""
        self._keep()
        if self._pages.currentIndex() == self._pages.count() - 1:
            self.accept()
        else:
            self._show(self._pages.currentIndex() + 1)

    def _show(self, number: int) -> None:
        last = number == self._pages.count() - 1
        self._pages.setCurrentIndex(number)
        self._go.setText(self.tr("Done") if last else self.tr("Go on"))
        self._hint.setText(
            self.tr("Kept. It is there for later, if you like.")
            if last
            else self.tr("Esc leaves at any point. What you gave is kept.")
        )
        if last:
            self.after.set_before(self.before.at())
        first = (self.chips.first(), self._go, self.after.line)
        first[number].setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- keeping
    def _keep(self) -> None:
        self._clock.drop()
        present = dict.fromkeys(self.chips.picked(), "")
        body, helped = self.body.text(), self.helped.text()
        at = (self.before.at(), self.after.at())
        if present or body.strip() or helped.strip() or at != (None, None):
            self._kept = edits.check_in(
                self._store,
                kind="activated",
                present=present,
                body=body,
                before=at[0],
                after=at[1],
                helped=helped,
                check_in_id=self._kept,
                visit=self._visit,
            )
        elif self._kept is not None:  # taken back, sign by sign
            edits.take_back(self._store, check_in_id=self._kept, visit=self._visit)
            self._kept = None

    def _picked(self) -> None:
        if self.chips.picked():
            self._unknown.setChecked(False)
        self._keep()

    def _not_known(self) -> None:
        """Not knowing who it is, is an answer; nothing needs to be found out."""
        if self._unknown.isChecked():
            self.chips.show_picked(())
        self._keep()

    def _add_place(self) -> None:
        place = str(self.sender().property("place"))
        had = self.body.text().strip()
        self.body.setText(f"{had}, {place}" if had else place)
        self._keep()

    # ---- the three pages
    def _noticing(self) -> QWidget:
        page, column = self._page(self.tr("A part of you is up"))
        words = self.tr("And you are here with it. Answer what you can; all of it may stay open.")
        column.addWidget(label(words, "subtitle", page, wrap=True))
        self.chips = PartChips(
            self._store, queries.likely(self._store, OFFERED), "activated:name", page
        )
        self._unknown = Chip(self.tr("I don’t know"), checkable=True)
        self._unknown.setAutoDefault(False)
        self._unknown.clicked.connect(self._not_known)
        self.chips.add_chip(self._unknown)
        self.chips.changed.connect(self._picked)
        self._ask(column, page, self.tr("Which part?"), self.chips)
        self.body = QLineEdit(page)
        self.body.textEdited.connect(self._clock.touch)
        field = Field(self.tr("Where in the body?"), self.body, page)
        column.addWidget(field)
        column.addWidget(self._places(page))
        self.before = AlarmLine(self.tr("How strong is it?"), page)
        self._ask(column, page, self.tr("How strong is it?"), self.before)
        self.before.changed.connect(self._keep)
        self.before.ground_requested.connect(self.ground_requested)
        column.addStretch(1)
        return self._scrolled(page)

    def _places(self, parent: QWidget) -> QWidget:
        row = QWidget(parent)
        flow = FlowLayout(row, gap=theme.px(6), line_gap=theme.px(6))
        places = (
            self.tr("head"),
            self.tr("throat"),
            self.tr("chest"),
            self.tr("belly"),
            self.tr("shoulders"),
            self.tr("hands"),
        )
        for place in places:
            chip = Chip(place, row)
            chip.setProperty("place", place)
            chip.setAccessibleDescription(self.tr("Add it to where in the body"))
            chip.setAutoDefault(False)
            chip.clicked.connect(self._add_place)
            flow.addWidget(chip)
        return row

    def _breathing(self) -> QWidget:
        page, column = self._page(self.tr("One breath, with it"))
        self._ways = QStackedWidget(page)
        for moving, words in (
            (True, self.tr("Let one breath out be a little longer than the breath in.")),
            (False, self.tr("Let your eyes rest on one thing in the room. Say its colour.")),
        ):
            way = QWidget(page)
            inner = QVBoxLayout(way)
            inner.addWidget(Breath(moving, way), 1)
            inner.addWidget(paragraph(words, "reading", way, centred=True))
            self._ways.addWidget(way)
        column.addWidget(self._ways, 1)
        self.eyes = Chip(self.tr("Eyes open, without the breath"), page, checkable=True)
        self.eyes.setAutoDefault(False)
        self.eyes.toggled.connect(self._eyes_open)
        column.addWidget(self.eyes, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _eyes_open(self, eyes_open: bool) -> None:
        self._ways.setCurrentIndex(int(eyes_open))

    def _closing(self) -> QWidget:
        page, column = self._page(self.tr("How strong is it now?"))
        words = self.tr("Less, more or the same: there is no right answer.")
        column.addWidget(label(words, "subtitle", page, wrap=True))
        self.after = AlarmLine(self.tr("How strong is it now?"), page)
        self.after.changed.connect(self._keep)
        self.after.ground_requested.connect(self.ground_requested)
        column.addWidget(self.after)
        self.helped = QLineEdit(page)
        self.helped.textEdited.connect(self._clock.touch)
        hint = self.tr("It can stay empty.")
        column.addWidget(Field(self.tr("What helped, if anything?"), self.helped, page, hint=hint))
        thanks = self.tr("Thank the part for coming, if you like. It can come back to you later.")
        column.addWidget(label(thanks, "subtitle", page, wrap=True))
        column.addStretch(1)
        return self._scrolled(page)

    # ---- how it is laid out
    def _page(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.setSpacing(theme.px(12))
        column.addWidget(label(title, "title", page, wrap=True))
        return page, column

    def _ask(self, column: QVBoxLayout, page: QWidget, words: str, answer: QWidget) -> None:
        question = QVBoxLayout()
        question.setSpacing(theme.px(6))
        question.addWidget(label(words, "label", page, wrap=True))
        question.addWidget(answer)
        answer.setAccessibleName(words)
        column.addLayout(question)

    def _scrolled(self, page: QWidget) -> QWidget:
        return CalmScroll(page, self._pages)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        ground = QPushButton(self.tr("Ground me"), self)
        icons.beside(ground, "leaf", "good")
        theme.set_kind(ground, "quiet")
        ground.clicked.connect(self.ground_requested)
        self._hint = label("", "small", self, wrap=True)
        self._go = QPushButton(self)
        theme.set_kind(self._go, "primary")
        self._go.clicked.connect(self.go_on)
        row.addWidget(ground)
        row.addWidget(self._hint, 1)
        row.addWidget(self._go)
        return row
