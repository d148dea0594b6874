"""A choice that the mouse wheel does not change while a pane is scrolled over it."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class CalmCombo(QComboBox):
    """Leaves the wheel to what it lies in; keys and clicks choose."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
