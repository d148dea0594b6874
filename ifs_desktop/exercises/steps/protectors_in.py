"""Who rests in the place: parts come by a press or a drag, and stand on the map of the place."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import protectors_in
from ifs_desktop.exercises.steps.part_chips import Choice, PartChips
from ifs_desktop.exercises.steps.picture import Picture, Spot
from ifs_desktop.exercises.steps.rest_place import map_of
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.map import edits, geometry
from ifs_desktop.rest import queries
from ifs_desktop.store import Change
from ifs_desktop.ui.widgets import label

APART = 150.0  # scene units between parts
# Where parts sit down that come by a press: beside Self at first, then further out.
SPOTS = (
    *((-170.0, 60.0), (170.0, 60.0), (-350.0, 105.0), (350.0, 105.0), (0.0, 145.0)),
    *((-530.0, 60.0), (530.0, 60.0), (-170.0, -125.0), (170.0, -125.0), (0.0, -165.0)),
)


class ProtectorsInStep(StepWidget):
    """What is done here is done on the map at once; the answer is who stands there now."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._map_id = map_of(place)
        self._here: tuple[queries.Resting, ...] = ()
        self.picture = Picture(self)
        self.picture.setAccessibleName(place.step.heading)
        self.picture.moved.connect(self._moved)
        self.picture.left.connect(self._leave)
        self.column.addWidget(self.picture)
        self.chips = PartChips(place.step.heading, self, several=True, draggable=True)
        self.chips.chosen.connect(self._chosen)
        self.chips.dragged.connect(self._drag)
        self.chips.dropped.connect(self._drop)
        self.column.addWidget(self.chips)
        self._note = label("", "small", self, wrap=True)
        self.column.addWidget(self._note)
        self._read()
        place.bus.changed.connect(self._changed)

    def answer(self) -> protectors_in.Answer:
        return protectors_in.Answer(tuple(one.part.id for one in self._here))

    def show_answer(self, answer: protectors_in.Answer) -> None:
        self._read()

    def take_focus(self) -> None:
        self.chips.take_focus()

    def _read(self) -> None:
        if self._map_id is not None and queries.place(self.place.store, self._map_id) is None:
            self._map_id = None  # it was taken back
        map_id = self._map_id
        self._here = () if map_id is None else queries.resting(self.place.store, map_id)
        self.picture.show_resting(self._here)
        self.chips.picked = [one.part.id for one in self._here]
        self.chips.show_parts(self.place.store, exiles=False)
        self.picture.setVisible(map_id is not None)
        self.chips.setVisible(map_id is not None)
        if map_id is None:
            words = self.tr("There is no place yet. Go back one step to build one, or leave it.")
        elif not self.chips.chips():
            words = self.tr("No protectors are known yet. They can come another day.")
        else:
            words = self.tr(
                "Press a part, or drag it in. Protectors only: hurt or young parts are not "
                "asked here."
            )
        self._note.setText(words)

    def _chosen(self, part: Choice) -> None:
        if not isinstance(part, int):
            return
        if any(one.part.id == part for one in self._here):
            self._leave(part)
        else:
            self._come(part, self._free_spot())

    def _free_spot(self) -> Spot:
        taken = [(one.x, one.y) for one in self._here]
        for spot in SPOTS:
            if all(math.dist(spot, other) >= APART for other in taken):
                return spot
        return geometry.free_place(SPOTS[0], taken, APART / 2)

    def _drag(self, part: int, at: QPoint) -> None:
        card = self.chips.card(part)
        if card is not None:
            self.picture.drag(card, at)

    def _drop(self, part: int, at: QPoint) -> None:
        spot = self.picture.drop(at)
        if spot is None:
            return
        if any(one.part.id == part for one in self._here):
            self._moved(part, spot)
        else:
            self._come(part, spot)

    def _come(self, part: int, spot: Spot) -> None:
        if self._map_id is not None:
            edits.place_part(self.place.store, map_id=self._map_id, part_id=part, at=spot)
            self._done()

    def _moved(self, part: int, spot: Spot) -> None:
        row = next((one for one in self._here if one.part.id == part), None)
        if row is not None and self._map_id is not None:
            edits.move_parts(
                self.place.store,
                map_id=self._map_id,
                places={row.placement_id: spot},
                merge=("nudge", self._map_id, part),
            )

    def _leave(self, part: int) -> None:
        rows = [one.placement_id for one in self._here if one.part.id == part]
        if self._map_id is not None:
            edits.put_away_placements(self.place.store, map_id=self._map_id, placement_ids=rows)
            self._done()

    def _done(self) -> None:
        self._read()
        self.changed.emit()

    def _changed(self, change: Change) -> None:
        if change.tables & {"part", "placement", "map"}:
            self._read()
