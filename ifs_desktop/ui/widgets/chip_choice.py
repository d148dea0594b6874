"""A few chips of which one or none is chosen; pressed again, the chosen one is let go."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class ChipChoice(QWidget):
    """Values by name, each with its words. Nothing is chosen beforehand."""

    changed = Signal()

    def __init__(self, options: Mapping[str, str], name: str, parent: QWidget) -> None:
        """``name`` is what is asked, for screen readers."""
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))
        for value, words in options.items():
            chip = Chip(words, self, checkable=True)
            chip.setAutoDefault(False)
            chip.setAccessibleDescription(name)
            chip.clicked.connect(self._pressed)
            self.chips[value] = chip
            flow.addWidget(chip)

    def value(self) -> str:
        """The name of what is chosen, or the empty string."""
        return next((value for value, chip in self.chips.items() if chip.isChecked()), "")

    def show_value(self, value: str) -> None:
        """Choose, without a signal."""
        for name, chip in self.chips.items():
            chip.setChecked(name == value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from chip to chip."""
        step = _STEPS.get(Qt.Key(event.key()))
        at = self.focusWidget()
        chips = list(self.chips.values())
        if step is None or at not in chips:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
        ):
            step = -step
        other = (chips.index(at) + step) % len(chips)
        chips[other].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self) -> None:
        for chip in self.chips.values():
            if chip is not self.sender():
                chip.setChecked(False)
        self.changed.emit()
