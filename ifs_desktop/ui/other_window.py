"""Asks the window that shows a journal, in another process, to come to the front."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from ifs_desktop import several

LOOK_EVERY = 50  # ms


class OtherWindow(QObject):
    """One question; gone once it is answered, or nobody did."""

    came = Signal()
    silent = Signal()

    def __init__(self, folder: str, file: str, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._file = folder, file
        self._end = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    def ask(self) -> None:
        """Ask now; one of the signals follows."""
        several.ask(self._folder, self._file)
        self._end = time.monotonic() + several.PATIENCE
        self._timer.start()

    def _look(self) -> None:
        if not several.is_shown(self._folder, self._file) or time.monotonic() > self._end:
            several.ask_no_more(self._folder, self._file)
            answer = self.silent
        elif not several.is_asked(self._folder, self._file):
            answer = self.came
        else:
            return
        self._timer.stop()
        self.deleteLater()
        answer.emit()
