"""The rows of the map's action table about what else lies on it: groups, notes, the legend."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))
_UNDER = str(QT_TRANSLATE_NOOP("Actions", "Groups and notes"))

# Answer while the map itself has the focus; their handlers are methods of area_doing.Areas.
ROWS = (
    Row(
        "add_group",
        str(QT_TRANSLATE_NOOP("Actions", "Group")),
        "O",
        "add_group",
        menu=_MENU,
        under=_UNDER,
        icon="group",
        tip=str(QT_TRANSLATE_NOOP("Actions", "A frame around those who are selected")),
    ),
    Row(
        "add_safe_place",
        str(QT_TRANSLATE_NOOP("Actions", "Safe place")),
        "S",
        "add_safe_place",
        menu=_MENU,
        under=_UNDER,
        icon="leaf",
        tip=str(QT_TRANSLATE_NOOP("Actions", "A region where it is safe to be")),
    ),
    Row(
        "add_note",
        str(QT_TRANSLATE_NOOP("Actions", "Note")),
        "W",
        "add_note",
        menu=_MENU,
        under=_UNDER,
        icon="note",
        tip=str(QT_TRANSLATE_NOOP("Actions", "A few words of your own, anywhere on the map")),
    ),
    Row(
        "area_words",
        str(QT_TRANSLATE_NOOP("Actions", "Write its words")),
        "",
        "write",
        menu=_MENU,
        under=_UNDER,
        icon="edit",
    ),
    Row(
        "area_colour",
        str(QT_TRANSLATE_NOOP("Actions", "Its colour…")),
        "C",
        "offer_colours",
        menu=_MENU,
        under=_UNDER,
    ),
)
# Answers anywhere on the page; its handler is a method of legend_doing.LegendDoing.
LEGEND_ROWS = (
    Row(
        "map_legend",
        str(QT_TRANSLATE_NOOP("Actions", "Legend")),
        "Ctrl+Shift+L",
        "show_legend",
        icon="info",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "What size, distance and colour mean on this map")),
        checkable=True,
    ),
)
