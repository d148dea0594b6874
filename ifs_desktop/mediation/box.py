"""The box in which words of the room are typed, and kept while they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ifs_desktop.store import Store
from ifs_desktop.store.plain import plain
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import GrowingTextEdit


class Box(GrowingTextEdit):
    """Enter submits, Shift+Enter is a new line. What is typed is a draft until it is used."""

    submitted = Signal()
    typed = Signal()

    def __init__(
        self, store: Store, place: str, said: str, name: str, parent: QWidget, *, most: int = 7
    ) -> None:
        """``said`` is what stands in it where no draft does; ``name`` is for screen readers."""
        super().__init__(parent, least=2, most=most)
        self._store, self._place, self._said = store, place, said
        self.setFont(theme.font(15))
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlainText(store.draft(place) or said)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        self.textChanged.connect(self._changed)

    def words(self) -> str:
        """What is typed, as a journal can hold it."""
        return plain(self.toPlainText())

    def blank(self) -> bool:
        """Whether nothing but white space is typed."""
        return not self.toPlainText().strip()

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        self._clock.flush()

    def drop(self) -> None:
        """The words were used: there is nothing left to keep."""
        self._clock.drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._clock.flush()

    def _changed(self) -> None:
        self._clock.touch()
        self.typed.emit()

    def _keep(self) -> None:
        words = self.words()
        self._store.keep_draft(self._place, "" if words == self._said else words)
