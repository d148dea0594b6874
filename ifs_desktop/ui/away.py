"""Hears from the system that the person has left: screen lock, sleep, another user, the end.

What each system says, and how, stands in a file of its own: ``away_linux``, ``away_windows``,
``away_macos``. Each has a ``listen(away, window) -> Ears | None`` and is loaded only once a journal
is open. Where nobody can be asked, nothing is heard, and nothing else changes.
"""

from __future__ import annotations

import importlib
import sys
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

SCREEN_LOCKED, SLEEP, OTHER_USER, SHUTDOWN = "screen", "sleep", "user", "shutdown"
SYSTEMS = {
    "linux": "ifs_desktop.ui.away_linux",
    "win32": "ifs_desktop.ui.away_windows",
    "darwin": "ifs_desktop.ui.away_macos",
}


class Ears(Protocol):
    """What listens to one system."""

    def stop(self) -> None:
        """Listen no longer, and hold nothing up: the computer may sleep."""


class Away(QObject):
    """Lives while a journal is open, until it is closed: only then may the computer sleep."""

    left = Signal(str)  # SCREEN_LOCKED, SLEEP, OTHER_USER or SHUTDOWN

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._ears: Ears | None = None
        QTimer.singleShot(0, self, self._listen)  # once the journal is on the screen

    def _listen(self) -> None:
        system = SYSTEMS.get(sys.platform)
        if system is not None:
            self._ears = importlib.import_module(system).listen(self, self._window)

    def stop(self) -> None:
        """The journal is closed: listen no longer."""
        if self._ears is not None:
            self._ears.stop()
            self._ears = None
