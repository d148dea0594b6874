"""The keys of the journal page, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Journal"))

PAGE_ROWS = (
    Row(
        "new_entry",
        str(QT_TRANSLATE_NOOP("Actions", "New entry")),
        "Ctrl+N",
        "new_entry",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "late_entry",
        str(QT_TRANSLATE_NOOP("Actions", "Late entry…")),
        "Ctrl+Shift+E",
        "late_entry",
        icon="clock",
        menu=_MENU,
        tip=str(QT_TRANSLATE_NOOP("Actions", "An entry for an earlier day or hour")),
    ),
    Row(
        "add_picture",
        str(QT_TRANSLATE_NOOP("Actions", "Add a picture…")),
        "Ctrl+Shift+P",
        "add_picture",
        icon="image",
        menu=_MENU,
    ),
    Row(
        "change_when",
        str(QT_TRANSLATE_NOOP("Actions", "Change day and time…")),
        "Ctrl+Shift+D",
        "change_when",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "keep_template",
        str(QT_TRANSLATE_NOOP("Actions", "Start a template from this entry…")),
        "",
        "keep_template",
        icon="file-plus",
        menu=_MENU,
    ),
    Row(
        "rename_template",
        str(QT_TRANSLATE_NOOP("Actions", "Rename a template…")),
        "",
        "rename_template",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "put_away_template",
        str(QT_TRANSLATE_NOOP("Actions", "Put a template away…")),
        "",
        "put_away_template",
        icon="archive",
        menu=_MENU,
    ),
    Row(
        "put_away_entry",
        str(QT_TRANSLATE_NOOP("Actions", "Put this entry away")),
        "",
        "put_away_entry",
        icon="archive",
        menu=_MENU,
    ),
)

LIST_ROWS = (
    Row(
        "put_away_listed_entry",
        str(QT_TRANSLATE_NOOP("Actions", "Put this entry away")),
        "Del",
        "put_away_current",
        icon="archive",
    ),
)

ROWS = (*PAGE_ROWS, *LIST_ROWS)
