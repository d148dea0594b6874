"""A door to another place of the app. The exercise stays where it is, and waits."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.exercises.kinds import hand_over
from ifs_desktop.exercises.leading import Leading
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts import gate, queries
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref
from ifs_desktop.ui import days
from ifs_desktop.ui.widgets import label

ASKED = ("dialogue", "mediation")  # where parts are spoken to, so exiles need the gate there


class HandOverStep(StepWidget):
    """Two buttons at most: to what was made here before, and to go there anew."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, hand_over.Shape)
        self._shape = shape
        self._answer = hand_over.Answer()
        waits = self.tr("This exercise stays where it is, and waits for you.")
        self.open = QPushButton(shape.button.replace("&", "&&"), self)
        self.open.setAccessibleName(shape.button)
        self.open.setAccessibleDescription(waits)
        self.open.clicked.connect(self._go)
        self.column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        been = self.tr("You have been there. Go on here whenever you like.")
        self._note = label(been, "subtitle", self, wrap=True)
        self._note.hide()
        self.column.addWidget(self._note)
        self.again = QPushButton(self.tr("Begin another one there"), self)
        self.again.setProperty("kind", "link")
        self.again.clicked.connect(self._go_anew)
        self.column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.again.hide()

    def answer(self) -> hand_over.Answer:
        return self._answer

    def show_answer(self, answer: hand_over.Answer) -> None:
        self._answer = answer
        made = self._shape.ref(answer) is not None
        self.again.setVisible(made)
        self._note.setVisible(answer.went)

    def take_focus(self) -> None:
        """Once one has been there, the way on is the first thing."""
        if not self._answer.went:
            self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        ref = self._shape.ref(self._answer)
        if ref is None:
            self._go_anew()
        else:
            self.wait_requested.emit(ref)

    def _go_anew(self) -> None:
        picked = self._picked()
        answers: list[Answer] = []
        if self._shape.to in ASKED:
            for card in queries.cards(self.place.store, picked).values():
                if card.role != "exile":
                    continue
                outcome = gate.ask(self, self.place.store, card.id, None)
                if outcome.hear is not None:
                    self.open_requested.emit(Ref("dialogue", None, f"part:{outcome.hear}"))
                if not outcome.open:
                    return
                answers += outcome.answers
        today = datetime.now().astimezone().date()
        name = self.tr("Today, {date}").format(date=days.short_day(today, today))
        self.lead_requested.emit(Leading(self._shape.to, picked, name, tuple(answers)))

    def _picked(self) -> tuple[int, ...]:
        """Those to go there with: on a map also those that are named only."""
        run, about = self.place.run, self.place.step.about
        if about is None:
            return ()
        if self._shape.to == "map":
            return run.exercise.step(about).kind.parts(run.answer(about))
        return run.asked(self.place.step.key)
