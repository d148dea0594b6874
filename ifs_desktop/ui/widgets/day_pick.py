"""Choosing a day on the clock on the wall: a few near ones, any other, or none."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import label

NO_DAY = None


class DayPick(QWidget):
    """Chips for the near days, one for any other, and for no day where that is an answer."""

    changed = Signal()

    def __init__(
        self, title: str, near: dict[int, str], parent: QWidget, *, none: str = ""
    ) -> None:
        """``near``: days from today with their words; ``none``: the words for no day, if it can be.

        If all near days lie behind, no later day can be chosen; if all lie ahead, no earlier one.
        The first of them is chosen at the beginning, or no day.
        """
        super().__init__(parent)
        self._near = near
        self._chips: dict[str, Chip] = {}
        held = QWidget(self)
        policy = held.sizePolicy()
        policy.setHeightForWidth(True)
        held.setSizePolicy(policy)
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        named = {str(far): words for far, words in near.items()}
        named["own"] = self.tr("Another day")
        if none:
            named["none"] = none
        for name, words in named.items():
            chip = Chip(words, held, checkable=True)
            chip.setAutoDefault(False)
            chip.setAccessibleDescription(title)
            chip.clicked.connect(self._pressed)
            self._chips[name] = chip
            flow.addWidget(chip)
        self.own = QDateEdit(self)
        self.own.setCalendarPopup(True)
        self.own.setDisplayFormat(self.tr("d MMMM yyyy"))
        self.own.setAccessibleName(title)
        self.own.setMaximumWidth(theme.px(200))
        self.own.setDate(_qt(date.today()))
        if max(near) <= 0:
            self.own.setMaximumDate(_qt(date.today()))
        elif min(near) >= 0:
            self.own.setMinimumDate(_qt(date.today()))
        self.own.hide()
        self.own.dateChanged.connect(self._dated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(title, "label", self, wrap=True))
        column.addWidget(held)
        column.addWidget(self.own)
        self._choose("none" if none else str(next(iter(near))))

    def day(self) -> date | None:
        """The day chosen."""
        chosen = next(name for name, chip in self._chips.items() if chip.isChecked())
        if chosen == "none":
            return NO_DAY
        if chosen == "own":
            own = self.own.date()
            return date(own.year(), own.month(), own.day())
        return date.today() + timedelta(days=int(chosen))

    def show_day(self, day: date | None) -> None:
        """Choose a day, without a signal; also one that could not be chosen any more."""
        if day is None:
            self._choose("none")
            return
        near = str((day - date.today()).days)
        if near in self._chips:
            self._choose(near)
            return
        blocked = self.own.blockSignals(True)
        if day < date.today():
            self.own.clearMinimumDate()
        else:
            self.own.clearMaximumDate()
        self.own.setDate(_qt(day))
        self.own.blockSignals(blocked)
        self._choose("own")

    def chips(self) -> list[Chip]:
        """What can be pressed, in reading order."""
        return list(self._chips.values())

    def _choose(self, name: str) -> None:
        for other, chip in self._chips.items():
            chip.setChecked(other == name)
        self.own.setVisible(name == "own")

    def _pressed(self) -> None:
        self._choose(next(name for name, chip in self._chips.items() if chip is self.sender()))
        self.changed.emit()

    def _dated(self) -> None:
        self.changed.emit()


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
