"""What can be done on the page of the search."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

ROWS = (
    Row(
        "edit_query",
        str(QT_TRANSLATE_NOOP("Actions", "Change the words looked for")),
        "Ctrl+F",
        "edit_query",
        "search",
        "page",
    ),
)
