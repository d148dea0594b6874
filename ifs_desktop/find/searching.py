"""A search under way: off the UI thread, one at a time, and a newer one ends the older.

Most answers come within a few milliseconds. Those are waited for, so that they are painted together
with the letter they answer; a longer search comes when it is done, and one can type on.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ifs_desktop.find import looking
from ifs_desktop.find.looking import Answer
from ifs_desktop.store import Store
from ifs_desktop.store.query import Query
from ifs_desktop.ui import work
from ifs_desktop.vault.connect import Halt, Halted
from ifs_desktop.vault.errors import JournalError

PATIENCE = 0.008  # s: half a frame


class Searching(QObject):
    """Answers with what was found for the last query asked, never for an older one."""

    found = Signal(object)  # Answer: the first rows of a new query
    went_on = Signal(object)  # Answer: rows to add below
    failed = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._query = Query()
        self._beyond: int | None = None
        self._job: work.Job | None = None
        self._halt = Halt()
        work.start(looking.prepare, done=self._prepared, failed=self._prepared, parent=self)

    def ask(self, query: Query, rows: int = looking.FIRST) -> None:
        """Look for this from now on; ``rows`` are wanted at once."""
        self.stop()
        self._query = query
        if query.empty():
            self.found.emit(Answer((), None))
        else:
            self._start(None, rows, self._found).wait(PATIENCE)

    def go_on(self) -> None:
        """More of the same, unless that is under way or there is no more."""
        if self._job is None and self._beyond is not None:
            self._start(self._beyond, looking.MORE, self._went_on)

    def under_way(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._beyond = None
        if self._job is not None:
            self._halt.interrupt()
            self._job.cancel()
            self._job = None

    def _start(self, beyond: int | None, rows: int, done: work.Done) -> work.Job:
        self._halt = Halt()
        self._job = work.start(
            looking.look,
            self._store,
            self._query,
            self._halt,
            beyond,
            rows,
            done=done,
            failed=self._failed,
            parent=self,
        )
        return self._job

    def _prepared(self, _: object) -> None:
        """The first search is quick now; what went wrong it will meet again and tell."""

    def _found(self, answer: object) -> None:
        self._take(answer)
        self.found.emit(answer)

    def _went_on(self, answer: object) -> None:
        self._take(answer)
        self.went_on.emit(answer)

    def _take(self, answer: object) -> None:
        self._job = None
        if isinstance(answer, Answer):
            self._beyond = answer.beyond

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Halted):
            return
        self.failed.emit()
        if not isinstance(error, JournalError | OSError):
            raise error
