"""The bar above the exercises: what can be done with the sheet that is shown."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.ui import days
from ifs_desktop.ui.widgets import PageHeader


class Top(PageHeader):
    """Its buttons come and go with the sheet; the last of them is always in sight."""

    save_requested = Signal()
    earlier_requested = Signal()
    check_requested = Signal()
    stop_requested = Signal()
    return_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._save = self._button(self.tr("Save as a file…"), "quiet")
        self._save.clicked.connect(self.save_requested)
        self._earlier = self._button("", "quiet")
        self._earlier.clicked.connect(self.earlier_requested)
        self._check = self._button(self.tr("Add your own…"))
        self._check.clicked.connect(self.check_requested)
        self._stop = self._button(self.tr("Save and stop for today"), "quiet")
        self._stop.clicked.connect(self.stop_requested)
        self._return = self._button(self.tr("Back to the open exercise"))
        self._return.clicked.connect(self.return_requested)

    def show_library(self) -> None:
        """Above the library."""
        self._show(self.tr("Exercises"), back=False)
        self._check.show()

    def show_sheet(self, title: str, *, returning: bool = False) -> None:
        """Above a sheet one comes back from; ``returning``: to an exercise that is open."""
        self._show(title)
        self._return.setVisible(returning)

    def show_exercise(self, title: str, before: datetime | None, today: date) -> None:
        """Above an exercise that is open; ``before``: when it was done the last time."""
        self._show(title)
        if before is not None:
            day = days.short_day(before, today)
            self._earlier.setText(self.tr("You did this before: {date}").format(date=day))
            self._earlier.show()
        self._save.show()
        self._stop.show()

    def _show(self, title: str, *, back: bool = True) -> None:
        for button in (self._save, self._earlier, self._check, self._stop, self._return):
            button.hide()
        self.set_title(title)
        self.set_back(self.tr("Exercises") if back else "")

    def _button(self, words: str, kind: str = "") -> QPushButton:
        button = QPushButton(words, self)
        if kind:
            button.setProperty("kind", kind)
        return self.add_action(button)
