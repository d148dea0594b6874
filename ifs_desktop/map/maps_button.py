"""The small button beside the map's name: all maps, found and put in order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.ui import icons


class MapsButton(QPushButton):
    """Opens the list of maps, and closes it again."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setIcon(icons.icon("chevron-down"))
        self.setAccessibleName(self.tr("Maps"))
        self.setToolTip(action.toolTip())
        self.setStyleSheet("QPushButton { padding-left: 6px; padding-right: 6px; }")
        # A click leaves the focus in the list, which would otherwise close and open again.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(action.trigger)
