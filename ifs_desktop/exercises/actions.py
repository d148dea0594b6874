"""What can be done on the page of exercises."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ifs_desktop.ui.actions import Row

ROWS = (
    Row(
        "exercise_next",
        str(QT_TRANSLATE_NOOP("Actions", "Continue the exercise")),
        ("Ctrl+Return", "Ctrl+Enter"),
        "go_on",
        "arrow-right",
    ),
    Row(
        "exercise_back",
        str(QT_TRANSLATE_NOOP("Actions", "One step back")),
        "Alt+Left",
        "go_back",
        "arrow-left",
    ),
    Row(
        "exercise_stop",
        str(QT_TRANSLATE_NOOP("Actions", "Save and stop for today")),
        "",
        "stop",
        "save",
    ),
    Row(
        "exercise_earlier",
        str(QT_TRANSLATE_NOOP("Actions", "What I wrote the last time")),
        "",
        "toggle_earlier",
        "clock",
    ),
    Row(
        "exercise_check",
        str(QT_TRANSLATE_NOOP("Actions", "Check an exercise…")),
        "",
        "check_file",
        "file-plus",
    ),
    Row(
        "exercise_save",
        str(QT_TRANSLATE_NOOP("Actions", "Save this exercise as a file…")),
        "",
        "save_file",
        "save",
    ),
)
