"""macOS hands a journal that was double-clicked to the running app as an event."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class FileOpen(QObject):
    """Listens for as long as the application lives."""

    asked = Signal(str)  # a path

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the files, and nothing else."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        if event.file():  # not the address of something that is no file
            self.asked.emit(event.file())
        return True
