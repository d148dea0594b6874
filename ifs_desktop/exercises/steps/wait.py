"""When to go on: later today, on a day, or whenever one likes. No day is ever too late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QPushButton, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.kinds import wait
from ifs_desktop.exercises.passages import Passages
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout, label


class WaitStep(StepWidget):
    """Choosing rests the run; who comes back goes on, on that day or on any other."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, wait.Shape)
        self._answer = wait.Answer()
        self._chosen_now = False
        self._today = datetime.now().astimezone().date()
        held = QWidget(self)
        held.setAccessibleName(place.step.heading)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        self._group = QButtonGroup(self)
        words = {
            "today": self.tr("later today"),
            "tomorrow": self.tr("tomorrow"),
            "week": self.tr("in a week"),
            "day": self.tr("on a day of my own"),
            "whenever": self.tr("whenever I like"),
        }
        planned = self._planned(shape)
        if planned is not None:
            words["day"] = self.tr("on the day of the step")
        self._chips: dict[str, Chip] = {}
        for name in sorted(shape.when, key=lambda name: planned is not None and name != "day"):
            chip = Chip(words[name], held, checkable=True)
            chip.setProperty("when", name)
            self._group.addButton(chip)
            flow.addWidget(chip)
            self._chips[name] = chip
        self._group.buttonClicked.connect(self._choose)
        self.column.addWidget(held)
        self.own = QDateEdit(self)
        self.own.setCalendarPopup(True)
        self.own.setDisplayFormat(self.tr("d MMMM yyyy"))
        self.own.setAccessibleName(self.tr("The day to go on"))
        self.own.setMaximumWidth(theme.px(200))
        self.own.setDate(_qt(planned or self._today + timedelta(days=2)))
        self.own.dateChanged.connect(self._dated)
        self._field = Field(self.tr("The day to go on"), self.own, self)
        self._field.hide()
        self.column.addWidget(self._field)
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._read = QPushButton(self.tr("Read what you wrote"), self)
        self._read.setProperty("kind", "link")
        self._read.clicked.connect(self._show_written)
        self.column.addWidget(self._read, 0, Qt.AlignmentFlag.AlignLeft)
        self._written: Passages | None = None
        self._tell()

    def _planned(self, shape: wait.Shape) -> date | None:
        """The day of the small step it waits for, if there is one and it is still to come."""
        planned = [self.place.run.answer(key) for key in shape.days_of]
        day = next((one.day for one in planned if one.is_step), "")
        found = date.fromisoformat(day) if day else None
        return found if found is not None and found > self._today else None

    def answer(self) -> wait.Answer:
        return self._answer

    def show_answer(self, answer: wait.Answer) -> None:
        self._answer, self._chosen_now = answer, False
        self._group.setExclusive(False)  # an exclusive group cannot go back to none
        for name, chip in self._chips.items():
            chip.setChecked(name == answer.when)
        self._group.setExclusive(True)
        if answer.when == "day" and answer.day is not None:
            blocked = self.own.blockSignals(True)
            self.own.setDate(_qt(answer.day))
            self.own.blockSignals(blocked)
        self._tell()

    def take_focus(self) -> None:
        """Who comes back to it goes on first."""
        if self.rests() or self._answer.is_empty:
            shown = self._chips.get(self._answer.when) or next(iter(self._chips.values()))
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def rests(self) -> bool:
        return not self._answer.is_empty and (self._chosen_now or self._answer.waits(self._today))

    def _choose(self, chip: QWidget) -> None:
        self._take(str(chip.property("when")))

    def _dated(self) -> None:
        self._take("day")

    def _take(self, when: str) -> None:
        own = self.own.date()
        day = date(own.year(), own.month(), own.day())
        self._answer, self._chosen_now = wait.chosen(when, self._today, day), True
        self._tell()
        self.changed.emit()

    def _show_written(self) -> None:
        """What came before, here: on the day one can look at it without going anywhere."""
        place = self.place
        saved = None if place.run_id is None else queries.saved_run(place.store, place.run_id)
        if saved is None or self._written is not None:
            return
        self._written = Passages(place.store, place.run.exercise, saved, self)
        self._written.open_requested.connect(self.open_requested)
        self.column.addWidget(self._written)
        self._read.hide()

    def _tell(self) -> None:
        self._field.setVisible(self._answer.when == "day")
        back = not self._answer.is_empty and not self._chosen_now
        self._read.setVisible(back and self._written is None)
        day = self._answer.day
        words = self.tr("Nothing happens if you come on another day, or not at all.")
        if day is not None and day > self._today:
            comes = self.tr("It comes up on {date}. Any other day is as good.")
            words = comes.format(date=days.full_day(day))
        elif not self._answer.is_empty and not self._chosen_now:
            words = self.tr("It waited here. Go on whenever you like.")
        self._note.setText(words)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
