"""A box to write in; beneath it, what was written before in the same words."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.kinds import two_sided, write
from ifs_desktop.exercises.steps.recall import RecallCard
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill

LOOK_AFTER = 350  # ms after the last key


class WriteStep(StepWidget):
    """Looks for the same words among earlier runs while one pauses."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, write.Shape)
        self._recall = shape.recall
        self._box = box(place.step.heading, self, least=3, most=12)
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self._typed)
        self.column.addWidget(self._box)
        self._cards: dict[int, RecallCard] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER)
        self._timer.timeout.connect(self.look)

    def answer(self) -> write.Answer:
        return write.Answer(self._box.toPlainText())

    def show_answer(self, answer: write.Answer) -> None:
        fill(self._box, answer.text)
        self.look()

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        if self._timer.isActive():
            self.look()

    def look(self) -> None:
        """Show the earlier runs about the same words, or none."""
        self._timer.stop()
        if self._recall is None:
            return
        place = self.place
        found = {
            one.run_id: one
            for one in queries.same_trigger(
                place.store,
                place.run.exercise,
                place.step.key,
                self._box.toPlainText(),
                place.run_id,
            )
        }
        for run_id in [run_id for run_id in self._cards if run_id not in found]:
            card = self._cards.pop(run_id)
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for run_id, one in found.items():
            if run_id not in self._cards:
                card = RecallCard(one, self)
                card.open_requested.connect(self.open_requested)
                card.carry_requested.connect(self._carry)
                self._cards[run_id] = card
                self.column.addWidget(card)

    def _typed(self) -> None:
        self._timer.start()
        self.changed.emit()

    def _carry(self, answer: object) -> None:
        if self._recall is None or not isinstance(answer, two_sided.Answer):
            return
        self.carried.emit(self._recall, answer)
