"""What helped, on the screen: a box, and a chip for nothing that one knows of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import check_in
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui.widgets import Chip


class CheckInStep(StepWidget):
    """Either is an answer; writing says that there was something."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._box = box(place.step.heading, self)
        self._box.textChanged.connect(self._typed)
        self.column.addWidget(self._box)
        self._nothing = Chip(self.tr("Nothing that I know of"), self, checkable=True)
        self._nothing.clicked.connect(self._pressed)
        self.column.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignLeft)

    def answer(self) -> check_in.Answer:
        return check_in.Answer(self._box.toPlainText(), self._nothing.isChecked())

    def show_answer(self, answer: check_in.Answer) -> None:
        fill(self._box, answer.helped)
        self._nothing.setChecked(answer.nothing)

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self._box.toPlainText().strip():
            self._nothing.setChecked(False)
        self.changed.emit()

    def _pressed(self) -> None:
        if self._nothing.isChecked():
            fill(self._box, "")
        self.changed.emit()
