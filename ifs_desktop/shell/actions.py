"""What can be done anywhere in an open journal."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QKeySequence

from ifs_desktop.ui.actions import Row

ROWS = (
    Row("lock", QT_TRANSLATE_NOOP("Actions", "Lock"), "Ctrl+L", "request_lock", "lock", "journal"),
    Row("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), QKeySequence.StandardKey.Quit, "request_quit", "quit", "journal"),
    Row("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), QKeySequence.StandardKey.Undo, "undo", "undo", "edit"),
    Row("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), QKeySequence.StandardKey.Redo, "redo", "redo", "edit"),
    Row("ground", QT_TRANSLATE_NOOP("Actions", "Ground me"), "F8", "ground", "leaf", "go"),
    Row("next_pane", QT_TRANSLATE_NOOP("Actions", "Next pane"), "F6", "next_pane", "", "go"),
    Row("help", QT_TRANSLATE_NOOP("Actions", "Help"), QKeySequence.StandardKey.HelpContents, "show_help", "help", "help"),
    Row("honest", QT_TRANSLATE_NOOP("Actions", "The first page"), "", "show_honest", "", "help"),
    Row("about", QT_TRANSLATE_NOOP("Actions", "About"), "", "show_about", "info", "help"),
)
