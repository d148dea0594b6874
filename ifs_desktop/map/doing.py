"""What is done on the canvas, written into the journal."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ifs_desktop.map import areas, edits, queries
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.copying import Copied
from ifs_desktop.map.geometry import Point
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts import gate
from ifs_desktop.store import Ref, Store


class Doing(QObject):
    """Joins the canvas's signals to the verbs of one map; ``map_id`` is the map shown."""

    placed = Signal(int)  # a part that came onto the map
    hear_requested = Signal(int)  # a protector that said not now

    def __init__(self, store: Store, canvas: Canvas, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._store = store
        self._canvas = canvas
        self._scene = canvas.scene
        self.map_id = 0
        self.is_place = False  # a place to rest: an exile comes through the gate
        canvas.scene.moved.connect(self._moved)
        canvas.view.nudged.connect(self._nudged)
        canvas.view.remove_requested.connect(self.take_off)
        canvas.naming.renamed.connect(self._renamed)

    def make_here(self, name: str, role: str) -> int:
        """Add a part near the middle of what is seen. Raises UnusableName.

        An exile for a place to rest is only added: ``place`` comes next, and asks the gate.
        """
        if self.is_place and role == "exile":
            return part_edits.add_part(self._store, name=name, role=role)
        return edits.new_part_on_map(
            self._store, map_id=self.map_id, name=name, role=role, at=self._canvas.free_place()
        )

    @Slot(int)
    def place(self, part_id: int) -> None:
        """Put a part that is known onto this map, near the middle of what is seen."""
        if self.is_place and not self._may_come(part_id, self.map_id):
            return
        edits.place_part(
            self._store, map_id=self.map_id, part_id=part_id, at=self._canvas.free_place()
        )
        self.placed.emit(part_id)

    def let_come(self, copied: Iterable[Copied], map_id: int | None = None) -> list[Copied]:
        """Those of them that may come to a map, by default this one: an exile asks for rest."""
        to = self.map_id if map_id is None else map_id
        picture = queries.picture(self._store, to)
        if picture is None or picture.kind != "place":
            return list(copied)
        return [one for one in copied if self._may_come(one.part_id, to)]

    def _may_come(self, part_id: int, map_id: int) -> bool:
        outcome = gate.ask(self._page, self._store, part_id, Ref("map", map_id))
        if outcome.hear is not None:
            self.hear_requested.emit(outcome.hear)
        return outcome.open

    @Slot()
    def take_off(self) -> None:
        """Put the selected link or area away, or take the selected parts off; Self stays."""
        scene = self._scene
        if scene.selected_area is not None:
            areas.put_area_away(self._store, area_id=scene.selected_area)
            return
        if scene.selected_link is not None:
            part_edits.put_away_relation(self._store, relation_id=scene.selected_link)
            return
        chosen = [scene.parts[i].placement_id for i in scene.selected if i != SELF_ID]
        if chosen:
            edits.put_away_placements(self._store, map_id=self.map_id, placement_ids=chosen)

    @Slot(object)
    def _moved(self, places: dict[int, Point]) -> None:
        self._move(places, merge=None)

    @Slot(object)
    def _nudged(self, places: dict[int, Point]) -> None:
        self._move(places, merge=("nudge", self.map_id, *sorted(places)))

    def _move(self, places: dict[int, Point], merge: tuple[object, ...] | None) -> None:
        parts = self._scene.parts
        edits.move_parts(
            self._store,
            map_id=self.map_id,
            places={parts[i].placement_id: at for i, at in places.items() if i != SELF_ID},
            self_place=places.get(SELF_ID),
            merge=merge,
        )

    @Slot(int, str)
    def _renamed(self, part_id: int, name: str) -> None:
        part_edits.rename_part(self._store, part_id=part_id, name=name)
