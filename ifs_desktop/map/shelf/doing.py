"""What is done with whole maps, written into the journal; the page only goes where it leads."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ifs_desktop.map import queries
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.shelf import edits
from ifs_desktop.map.shelf.actions import ROWS
from ifs_desktop.map.shelf.dialog import MapDialog
from ifs_desktop.map.shelf.panel import MapsPanel
from ifs_desktop.parts.names import LONGEST_NAME
from ifs_desktop.parts.profile import isolated
from ifs_desktop.rest.edits import put_away
from ifs_desktop.store import Store
from ifs_desktop.ui import ask, days
from ifs_desktop.ui.bus import Bus

# What the list offers of one map.
OF_ONE = ("rename_map", "map_today", "archive_map", "unarchive_map", "put_map_away")
HANDLERS = {row.name: row.handler for row in ROWS}


class Shelf(QObject):
    """The handlers of the rows about maps. They act on the map shown, or on one of the list."""

    opened = Signal(int)  # go to this map
    left = Signal()  # a dialog or the list was closed: back to the map
    about_to_go = Signal()  # what is being typed on the page is to be kept

    def __init__(self, store: Store, bus: Bus, page: QWidget) -> None:
        super().__init__(page)
        self._store, self._bus, self._page = store, bus, page
        self._picture: Picture | None = None
        self._archived = False
        self._meant: int | None = None  # the map whose menu is open in the list
        self._actions: dict[str, QAction] = {}
        self._dialog: MapDialog | None = None
        self._named_map = 0  # the map whose words the dialog asks for
        self.panel: MapsPanel | None = None
        self._below: QWidget = page

    def set_actions(self, actions: dict[str, QAction], button: QWidget) -> None:
        """The actions to enable as the map allows, and the button the list opens below."""
        self._actions, self._below = actions, button

    def show_picture(self, picture: Picture) -> None:
        """Act on this map from now on."""
        self._picture = picture
        self._archived = picture.archived
        self._fit_actions(picture.kind, archived=self._archived)
        if self.panel is not None and not self.panel.isHidden():
            self.panel.current = picture.id
            self.panel.fill()

    def flush(self) -> None:
        """Keep what is half written in a dialog."""
        if self._dialog is not None:
            self._dialog.flush()

    # The rows of actions.ROWS

    def show_list(self) -> None:
        """Every map, below the name of this one; closed if it is open."""
        if self.panel is None:
            self.panel = MapsPanel(self._store, self._actions["new_map"], self._page)
            self.panel.chosen.connect(self._chosen)
            self.panel.ordered.connect(self._ordered)
            self.panel.menu_requested.connect(self._open_menu)
            self.panel.closed.connect(self.left)
        if self.panel.isHidden():
            self.about_to_go.emit()
            self.panel.open_below(self._below, self._shown().id)
        else:
            self.panel.hide()
            self.left.emit()

    def new_map(self) -> None:
        """Ask for a name, a situation and who is there; all of it may stay as it is."""
        title = self.tr("New map")
        found, name = ask.preset_answer(title)
        if found:
            if isinstance(name, str):
                self._made(name, "", ())
            return
        today = self.tr("Map of {day}").format(day=self._today())
        dialog = self._open(
            MapDialog(
                self._store,
                self._bus,
                title=title,
                place="map:new",
                name=today,
                new=True,
                parent=self._page,
            )
        )
        dialog.written.connect(self._made)

    def copy_for_today(self) -> None:
        """A copy of a map under today's date, to be changed as it is today."""
        map_id, name = self._one()
        self.about_to_go.emit()
        day = self.tr(", {day}").format(day=self._today())
        name = name[: LONGEST_NAME - len(day)] + day
        self.opened.emit(edits.duplicate_map(self._store, map_id=map_id, name=name))

    def name_map(self) -> None:
        """Ask for another name of a map, and what it is about."""
        map_id, name = self._one()
        title = self.tr("Name of this map")
        self._named_map = map_id
        found, answer = ask.preset_answer(title)
        if found:
            if isinstance(answer, str):
                self._named(answer, None, ())
            return
        shown = queries.picture(self._store, map_id)
        dialog = self._open(
            MapDialog(
                self._store,
                self._bus,
                title=title,
                place=f"map:{map_id}",
                name=name,
                about="" if shown is None else shown.about,
                new=False,
                parent=self._page,
            )
        )
        dialog.written.connect(self._named)

    def archive_map(self) -> None:
        """Lay a map apart."""
        edits.archive_map(self._store, map_id=self._one()[0])

    def unarchive_map(self) -> None:
        """Lay a map among those in use again."""
        edits.unarchive_map(self._store, map_id=self._one()[0])

    def put_map_away(self) -> None:
        """Put a map away; who stood on it stays as they are."""
        map_id, name = self._one()
        if ask.confirm(
            self._page,
            self.tr("Put {name} away?").format(name=isolated(name)),
            self.tr(
                "The parts on it stay as they are. Undo brings the map back, and so does the "
                "list of what was put away."
            ),
            self.tr("Put away"),
            self.tr("Leave it here"),
        ):
            self.about_to_go.emit()
            edits.put_map_away(self._store, map_id=map_id, next_name=self.tr("My parts"))

    def put_place_away(self) -> None:
        """Put a place to rest away; who rested here stays as they are."""
        if self._shown().kind == "place":
            self.about_to_go.emit()
            put_away(self._store, map_id=self._shown().id)

    # What came of it

    @Slot(str, object, object)
    def _made(self, name: str, about: str, part_ids: tuple[int, ...]) -> None:
        self.about_to_go.emit()
        self.opened.emit(edits.new_map(self._store, name=name, about=about, part_ids=part_ids))

    @Slot(str, object, object)
    def _named(self, name: str, about: str | None, _part_ids: object) -> None:
        edits.rename_map(self._store, map_id=self._named_map, name=name, about=about)

    @Slot(int)
    def _chosen(self, map_id: int) -> None:
        if map_id != self._shown().id:
            self.opened.emit(map_id)

    @Slot(object)
    def _ordered(self, map_ids: list[int]) -> None:
        edits.order_maps(self._store, map_ids=map_ids)

    @Slot(int, str, QPoint)
    def _open_menu(self, map_id: int, group: str, at: QPoint) -> None:
        """What can be done with a map of the list, there where it is listed."""
        if group == "place":
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        other = "archive_map" if group == "archive" else "unarchive_map"
        for name in OF_ONE:
            if name != other:
                known = self._actions[name]
                action = menu.addAction(known.icon(), known.text())
                action.setData((name, map_id))
        menu.triggered.connect(self._menu_chosen)
        menu.popup(at)

    @Slot(QAction)
    def _menu_chosen(self, action: QAction) -> None:
        name, self._meant = action.data()
        getattr(self, HANDLERS[name])()
        self._meant = None

    def _open(self, dialog: MapDialog) -> MapDialog:
        self._dialog = dialog
        dialog.finished.connect(self._dialog_left)
        dialog.open()
        return dialog

    @Slot()
    def _dialog_left(self) -> None:
        self._dialog = None
        self.left.emit()

    def _fit_actions(self, kind: str, *, archived: bool) -> None:
        place = kind == "place"
        for name, there in (
            ("map_today", not place),
            ("archive_map", not place and not archived),
            ("unarchive_map", not place and archived),
            ("put_map_away", not place),
            ("put_place_away", place),
        ):
            self._actions[name].setEnabled(there)
            self._actions[name].setVisible(there)

    def _one(self) -> tuple[int, str]:
        """The map that is meant: the one whose menu is open in the list, or the one shown."""
        if self._meant is not None:
            meant = queries.picture(self._store, self._meant)
            if meant is not None:
                return meant.id, meant.name
        return self._shown().id, self._shown().name

    def _shown(self) -> Picture:
        assert self._picture is not None
        return self._picture

    def _today(self) -> str:
        return days.short_day(date.today(), date.today())
