"""Words to pick, as chips, and a box for others. Nothing adds up, and few are as good as many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import pick_words
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout, GrowingTextEdit


class PickWordsStep(StepWidget):
    """None is picked beforehand."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, pick_words.Shape)
        self._kept: tuple[str, ...] = ()  # also words the file no longer has
        held = QWidget(self)
        held.setAccessibleName(place.step.heading)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        self._chips: dict[str, Chip] = {}
        for name, word in shape.choices:
            chip = Chip(word, held, checkable=True)
            chip.setAccessibleDescription(place.step.heading)
            chip.clicked.connect(self.changed)
            flow.addWidget(chip)
            self._chips[name] = chip
        self.column.addWidget(held)
        self._own: GrowingTextEdit | None = None
        if shape.own:
            self._own = box(shape.own, self, least=2, most=6)
            self._own.textChanged.connect(self.changed)
            self.column.addWidget(Field(shape.own, self._own, self))

    def answer(self) -> pick_words.Answer:
        gone = tuple(name for name in self._kept if name not in self._chips)
        picked = tuple(name for name, chip in self._chips.items() if chip.isChecked())
        return pick_words.Answer(gone + picked, self._own.toPlainText() if self._own else "")

    def show_answer(self, answer: pick_words.Answer) -> None:
        self._kept = answer.picked
        for name, chip in self._chips.items():
            chip.setChecked(name in answer.picked)
        if self._own is not None:
            fill(self._own, answer.own)

    def take_focus(self) -> None:
        next(iter(self._chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)
