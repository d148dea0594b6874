"""The map's rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.map.making_actions import ROWS as MAKING_ROWS
from ifs_desktop.map.shelf.actions import LIST_ROWS as SHELF_LIST_ROWS
from ifs_desktop.map.shelf.actions import ROWS as SHELF_ROWS
from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))

# Answer while the map itself has the focus; their handlers are methods of the view.
CANVAS_ROWS = (
    Row(
        "add_to_map",
        str(QT_TRANSLATE_NOOP("Actions", "Add part…")),
        "N",
        "ask_add",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "name_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Rename part here")),
        "F2",
        "ask_name",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "link_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Link to another part…")),
        "L",
        "ask_link",
        icon="link",
        menu=_MENU,
    ),
    Row(
        "take_off_map",
        str(QT_TRANSLATE_NOOP("Actions", "Take off this map")),
        ("Del", "Backspace"),
        "ask_remove",
        icon="x",
        menu=_MENU,
    ),
)
# Answer anywhere on the page; their handlers are methods of the page.
PAGE_ROWS = (
    Row(
        "fit_map",
        str(QT_TRANSLATE_NOOP("Actions", "Whole map")),
        "Ctrl+0",
        "fit",
        icon="fit",
        menu=_MENU,
    ),
    Row(
        "zoom_in",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom in")),
        ("Ctrl++", "Ctrl+="),
        "zoom_in",
        icon="zoom-in",
        menu=_MENU,
    ),
    Row(
        "zoom_out",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom out")),
        "Ctrl+-",
        "zoom_out",
        icon="zoom-out",
        menu=_MENU,
    ),
    Row(
        "map_details",
        str(QT_TRANSLATE_NOOP("Actions", "Details beside the map")),
        "Ctrl+I",
        "toggle_details",
        icon="pane",
        menu=_MENU,
        checkable=True,
    ),
)
ROWS = (*CANVAS_ROWS, *PAGE_ROWS, *MAKING_ROWS, *SHELF_LIST_ROWS, *SHELF_ROWS)
