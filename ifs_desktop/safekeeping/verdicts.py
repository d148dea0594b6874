"""Checks what is listed, one file after the other, without a password and off the UI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ifs_desktop.safekeeping.listed import KeptModel, Verdict
from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.ui import work
from ifs_desktop.vault import Halt, backup, container


class Verdicts(QObject):
    """Goes on while it is wanted, and stops reading within a moment when its page goes."""

    judged = Signal(object)  # Kept

    def __init__(self, models: list[KeptModel], parent: QObject) -> None:
        super().__init__(parent)
        self._models = models
        self._job: work.Job | None = None
        self._at: tuple[KeptModel, Kept] | None = None
        self._wanted = False
        self._halt = Halt()
        self.destroyed.connect(self._halt.interrupt)

    def go_on(self) -> None:
        """Check what was not checked yet."""
        self._wanted = True
        self._next()

    def rest(self) -> None:
        """Begin no other file; nobody is looking."""
        self._wanted = False

    def _next(self) -> None:
        if self._job is not None or not self._wanted:
            return
        for model in self._models:
            row = model.unknown()
            if row is not None:
                self._at = (model, row)
                self._job = work.start(
                    _verify, row.path, self._halt, done=self._done, failed=self._done, parent=self
                )
                return

    def _done(self, error: object) -> None:
        self._job = None
        if self._at is not None:
            (model, row), self._at = self._at, None
            model.judge(row, Verdict(error if isinstance(error, BaseException) else None))
            self.judged.emit(row)
        self._next()


def _verify(path: Path, halt: Halt) -> None:
    backup.verify(path, container.halting(halt))
