"""What can be done when several are selected, as buttons beside the map."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import label

ROW = 4
LINES = (
    *("align_left", "align_centre", "align_right", "distribute_across"),
    *("align_top", "align_middle", "align_bottom", "distribute_down"),
)
MORE = {
    "pin_on_map": "pin",
    "copy_on_map": "copy",
    "put_on_another_map": "map",
    "take_off_map": "x",
}


class SeveralPane(QWidget):
    """Lining up as small pictures, the rest in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(4))
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.px(2))
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(16), side, theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("Several are selected"), "heading", self, wrap=True))
        column.addWidget(
            label(self.tr("Drag one of them, and all move together."), "hint", self, wrap=True)
        )
        column.addSpacing(theme.px(6))
        column.addWidget(label(self.tr("Line up"), "subheading", self))
        column.addLayout(self._grid)
        column.addSpacing(theme.px(6))
        column.addLayout(self._words)
        column.addStretch(1)

    def show_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer these, by name; each button does and can what its action does and can."""
        for number, name in enumerate(LINES):
            button = self._button(actions[name], "")
            button.setIconSize(QSize(theme.px(18), theme.px(18)))
            self._grid.addWidget(button, number // ROW, number % ROW)
        for name, icon in MORE.items():
            button = self._button(actions[name], actions[name].text())
            icons.beside(button, icon)
            button.setStyleSheet("QPushButton { text-align: left; }")
            self._words.addWidget(button)

    def _button(self, action: QAction, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "quiet")
        button.setAccessibleName(action.text())
        button.setToolTip(action.toolTip())
        button.setIcon(action.icon())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button
