"""What is done with a selection: lining up, size, pinning, tidying, copying; and the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from ifs_desktop.map import actions, arranging, context, copying, edits, layout, queries
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.doing import Doing
from ifs_desktop.map.find_bar import FindBar
from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import Picture, Placed
from ifs_desktop.store import Store
from ifs_desktop.ui import ask, clip
from ifs_desktop.ui.actions import build

LARGER, FAINTER = 1.15, 0.2  # a step of each
GRID, SNAP = "map:grid", "map:snap"  # view state
ONE = frozenset({"copy_on_map", "cut_on_map", "put_on_another_map", "pin_on_map"})
TWO = frozenset(
    {"line_up", *(row.name for row in actions.WORKING_ROWS if row.handler[:6] == "align_")}
)
THREE = frozenset(f"distribute_{direction}" for direction in arranging.DIRECTIONS)


class Working(QObject):
    """Does what WORKING_ROWS and FINDING_ROWS say, on the map that is shown."""

    def __init__(self, store: Store, canvas: Canvas, doing: Doing, page: QWidget) -> None:
        super().__init__(page)
        self._store = store
        self._page = page
        self._canvas, self._doing = canvas, doing
        self._view, self._scene = canvas.view, canvas.scene
        self._picture: Picture | None = None
        self._placed: dict[int, Placed] = {}  # by part
        self.offered: dict[str, QAction] = {}  # all actions of the page, for its menu
        self.finding = FindBar(canvas)
        self.actions_by_name: dict[str, QAction] = build(actions.WORKING_ROWS, self._view, self)
        self.actions_by_name |= build(actions.FINDING_ROWS, page, self)
        self._lay_grid(shown=bool(store.state(GRID, False)), snap=bool(store.state(SNAP, False)))
        self._view.space_tapped.connect(self.keep_selected)
        self._scene.selection_changed.connect(self.look)
        QGuiApplication.clipboard().dataChanged.connect(self.look)

    def show_picture(self, picture: Picture) -> None:
        """Work on this map from now on."""
        self._picture = picture
        self._placed = {one.part.id: one for one in picture.placed}
        self.finding.show_names({id_: one.part.name for id_, one in self._placed.items()})
        self.look()

    @Slot()
    def look(self) -> None:
        """See what can be done with what is selected."""
        parts = [i for i in self._scene.selected if i in self._placed]
        many = len(self._scene.selected)
        named = self.actions_by_name
        for names, wanted, there in ((ONE, 1, len(parts)), (TWO, 2, many), (THREE, 3, many)):
            for name in names:
                named[name].setEnabled(there >= wanted)
        sizes = [self._placed[i].size for i in parts]
        fades = [self._placed[i].fade for i in parts]
        named["larger_on_map"].setEnabled(min(sizes, default=edits.LARGEST) < edits.LARGEST)
        named["smaller_on_map"].setEnabled(max(sizes, default=edits.SMALLEST) > edits.SMALLEST)
        named["fainter_on_map"].setEnabled(min(fades, default=edits.PALEST) < edits.PALEST)
        named["clearer_on_map"].setEnabled(max(fades, default=0.0) > 0.0)
        named["select_too"].setEnabled(many > 0)
        named["select_too"].setChecked(self._scene.current in self._view.kept)
        named["pin_on_map"].setChecked(bool(parts) and all(self._placed[i].pinned for i in parts))
        named["tidy_map"].setEnabled(bool(self._placed))
        named["paste_on_map"].setEnabled(bool(_copied()))
        named["map_grid"].setChecked(self._view.grid is not None)
        named["map_snap"].setChecked(self._view.snap)

    # Selecting

    @Slot()
    def select_all(self) -> None:
        """Everybody but Self."""
        self._scene.select(i for i in self._scene.order() if i != SELF_ID)

    @Slot()
    def keep_selected(self) -> None:
        """Let the part that keys act on stay selected while they go on, or no longer."""
        current = self._scene.current
        if current is not None:
            kept = [i for i in self._view.kept if i in self._scene.selected]
            self._view.kept = (
                tuple(i for i in kept if i != current) if current in kept else (*kept, current)
            )
        self.look()

    @Slot()
    def find(self) -> None:
        """Type a name and go to who bears it."""
        self.finding.begin()

    @Slot()
    def offer_menu(self) -> None:
        """What can be done with what is selected, at its place."""
        self.open_menu(self.spot())

    def open_menu(self, at: QPoint) -> None:
        """The same at a point of the screen."""
        menu = context.open_menu(self._scene, self.offered, at, self._page)
        menu.setActiveAction(menu.actions()[0])

    # Lining up

    @Slot()
    def offer_lines(self) -> None:
        """The ways to line up, in a small menu beside what is selected."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        names = [row.name for row in actions.WORKING_ROWS if row.name in TWO | THREE]
        menu.addActions([self.actions_by_name[name] for name in names if name != "line_up"])
        menu.popup(self.spot())
        menu.setActiveAction(menu.actions()[0])

    def spot(self) -> QPoint:
        """Where on the screen a menu about the selected part opens: below its middle."""
        current = self._scene.current
        if current is None:
            return self._view.viewport().mapToGlobal(self._view.viewport().rect().center())
        x, y = self._scene.parts[current].place()
        at = self._view.mapFromScene(x, y)
        inside = self._view.viewport().rect().adjusted(0, 0, -1, -1)
        at.setX(min(max(at.x(), inside.left()), inside.right()))
        at.setY(min(max(at.y(), inside.top()), inside.bottom()))
        return self._view.viewport().mapToGlobal(at)

    @Slot()
    def align_left(self) -> None:
        """Left edges in one line."""
        self._line_up(arranging.aligned, "left")

    @Slot()
    def align_centre(self) -> None:
        """Below each other."""
        self._line_up(arranging.aligned, "centre")

    @Slot()
    def align_right(self) -> None:
        """Right edges in one line."""
        self._line_up(arranging.aligned, "right")

    @Slot()
    def align_top(self) -> None:
        """Upper edges in one line."""
        self._line_up(arranging.aligned, "top")

    @Slot()
    def align_middle(self) -> None:
        """Beside each other."""
        self._line_up(arranging.aligned, "middle")

    @Slot()
    def align_bottom(self) -> None:
        """Lower edges in one line."""
        self._line_up(arranging.aligned, "bottom")

    @Slot()
    def distribute_across(self) -> None:
        """Same gaps from left to right."""
        self._line_up(arranging.distributed, "across")

    @Slot()
    def distribute_down(self) -> None:
        """Same gaps from top to bottom."""
        self._line_up(arranging.distributed, "down")

    @Slot()
    def tidy(self) -> None:
        """A calm layout around Self, as one step."""
        if self._picture is None:
            return
        boxes = {
            part_id: _around(item.whole(), item.place())
            for part_id, item in self._scene.parts.items()
        }
        places = layout.tidied_places(self._picture, boxes)
        layout.tidy(self._store, map_id=self._picture.id, places=places)
        self._view.fit()

    # Size, fading, pinning

    @Slot()
    def larger(self) -> None:
        """One step larger."""
        self._resize(LARGER)

    @Slot()
    def smaller(self) -> None:
        """One step smaller."""
        self._resize(1 / LARGER)

    @Slot()
    def fainter(self) -> None:
        """One step fainter."""
        self._fade(FAINTER)

    @Slot()
    def clearer(self) -> None:
        """One step clearer."""
        self._fade(-FAINTER)

    @Slot()
    def pin(self) -> None:
        """Have tidying leave the selected ones where they are, or no longer."""
        chosen = self._chosen()
        edits.pin(
            self._store,
            map_id=self._doing.map_id,
            placement_ids=[one.id for one in chosen],
            pinned=not all(one.pinned for one in chosen),
        )

    # The grid

    @Slot()
    def toggle_grid(self) -> None:
        """Show the grid or not; nothing snaps to one that is not seen."""
        self._lay_grid(shown=self._view.grid is None, snap=False)
        self._keep_grid()

    @Slot()
    def toggle_snap(self) -> None:
        """Have what is moved come to rest on the grid, which is then shown, or not."""
        snap = not self._view.snap
        self._lay_grid(shown=snap or self._view.grid is not None, snap=snap)
        self._keep_grid()

    def _lay_grid(self, *, shown: bool, snap: bool) -> None:
        self._view.grid = arranging.GRID if shown else None
        self._view.snap = snap
        self._view.recolour()

    def _keep_grid(self) -> None:
        self._store.set_state(GRID, self._view.grid is not None)
        self._store.set_state(SNAP, self._view.snap)
        self.look()

    # Copying

    @Slot()
    def copy(self) -> None:
        """Note who is selected and how they stand; no word of them."""
        text = self._copied_text()
        if text:
            data = QMimeData()
            data.setData(copying.MIME, text.encode())
            for name, value in clip.HINTS.items():
                data.setData(name, value)
            QGuiApplication.clipboard().setMimeData(data)

    @Slot()
    def cut(self) -> None:
        """The same, and take them off this map."""
        self.copy()
        self._doing.take_off()

    @Slot()
    def paste(self) -> None:
        """Put who was copied onto this map; who stands here already stays and is shown."""
        copied = copying.read(_copied())
        here = {one.part_id for one in copied} & self._placed.keys()
        coming = self._doing.let_come(one for one in copied if one.part_id not in here)
        middle = self._view.middle()
        came = copying.paste(
            self._store, map_id=self._doing.map_id, copied=coming, at=(middle.x(), middle.y())
        )
        self._scene.select((*sorted(here), *came))
        if self._scene.current is not None:
            self._view.show_part(self._scene.current)

    @Slot()
    def put_on_another_map(self) -> None:
        """Choose another map on which they stand as well."""
        found = [
            card
            for kind in ("map", "place")
            for card in queries.maps(self._store, kind)
            if card.id != self._doing.map_id and not card.archived
        ]
        copied = copying.read(self._copied_text())
        if not found:
            ask.tell(
                self._page,
                self.tr("Only this map so far"),
                self.tr("There is no other map yet. Make one first, then put them there."),
            )
        elif copied:
            taken = ask.choose(
                self._page,
                self.tr("Put on another map"),
                self.tr("They stay here, and stand there too."),
                [card.name for card in found],
            )
            if taken is not None:
                map_id = found[taken].id
                coming = self._doing.let_come(copied, map_id)
                copying.put_on(self._store, map_id=map_id, copied=coming)

    # How

    def _chosen(self) -> list[Placed]:
        return [self._placed[i] for i in self._scene.selected if i in self._placed]

    def _copied_text(self) -> str:
        return copying.copy(self._picture, self._scene.selected) if self._picture else ""

    def _resize(self, by: float) -> None:
        chosen = self._chosen()
        merge = ("size", self._doing.map_id, *sorted(one.id for one in chosen))
        sizes = {one.id: one.size * by for one in chosen}
        edits.resize(self._store, map_id=self._doing.map_id, sizes=sizes, merge=merge)

    def _fade(self, by: float) -> None:
        chosen = self._chosen()
        merge = ("fade", self._doing.map_id, *sorted(one.id for one in chosen))
        fades = {one.id: one.fade + by for one in chosen}
        edits.set_fade(self._store, map_id=self._doing.map_id, fades=fades, merge=merge)

    def _line_up(
        self,
        lay: Callable[[Mapping[int, tuple[Point, Rect]], str], dict[int, Point]],
        way: str,
    ) -> None:
        items = {i: self._scene.parts[i] for i in self._scene.selected}
        found = lay(
            {i: (p.place(), _around(p.boxes()[0], p.place())) for i, p in items.items()}, way
        )
        layout.line_up(
            self._store,
            map_id=self._doing.map_id,
            places={items[i].placement_id: at for i, at in found.items() if i != SELF_ID},
            self_place=found.get(SELF_ID),
        )


def _around(box: Rect, at: Point) -> Rect:
    """A box as it lies around a place."""
    return box.moved(-at[0], -at[1])


def _copied() -> str:
    """What was copied from a map of this journal. Other programs' words are not looked at."""
    clipboard = QGuiApplication.clipboard()
    if not clipboard.ownsClipboard():
        return ""
    data = clipboard.mimeData()
    return bytes(data.data(copying.MIME).data()).decode() if data.hasFormat(copying.MIME) else ""
