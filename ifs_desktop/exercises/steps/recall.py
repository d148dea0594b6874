"""An earlier run about the same words, offered beside the new one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.queries import Recalled
from ifs_desktop.store import Ref
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Card, label

MOST_SHOWN = 240  # signs of each side


class RecallCard(Card):
    """To read, to bring along, or to leave: nothing is taken over by itself."""

    open_requested = Signal(object)  # Ref
    carry_requested = Signal(object)  # the two-sided answer

    def __init__(self, recalled: Recalled, parent: QWidget) -> None:
        super().__init__(parent)
        self._recalled = recalled
        self.set_tone("accent")
        when = days.full_day(recalled.started)
        title = self.tr("You wrote these words before, on {date}").format(date=when)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 12)))
        column.setSpacing(theme.px(8))
        column.addWidget(label(title, "subheading", self, wrap=True))
        if recalled.left or recalled.right:
            column.addLayout(self._sides())
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        read = QPushButton(self.tr("Read it"), self)
        read.clicked.connect(self._read)
        row.addWidget(read)
        self._carry = QPushButton(self.tr("Bring these answers along"), self)
        self._carry.clicked.connect(self._bring)
        self._carry.setVisible(bool(recalled.left or recalled.right))
        row.addWidget(self._carry)
        row.addStretch(1)
        column.addLayout(row)
        self._said = label("", "small", self, wrap=True)
        self._said.hide()
        column.addWidget(self._said)

    def _sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(2))
        recalled = self._recalled
        sides = ((recalled.left_title, recalled.left), (recalled.right_title, recalled.right))
        for place, (title, texts) in enumerate(sides):
            grid.setColumnStretch(place, 1)
            if texts:
                top = Qt.AlignmentFlag.AlignTop
                grid.addWidget(label(title, "small", self, wrap=True), 0, place, top)
                grid.addWidget(label(_start("\n".join(texts)), "", self, wrap=True), 1, place, top)
        return grid

    def _read(self) -> None:
        self.open_requested.emit(Ref("run", self._recalled.run_id))

    def _bring(self) -> None:
        self.carry_requested.emit(self._recalled.answer)
        self._said.setText(self.tr("They wait on the next page. You can change them there."))
        self._said.show()
        self._carry.setEnabled(False)


def _start(text: str) -> str:
    """As much as can be looked over; the rest is there to be read."""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN].rstrip() + "…"
