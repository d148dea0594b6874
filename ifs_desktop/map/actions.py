"""The map's rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QKeySequence

from ifs_desktop.map.area_actions import LEGEND_ROWS
from ifs_desktop.map.area_actions import ROWS as AREA_ROWS
from ifs_desktop.map.history.actions import ROWS as HISTORY_ROWS
from ifs_desktop.map.making_actions import ROWS as MAKING_ROWS
from ifs_desktop.map.out.actions import ROWS as OUT_ROWS
from ifs_desktop.map.shelf.actions import LIST_ROWS as SHELF_LIST_ROWS
from ifs_desktop.map.shelf.actions import ROWS as SHELF_ROWS
from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))
_LINE = str(QT_TRANSLATE_NOOP("Actions", "Line up"))
_LOOK = str(QT_TRANSLATE_NOOP("Actions", "Size and fading"))
_CHOOSE = str(QT_TRANSLATE_NOOP("Actions", "Select and copy"))
_ARRANGE = str(QT_TRANSLATE_NOOP("Actions", "Arrange"))
_VIEW = str(QT_TRANSLATE_NOOP("Actions", "View"))

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
# Answer while the map itself has the focus; their handlers are methods of ``working.Working``.
WORKING_ROWS = (
    Row(
        "menu_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "What can be done here…")),
        "Shift+F10",
        "offer_menu",
        icon="more",
        menu=_MENU,
    ),
    Row(
        "select_all_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Select all")),
        QKeySequence.StandardKey.SelectAll,
        "select_all",
        menu=_MENU,
        under=_CHOOSE,
    ),
    Row(
        "select_too",
        str(QT_TRANSLATE_NOOP("Actions", "Keep selected")),
        "Shift+Space",
        "keep_selected",
        icon="check",
        menu=_MENU,
        under=_CHOOSE,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Stays selected while others are chosen too")),
        checkable=True,
    ),
    Row(
        "copy_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Copy")),
        QKeySequence.StandardKey.Copy,
        "copy",
        icon="copy",
        menu=_MENU,
        under=_CHOOSE,
    ),
    Row(
        "cut_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Cut")),
        QKeySequence.StandardKey.Cut,
        "cut",
        icon="cut",
        menu=_MENU,
        under=_CHOOSE,
    ),
    Row(
        "paste_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Paste")),
        QKeySequence.StandardKey.Paste,
        "paste",
        icon="paste",
        menu=_MENU,
        under=_CHOOSE,
    ),
    Row(
        "put_on_another_map",
        str(QT_TRANSLATE_NOOP("Actions", "Put on another map…")),
        "Shift+M",
        "put_on_another_map",
        icon="map",
        menu=_MENU,
        under=_CHOOSE,
    ),
    Row(
        "larger_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Larger")),
        ("+", "="),
        "larger",
        icon="plus",
        menu=_MENU,
        under=_LOOK,
    ),
    Row(
        "smaller_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Smaller")),
        "-",
        "smaller",
        icon="minus",
        menu=_MENU,
        under=_LOOK,
    ),
    Row(
        "fainter_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Fainter")),
        "F",
        "fainter",
        menu=_MENU,
        under=_LOOK,
    ),
    Row(
        "clearer_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Clearer")),
        "Shift+F",
        "clearer",
        menu=_MENU,
        under=_LOOK,
    ),
    Row(
        "pin_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Leave where it is")),
        "P",
        "pin",
        icon="pin",
        menu=_MENU,
        under=_ARRANGE,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Tidying leaves it where it stands")),
        checkable=True,
    ),
    Row(
        "tidy_map",
        str(QT_TRANSLATE_NOOP("Actions", "Tidy")),
        "T",
        "tidy",
        icon="tidy",
        menu=_MENU,
        under=_ARRANGE,
        tip=str(QT_TRANSLATE_NOOP("Actions", "A calm layout around Self")),
    ),
    Row(
        "line_up",
        str(QT_TRANSLATE_NOOP("Actions", "Line up…")),
        "A",
        "offer_lines",
        icon="align-left",
        menu=_MENU,
        under=_LINE,
    ),
    *(
        Row(name, label, key, handler, icon=icon, menu=_MENU, under=_LINE)
        for name, label, key, handler, icon in (
            (
                "align_left",
                str(QT_TRANSLATE_NOOP("Actions", "Left edges")),
                "Alt+Left",
                "align_left",
                "align-left",
            ),
            (
                "align_centre",
                str(QT_TRANSLATE_NOOP("Actions", "Centres, one below the other")),
                "",
                "align_centre",
                "align-centre",
            ),
            (
                "align_right",
                str(QT_TRANSLATE_NOOP("Actions", "Right edges")),
                "Alt+Right",
                "align_right",
                "align-right",
            ),
            (
                "align_top",
                str(QT_TRANSLATE_NOOP("Actions", "Upper edges")),
                "Alt+Up",
                "align_top",
                "align-top",
            ),
            (
                "align_middle",
                str(QT_TRANSLATE_NOOP("Actions", "Centres, side by side")),
                "",
                "align_middle",
                "align-middle",
            ),
            (
                "align_bottom",
                str(QT_TRANSLATE_NOOP("Actions", "Lower edges")),
                "Alt+Down",
                "align_bottom",
                "align-bottom",
            ),
            (
                "distribute_across",
                str(QT_TRANSLATE_NOOP("Actions", "Same gaps from left to right")),
                "",
                "distribute_across",
                "distribute-across",
            ),
            (
                "distribute_down",
                str(QT_TRANSLATE_NOOP("Actions", "Same gaps from top to bottom")),
                "",
                "distribute_down",
                "distribute-down",
            ),
        )
    ),
    Row(
        "map_grid",
        str(QT_TRANSLATE_NOOP("Actions", "Grid")),
        "G",
        "toggle_grid",
        icon="grid",
        menu=_MENU,
        under=_ARRANGE,
        checkable=True,
    ),
    Row(
        "map_snap",
        str(QT_TRANSLATE_NOOP("Actions", "Snap to the grid")),
        "Shift+G",
        "toggle_snap",
        menu=_MENU,
        under=_ARRANGE,
        checkable=True,
    ),
)
# Answer anywhere on the page; their handlers are methods of ``working.Working``.
FINDING_ROWS = (
    Row(
        "find_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Find on this map…")),
        QKeySequence.StandardKey.Find,
        "find",
        icon="search",
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
        under=_VIEW,
    ),
    Row(
        "zoom_in",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom in")),
        ("Ctrl++", "Ctrl+="),
        "zoom_in",
        icon="zoom-in",
        menu=_MENU,
        under=_VIEW,
    ),
    Row(
        "zoom_out",
        str(QT_TRANSLATE_NOOP("Actions", "Zoom out")),
        "Ctrl+-",
        "zoom_out",
        icon="zoom-out",
        menu=_MENU,
        under=_VIEW,
    ),
    Row(
        "body_map",
        str(QT_TRANSLATE_NOOP("Actions", "Body map")),
        "Ctrl+B",
        "show_body",
        icon="user",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Where in the body parts are felt")),
    ),
    Row(
        "map_details",
        str(QT_TRANSLATE_NOOP("Actions", "Details beside the map")),
        "Ctrl+I",
        "toggle_details",
        icon="pane",
        menu=_MENU,
        under=_VIEW,
        checkable=True,
    ),
)
_FIRST = ("add_to_map", "known_parts", "name_on_map", "link_on_map", "take_off_map", "menu_on_map")
_INSIDE = (_CHOOSE, _LOOK, _LINE, _ARRANGE)  # the menus inside the menu; the others follow


def _turn(row: Row) -> tuple[int, int]:
    """What is done most often comes first, then the menus inside the menu, then the rest."""
    if row.name in _FIRST:
        return (0, _FIRST.index(row.name))
    if row.under:
        return (1, _INSIDE.index(row.under) if row.under in _INSIDE else len(_INSIDE))
    return (2, 0)


ROWS = tuple(
    sorted(
        (
            *(*CANVAS_ROWS, *WORKING_ROWS, *FINDING_ROWS, *PAGE_ROWS),
            *(*MAKING_ROWS, *AREA_ROWS, *LEGEND_ROWS, *SHELF_LIST_ROWS, *SHELF_ROWS),
            *(*OUT_ROWS, *HISTORY_ROWS),
        ),
        key=_turn,
    )
)
