"""The rows of the app's action table for a map's past."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))

# Answer anywhere on the page; their handlers are methods of Remembering.
ROWS = (
    Row(
        "map_over_time",
        str(QT_TRANSLATE_NOOP("Actions", "Map over time")),
        "Ctrl+H",
        "toggle",
        icon="clock",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "How this map was, moment by moment")),
    ),
    Row(
        "name_moment",
        str(QT_TRANSLATE_NOOP("Actions", "Name this moment of the map…")),
        "",
        "name_now",
        icon="bookmark",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "To find it again in the map over time")),
    ),
)
