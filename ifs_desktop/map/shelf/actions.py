"""The rows of the map's action table that are about whole maps."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))
_MAPS = str(QT_TRANSLATE_NOOP("Actions", "Maps"))

# Answers while the map itself has the focus.
LIST_ROWS = (
    Row(
        "maps_list",
        str(QT_TRANSLATE_NOOP("Actions", "All maps…")),
        "M",
        "show_list",
        icon="map",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "All maps: find, order, archive")),
    ),
)
# Without a key; their handlers are methods of shelf.doing.Shelf.
ROWS = (
    Row(
        "new_map",
        str(QT_TRANSLATE_NOOP("Actions", "New map…")),
        "",
        "new_map",
        icon="file-plus",
        menu=_MENU,
        under=_MAPS,
    ),
    Row(
        "map_today",
        str(QT_TRANSLATE_NOOP("Actions", "Map of today")),
        "",
        "copy_for_today",
        icon="today",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "A copy of this map, to change as it is today")),
    ),
    Row(
        "rename_map",
        str(QT_TRANSLATE_NOOP("Actions", "Name of this map…")),
        "",
        "name_map",
        icon="edit",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "This map's name, and what it is about")),
    ),
    Row(
        "archive_map",
        str(QT_TRANSLATE_NOOP("Actions", "Archive this map")),
        "",
        "archive_map",
        icon="archive",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Lay it apart; everything on it stays as it is")),
    ),
    Row(
        "unarchive_map",
        str(QT_TRANSLATE_NOOP("Actions", "Bring this map back")),
        "",
        "unarchive_map",
        icon="archive",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Among the maps in use again")),
    ),
    Row(
        "put_map_away",
        str(QT_TRANSLATE_NOOP("Actions", "Put this map away")),
        "",
        "put_map_away",
        icon="trash",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "The parts on it stay as they are")),
    ),
    Row(
        "put_place_away",
        str(QT_TRANSLATE_NOOP("Actions", "Put this place away")),
        "",
        "put_place_away",
        icon="x",
        menu=_MENU,
        under=_MAPS,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Who rested here stays as they are")),
    ),
)
