"""The keys of the trash, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Put away"))

ROWS = (
    Row(
        "bring_back",
        str(QT_TRANSLATE_NOOP("Actions", "Bring back")),
        "Ctrl+Return",
        "bring_back",
        icon="undo",
        menu=_MENU,
    ),
    Row(
        "delete_for_good",
        str(QT_TRANSLATE_NOOP("Actions", "Delete for good…")),
        "Delete",
        "delete_for_good",
        icon="trash",
        menu=_MENU,
    ),
)
