"""One thing to do on the screen: what, for whom, and when, if there is a day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import promise
from ifs_desktop.exercises.steps.asking import asked_cards
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.parts import queries as parts
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

TODAY, TOMORROW, OWN, WHENEVER = range(4)
ONESELF = 0  # no part has this id


class PromiseStep(StepWidget):
    """For the first part that was picked, and for whenever, until one says otherwise."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._today = date.today()
        self._box = box(place.step.heading, self, least=2, most=6)
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self.changed)
        self.column.addWidget(self._box)
        self._asked = asked_cards(place) if place.step.about else []
        self._whom = QButtonGroup(self)
        self._for, self._flow = self._row(self.tr("For whom?"))
        for card in self._asked:
            self._offer(card)
        myself = Chip(self.tr("myself"), self._flow.parentWidget(), checkable=True)
        self._whom.addButton(myself, ONESELF)
        self._flow.addWidget(myself)
        self._show_whom(self._asked[0].id if self._asked else None)
        self._show_choice()
        self._days = QButtonGroup(self)
        _, days = self._row(self.tr("When?"))
        for number, words in enumerate(
            (self.tr("Today"), self.tr("Tomorrow"), self.tr("A day"), self.tr("Whenever"))
        ):
            chip = Chip(words, days.parentWidget(), checkable=True)
            self._days.addButton(chip, number)
            days.addWidget(chip)
        self.own = QDateEdit(self)
        self.own.setCalendarPopup(True)
        self.own.setDisplayFormat(self.tr("d MMMM yyyy"))
        self.own.setAccessibleName(self.tr("The day"))
        self.own.setMaximumWidth(theme.px(180))
        self.column.addWidget(self.own)
        self._show_day(None)
        self._whom.idClicked.connect(self._chosen)
        self._days.idClicked.connect(self._chosen)
        self.own.dateChanged.connect(self.changed)

    def answer(self) -> promise.Answer:
        return promise.Answer(self._box.toPlainText(), self._part(), self._day())

    def show_answer(self, answer: promise.Answer) -> None:
        fill(self._box, answer.text)
        if answer.is_empty:
            return  # whom it is for, and when, are as they were offered
        if answer.part is not None and self._whom.button(answer.part) is None:
            for card in parts.cards(self.place.store, [answer.part]).values():
                self._offer(card)
        known = answer.part is not None and self._whom.button(answer.part) is not None
        self._show_whom(answer.part if known else None)  # the part may have been erased
        self._show_day(answer.day)

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, words: str) -> tuple[QWidget, FlowLayout]:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(words, "label", row))
        held = QWidget(row)
        held.setAccessibleName(words)
        column.addWidget(held)
        self.column.addWidget(row)
        return row, FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))

    def _offer(self, card: parts.PartCard) -> None:
        chip = Chip(card.name, self._flow.parentWidget(), look=card, checkable=True)
        self._whom.addButton(chip, card.id)
        self._flow.insert_widget(len(self._whom.buttons()) - 1, chip)
        self._show_choice()

    def _show_choice(self) -> None:
        """Whom it is for is asked where there is somebody beside oneself."""
        self._for.setVisible(len(self._whom.buttons()) > 1)

    def _part(self) -> int | None:
        chosen = self._whom.checkedId()
        return chosen if chosen > ONESELF else None

    def _show_whom(self, part: int | None) -> None:
        self._whom.button(ONESELF if part is None else part).setChecked(True)

    def _day(self) -> date | None:
        chosen = self._days.checkedId()
        if chosen == OWN:
            own = self.own.date()
            return date(own.year(), own.month(), own.day())
        near = {TODAY: self._today, TOMORROW: self._today + timedelta(days=1)}
        return near.get(chosen)

    def _show_day(self, day: date | None) -> None:
        near = {None: WHENEVER, self._today: TODAY, self._today + timedelta(days=1): TOMORROW}
        number = near.get(day, OWN)
        shown = day if day is not None and number == OWN else self._today + timedelta(days=2)
        blocked = self.own.blockSignals(True)
        self.own.setMinimumDate(_qt(min(self._today, shown)))
        self.own.setDate(_qt(shown))
        self.own.blockSignals(blocked)
        self._days.button(number).setChecked(True)
        self.own.setVisible(number == OWN)

    def _chosen(self, _number: int) -> None:
        self.own.setVisible(self._days.checkedId() == OWN)
        self.changed.emit()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
