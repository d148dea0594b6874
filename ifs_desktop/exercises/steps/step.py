"""What every step on the screen can do, and what it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.exercises.catalogue import Step
from ifs_desktop.exercises.run import Run
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import GrowingTextEdit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: the run so far, and its id once it is kept."""

    step: Step
    run: Run
    run_id: int | None
    store: Store
    bus: Bus


class StepWidget(QWidget):
    """One step's control, below its heading and text."""

    changed = Signal()  # something was chosen or typed
    submitted = Signal()  # the person is done here
    done = Signal()  # nothing more is asked here: the keyboard may go on
    open_requested = Signal(object)  # Ref
    gate_requested = Signal(int)  # a part whose protectors could be asked
    lead_requested = Signal(object)  # Leading: make what is needed there, go, and wait
    wait_requested = Signal(object)  # Ref: go there once more, and wait
    carried = Signal(str, object)  # the key of a later step, and an answer brought to it

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = place
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(12))

    def answer(self) -> Any:
        """The answer as it stands on the screen."""
        return self.place.step.kind.blank

    def show_answer(self, answer: Any) -> None:
        """Show an answer, without a signal."""

    def take_focus(self) -> None:
        """Put the keyboard where one answers."""

    def rests(self) -> bool:
        """Whether the answer is to stop here for now, and to go on later."""
        return False

    def finish(self) -> None:
        """One goes on from here: what is half entered belongs to the answer."""

    def settle(self) -> None:
        """Do now what was to be done in a moment: the journal may be closed next."""


def box(name: str, parent: QWidget, *, least: int = 2, most: int = 10) -> GrowingTextEdit:
    """A box to write in, ``least`` to ``most`` lines high, called ``name`` by screen readers."""
    made = GrowingTextEdit(parent, least=least, most=most)
    made.setFont(theme.font(15))
    made.setAccessibleName(name)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def fill(made: GrowingTextEdit, text: str) -> None:
    """Put ``text`` in a box, unless it is there; the box tells nobody."""
    if made.toPlainText() != text:
        blocked = made.blockSignals(True)
        made.setPlainText(text)
        made.moveCursor(QTextCursor.MoveOperation.End)
        made.blockSignals(blocked)
