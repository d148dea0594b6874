"""The names of undo steps, for translation: insides know no Qt, so their labels are listed here.

A test holds this list against every ``edit("…")`` in the insides.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "edits"
LABELS = (
    str(QT_TRANSLATE_NOOP("edits", "Add a picture")),
    str(QT_TRANSLATE_NOOP("edits", "Add part")),
    str(QT_TRANSLATE_NOOP("edits", "Add what is known")),
    str(QT_TRANSLATE_NOOP("edits", "Change colour")),
    str(QT_TRANSLATE_NOOP("edits", "Change its time")),
    str(QT_TRANSLATE_NOOP("edits", "Change link")),
    str(QT_TRANSLATE_NOOP("edits", "Change role")),
    str(QT_TRANSLATE_NOOP("edits", "Change who said it")),
    str(QT_TRANSLATE_NOOP("edits", "Change who speaks")),
    str(QT_TRANSLATE_NOOP("edits", "Edit a line")),
    str(QT_TRANSLATE_NOOP("edits", "Edit what is known")),
    str(QT_TRANSLATE_NOOP("edits", "Invite a part")),
    str(QT_TRANSLATE_NOOP("edits", "Join lines")),
    str(QT_TRANSLATE_NOOP("edits", "Leave a part out")),
    str(QT_TRANSLATE_NOOP("edits", "Let a part rest")),
    str(QT_TRANSLATE_NOOP("edits", "Link parts")),
    str(QT_TRANSLATE_NOOP("edits", "Move Self")),
    str(QT_TRANSLATE_NOOP("edits", "Move lines")),
    str(QT_TRANSLATE_NOOP("edits", "Move parts")),
    str(QT_TRANSLATE_NOOP("edits", "New map")),
    str(QT_TRANSLATE_NOOP("edits", "Note how one feels toward a part")),
    str(QT_TRANSLATE_NOOP("edits", "Place part")),
    str(QT_TRANSLATE_NOOP("edits", "Put a dialogue away")),
    str(QT_TRANSLATE_NOOP("edits", "Put a line away")),
    str(QT_TRANSLATE_NOOP("edits", "Put a reading away")),
    str(QT_TRANSLATE_NOOP("edits", "Put exercise away")),
    str(QT_TRANSLATE_NOOP("edits", "Put fact away")),
    str(QT_TRANSLATE_NOOP("edits", "Put lines away")),
    str(QT_TRANSLATE_NOOP("edits", "Put link away")),
    str(QT_TRANSLATE_NOOP("edits", "Put part away")),
    str(QT_TRANSLATE_NOOP("edits", "Rename a dialogue")),
    str(QT_TRANSLATE_NOOP("edits", "Rename map")),
    str(QT_TRANSLATE_NOOP("edits", "Rename part")),
    str(QT_TRANSLATE_NOOP("edits", "Reverse link")),
    str(QT_TRANSLATE_NOOP("edits", "Say a line")),
    str(QT_TRANSLATE_NOOP("edits", "Split a line")),
    str(QT_TRANSLATE_NOOP("edits", "Start a dialogue")),
    str(QT_TRANSLATE_NOOP("edits", "Take off the map")),
    str(QT_TRANSLATE_NOOP("edits", "Wake a part")),
    str(QT_TRANSLATE_NOOP("edits", "Write contacts")),
    str(QT_TRANSLATE_NOOP("edits", "Write down an answer")),
)
