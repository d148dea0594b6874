"""Choosing the two parts that are in conflict, and saying what it is about."""

from __future__ import annotations

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation import drafts, queries, says
from ifs_desktop.parts import gate
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import tab_order, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Card, Chip, Field, FlowLayout
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll

WIDTH = 500  # design px of the card
MOST_PAIRS = 6


class Beginning(QWidget):
    """Two are chosen; pairs that are known to be polarised are offered first."""

    begun = Signal(object, str, object)  # (left, right), conflict, answers of protectors
    continued = Signal(int)  # the dialogue of a mediation that waits
    hear_requested = Signal(int)  # a protector of an exile among them
    left = Signal()

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._waiting: int | None = None
        self._pairs_shown: tuple[tuple[int, int], ...] = ()
        self._pairs = QWidget(self)
        self._flow = FlowLayout(self._pairs, gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        self.picker = PartPicker(store, bus, multiple=True, parent=self)
        self.picker.picked.connect(self._ready)
        self._name_draft = LineDraft(self.picker.name, store, drafts.NEW_NAME)
        self.conflict = QLineEdit(self)
        self.conflict.setMaxLength(400)
        self._conflict_draft = LineDraft(self.conflict, store, drafts.NEW_CONFLICT)
        self.conflict.returnPressed.connect(self._go)
        self._hint = paragraph("", "small", self)
        self.go_on = QPushButton(self.tr("Go on with the one that waits"), self)
        self.go_on.setProperty("kind", "link")
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.clicked.connect(self._continue)
        self.not_now = QPushButton(self.tr("Not now"), self)
        self.not_now.setProperty("kind", "quiet")
        self.not_now.setAccessibleName(self.tr("Not now"))
        self.not_now.clicked.connect(self._leave)
        self.begin = QPushButton(self.tr("Open the room"), self)
        self.begin.setProperty("kind", "primary")
        self.begin.setAccessibleName(self.tr("Open the room"))
        self.begin.clicked.connect(self._go)
        self.setFocusProxy(self.picker)
        self._lay_out()
        bus.changed.connect(self._changed)
        self.offer()

    def offer(self, part_ids: Iterable[int] = ()) -> None:
        """Begin anew, with these parts chosen."""
        self.picker.search.clear()
        self._show_pairs()
        self.picker.set_selection(part_ids)
        self._ready()

    def commit_drafts(self) -> None:
        """Keep what is typed, now."""
        self._conflict_draft.flush()
        self._name_draft.flush()

    def take_focus(self) -> None:
        """Go to the choice, or on to the conflict where both are chosen."""
        chosen = len(self.picker.selection()) == 2
        (self.conflict if chosen else self.picker).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        card = Card(self)
        card.setMaximumWidth(theme.px(WIDTH))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*(theme.px(n) for n in (24, 20, 24, 18)))
        inner.setSpacing(theme.px(10))
        inner.addWidget(paragraph(self.tr("Which two are in conflict?"), "heading", card))
        words = self.tr("Each has a seat, Self sits between them and takes no side.")
        inner.addWidget(paragraph(words, "subtitle", card))
        inner.addWidget(self._pairs)
        inner.addWidget(self.picker)
        inner.addWidget(self._hint)
        inner.addWidget(Field(self.tr("What it is about, if you know"), self.conflict, card))
        inner.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.begin)
        inner.addLayout(buttons)
        content = QWidget(self)
        middle = QHBoxLayout(content)
        middle.setContentsMargins(*(theme.px(n) for n in (16, 20, 16, 20)))
        upright = QVBoxLayout()
        upright.addWidget(card)
        upright.addStretch(1)
        middle.addStretch(1)
        middle.addLayout(upright, 100)
        middle.addStretch(1)
        scroll = CalmScroll(content, self)
        scroll.setAccessibleName(self.tr("Who takes a seat"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _show_pairs(self) -> None:
        pairs = queries.polarised(self._store)[:MOST_PAIRS]
        self._flow.clear()
        self.chips.clear()
        for one, other in pairs:
            chip = Chip(says.pair(one.name, other.name), self._pairs)
            chip.setProperty("pair", [one.id, other.id])
            chip.clicked.connect(self._pair_chosen)
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self._pairs.setVisible(bool(pairs))
        tab_order.lead_through(self)

    def _pair_chosen(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.picker.set_selection(int(end) for end in chip.property("pair"))
            self._ready()
            self.take_focus()

    def _ready(self, _ids: object = None) -> None:
        chosen = self.picker.selection()
        self.begin.setEnabled(len(chosen) == 2)
        self._hint.setText(
            self.tr("There are two seats: choose two.")
            if len(chosen) > 2
            else self.tr("One more takes the other seat.")
        )
        self._hint.setVisible(len(chosen) > 2 or len(chosen) == 1)
        self._waiting = None
        if len(chosen) == 2:
            self._waiting = queries.waiting_between(self._store, chosen[0], chosen[1])
        self.go_on.setVisible(self._waiting is not None)

    def _changed(self, change: Change) -> None:
        if change.tables & {"part", "relation", "mediation", "dialogue"} and self.isVisible():
            self._show_pairs()
            self._ready()

    def _go(self) -> None:
        seats = self.picker.selection()
        if len(seats) != 2:
            return
        self.commit_drafts()
        answers: list[Answer] = []
        for part_id in seats:
            outcome = gate.ask(self, self._store, part_id, None)
            if not shiboken6.isValid(self):  # the app has locked
                return
            answers += outcome.answers
            if not outcome.open:
                if outcome.hear is not None:
                    self.hear_requested.emit(outcome.hear)
                return
        self.begun.emit((seats[0], seats[1]), self.conflict.text(), tuple(answers))
        self._forget()

    def _continue(self) -> None:
        if self._waiting is not None:
            self.continued.emit(self._waiting)

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        self.conflict.clear()
        self.picker.name.clear()
        self._conflict_draft.forget()
        self._name_draft.forget()
