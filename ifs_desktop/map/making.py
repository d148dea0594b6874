"""Parts that come onto the map: named where they are drawn, known already, or only protected."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ifs_desktop.map import edits
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.geometry import Point
from ifs_desktop.map.known_parts import KnownParts
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import gate
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus


class Making(QObject):
    """Joins palette, drawer and name field to the journal; the handlers of making_actions.ROWS."""

    placed = Signal(int)  # a part that came onto the map, or was there already
    hear_requested = Signal(int)  # a protector that said not now
    left = Signal()  # the drawer was closed: back to the map

    def __init__(self, store: Store, bus: Bus, canvas: Canvas, page: QWidget) -> None:
        super().__init__(page)
        self._store, self._canvas, self._page = store, canvas, page
        self._picture: Picture | None = None
        self._numbers: QAction | None = None
        self.known = KnownParts(store, canvas)
        canvas.add_float(self.known, canvas.BESIDE)
        canvas.naming.new_named.connect(self._named)
        canvas.veil_dropped.connect(self._veil_at)
        canvas.palette_card.known_requested.connect(self.show_known)
        self.known.list.dragged.connect(canvas.show_ghost)
        self.known.list.given_up.connect(canvas.give_up_drag)
        self.known.list.dropped.connect(self._known_dropped)
        self.known.list.chosen.connect(self._known_chosen)
        self.known.closed.connect(self._known_closed)
        bus.changed.connect(self._changed)

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """The action that is on while parts are numbered."""
        self._numbers = actions["number_parts"]

    def show_picture(self, picture: Picture) -> None:
        """Act on this map from now on."""
        self._picture = picture
        self.known.show_here(one.part.id for one in picture.placed)
        if self._numbers is not None:
            self._numbers.setChecked(self._numbering())

    # The rows of making_actions.ROWS

    def show_known(self) -> None:
        """Open the drawer of known parts, or close it."""
        if self.known.isHidden():
            self.known.open_for(one.part.id for one in self._shown().placed)
            self._canvas.arrange()
        else:
            self.known.hide()
            self.left.emit()
        self._canvas.palette_card.known.setChecked(not self.known.isHidden())

    def number_parts(self) -> None:
        """Number parts in the order they came onto this map, or take the numbers off again."""
        picture = self._shown()
        on = not self._numbering()
        self._store.set_state(f"map:{picture.id}:numbers", on)
        ids = [one.id for one in sorted(picture.placed, key=lambda one: one.id)]
        numbers = dict(zip(ids, range(1, len(ids) + 1), strict=True)) if on else {}
        edits.number(self._store, map_id=picture.id, numbers={one: numbers.get(one) for one in ids})
        if self._numbers is not None:
            self._numbers.setChecked(on)

    # What came of it

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            self.known.read_again()

    @Slot(str, object, str)
    def _named(self, role: str, at: Point, name: str) -> None:
        picture = self._shown()
        if picture.kind == "place" and role == "exile":
            self._refuse()
            return
        part_id = edits.new_part_on_map(
            self._store, map_id=picture.id, name=name, role=role, at=at, number=self._next()
        )
        self._canvas.scene.select((part_id,))

    @Slot(object)
    def _veil_at(self, at: Point) -> None:
        if self._shown().kind == "place":
            self._refuse()
            return
        name = self.tr("Someone")
        self.placed.emit(
            edits.someone_on_map(self._store, map_id=self._shown().id, name=name, at=at)
        )

    @Slot(int, QPoint)
    def _known_dropped(self, part_id: int, on_screen: QPoint) -> None:
        at = self._canvas.let_go(on_screen)
        if at is not None:
            self._place(part_id, at)

    @Slot(int)
    def _known_chosen(self, part_id: int) -> None:
        self._place(part_id, self._canvas.free_place())

    @Slot()
    def _known_closed(self) -> None:
        self._canvas.palette_card.known.setChecked(False)
        self.left.emit()

    def _place(self, part_id: int, at: Point) -> None:
        """Put a known part there; one that is here already is only shown."""
        picture = self._shown()
        here = any(one.part.id == part_id for one in picture.placed)
        if not here and picture.kind == "place":
            outcome = gate.ask(self._page, self._store, part_id, Ref("map", picture.id))
            if outcome.hear is not None:
                self.hear_requested.emit(outcome.hear)
            if not outcome.open:
                return
        if not here:
            edits.place_part(self._store, map_id=picture.id, part_id=part_id, at=at)
        self.placed.emit(part_id)

    def _refuse(self) -> None:
        ask.tell(
            self._page,
            self.tr("Not here"),
            self.tr(
                "A place to rest is for protectors. A hurt or young part can be named on "
                "another map."
            ),
        )

    def _numbering(self) -> bool:
        picture = self._shown()
        if picture.placed:
            return any(one.number is not None for one in picture.placed)
        return bool(self._store.state(f"map:{picture.id}:numbers", False))

    def _next(self) -> int | None:
        """The number of a part that comes now; None where parts have none."""
        if not self._numbering():
            return None
        return 1 + max((one.number or 0 for one in self._shown().placed), default=0)

    def _shown(self) -> Picture:
        assert self._picture is not None
        return self._picture
