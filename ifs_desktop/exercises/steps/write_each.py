"""A box for each part that was picked, with its shape and name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import write_each
from ifs_desktop.exercises.steps.asking import asked_cards
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.parts import queries as parts
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Card, GrowingTextEdit, label


class WriteEachStep(StepWidget):
    """Parts that are named only do not come up here."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._kept: dict[int, str] = {}
        self._boxes: dict[int, GrowingTextEdit] = {}
        for card in asked_cards(place):
            self.column.addWidget(self._row(card))

    def answer(self) -> write_each.Answer:
        typed = {part: made.toPlainText() for part, made in self._boxes.items()}
        return write_each.Answer({**self._kept, **typed})

    def show_answer(self, answer: write_each.Answer) -> None:
        self._kept = dict(answer.texts)  # also of parts that are not picked any more
        for part, made in self._boxes.items():
            fill(made, answer.texts.get(part, ""))

    def take_focus(self) -> None:
        for made in self._boxes.values():
            made.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _row(self, part: parts.PartCard) -> QWidget:
        card = Card(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 16)))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Portrait(theme.px(20), card, part))
        head.addWidget(label(part.name, "subheading", card, wrap=True), 1)
        column.addLayout(head)
        made = box(f"{part.name}: {self.place.step.heading}", card, least=2, most=8)
        made.setAccessibleDescription(self.place.step.text)
        made.textChanged.connect(self.changed)
        column.addWidget(made)
        self._boxes[part.id] = made
        return card
