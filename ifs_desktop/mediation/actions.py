"""What can be done in the mediation room, as rows of the app's one action table."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

_MENU = str(QT_TRANSLATE_NOOP("Actions", "Mediation"))

ROWS = (
    Row(
        "new_mediation",
        str(QT_TRANSLATE_NOOP("Actions", "Mediate between two others…")),
        "",
        "ask_for_new",
        icon="plus",
        menu=_MENU,
    ),
    Row(
        "leave_mediation",
        str(QT_TRANSLATE_NOOP("Actions", "Come back later")),
        "",
        "come_back_later",
        icon="arrow-left",
        menu=_MENU,
    ),
    Row(
        "put_away_mediation",
        str(QT_TRANSLATE_NOOP("Actions", "Put this mediation away")),
        "",
        "put_away",
        icon="archive",
        menu=_MENU,
    ),
)
