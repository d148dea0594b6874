"""Tidies the search index once nothing was written for a moment, in steps shorter than a frame."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ifs_desktop.store import Store

QUIET = 1500  # ms after the last change
BETWEEN = 40  # ms from step to step


class Tidying(QObject):
    """Begins anew with every change; what is not done by the lock is done another day."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)

    def wait(self, _change: object = None) -> None:
        """Something was committed."""
        self._timer.start(QUIET)

    def stop(self) -> None:
        """The journal is about to close."""
        self._timer.stop()

    def _step(self) -> None:
        if self._store.tidy():
            self._timer.start(BETWEEN)
