"""When the working copy is written into the user's file: soon after a change, off the UI thread."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ifs_desktop.ui import work

if TYPE_CHECKING:
    from ifs_desktop.vault import Vault

QUIET = 10.0  # seconds after the last change
AT_LATEST = 60.0  # seconds after the first change that is not in the file yet
AGAIN = 60.0  # seconds until another try after one that did not work


class Publishing(QObject):
    """Publishes a vault 10 s after the last change, at the latest every minute while typing."""

    published = Signal()
    refused = Signal(object)  # the JournalError that says why; the words are safe on this computer

    def __init__(self, vault: Vault, parent: QObject) -> None:
        super().__init__(parent)
        self._vault = vault
        self._first_change: float | None = None
        self._job: work.Job | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._publish)

    def note_change(self, _change: object = None) -> None:
        """Something was committed."""
        now = time.monotonic()
        if self._first_change is None:
            self._first_change = now
        left = self._first_change + AT_LATEST - now
        self._timer.start(int(max(0.0, min(QUIET, left)) * 1000))

    def under_way(self) -> bool:
        """Whether the file is being written."""
        return self._job is not None

    def stop(self) -> None:
        """Plan nothing more: the journal is about to close, which publishes too."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _publish(self) -> None:
        if self._job is not None or self._vault.temporary:
            return
        self._first_change = None
        self._job = work.start(
            self._vault.publish, done=self._done, failed=self._failed, parent=self
        )

    def _done(self, _generation: object) -> None:
        self._job = None
        self.published.emit()
        if self._vault.changed and not self._timer.isActive():
            self.note_change()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._timer.start(int(AGAIN * 1000))
        self.refused.emit(error)
