"""The names of undo steps, for translation: insides know no Qt, so their labels are listed here.

A test holds this list against every ``edit("…")`` in the insides.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

CONTEXT = "edits"
LABELS = (
    QT_TRANSLATE_NOOP("edits", "Add part"),
    QT_TRANSLATE_NOOP("edits", "Write contacts"),
)
