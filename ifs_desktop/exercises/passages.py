"""What was answered in a run, under its questions: only to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import Line
from ifs_desktop.parts import queries as parts
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
        names = [line for line in passage.lines if line.part is not None and not line.text]
        if names:
            held = QWidget(card)
            flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
            for line in names:
                chip = self._chip(line.part, held)
                if chip is not None:
                    flow.addWidget(chip)
            column.addWidget(held)
        group = ""
        for line in passage.lines:
            if not line.text:
                continue
            if line.group != group:
                group = line.group
                column.addSpacing(theme.px(4))
                column.addWidget(label(group, "label", card, wrap=True))
            self._line(line, card, column)
        return card

    def _line(self, line: Line, card: QWidget, column: QVBoxLayout) -> None:
        if line.part is not None:
            chip = self._chip(line.part, card)
            if chip is not None:
                column.addWidget(chip)
        elif line.label:
            column.addWidget(label(line.label, "small", card, wrap=True))
        if line.ref is not None:
            link = QPushButton(line.text.replace("&", "&&"), card)
            link.setProperty("kind", "link")
            link.setProperty("ref", line.ref)
            link.setAccessibleName(line.text)
            link.clicked.connect(self._open_ref)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            return
        text = line.text if line.day is None else days.full_day(line.day)
        words = label(text, "reading", card, wrap=True)
        words.setTextInteractionFlags(words.textInteractionFlags().TextSelectableByMouse)
        column.addWidget(words)

    def _chip(self, part: int | None, parent: QWidget) -> Chip | None:
        known = self._cards.get(part) if part is not None else None
        if known is None:
            return None
        chip = Chip(known.name, parent, role=known.role)
        if known.colour:
            chip.set_colour(QColor(known.colour))
        chip.setProperty("part", known.id)
        chip.clicked.connect(self._open_part)
        return chip

    def _open_part(self) -> None:
        self.open_requested.emit(Ref("part", int(self.sender().property("part"))))

    def _open_ref(self) -> None:
        self.open_requested.emit(self.sender().property("ref"))


def _named(passage: queries.Passage) -> list[int]:
    return [line.part for line in passage.lines if line.part is not None]
