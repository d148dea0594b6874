"""The rows of the map's action table that bring parts onto it."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Map"))

# Answer while the map itself has the focus; their handlers are methods of making.Making.
ROWS = (
    Row(
        "known_parts",
        str(QT_TRANSLATE_NOOP("Actions", "Known parts")),
        "K",
        "show_known",
        icon="users",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "Parts you know already, to place on this map")),
    ),
    Row(
        "number_parts",
        str(QT_TRANSLATE_NOOP("Actions", "Number parts as they came")),
        "",
        "number_parts",
        menu=_MENU,
        under=str(QT_TRANSLATE_NOOP("Actions", "Arrange")),
        tip=str(QT_TRANSLATE_NOOP("Actions", "In the order they came onto this map")),
        checkable=True,
    ),
)
