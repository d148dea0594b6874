"""An earlier run, to be read: every answer under its question, and the parts that were named."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.parts import queries as parts
from ifs_desktop.people import queries as people
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import CalmScroll, Card, Chip, FlowLayout, Notice, label

WIDTH = 760  # design px


class Reading(QWidget):
    """Only to read: what was true then stays as it was written."""

    open_requested = Signal(object)  # Ref
    again_requested = Signal(str)  # slug
    put_away_requested = Signal(int)  # run

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._exercise: Exercise | None = None
        self.run_id: int | None = None
        self._wanted: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_wanted)
        self._scroll = CalmScroll(parent=self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._scroll.setAccessibleName(self.tr("What was answered"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def show_run(
        self,
        exercise: Exercise | None,
        saved: queries.SavedRun,
        key: str = "",
        *,
        closed_now: bool = False,
    ) -> None:
        """Show a run, marked at the step ``key``. ``closed_now``: it came to its end right now."""
        self._exercise, self.run_id, self._wanted = exercise, saved.id, None
        content = QWidget()
        sides = QHBoxLayout(content)
        sides.setContentsMargins(*(theme.px(n) for n in (28, 36, 28, 40)))
        held = QWidget(content)
        held.setMaximumWidth(theme.px(WIDTH))
        sides.addStretch(1)
        sides.addWidget(held, 100)
        sides.addStretch(1)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        if closed_now:
            column.addWidget(
                Notice(
                    self.tr("Nothing more is needed today."),
                    held,
                    lead=self.tr("It is kept in your journal."),
                    tone="good",
                    dismissable=False,
                )
            )
        column.addWidget(label(days.full_day(saved.started), "title", held, wrap=True))
        passages = queries.passages(exercise, saved)
        cards = parts.cards(self._store, {p for one in passages for p in _named(one)})
        for passage in passages:
            card = self._passage(passage, cards, held)
            column.addWidget(card)
            if passage.key == key:
                card.set_tone("accent")
                self._wanted = card
        column.addSpacing(theme.px(10))
        column.addLayout(self._ways(held))
        column.addStretch(1)
        self._scroll.set_content(content)
        self._soon.start()

    def _show_wanted(self) -> None:
        """Once it has its place."""
        if self._wanted is not None:
            self._scroll.show_child(self._wanted)

    def leave(self) -> None:
        """Let go of the words."""
        self.run_id = self._exercise = self._wanted = None
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()

    def take_focus(self) -> None:
        """To the words: what can be done with them comes after."""
        self._scroll.setFocus()

    def _passage(
        self, passage: queries.Passage, cards: dict[int, parts.PartCard], parent: QWidget
    ) -> Card:
        card = Card(parent)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 16)))
        column.setSpacing(theme.px(6))
        if passage.heading:
            column.addWidget(label(passage.heading, "subheading", card, wrap=True))
        names = [line for line in passage.lines if not line.text]
        if names:
            held = QWidget(card)
            flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
            for line in names:
                chip = self._chip(line.part, cards, held) or self._person(line.person, held)
                if chip is not None:
                    flow.addWidget(chip)
            column.addWidget(held)
        group, part = "", None
        for line in passage.lines:
            if not line.text:
                continue
            if line.group != group:
                group = line.group
                column.addSpacing(theme.px(4))
                column.addWidget(label(group, "label", card, wrap=True))
            if line.part is not None and line.part != part:
                chip = self._chip(line.part, cards, card)
                if chip is not None:
                    column.addWidget(chip)
            part = line.part
            if line.label:
                title = QCoreApplication.translate("People", line.label)
                column.addWidget(label(title, "small", card, wrap=True))
            text = QCoreApplication.translate("People", line.text) if line.own else line.text
            words = label(text, "reading", card, wrap=True)
            words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
            column.addWidget(words)
        return card

    def _chip(
        self, part: int | None, cards: dict[int, parts.PartCard], parent: QWidget
    ) -> Chip | None:
        known = cards.get(part) if part is not None else None
        if known is None:
            return None
        chip = Chip(known.name, parent, role=known.shape)
        if known.colour:
            chip.set_colour(QColor(known.colour))
        chip.setProperty("part", known.id)
        chip.clicked.connect(self._open_part)
        return chip

    def _person(self, person: int | None, parent: QWidget) -> Chip | None:
        card = None if person is None else people.cards(self._store, [person]).get(person)
        if card is None:
            return None
        chip = Chip(card.shown, parent, icon="user")
        chip.setProperty("person", card.id)
        chip.clicked.connect(self._open_person)
        return chip

    def _ways(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        away = QPushButton(self.tr("Put away"), parent)
        away.setProperty("kind", "quiet")
        away.setToolTip(self.tr("Leaves this list. Undo brings it back."))
        away.clicked.connect(self._put_away)
        row.addWidget(away)
        row.addStretch(1)
        if self._exercise is not None:
            again = QPushButton(self.tr("Begin a new one"), parent)
            again.clicked.connect(self._again)
            row.addWidget(again)
        return row

    def _open_part(self) -> None:
        self.open_requested.emit(Ref("part", int(self.sender().property("part"))))

    def _open_person(self) -> None:
        self.open_requested.emit(Ref("person", int(self.sender().property("person"))))

    def _again(self) -> None:
        if self._exercise is not None:
            self.again_requested.emit(self._exercise.slug)

    def _put_away(self) -> None:
        if self.run_id is not None:
            self.put_away_requested.emit(self.run_id)


def _named(passage: queries.Passage) -> list[int]:
    return [line.part for line in passage.lines if line.part is not None]
