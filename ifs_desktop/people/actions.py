"""The keys of the people, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "People"))

ROWS = (
    Row(
        "add_person",
        str(QT_TRANSLATE_NOOP("Actions", "Add somebody by name")),
        "Ctrl+N",
        "add_somebody",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "find_person",
        str(QT_TRANSLATE_NOOP("Actions", "Find somebody")),
        "Ctrl+F",
        "find_somebody",
        icon="search",
        menu=_MENU,
    ),
    Row(
        "reach_earlier",
        str(QT_TRANSLATE_NOOP("Actions", "Earlier in the list to reach out to")),
        "Alt+Up",
        "reach_earlier",
        menu=_MENU,
    ),
    Row(
        "reach_later",
        str(QT_TRANSLATE_NOOP("Actions", "Later in the list to reach out to")),
        "Alt+Down",
        "reach_later",
        menu=_MENU,
    ),
    Row(
        "initials",
        str(QT_TRANSLATE_NOOP("Actions", "Initials instead of names")),
        "",
        "toggle_initials",
        menu=_MENU,
        checkable=True,
    ),
    Row(
        "put_away_person",
        str(QT_TRANSLATE_NOOP("Actions", "Put this person away")),
        "",
        "put_away",
        icon="archive",
        menu=_MENU,
    ),
)
