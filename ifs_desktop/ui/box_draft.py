"""Words half typed in a box: kept while they are typed, and there again after a lock."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ifs_desktop.store import Store
from ifs_desktop.store.plain import plain
from ifs_desktop.ui.draft_clock import DraftClock


class BoxDraft(QObject):
    """Belongs to a box; what was kept at its place and never used stands in it again."""

    def __init__(self, box: QPlainTextEdit, store: Store, place: str, said: str = "") -> None:
        """``said`` is what stands in the box where nothing waits."""
        super().__init__(box)
        self._box, self._store, self._place, self._said = box, store, place, said
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        box.setPlainText(store.draft(place) or said)
        box.moveCursor(QTextCursor.MoveOperation.End)
        box.textChanged.connect(self._clock.touch)

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        self._clock.flush()

    def forget(self) -> None:
        """The words were used, or left."""
        self._clock.drop()
        if self._store.draft(self._place):
            self._store.keep_draft(self._place, "")

    def _keep(self) -> None:
        words = plain(self._box.toPlainText())
        self._store.keep_draft(self._place, "" if words == self._said else words)
