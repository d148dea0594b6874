"""Tidies the search index once nobody wrote or touched a key for a moment, in small steps."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ifs_desktop.shell.watch import Watch
from ifs_desktop.store import Store

QUIET = 1500  # ms after the last change
BETWEEN = 40  # ms from step to step


class Tidying(QObject):
    """Begins anew with every change; what is not done by the lock is done after the next unlock."""

    def __init__(self, store: Store, watch: Watch, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._watch = store, watch
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self.wait()

    def wait(self, _change: object = None) -> None:
        """Something was committed, or the journal was opened."""
        self._timer.start(QUIET)

    def stop(self) -> None:
        """The journal is about to close."""
        self._timer.stop()

    def _step(self) -> None:
        left = QUIET - round(self._watch.still() * 1000)
        if left > 0:  # a step takes longer than a frame where the disk is slow
            self._timer.start(left)
        elif self._store.tidy():
            self._timer.start(BETWEEN)
