"""What speaks to hurt parts is put aside until it is wanted, after a word about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.queries import RED, red_is_open
from ifs_desktop.store import Store
from ifs_desktop.ui import ask


def ask_to_open(parent: QWidget, store: Store) -> bool:
    """Say what it is, the first time; whether it is shown now."""
    if red_is_open(store):
        return True
    say = QCoreApplication.translate
    wanted = ask.confirm(
        parent,
        say("Deep", "Exercises that speak to hurt parts"),
        say(
            "Deep",
            "They can stir up a lot. They are best with a therapist, or with someone beside "
            "you, on a day with time to rest afterwards. Every part that protects is asked "
            "first. Leaving them aside is a good choice too.",
        ),
        say("Deep", "Show them"),
        say("Deep", "Leave them aside"),
    )
    if wanted:
        store.set_state(RED, True)
    return wanted


def close(store: Store) -> None:
    """Put it aside again."""
    store.set_state(RED, False)
