"""Listens above all windows: idle lock, and the keys that work over any dialog or menu."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

LOOK_EVERY = 1000  # ms
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_HEARD = _ACTIVITY | _KEYS
_LOCK = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_JOT = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_J)


class Watch(QObject):
    """An event filter on the whole application while a journal is open."""

    ground_requested = Signal()
    lock_requested = Signal()
    jot_requested = Signal()
    idle = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = 0
        self._active = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._listen()

    def set_minutes(self, minutes: int) -> None:
        """Minutes without a key or a movement until ``idle``; 0 for never."""
        self._minutes = minutes
        self._active = time.monotonic()

    def stop(self) -> None:
        """Listen no longer."""
        self._timer.stop()
        self._turn_away()

    @contextmanager
    def turned_away(self) -> Iterator[None]:
        """While widgets are made, and send each other many events: no key is among them."""
        if not self._listening:
            yield
            return
        self._turn_away()
        try:
            yield
        finally:
            self._listen()

    def _listen(self) -> None:
        qt = QApplication.instance()
        assert qt is not None
        qt.installEventFilter(self)
        self._listening = True

    def _turn_away(self) -> None:
        qt = QApplication.instance()
        if qt is not None:
            qt.removeEventFilter(self)
        self._listening = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note activity; take Ground me, Lock and Jot down wherever they are pressed."""
        kind = event.type()
        if kind not in _HEARD:
            return False  # nearly every event, of thousands a second
        if kind in _ACTIVITY:
            self._active = time.monotonic()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_F8 and not event.modifiers():
                event.accept()
                self.ground_requested.emit()
                return True
            if event.keyCombination() == _LOCK:
                event.accept()
                self.lock_requested.emit()
                return True
            if event.keyCombination() == _JOT:
                event.accept()
                self.jot_requested.emit()
                return True
            if kind == QEvent.Type.ShortcutOverride and _nothing_to_undo_in_text(event):
                event.ignore()  # so that the key reaches the journal's own undo
                return True
        return False

    def still(self) -> float:
        """Seconds since the last key or movement."""
        return time.monotonic() - self._active

    def look(self, after: float = 0) -> None:
        """Tell if nobody was here for long enough; ``after`` looks ahead by so many seconds."""
        if self._minutes and time.monotonic() + after - self._active >= self._minutes * 60:
            self._active = time.monotonic()
            self.idle.emit()


def _nothing_to_undo_in_text(event: QKeyEvent) -> bool:
    undo = event.matches(QKeySequence.StandardKey.Undo)
    if not undo and not event.matches(QKeySequence.StandardKey.Redo):
        return False
    box = QApplication.focusWidget()
    if isinstance(box, QLineEdit):
        return not (box.isUndoAvailable() if undo else box.isRedoAvailable())
    if isinstance(box, QPlainTextEdit | QTextEdit):
        document = box.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
