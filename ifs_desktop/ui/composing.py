"""Letters an input method is still composing: typed, but not yet in the box."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit


def take_over() -> None:
    """Put them into the box as they stand, as leaving it would."""
    QGuiApplication.inputMethod().commit()
    box = QApplication.focusWidget()
    if isinstance(box, QPlainTextEdit | QTextEdit):  # where the input method did not answer
        left = box.textCursor().block().layout().preeditAreaText()
        if left:
            event = QInputMethodEvent()
            event.setCommitString(left)
            QApplication.sendEvent(box, event)
