"""When the backup of the day is made: in a quiet moment, off the UI thread, never at the lock."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ifs_desktop.safekeeping import daily, edits, words
from ifs_desktop.store import Store
from ifs_desktop.ui import work
from ifs_desktop.vault import Halted, Vault

QUIET = 60.0  # seconds without a change
AGAIN = 3600.0  # seconds until another try after one that did not work


def local_day() -> date:
    """Today, as the calendar on the wall says."""
    return datetime.now().astimezone().date()


class Rounds(QObject):
    """One after the other: look whether a backup is due, look at the journal, make it, thin out."""

    made = Signal()
    told = Signal(str)  # a sentence for the person; each is told once

    def __init__(
        self,
        vault: Vault,
        store: Store,
        busy: Callable[[], bool],
        parent: QObject,
        today: Callable[[], date] = local_day,
    ) -> None:
        super().__init__(parent)
        self.today = today
        self._vault = vault
        self._store = store
        self._busy = busy  # whether the file is being written
        self._job: work.Job | None = None
        self._not_before = 0.0
        self._said: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self.wait()

    def wait(self) -> None:
        """Look once it has been quiet for a minute."""
        self._timer.start(int(QUIET * 1000))

    def note_change(self, _change: object = None) -> None:
        """Something was written: a look that is planned waits again. The publish plans one."""
        if self._timer.isActive():
            self.wait()

    def stop(self) -> None:
        """Plan nothing more: the journal is about to close, which also stops what is under way."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look(self) -> None:
        if self._vault.temporary or self._job is not None:
            return
        if self._busy() or time.monotonic() < self._not_before:
            self.wait()
            return
        self._job = work.start(
            daily.look,
            self._vault,
            self._store,
            self.today(),
            done=self._looked,
            failed=self._failed,
            parent=self,
        )

    def _looked(self, looked: object) -> None:
        assert isinstance(looked, daily.Looked)
        self._job = None
        if not looked.due:
            return
        if looked.damage is not None:
            self._tell(words.damage(looked.damage, inside=looked.inside))
            if looked.inside:
                self._not_before = time.monotonic() + AGAIN
                return
        if len(looked.findings) > 1:  # everything, that is, and the backup is to know it
            edits.note_examined(self._store, day=self.today())
        self._job = work.start(
            daily.make,
            self._vault,
            self._store,
            looked.damage is None,
            done=self._made,
            failed=self._failed,
            parent=self,
        )

    def _made(self, put: object) -> None:
        assert isinstance(put, daily.Put)
        self._job = None
        if put.not_there is not None:
            self._tell(words.elsewhere(put.not_there))
        self.made.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Halted):
            return
        self._not_before = time.monotonic() + AGAIN
        self.wait()
        self._tell(words.not_made(error))

    def _tell(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            self.told.emit(sentence)
