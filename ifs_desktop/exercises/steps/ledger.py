"""The steps of a belief that are only written: what they are about stands over the box."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.steps.quoted import Quoted
from ifs_desktop.exercises.steps.step import Place
from ifs_desktop.exercises.steps.write import WriteStep
from ifs_desktop.exercises.steps.write_each import WriteEachStep


class FairStep(WriteStep):
    """A fair reading, below the belief that is read."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        words = belief_of(place)
        if words:
            self.column.insertWidget(0, Quoted(self.tr("The belief"), words, self))


class BeliefAnswerStep(WriteEachStep):
    """What its holder says, below the words that are read to it."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        words = _fair(place)
        if words:
            self.column.insertWidget(0, Quoted(self.tr("Your fair words"), words, self))


def belief_of(place: Place) -> str:
    """The belief that a step is about, in its words; empty if none was named."""
    return "" if place.step.about is None else str(place.run.answer(place.step.about).text).strip()


def _fair(place: Place) -> str:
    """The fair reading of the same belief, empty if there is none."""
    for step in place.run.exercise.steps:
        if step.kind.name == "fair" and step.about == place.step.about:
            return str(place.run.answer(step.key).text).strip()
    return ""
