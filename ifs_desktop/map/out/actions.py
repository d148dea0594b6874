"""The rows of the app's action table for maps that go out or come in."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))

# Answer anywhere on the page; their handlers are methods of Going.
ROWS = (
    Row(
        "map_out",
        str(QT_TRANSLATE_NOOP("Actions", "Save or print this map…")),
        "Ctrl+P",
        "send_out",
        icon="save",
        menu=_MENU,
    ),
    Row(
        "map_in",
        str(QT_TRANSLATE_NOOP("Actions", "Bring a map in…")),
        "",
        "bring_in",
        icon="file-plus",
        menu=_MENU,
        under=str(QT_TRANSLATE_NOOP("Actions", "Maps")),
        tip=str(QT_TRANSLATE_NOOP("Actions", "From a JSON Canvas file")),
    ),
)
