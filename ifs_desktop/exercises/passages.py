"""What was answered in a run, under its questions: only to read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import Line
from ifs_desktop.parts import queries as parts
from ifs_desktop.people import queries as people
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Card, Chip, FlowLayout, label


class Passages(QWidget):
    """One card for each step that was answered. The card of the step ``key`` stands out."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self,
        store: Store,
        exercise: Exercise | None,
        saved: queries.SavedRun,
        parent: QWidget,
        key: str = "",
    ) -> None:
        super().__init__(parent)
        self._store = store
        self.wanted: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        passages = queries.passages(exercise, saved)
        self._cards = parts.cards(store, {p for one in passages for p in _named(one)})
        for passage in passages:
            card = self._passage(passage)
            column.addWidget(card)
            if passage.key == key:
                card.set_tone("accent")
                self.wanted = card

    def _passage(self, passage: queries.Passage) -> Card:
        card = Card(self)
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
                chip = self._chip(line.part, held) or self._person(line.person, held)
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
                chip = self._chip(line.part, card)
                if chip is not None:
                    column.addWidget(chip)
            part = line.part
            self._line(line, card, column)
        return card

    def _line(self, line: Line, card: QWidget, column: QVBoxLayout) -> None:
        if line.label:
            title = QCoreApplication.translate("People", line.label)
            column.addWidget(label(title, "small", card, wrap=True))
        if line.ref is not None:
            link = QPushButton(line.text.replace("&", "&&"), card)
            link.setProperty("kind", "link")
            link.setProperty("ref", line.ref)
            link.setAccessibleName(line.text)
            link.clicked.connect(self._open_ref)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            return
        text = QCoreApplication.translate("People", line.text) if line.own else line.text
        if line.day is not None:
            text = days.full_day(line.day)
        words = label(text, "reading", card, wrap=True)
        words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
        column.addWidget(words)

    def _chip(self, part: int | None, parent: QWidget) -> Chip | None:
        known = self._cards.get(part) if part is not None else None
        if known is None:
            return None
        chip = Chip(known.name, parent, look=known)
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

    def _open_person(self) -> None:
        self.open_requested.emit(Ref("person", int(self.sender().property("person"))))

    def _open_part(self) -> None:
        self.open_requested.emit(Ref("part", int(self.sender().property("part"))))

    def _open_ref(self) -> None:
        self.open_requested.emit(self.sender().property("ref"))


def _named(passage: queries.Passage) -> list[int]:
    return [line.part for line in passage.lines if line.part is not None]
