"""A box for each part that was picked: how it sees the person; what it said before stands there."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import opinions
from ifs_desktop.exercises.steps.step import Place
from ifs_desktop.exercises.steps.write_each import WriteEachStep
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.people import queries
from ifs_desktop.store import Ref
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets.labels import told


class OpinionsStep(WriteEachStep):
    """Parts may disagree; nothing is made of that."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        self._before = _before(place)
        super().__init__(place, parent)

    def answer(self) -> opinions.Answer:  # type: ignore[override]
        return opinions.Answer(super().answer().texts)

    def _row(self, part: PartCard) -> QWidget:
        card = super()._row(part)
        said, column = self._before.get(part.id), card.layout()
        if said is not None and isinstance(column, QVBoxLayout):
            words = self.tr("{day}, it said: {words}").format(
                day=short_day(said.said_at.date(), date.today()), words=said.text
            )
            column.insertWidget(1, told(words, "small", card))
        return card


def _before(place: Place) -> dict[int, queries.OpinionCard]:
    """What each part last said of the person, outside of this run."""
    shape = place.step.shape
    assert isinstance(shape, opinions.Shape)
    person = place.run.answer(shape.person).person
    detail = None if person is None else queries.person(place.store, person)
    here = Ref("run", place.run_id)
    told = () if detail is None else detail.opinions
    earlier = {own[0].part.id: [one for one in own if one.source != here] for own in told}
    return {part: own[0] for part, own in earlier.items() if own}
