"""When an agreement is looked at again: in a week, in a month, a day of one's own, or no date."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QVBoxLayout, QWidget

from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

WEEK, MONTH, OWN, NONE = range(4)
NO_DATE = "none"


class DayChoice(QWidget):
    """Remembers what was chosen in the journal's drafts until it is used."""

    changed = Signal()

    def __init__(self, store: Store, place: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._place, self._today = store, place, today
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        for number, words in enumerate(
            (
                self.tr("In a week"),
                self.tr("In a month"),
                self.tr("A day of my own"),
                self.tr("No date"),
            )
        ):
            chip = Chip(words, held, checkable=True)
            self._group.addButton(chip, number)
            flow.addWidget(chip)
            self.chips.append(chip)
        self.own = QDateEdit(self)
        self.own.setCalendarPopup(True)
        self.own.setDisplayFormat(self.tr("d MMMM yyyy"))
        self.own.setMinimumDate(_qt(today))
        self.own.setAccessibleName(self.tr("The day on which to look at it again"))
        self.own.setMaximumWidth(theme.px(180))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("Look at it again"), "label", self))
        column.addWidget(held)
        column.addWidget(self.own)
        self._restore(store.draft(place))
        self._group.idClicked.connect(self._chosen)
        self.own.dateChanged.connect(self._dated)

    def day(self) -> date | None:
        """The day chosen."""
        chosen = self._group.checkedId()
        if chosen == WEEK:
            return self._today + timedelta(days=7)
        if chosen == MONTH:
            return in_a_month(self._today)
        if chosen == OWN:
            own = self.own.date()
            return date(own.year(), own.month(), own.day())
        return None

    def _restore(self, kept: str) -> None:
        self.own.setDate(_qt(in_a_month(self._today)))
        number = WEEK
        if kept == NO_DATE:
            number = NONE
        elif kept:
            day = _qt(date.fromisoformat(kept))
            number = MONTH if day == self.own.date() else OWN
            number = WEEK if day == _qt(self._today + timedelta(days=7)) else number
            if number == OWN:
                self.own.setDate(day)
        self.chips[number].setChecked(True)
        self.own.setVisible(number == OWN)

    def _chosen(self, number: int) -> None:
        self.own.setVisible(number == OWN)
        self._keep()

    def _dated(self) -> None:
        self._keep()

    def _keep(self) -> None:
        day = self.day()
        self._store.keep_draft(self._place, NO_DATE if day is None else day.isoformat())
        self.changed.emit()


def in_a_month(day: date) -> date:
    """The same day of the next month, or that month's last."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
