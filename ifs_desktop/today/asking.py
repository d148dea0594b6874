"""The questions of a check-in: who is here, the body, how much room. Kept as it is typed."""

from __future__ import annotations

import itertools
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.check_ins import edits, queries
from ifs_desktop.parts.chips import PartChips
from ifs_desktop.parts.queries import PartCard, cards
from ifs_desktop.store import Change, Store
from ifs_desktop.today.blocks import let_go
from ifs_desktop.ui import scales, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Chip, ElidedLabel, Field, FlowLayout, label

OFFERED = 8  # parts
_visits = itertools.count(1)  # what is said in one go is one undo step


class Asking(QWidget):
    """The questions. Each may stay open, and nothing needed is an answer too."""

    finished = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._kept: int | None = None
        self._visit = 0
        self._keeping = False
        self._lines: dict[int, QLineEdit] = {}
        self._made: list[QWidget] = []  # what stands in the grid
        self._clock = DraftClock(self)
        self._clock.due.connect(self.keep)
        self.chips = PartChips(store, queries.likely(store, OFFERED), "today:name", self)
        self.chips.changed.connect(self._picked)
        self._words = QWidget(self)
        self._grid = QGridLayout(self._words)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self.body = QLineEdit(self)
        self.body.textEdited.connect(self._typed)
        self.rooms = [self._room(at, word) for at, word in enumerate(scales.rooms())]
        self._nothing = QPushButton(self.tr("Nothing needed today"), self)
        self._nothing.clicked.connect(self._need_nothing)
        self._done = QPushButton(self.tr("Done"), self)
        theme.set_kind(self._done, "primary")
        self._done.clicked.connect(self.finish)
        self._lay_out()
        self.begin(None)

    def begin(self, row: queries.CheckInRow | None) -> None:
        """Ask anew, or about one that was said before."""
        self._visit = next(_visits)
        self._show(row)

    def take_focus(self) -> None:
        """The first question."""
        self.chips.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_used(self) -> bool:
        """Whether something was given and the answering goes on."""
        return self._keeping or self._kept is not None or self._clock.running()

    def keep(self) -> None:
        """Keep what is said so far."""
        self._clock.drop()
        present = {part: line.text() for part, line in self._lines.items()}
        present |= {part: "" for part in self.chips.picked() if part not in present}
        body, room = self.body.text(), self._chosen_room()
        self._keeping = True
        try:
            if present or body.strip() or room is not None:
                self._kept = edits.check_in(
                    self._store,
                    kind="today",
                    present=present,
                    body=body,
                    room=room,
                    check_in_id=self._kept,
                    visit=self._visit,
                )
            elif self._kept is not None:
                edits.take_back(self._store, check_in_id=self._kept, visit=self._visit)
                self._kept = None
        finally:
            self._keeping = False
        self._tell()

    def commit_drafts(self) -> None:
        """The journal may be closed next."""
        self._clock.flush()

    def finish(self) -> None:
        """It is said."""
        self.keep()
        if self._kept is not None:
            self.finished.emit()

    def note(self, change: Change) -> None:
        """What was said here may have been taken back, or parts be called something else."""
        if "part" in change.tables:
            self.chips.renew()
            self._ask_for_words()
        if self._keeping or not change.tables & {"check_in", "present"} or self._kept is None:
            return
        row = queries.check_in(self._store, self._kept)
        self._clock.drop()
        self.begin(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a line: it is said."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._done.isEnabled():
            self.finish()
        else:
            super().keyPressEvent(event)

    def _need_nothing(self) -> None:
        self.keep()
        if self._kept is None:
            self._kept = edits.check_in(self._store, kind="today", visit=self._visit)
        self.finished.emit()

    def _show(self, row: queries.CheckInRow | None) -> None:
        self._kept = None if row is None else row.id
        here = () if row is None else row.present
        self.chips.show_picked([one.part for one in here])
        self._ask_for_words()
        for one in here:
            if one.part.id in self._lines:
                self._lines[one.part.id].setText(one.words)
        self.body.setText("" if row is None else row.body)
        for at, chip in enumerate(self.rooms):
            chip.setChecked(row is not None and row.room == at)
        self._tell()

    def _tell(self) -> None:
        self._done.setEnabled(self._kept is not None or self._clock.running())
        self._nothing.setVisible(self._kept is None)

    def _picked(self) -> None:
        self._ask_for_words()
        self.keep()

    def _typed(self) -> None:
        self._clock.touch()
        self._tell()

    def _ask_for_words(self) -> None:
        """A line for each part that is here; an exile is named only, and nothing is asked of it."""
        said = {part: line.text() for part, line in self._lines.items()}
        had = next((part for part, line in self._lines.items() if line.hasFocus()), None)
        known = cards(self._store, self.chips.picked())
        let_go(self._grid, self._made)
        self._lines = {}
        picked = (known[part] for part in self.chips.picked() if part in known)
        asked = [card for card in picked if card.role != "exile"]
        for number, card in enumerate(asked):
            self._lines[card.id] = self._line(card, said.get(card.id, ""), number)
        if had in self._lines:
            self._lines[had].setFocus(Qt.FocusReason.OtherFocusReason)
        order = (self.chips.more, self.chips.line, *self._lines.values(), self.body)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._words.setVisible(bool(asked))

    def _line(self, card: PartCard, text: str, number: int) -> QLineEdit:
        shape = Portrait(theme.px(18), self._words, card)
        name = ElidedLabel(card.name, "", self._words)
        name.setMaximumWidth(theme.px(200))
        line = QLineEdit(text, self._words)
        line.setPlaceholderText(self.tr("in a word or two"))
        line.setAccessibleName(self.tr("{name}, in a word or two").format(name=card.name))
        line.textEdited.connect(self._typed)
        for column, widget in enumerate((shape, name, line)):
            self._grid.addWidget(widget, number, column)
            self._made.append(widget)
            widget.show()
        return line

    def _room(self, at: int, word: str) -> Chip:
        chip = Chip(word, checkable=True)
        chip.setAccessibleDescription(self.tr("How much room there is for Self"))
        chip.setProperty("room", at)
        chip.clicked.connect(self._room_chosen)
        return chip

    def _room_chosen(self) -> None:
        """One at most; a second press takes it back."""
        for chip in self.rooms:
            if chip is not self.sender():
                chip.setChecked(False)
        self.keep()

    def _chosen_room(self) -> int | None:
        return next((at for at, chip in enumerate(self.rooms) if chip.isChecked()), None)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("Who is here?"), "label", self, wrap=True))
        column.addWidget(self.chips)
        column.addWidget(self._words)
        column.addSpacing(theme.px(6))
        column.addWidget(Field(self.tr("How is the body?"), self.body, self))
        column.addSpacing(theme.px(6))
        column.addWidget(
            label(self.tr("How much room is there for Self?"), "label", self, wrap=True)
        )
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        for chip in self.rooms:
            flow.addWidget(chip)
        column.addWidget(held)
        column.addSpacing(theme.px(6))
        foot = QHBoxLayout()
        foot.addWidget(self._nothing)
        foot.addStretch(1)
        foot.addWidget(self._done)
        column.addLayout(foot)
