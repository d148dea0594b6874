"""The clock that says when what is being typed is to be kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

KEEP_AFTER = 1000  # ms from the first keystroke that is not kept yet


class DraftClock(QObject):
    """Says when a draft is to be kept: a second after the first new keystroke, or when asked.

    It runs from the first keystroke, not the last: who types on without a pause is kept too.
    """

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.due)

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def drop(self) -> None:
        """There is nothing left to keep."""
        self._timer.stop()

    def running(self) -> bool:
        """Whether something typed is not kept yet."""
        return self._timer.isActive()
