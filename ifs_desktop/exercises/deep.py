"""What speaks to hurt parts is put aside until it is wanted, after a word about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.store import Store
from ifs_desktop.ui import ask

_OPEN = "exercises.red"  # view state: whether it is shown


def is_open(store: Store) -> bool:
    """Whether it is shown."""
    return bool(store.state(_OPEN, False))


def ask_to_open(parent: QWidget, store: Store) -> bool:
    """Say what it is, the first time; whether it is shown now."""
    if is_open(store):
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
        store.set_state(_OPEN, True)
    return wanted


def close(store: Store) -> None:
    """Put it aside again."""
    store.set_state(_OPEN, False)
