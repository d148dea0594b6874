"""A letter on the screen: a large, quiet box, and whom it goes to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import write
from ifs_desktop.exercises.steps.asking import Asked, asked_cards
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui import theme


class LetterStep(StepWidget):
    """It goes to the first of the parts that are asked, and is kept as it is typed."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._box = box(place.step.heading, self, least=9, most=22)
        self._box.setFont(theme.font(16))
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self.changed)
        for card in asked_cards(place)[:1]:
            words = self.tr("To {name}")
            self.column.addWidget(Asked(card, words, self))
            self._box.setAccessibleName(words.format(name=card.name))
        self.column.addWidget(self._box)

    def answer(self) -> write.Answer:
        return write.Answer(self._box.toPlainText())

    def show_answer(self, answer: write.Answer) -> None:
        fill(self._box, answer.text)

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
