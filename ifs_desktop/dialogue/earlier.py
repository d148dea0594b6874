"""The time at which the next line was said, where that was not now."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.days import moment_name
from ifs_desktop.ui.widgets.chip import Chip


class Earlier(QWidget):
    """A chip with the time, and a button that takes it off. Hidden while it is now."""

    change_requested = Signal()
    taken_off = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._moment: datetime | None = None
        self.chip = Chip("", self, icon="clock")
        self.chip.clicked.connect(self.change_requested)
        self.off = QPushButton(self)
        self.off.setProperty("kind", "quiet")
        self.off.setProperty("tone", "icon")
        self.off.setIcon(icons.icon("x"))
        self.off.setAccessibleName(self.tr("Say it now instead"))
        self.off.setToolTip(self.tr("Say it now instead"))
        self.off.clicked.connect(self.take_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.chip)
        row.addWidget(self.off)
        row.addStretch(1)
        self.hide()

    def moment(self) -> datetime | None:
        """When the next line was said; None is now."""
        return self._moment

    def show_moment(self, moment: datetime | None) -> None:
        """Show a time, or none."""
        self._moment = moment
        if moment is not None:
            when = moment_name(moment, datetime.now().astimezone().date())
            words = self.tr("Said earlier: {when}").format(when=when)
            self.chip.set_name(words)
            self.chip.setAccessibleDescription(self.tr("Press to change the time"))
        self.setVisible(moment is not None)

    def take_off(self) -> None:
        """The next line is said now."""
        self.show_moment(None)
        self.taken_off.emit()
