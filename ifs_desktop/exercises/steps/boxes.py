"""A few labelled boxes, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.exercises.steps.step import box, fill
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Field, GrowingTextEdit


class Boxes(QWidget):
    """Boxes by name, each with its label above."""

    typed = Signal()

    def __init__(self, boxes: tuple[tuple[str, str], ...], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        self._boxes: dict[str, GrowingTextEdit] = {}
        for name, words in boxes:
            made = box(words, self, least=2, most=8)
            column.addWidget(Field(words, made, self))
            made.textChanged.connect(self.typed)
            self._boxes[name] = made

    def texts(self) -> dict[str, str]:
        """What is written, by name."""
        return {name: made.toPlainText() for name, made in self._boxes.items()}

    def show_texts(self, texts: dict[str, str]) -> None:
        """Show what was written, without a signal."""
        for name, made in self._boxes.items():
            fill(made, texts.get(name, ""))

    def take_focus(self) -> None:
        """The first box."""
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)
