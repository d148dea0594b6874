"""Two cards side by side; one below the other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import two_sided
from ifs_desktop.exercises.steps.boxes import Boxes
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, label

NARROW = 560  # design px; below it the cards stand one under the other


class TwoSidedStep(StepWidget):
    """What it reminds me of, and what is here now: neither side weighs more."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, two_sided.Shape)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(14))
        self._left = self._side(shape.left)
        self._right = self._side(shape.right)
        self.column.addLayout(self._row)

    def answer(self) -> two_sided.Answer:
        return two_sided.Answer({**self._left.texts(), **self._right.texts()})

    def show_answer(self, answer: two_sided.Answer) -> None:
        self._left.show_texts(answer.texts)
        self._right.show_texts(answer.texts)

    def take_focus(self) -> None:
        self._left.take_focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        super().resizeEvent(event)

    def _side(self, side: two_sided.Side) -> Boxes:
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(n) for n in (18, 16, 18, 18)))
        inside.setSpacing(theme.px(12))
        inside.addWidget(label(side.title, "subheading", card, wrap=True))
        boxes = Boxes(side.boxes, card)
        boxes.setAccessibleName(side.title)
        boxes.typed.connect(self.changed)
        inside.addWidget(boxes)
        inside.addStretch(1)
        self._row.addWidget(card, 1, Qt.AlignmentFlag(0))
        return boxes
