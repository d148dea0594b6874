"""The keys of the inbox, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Inbox"))

ROWS = (
    Row(
        "sort_impressions",
        str(QT_TRANSLATE_NOOP("Actions", "Sort onto a part…")),
        "Ctrl+Return",
        "ask_whom",
        icon="users",
        menu=_MENU,
    ),
    Row(
        "edit_impression",
        str(QT_TRANSLATE_NOOP("Actions", "Edit the words…")),
        "F2",
        "edit_current",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "make_entry",
        str(QT_TRANSLATE_NOOP("Actions", "Make it a journal entry")),
        "",
        "make_entry",
        icon="journal",
        menu=_MENU,
    ),
    Row(
        "take_back_impressions",
        str(QT_TRANSLATE_NOOP("Actions", "Take back into the inbox")),
        "",
        "take_back",
        icon="inbox",
        menu=_MENU,
    ),
    Row(
        "put_away_impressions",
        str(QT_TRANSLATE_NOOP("Actions", "Put away")),
        "Delete",
        "put_away",
        icon="archive",
        menu=_MENU,
    ),
)
