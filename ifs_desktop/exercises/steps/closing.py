"""The last step on the screen: a word of thanks, what is still open, and done."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import closing
from ifs_desktop.exercises.steps.boxes import Boxes
from ifs_desktop.exercises.steps.step import Place, StepWidget


class ClosingStep(StepWidget):
    """All its boxes may stay empty."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, closing.Shape)
        self._boxes = Boxes(shape.boxes, self)
        self._boxes.typed.connect(self.changed)
        self.column.addWidget(self._boxes)

    def answer(self) -> closing.Answer:
        return closing.Answer(self._boxes.texts())

    def show_answer(self, answer: closing.Answer) -> None:
        self._boxes.show_texts(answer.texts)

    def take_focus(self) -> None:
        self._boxes.take_focus()
