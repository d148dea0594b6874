"""A box for one small step and its day; "no step today" is an answer of the same rank."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import small_step
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui.widgets import Chip, DayPick


class SmallStepStep(StepWidget):
    """Nothing is proposed here, neither a step nor somebody to take it with."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, small_step.Shape)
        self._box = box(place.step.heading, self, least=2, most=8)
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self.changed)
        near = {1: self.tr("Tomorrow"), 7: self.tr("In a week")}
        self._day = DayPick(self.tr("When?"), near, self, none=self.tr("No day"))
        self._day.changed.connect(self.changed)
        self._none = Chip(shape.none, self, checkable=True)
        self._none.clicked.connect(self._pressed)
        self.column.addWidget(self._box)
        self.column.addWidget(self._day)
        self.column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)

    def answer(self) -> small_step.Answer:
        text, none, day = self._box.toPlainText(), self._none.isChecked(), self._day.day()
        if not text.strip() and not none:
            return small_step.Answer()
        return small_step.Answer(text, "" if day is None else day.isoformat(), none)

    def show_answer(self, answer: small_step.Answer) -> None:
        fill(self._box, answer.text)
        self._day.show_day(date.fromisoformat(answer.day) if answer.day else None)
        self._none.setChecked(answer.none)
        self._show()

    def take_focus(self) -> None:
        first = self._none if self._none.isChecked() else self._box
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self._box.setHidden(self._none.isChecked())
        self._day.setHidden(self._none.isChecked())

    def _pressed(self) -> None:
        self._show()
        self.changed.emit()
