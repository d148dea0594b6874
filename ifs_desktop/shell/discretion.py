"""What a person can have done so that nobody reads along: lock when minimised, cover, title."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ifs_desktop.settings import Settings
from ifs_desktop.ui import title
from ifs_desktop.ui.cover import Cover, cover_all


class Discretion(QObject):
    """Watches the window from outside while a journal is open; each wish is read when it counts."""

    lock_requested = Signal()

    def __init__(self, settings: Settings, frame: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._covers: list[Cover] = []
        handle = frame.windowHandle()
        if handle is not None:
            handle.windowStateChanged.connect(self._window_changed)
        qt = QApplication.instance()
        assert isinstance(qt, QGuiApplication)
        qt.applicationStateChanged.connect(self._app_changed)

    def wear_title(self) -> None:
        """Call the windows as is wished."""
        title.wear(self._settings.on("neutral_title"))

    def stop(self) -> None:
        """The journal closes: nothing is left to cover."""
        for cover in self._covers:
            if shiboken6.isValid(cover):
                cover.hide()
                cover.deleteLater()
        self._covers.clear()

    def _window_changed(self, state: Qt.WindowState) -> None:
        if state == Qt.WindowState.WindowMinimized and self._settings.on("lock_when_minimised"):
            self.lock_requested.emit()

    def _app_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.stop()
        elif self._settings.on("cover_when_inactive"):
            self._covers += cover_all()
