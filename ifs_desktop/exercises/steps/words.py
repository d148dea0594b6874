"""Words to read, and a door to a place of the app."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.exercises.kinds import words
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.store import Ref

_PLACES = {"help": Ref("help"), "ground": Ref("page", None, "ground")}


class WordsStep(StepWidget):
    """Nothing is asked here."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, words.Shape)
        self._link = shape.link
        self._button: QPushButton | None = None
        if shape.link:
            text = self.tr("Open Help") if shape.link == "help" else self.tr("Ground me")
            self._button = QPushButton(text, self)
            self._button.setAccessibleDescription(
                self.tr("This exercise stays where it is, and waits for you.")
            )
            self._button.clicked.connect(self._open)
            self.column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)

    def take_focus(self) -> None:
        """The door comes before the way on: who presses Enter without reading finds help."""
        if self._button is not None:
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        self.open_requested.emit(_PLACES[self._link])
