"""A name half typed in a dialog: kept while it is typed, and there again after a lock."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from ifs_desktop.store import Store
from ifs_desktop.ui.draft_clock import DraftClock


class LineDraft(QObject):
    """Belongs to a line; what was kept at its place and never used stands in it again."""

    def __init__(self, line: QLineEdit, store: Store, place: str) -> None:
        super().__init__(line)
        self._line, self._store, self._place = line, store, place
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        kept = store.draft(place)
        if kept:
            line.setText(kept)
            # A dialog that appears selects its first line: the next letter would take its place.
            QTimer.singleShot(0, line, line.deselect)
        line.textChanged.connect(self._typed)

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        self._clock.flush()

    def forget(self) -> None:
        """The words were used, or left."""
        self._clock.drop()
        if self._store.draft(self._place):
            self._store.keep_draft(self._place, "")

    def _typed(self, _text: str) -> None:
        self._clock.touch()

    def _keep(self) -> None:
        self._store.keep_draft(self._place, self._line.text())
