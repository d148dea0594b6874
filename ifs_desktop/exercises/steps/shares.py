"""Three columns side by side; one below the other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import shares
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, GrowingTextEdit, label

NARROW = 560  # design px; below it the columns stand one under the other


class SharesStep(StepWidget):
    """Theirs, mine, and what is not known: an empty column is an answer too."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, shares.Shape)
        self._boxes: dict[str, GrowingTextEdit] = {}
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(12))
        for name, title in shape.titles:
            self._row.addWidget(self._share(name, title), 1, Qt.AlignmentFlag(0))
        self.column.addLayout(self._row)

    def answer(self) -> shares.Answer:
        return shares.Answer({name: made.toPlainText() for name, made in self._boxes.items()})

    def show_answer(self, answer: shares.Answer) -> None:
        for name, made in self._boxes.items():
            fill(made, answer.texts.get(name, ""))

    def take_focus(self) -> None:
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        super().resizeEvent(event)

    def _share(self, name: str, title: str) -> Card:
        card = Card(self)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(n) for n in (16, 14, 16, 16)))
        inside.setSpacing(theme.px(10))
        inside.addWidget(label(title, "subheading", card, wrap=True))
        made = box(title, card, least=5, most=12)
        made.setAccessibleDescription(self.place.step.heading)
        made.textChanged.connect(self.changed)
        inside.addWidget(made)
        inside.addStretch(1)
        self._boxes[name] = made
        return card
