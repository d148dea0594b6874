"""The parts map: joins the canvas, the pane beside it and the journal."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QContextMenuEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map import actions, area_actions, edits, making_actions, queries
from ifs_desktop.map.accessible import Heard
from ifs_desktop.map.add_part import AddPartDialog
from ifs_desktop.map.area_doing import Areas
from ifs_desktop.map.arriving import Arriving
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.doing import Doing
from ifs_desktop.map.history import actions as history_actions
from ifs_desktop.map.history.remembering import Remembering
from ifs_desktop.map.inspector import Inspector
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.legend_doing import LegendDoing
from ifs_desktop.map.lettering import Lettering
from ifs_desktop.map.linking import Linking
from ifs_desktop.map.making import Making
from ifs_desktop.map.maps_button import MapsButton
from ifs_desktop.map.out import actions as out_actions
from ifs_desktop.map.out.going import Going
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.shelf import actions as shelf_actions
from ifs_desktop.map.shelf.doing import Shelf
from ifs_desktop.map.spoken import spoken
from ifs_desktop.map.working import Working
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import PageHeader

TOUCHING = frozenset({"part", "fact", "map", "placement", "relation", "area", "agreement"})
MOVING = frozenset({"placement", "trace"})
KEEP_VIEW_AFTER = 600  # ms
WIDE, NARROW = 300, 276


class MapPage(QWidget):
    """One map at a time; the others are in the menu beside its name."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._store = store
        self._bus = bus
        self._beside: int | None = None  # a part shown beside the map that is not on it
        self._arrived = False
        self.setProperty("kind", "page")
        self.header = PageHeader("", self)
        self.header.installEventFilter(self)
        self.canvas = Canvas(self)
        self.scene, self.view = self.canvas.scene, self.canvas.view
        self.setFocusProxy(self.view)
        self.inspector = Inspector(store, self)
        self._actions = build(actions.CANVAS_ROWS, self.view) | build(actions.PAGE_ROWS, self)
        self._doing = Doing(store, self.canvas, self)
        self._doing.placed.connect(self._select_part)
        self._doing.hear_requested.connect(self._hear)
        Arriving(self.scene)
        Lettering(store, self)
        self._linking = Linking(store, self.view, self)
        self._add_makers(bus)
        self._heard = Heard(self.view)
        self._working = Working(store, self.canvas, self._doing, self)
        self._actions |= self._working.actions_by_name
        self._working.offered = self._actions
        self.inspector.several.show_actions(self._actions)
        self._going = Going(store, self)
        self._going.came.connect(self._go_to_map)
        self._actions |= build(out_actions.ROWS, self, self._going)
        self._remembering = Remembering(store, bus, self, self.canvas, self.inspector)
        self._actions |= build(history_actions.ROWS, self, self._remembering)
        self._fill_header()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.canvas, 1)
        row.addWidget(self.inspector)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(row, 1)
        self._view_timer = QTimer(self)
        self._view_timer.setSingleShot(True)
        self._view_timer.setInterval(KEEP_VIEW_AFTER)
        self._view_timer.timeout.connect(self._keep_view)
        self._current = QTimer(self)  # when the map was painted
        self._current.setSingleShot(True)
        self._current.timeout.connect(self._keep_current)
        # Once the layout has given the view its size. A child: singleShot would keep the page.
        self._arrival = QTimer(self)
        self._arrival.setSingleShot(True)
        self._arrival.timeout.connect(self._arrive)
        self._connect()
        self._map_id = self._first_map()
        self._picture = self._read()
        self._show_details(bool(store.state("map:details", True)))
        self.refresh()
        bus.changed.connect(self._changed)

    # The page protocol

    def open_ref(self, ref: Ref) -> None:
        """Go to a map and to what its anchor names there, or to a part wherever it stands."""
        if ref.kind == "part" or ref.anchor:
            self._remembering.end()  # it is seen on the map of now
        if ref.kind == "map":
            elsewhere = ref.id not in (None, self._map_id)
            if elsewhere and queries.picture(self._store, ref.id or 0) is not None:
                self._go_to_map(ref.id or 0)
            if ref.id == self._map_id:
                self._go_to_anchor(ref.anchor)
        elif ref.kind == "part" and ref.id is not None:
            if ref.id not in self.scene.parts:
                known = queries.map_of(self._store, ref.id)
                if known is not None:
                    self._go_to_map(known)
            self._select_part(ref.id)

    def here(self) -> Ref | None:
        """The part that is chosen, or this map."""
        chosen = self.scene.selected
        if len(chosen) == 1 and chosen[0] != SELF_ID:
            return Ref("part", chosen[0])
        return Ref("map", self._map_id)

    @Slot()
    def commit_drafts(self) -> None:
        """Keep the name being given, what is typed beside the map, and the view."""
        self.canvas.give_up_drag()
        self.canvas.naming.finish(keep=True)
        self._areas.commit_drafts()
        self._legend.commit_drafts()
        self.inspector.commit_drafts()
        self.shelf.flush()
        if self._current.isActive():
            self._keep_current()
        if self._view_timer.isActive():
            self._view_timer.stop()
            self._keep_view()

    def menu_actions(self) -> list[QAction]:
        """All of this page's actions."""
        return [self._actions[row.name] for row in actions.ROWS]

    # What the actions do

    def fit(self) -> None:
        """Show the whole map."""
        self.view.fit()

    def zoom_in(self) -> None:
        """One step nearer."""
        self.view.zoom_in()

    def zoom_out(self) -> None:
        """One step further."""
        self.view.zoom_out()

    def toggle_details(self) -> None:
        """Show or hide the pane beside the map."""
        shown = self.inspector.isHidden()
        if not shown:
            self.commit_drafts()
            if self.inspector.isAncestorOf(self.focusWidget() or self):
                self._back_to_map()
        self._show_details(shown)
        self._store.set_state("map:details", shown)

    def show_body(self) -> None:
        """Where in the body the chosen part is felt, or all of them."""
        here = self.here()
        part_id = here.id if here is not None and here.kind == "part" else None
        self.open_requested.emit(Ref("body", part_id))

    @Slot()
    def add_part(self) -> None:
        """Ask who else belongs on this map."""
        dialog = AddPartDialog(
            self._store,
            self._bus,
            here=[i for i in self.scene.parts if i != SELF_ID],
            make=self._doing.make_here,
            parent=self,
        )
        dialog.picked.connect(self._doing.place)
        dialog.finished.connect(self._back_to_map)
        dialog.open()

    # Showing

    def refresh(self, *, anew: bool = False, moved: Collection[int] = ()) -> None:
        """Read the map again, ``anew`` over what is typed too, or where these placements stand."""
        before = self._map_id
        self._picture = self._read(moved)
        if self._map_id != before:  # undo took that map away, or it was put away
            self._arrival.start()
        self._linking.picture = self._going.picture = self._picture
        self._doing.map_id = self._remembering.map_id = self._map_id
        self.shelf.show_picture(self._picture)
        self._making.show_picture(self._picture)
        self._areas.show_picture(self._picture)
        self._legend.show_picture(self._picture, anew=anew)
        self.header.set_title(self._picture.name)
        place = self._picture.kind == "place"
        self.view.set_calm(calm=place)
        self._doing.is_place = place
        self.scene.show_picture(self._picture)
        self._working.show_picture(self._picture)
        self._heard.show_picture(self._picture)
        if not (moved and self.view.will_show_selection()):  # then it comes after the paint
            self._show_selected(anew=anew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(920)
        self.inspector.setFixedWidth(theme.px(NARROW if narrow else WIDE))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._arrived:
            self._arrived = True
            self._arrival.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.canvas.geometry().contains(event.pos()):
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._working.open_menu(self._working.spot() if by_key else event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.header and event.type() == QEvent.Type.MouseButtonDblClick:
            self.shelf.name_map()
            return True
        return False

    def _add_makers(self, bus: Bus) -> None:
        """What brings parts, areas, words and whole maps about."""
        self._making = Making(self._store, bus, self.canvas, self)
        self._making.placed.connect(self._select_part)
        self._making.hear_requested.connect(self._hear)
        self._making.left.connect(self._back_to_map)
        self._actions |= build(making_actions.ROWS, self.view, self._making)
        self._making.set_actions(self._actions)
        self._areas = Areas(self._store, self.canvas, self)
        self._actions |= build(area_actions.ROWS, self.view, self._areas)
        self._areas.set_actions(self._actions)
        self._legend = LegendDoing(self._store, self.canvas, self)
        self._legend.left.connect(self._back_to_map)
        self._actions |= build(area_actions.LEGEND_ROWS, self, self._legend)
        self._legend.set_actions(self._actions)
        self.shelf = Shelf(self._store, bus, self)
        for rows, owner in ((shelf_actions.LIST_ROWS, self.view), (shelf_actions.ROWS, self)):
            self._actions |= build(rows, owner, self.shelf)

    def _fill_header(self) -> None:
        maps = MapsButton(self._actions["maps_list"], self)
        self.shelf.set_actions(self._actions, maps)
        self.header.add_chip(maps)
        self._details = QPushButton(self)
        self._details.setProperty("kind", "quiet")
        self._details.setIcon(icons.icon("pane"))
        self._details.setCheckable(True)
        self._details.setAccessibleName(self.tr("Details beside the map"))
        self._details.setToolTip(self._actions["map_details"].toolTip())
        self._details.clicked.connect(self.toggle_details)
        self.header.add_action(self._details)
        self.add_button = QPushButton(self.tr("Add part"), self)
        self.add_button.setProperty("kind", "primary")
        icons.beside(self.add_button, "plus", "on_accent")
        self.add_button.setToolTip(self._actions["add_to_map"].toolTip())
        self.add_button.clicked.connect(self.add_part)
        self.header.add_action(self.add_button)

    def _connect(self) -> None:
        self.view.selection_shown.connect(self._selected)
        self.view.link_drawn.connect(self._linking.offer)
        self.view.link_requested.connect(self._linking.ask)
        self.view.add_requested.connect(self.add_part)
        self.view.map_name_requested.connect(self.shelf.name_map)
        self.shelf.opened.connect(self._go_to_map)
        self.shelf.left.connect(self._back_to_map)
        self.shelf.about_to_go.connect(self.commit_drafts)
        self.view.details_requested.connect(self._go_to_details)
        self.view.zoomed.connect(self._view_changed)
        self.view.view_moved.connect(self._view_changed)
        self.inspector.open_requested.connect(self.open_requested)
        self.inspector.link_requested.connect(self._linking.ask)
        self.inspector.chosen.connect(self._chosen)
        self.inspector.followed.connect(self._follow_link)
        self.inspector.list_requested.connect(self._to_list)

    def _read(self, moved: Collection[int] = ()) -> Picture:
        same = moved and self._picture.id == self._map_id
        known = queries.moved(self._store, self._picture, moved) if same else None
        picture = known or queries.picture(self._store, self._map_id)
        if picture is None:
            self._map_id = edits.ensure_map(self._store, name=self.tr("My parts"))
            picture = queries.picture(self._store, self._map_id)
        assert picture is not None
        return picture

    def _first_map(self) -> int:
        known = {c.id for kind in ("map", "place") for c in queries.maps(self._store, kind)}
        last = self._store.state("map:current")
        if last in known:
            return int(last)
        return edits.ensure_map(self._store, name=self.tr("My parts"))

    def _show_selected(self, *, anew: bool = False) -> None:
        parts = self.scene.selected
        if not parts and self.scene.selected_link is None and self._beside is not None:
            parts = (self._beside,)
        link_id, soon = self.scene.selected_link, self.scene.care.arriving
        self.inspector.show_selection(self._picture, parts, link_id, anew=anew, soon=soon)
        chosen = self.scene.current
        self._actions["link_on_map"].setEnabled(chosen not in (None, SELF_ID))
        link = self.scene.selected_link is not None or self.scene.selected_area is not None
        self._actions["take_off_map"].setEnabled(link or any(p != SELF_ID for p in parts))

    def _show_details(self, shown: bool) -> None:
        self.inspector.setVisible(shown)
        self._details.setChecked(shown)
        self._actions["map_details"].setChecked(shown)

    @Slot(int)
    def _go_to_map(self, map_id: int) -> None:
        self.commit_drafts()
        self._remembering.end()
        self._map_id = map_id
        self._beside = None
        self.scene.select()
        self.scene.care.arriving = True
        self.refresh()
        self.scene.care.arriving = False
        self._arrive()
        self._current.start()

    @Slot()
    def _arrive(self) -> None:
        self._legend.arrive()
        if not self.view.restore(self._store.state(f"map:{self._map_id}:view")):
            self.view.fit()
        self._show_chosen_area()  # somebody was led here
        self._view_timer.stop()

    @Slot(int)
    def _select_part(self, part_id: int) -> None:
        if part_id in self.scene.parts:
            self.scene.select((part_id,))
            if self._arrived:
                self.view.show_part(part_id)
        else:
            self.scene.select()
            self._beside = part_id
            self._show_selected()

    def _go_to_anchor(self, anchor: str) -> None:
        kind, _, number = anchor.partition(":")
        if not number.isdecimal():
            return
        if kind == "part":
            self._select_part(int(number))
        elif kind == "area":
            self.scene.select(area=int(number))
            self._show_chosen_area()
        elif kind == "moment":
            self._remembering.show_moment(int(number))

    def _show_chosen_area(self) -> None:
        if self._arrived and self.scene.selected_area is not None:
            self.view.show_area(self.scene.selected_area)

    # What was done

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change.tables & TOUCHING:
            moved = change.ids("placement") if change.tables <= MOVING else ()
            self.refresh(anew=change.origin != "edit", moved=moved)

    @Slot()
    def _selected(self) -> None:
        self._beside = None
        self._show_selected()
        text = spoken(self.scene, self._picture)
        self.view.setAccessibleDescription(text)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, text))

    @Slot(int)
    def _follow_link(self, relation_id: int) -> None:
        self.scene.select(link=relation_id)

    @Slot(int)
    def _chosen(self, part_id: int) -> None:
        self._select_part(part_id)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _hear(self, part_id: int) -> None:
        self.open_requested.emit(Ref("dialogue", None, f"part:{part_id}"))

    @Slot()
    def _to_list(self) -> None:
        self._beside = None
        self.scene.select()
        self._show_selected()
        self.inspector.people.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_to_details(self) -> None:
        self._show_details(True)
        if self.scene.current not in (None, SELF_ID) and len(self.scene.selected) == 1:
            self.inspector.part.focus_name()
        elif self.scene.current is None and self.scene.selected_link is None:
            self.inspector.people.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _back_to_map(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _view_changed(self, *_: object) -> None:
        if self._arrived:
            self._view_timer.start()

    @Slot()
    def _keep_current(self) -> None:
        """Come back to this map next time."""
        self._current.stop()
        self._store.set_state("map:current", self._map_id)

    @Slot()
    def _keep_view(self) -> None:
        self._store.set_state(f"map:{self._map_id}:view", self.view.state())
