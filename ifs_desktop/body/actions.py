"""The body map's rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Body map"))

ROWS = (
    Row(
        "mark_body",
        str(QT_TRANSLATE_NOOP("Actions", "Add a place in the body")),
        "Ctrl+Return",
        "add_place",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "describe_mark",
        str(QT_TRANSLATE_NOOP("Actions", "Say how it feels there")),
        "F2",
        "to_words",
        icon="edit",
        menu=_MENU,
    ),
    Row(
        "larger_mark",
        str(QT_TRANSLATE_NOOP("Actions", "Larger place")),
        "Ctrl+Up",
        "larger",
        icon="zoom-in",
        menu=_MENU,
    ),
    Row(
        "smaller_mark",
        str(QT_TRANSLATE_NOOP("Actions", "Smaller place")),
        "Ctrl+Down",
        "smaller",
        icon="zoom-out",
        menu=_MENU,
    ),
    Row(
        "put_mark_away",
        str(QT_TRANSLATE_NOOP("Actions", "Take off the figure")),
        "Delete",
        "put_away",
        icon="x",
        menu=_MENU,
    ),
    Row(
        "mark_profile",
        str(QT_TRANSLATE_NOOP("Actions", "Open its profile")),
        "Ctrl+O",
        "open_profile",
        icon="user",
        menu=_MENU,
    ),
)
