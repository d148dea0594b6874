"""How strong an alarm is: a line with a word for where one is, and grounding where it is a lot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.ui import scales, theme
from ifs_desktop.ui.widgets import Notice, label
from ifs_desktop.ui.widgets.line import POSITIONS, PositionLine


class AlarmLine(QWidget):
    """Nothing is chosen beforehand, and no place on it is better than another."""

    changed = Signal()
    ground_requested = Signal()

    def __init__(self, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._before: int | None = None
        self.line = PositionLine(self)
        self.line.setAccessibleName(question)
        self.line.taken.connect(self._taken)
        self._word = label("", "subheading", self)
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ends = QHBoxLayout()
        ends.addWidget(label(scales.alarm(0), "small", self))
        ends.addStretch(1)
        ends.addWidget(label(scales.alarm(POSITIONS - 1), "small", self))
        self._ground = Notice(
            self.tr("Would you like to ground first? Nothing here will be lost."),
            self,
            lead=self.tr("That is a lot."),
            tone="good",
            dismissable=False,
        )
        link = self._ground.add_link(self.tr("Ground me"))
        link.clicked.connect(self.ground_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._word)
        column.addWidget(self.line)
        column.addLayout(ends)
        column.addSpacing(theme.px(6))
        column.addWidget(self._ground)
        self._tell()

    def at(self) -> int | None:
        """The place that was taken, 0 to 10."""
        return self.line.at()

    def set_before(self, before: int | None) -> None:
        """An earlier place to look at beside it."""
        self._before = before
        self.line.set_before(before)
        self._tell()

    def _taken(self, _at: int) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        at = self.line.at()
        word = scales.alarm(at)
        self._word.setText(word or self.tr("Take a place on the line, or leave it"))
        theme.set_kind(self._word, "subheading" if word else "subtitle")
        heard = word or self.tr("nothing chosen yet")
        if self._before is not None:
            before = self.tr("When you began: {word}").format(word=scales.alarm(self._before))
            heard = f"{heard}. {before}"
        self.line.setAccessibleDescription(heard)
        self._ground.setVisible(at is not None and at >= scales.GROUND_FROM)
