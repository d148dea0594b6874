"""What can be undone and done again, by name, in the menu and on the rail."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from ifs_desktop.shell.rail import Rail
from ifs_desktop.store import Store
from ifs_desktop.ui import labels


def show(store: Store, actions: Mapping[str, QAction], rail: Rail) -> None:
    """Bring the words of both in line with what was done last."""
    say = QCoreApplication.translate
    for name, plain, pattern, label in (
        ("undo", say("Window", "Undo"), say("Window", "Undo: {step}"), store.undo_label),
        ("redo", say("Window", "Redo"), say("Window", "Redo: {step}"), store.redo_label),
    ):
        action = actions[name]
        action.setEnabled(label is not None)
        step = "" if label is None else say(labels.CONTEXT, label)
        action.setText(pattern.format(step=step) if step else plain)
        action.setToolTip(action.text())
    undo = actions["undo"]
    rail.show_undo(undo.text(), undo.isEnabled())
