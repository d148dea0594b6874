"""The menu of a right click, or of the menu key: what can be done with what is selected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.scene import MapScene

APART = ""  # a line between two actions
_MOVING = ("pin_on_map", APART, "copy_on_map", "cut_on_map", "put_on_another_map", APART)
NOTHING = (
    *("add_to_map", "known_parts", "paste_on_map", "select_all_on_map", APART),
    *("add_group", "add_safe_place", "add_note", APART),
    *("tidy_map", "find_on_map", "map_grid", "map_snap", "fit_map"),
)
ONE = ("name_on_map", "link_on_map", "add_group", *_MOVING, "take_off_map")
SEVERAL = ("line_up", "add_group", *_MOVING, "take_off_map")
LINK = ("take_off_map",)
AREA = ("area_words", "area_colour", "take_off_map")


def names(scene: MapScene) -> tuple[str, ...]:
    """What is offered, by the names of the actions."""
    if scene.selected_link is not None:
        return LINK
    if scene.selected_area is not None:
        return AREA
    parts = [i for i in scene.selected if i != SELF_ID]
    if not parts:
        return NOTHING
    return ONE if len(scene.selected) == 1 else SEVERAL


def open_menu(
    scene: MapScene, actions: Mapping[str, QAction], at: QPoint, parent: QWidget
) -> QMenu:
    """Show the menu at a point of the screen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names(scene):
        if name == APART:
            menu.addSeparator()
        else:
            menu.addAction(actions[name])
    menu.popup(at)
    return menu
