"""A reply on the screen: the letter it answers, a box, and that none may come today."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import reply
from ifs_desktop.exercises.steps.asking import Asked, asked_cards
from ifs_desktop.exercises.steps.quoted import Quoted
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip


class ReplyStep(StepWidget):
    """Words and "no answer today" shut each other out."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, reply.Shape) and place.step.about is not None
        written = place.run.answer(place.step.about).text.strip()
        if written:
            self.column.addWidget(Quoted(self.tr("Your letter"), written, self))
        self._box = box(place.step.heading, self, least=4, most=14)
        self._box.setFont(theme.font(16))
        self._box.setAccessibleDescription(place.step.text)
        for card in asked_cards(place)[:1]:
            words = self.tr("What {name} says")
            self.column.addWidget(Asked(card, words, self))
            self._box.setAccessibleName(words.format(name=card.name))
        self.column.addWidget(self._box)
        self.none = Chip(shape.none_today, self, checkable=True)
        self.column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.textChanged.connect(self._typed)
        self.none.clicked.connect(self._none_clicked)

    def answer(self) -> reply.Answer:
        return reply.Answer(self._box.toPlainText(), self.none.isChecked())

    def show_answer(self, answer: reply.Answer) -> None:
        fill(self._box, answer.text)
        self.none.setChecked(answer.none_today)

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self._box.toPlainText().strip():
            self.none.setChecked(False)
        self.changed.emit()

    def _none_clicked(self) -> None:
        self.changed.emit()
