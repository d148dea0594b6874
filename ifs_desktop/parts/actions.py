"""The profile's rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Profile"))

ROWS = (
    Row(
        "add_to_profile",
        str(QT_TRANSLATE_NOOP("Actions", "Add to this profile…")),
        "Ctrl+N",
        "ask_what_to_add",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "talk_with_part",
        str(QT_TRANSLATE_NOOP("Actions", "Start a dialogue with this part")),
        "",
        "talk",
        icon="dialogue",
        menu=_MENU,
    ),
    Row(
        "part_on_map",
        str(QT_TRANSLATE_NOOP("Actions", "Show this part on the map")),
        "",
        "show_on_map",
        icon="map",
        menu=_MENU,
    ),
    Row(
        "rest_part",
        str(QT_TRANSLATE_NOOP("Actions", "Let this part rest")),
        "",
        "let_rest",
        menu=_MENU,
    ),
    Row(
        "wake_part",
        str(QT_TRANSLATE_NOOP("Actions", "Wake this part")),
        "",
        "wake",
        menu=_MENU,
    ),
    Row(
        "put_away_part",
        str(QT_TRANSLATE_NOOP("Actions", "Put this part away…")),
        "",
        "put_away",
        menu=_MENU,
    ),
    Row(
        "delete_part",
        str(QT_TRANSLATE_NOOP("Actions", "Delete this part for good…")),
        "",
        "delete_for_good",
        menu=_MENU,
    ),
)
