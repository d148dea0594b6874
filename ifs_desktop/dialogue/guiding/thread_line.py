"""The stack as chips in one flow: the target now, then those it came from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ifs_desktop.dialogue.guiding.queries import Guide
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import label


class ThreadLine(QWidget):
    """The first chip is the target: pressed, one writes as it. Another one is returned to."""

    speaker_wanted = Signal(int)
    return_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self._shown: tuple[PartCard, ...] = ()
        self._flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))

    def show_thread(self, guide: Guide) -> None:
        """Show the stack of a guide, the target first."""
        shown = tuple(guide.parts[floor.part_id] for floor in reversed(guide.thread.floors))
        if shown == self._shown:
            return
        self._shown = shown
        self._flow.clear()
        self.chips = []
        left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        for card in shown:
            chip = Chip(card.name, self, look=card, checkable=not self.chips)
            chip.setProperty("part", card.id)
            if self.chips:
                chip.setAccessibleName(self.tr("Return to {name}").format(name=card.name))
                chip.clicked.connect(self._return)
            else:
                chip.setChecked(True)
                chip.setAccessibleName(self.tr("Write as {name}").format(name=card.name))
                chip.clicked.connect(self._speak)
            item = self._after_arrow(chip, "←" if left else "→") if self.chips else chip
            self._flow.addWidget(item)
            item.show()
            self.chips.append(chip)
        self.updateGeometry()

    def _after_arrow(self, chip: Chip, arrow: str) -> QWidget:
        """An arrow and a chip that stay together where the line breaks."""
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(label(arrow, "small", both))
        row.addWidget(chip)
        return both

    def _speak(self) -> None:
        self.chips[0].setChecked(True)
        self.speaker_wanted.emit(int(self.chips[0].property("part")))

    def _return(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.return_requested.emit(int(chip.property("part")))
