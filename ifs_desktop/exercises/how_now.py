"""After a long while in an exercise: a soft question above it, which may stay unanswered."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui.widgets import Notice

LONG = 25 * 60 * 1000  # ms


class HowNow(Notice):
    """Asked once in a stay. It looks at the clock only when something is done anyway."""

    ground_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            self.tr("You have been here a while. Everything is kept if you rest."),
            parent,
            lead=self.tr("How are you now?"),
            tone="good",
            banner=True,
        )
        self.add_link(self.tr("Fine, I go on")).clicked.connect(self.dismiss)
        self.add_link(self.tr("Ground me")).clicked.connect(self.ground_requested)
        self.add_link(self.tr("Stop for today")).clicked.connect(self.stop_requested)
        self._clock = QElapsedTimer()
        self._asked = False
        self.hide()

    def begin(self) -> None:
        """A stay begins."""
        self._clock.start()
        self._asked = False
        self.hide()

    def look(self) -> None:
        """Ask, if it is time."""
        if not self._asked and self._clock.isValid() and self._clock.elapsed() > LONG:
            self._asked = True
            self.show()
