"""A place to rest on the screen: a box for each sense, and one for words alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ifs_desktop.exercises import queries as queries_of_runs
from ifs_desktop.exercises.kinds import rest_place
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.rest import queries
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout, GrowingTextEdit, label

NEW = 0  # the chip of a new place


def map_of(place: Place) -> int | None:
    """The map of the place that a step is about, once it is kept."""
    about = place.step.about
    if about is None or place.run_id is None:
        return None
    found = queries_of_runs.wrote(place.store, place.run_id, about).get(rest_place.MAP)
    return None if found is None or queries.place(place.store, found) is None else found


class PlaceStep(StepWidget):
    """Every box may stay empty. A place that is there can be visited, and changed, again."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, rest_place.Shape)
        self._again: int | None = None
        self._new: dict[str, str] = {}
        self._chips: dict[int, Chip] = {}
        self._places = {one.map_id: one for one in self._earlier()}
        if self._places:
            self.column.addWidget(label(self.tr("Go back to a place, or build one"), "label", self))
            self.column.addWidget(self._choices())
        self._boxes: dict[str, GrowingTextEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(12))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name, words in shape.labels:
            least = 1 if name == rest_place.NAME else 2
            made = box(words, self, least=least, most=6)
            made.textChanged.connect(self.changed)
            self._boxes[name] = made
            field = Field(words, made, self)
            if name in queries.SENSES:
                number = queries.SENSES.index(name)
                grid.addWidget(field, 1 + number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(field, 0 if name == rest_place.NAME else 3, 0, 1, 2)
        self.column.addLayout(grid)

    def answer(self) -> rest_place.Answer:
        texts = {name: made.toPlainText() for name, made in self._boxes.items()}
        return rest_place.Answer(texts, self._again)

    def show_answer(self, answer: rest_place.Answer) -> None:
        self._again = answer.again if answer.again in self._places else None
        for name, made in self._boxes.items():
            fill(made, answer.texts.get(name, ""))
        self._mark()

    def take_focus(self) -> None:
        first: QWidget = next(iter(self._boxes.values()))
        if self._chips and self._again is None:
            first = next(iter(self._chips.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _earlier(self) -> tuple[queries.PlaceCard, ...]:
        """The places of the journal, without the one this walk has built."""
        place = self.place
        own = None
        if place.run_id is not None:
            made = queries_of_runs.wrote(place.store, place.run_id, place.step.key)
            own = made.get(rest_place.BUILT)
        return tuple(one for one in queries.places(place.store) if one.map_id != own)

    def _choices(self) -> QWidget:
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        names = [(one.map_id, one.name) for one in self._places.values()]
        for map_id, name in (*names, (NEW, self.tr("a new place"))):
            chip = Chip(name, held, icon="" if map_id else "plus", checkable=True)
            chip.setProperty("map", map_id)
            chip.clicked.connect(self._chosen)
            flow.addWidget(chip)
            self._chips[map_id] = chip
        self._mark()
        return held

    def _chosen(self) -> None:
        map_id = int(self.sender().property("map"))
        card = self._places.get(map_id)
        if card is None and self._again is None:
            self._mark()
            return
        if self._again is None:
            self._new = self.answer().texts  # what was typed of a new place waits here
        self._again = None if card is None else card.map_id
        for name, made in self._boxes.items():
            fill(made, self._new.get(name, "") if card is None else str(getattr(card, name)))
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        for map_id, chip in self._chips.items():
            chip.setChecked(map_id == (self._again or NEW))
