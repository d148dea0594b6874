"""A box for what somebody did, its day, and which parts could take a kindness in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import moment
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.parts.answers import PartAnswers
from ifs_desktop.ui.widgets import DayPick


class MomentStep(StepWidget):
    """Today is the day until another one is chosen."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, moment.Shape)
        self._box = box(place.step.heading, self, least=3, most=12)
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self.changed)
        near = {0: self.tr("Today"), -1: self.tr("Yesterday")}
        self._day = DayPick(self.tr("When was it?"), near, self)
        self._day.changed.connect(self.changed)
        self.column.addWidget(self._box)
        self.column.addWidget(self._day)
        self._took: PartAnswers | None = None
        if shape.records == "kindness":
            say = QCoreApplication.translate
            options = {name: say("People", words) for name, words in moment.TOOK_IN.items()}
            title = self.tr("Which parts could take it in? “Not yet” is fine.")
            self._took = PartAnswers(place.store, place.bus, title, options, self)
            self._took.changed.connect(self.changed)
            self.column.addWidget(self._took)

    def answer(self) -> moment.Answer:
        text, day = self._box.toPlainText(), self._day.day() or date.today()
        took = {} if self._took is None else self._took.answers()
        if not text.strip() and not took:
            return moment.Answer()
        return moment.Answer(text, day.isoformat(), took)

    def show_answer(self, answer: moment.Answer) -> None:
        fill(self._box, answer.text)
        self._day.show_day(date.fromisoformat(answer.day) if answer.day else date.today())
        if self._took is not None:
            self._took.show_answers(answer.took_in)

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
