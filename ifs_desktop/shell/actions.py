"""What can be done anywhere in an open journal."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QKeySequence

from ifs_desktop.ui.actions import Row

Key = QKeySequence.StandardKey

ROWS = (
    Row(
        "open_another",
        str(QT_TRANSLATE_NOOP("Actions", "Open another journal…")),
        "Ctrl+O",
        "open_another",
        "",
        "journal",
    ),
    Row(
        "new_journal",
        str(QT_TRANSLATE_NOOP("Actions", "New journal…")),
        "Ctrl+Shift+N",
        "new_journal",
        "",
        "journal",
    ),
    Row(
        "keys",
        str(QT_TRANSLATE_NOOP("Actions", "Password and recovery code")),
        "",
        "show_keys",
        "key",
        "journal",
    ),
    Row(
        "backups",
        str(QT_TRANSLATE_NOOP("Actions", "Backups")),
        "",
        "show_backups",
        "save",
        "journal",
    ),
    Row(
        "exchange",
        str(QT_TRANSLATE_NOOP("Actions", "Export and import")),
        "",
        "show_exchange",
        "swap",
        "journal",
    ),
    Row(
        "privacy",
        str(QT_TRANSLATE_NOOP("Actions", "Privacy")),
        "",
        "show_privacy",
        "info",
        "journal",
    ),
    Row(
        "lock",
        str(QT_TRANSLATE_NOOP("Actions", "Lock")),
        "Ctrl+L",
        "request_lock",
        "lock",
        "journal",
    ),
    Row(
        "close",
        str(QT_TRANSLATE_NOOP("Actions", "Close journal")),
        "Ctrl+W",
        "request_quit",
        "",
        "journal",
    ),
    Row(
        "quit",
        str(QT_TRANSLATE_NOOP("Actions", "Quit")),
        Key.Quit,
        "request_quit",
        "quit",
        "journal",
    ),
    Row(
        "undo",
        str(QT_TRANSLATE_NOOP("Actions", "Undo")),
        Key.Undo,
        "undo",
        "undo",
        "edit",
    ),
    Row(
        "redo",
        str(QT_TRANSLATE_NOOP("Actions", "Redo")),
        Key.Redo,
        "redo",
        "redo",
        "edit",
    ),
    Row(
        "jot",
        str(QT_TRANSLATE_NOOP("Actions", "Jot something down")),
        "Ctrl+J",
        "jot",
        "edit",
        "go",
    ),
    Row("inbox", str(QT_TRANSLATE_NOOP("Actions", "Inbox")), "", "show_inbox", "inbox", "go"),
    Row(
        "trash",
        str(QT_TRANSLATE_NOOP("Actions", "What was put away")),
        "",
        "show_trash",
        "archive",
        "journal",
    ),
    Row(
        "go_to",
        str(QT_TRANSLATE_NOOP("Actions", "Go to anything…")),
        "Ctrl+K",
        "go_to_anything",
        "search",
        "go",
    ),
    Row(
        "find",
        str(QT_TRANSLATE_NOOP("Actions", "Search everything")),
        "Ctrl+Shift+F",
        "show_find",
        "search",
        "go",
    ),
    Row(
        "check_in",
        str(QT_TRANSLATE_NOOP("Actions", "Check in")),
        "F7",
        "check_in",
        "today",
        "go",
    ),
    Row(
        "activated",
        str(QT_TRANSLATE_NOOP("Actions", "I’m activated")),
        "F9",
        "be_activated",
        "zap",
        "go",
    ),
    Row("ground", str(QT_TRANSLATE_NOOP("Actions", "Ground me")), "F8", "ground", "leaf", "go"),
    Row("next_pane", str(QT_TRANSLATE_NOOP("Actions", "Next pane")), "F6", "next_pane", "", "go"),
    Row(
        "help",
        str(QT_TRANSLATE_NOOP("Actions", "Help")),
        Key.HelpContents,
        "show_help",
        "help",
        "help",
    ),
    Row(
        "honest", str(QT_TRANSLATE_NOOP("Actions", "The first page")), "", "show_honest", "", "help"
    ),
    Row("about", str(QT_TRANSLATE_NOOP("Actions", "About")), "", "show_about", "info", "help"),
)
