"""Words for how one feels toward a part, and whether it is Self that feels so."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

SELF, PART, UNSURE = "self", "part", "unsure"  # who answered


def feelings() -> tuple[tuple[str, str, int], ...]:
    """(word, who says it, level from 0 far to 4 near); those of Self first."""
    say = QCoreApplication.translate
    return (
        (say("Guide", "curious"), SELF, 3),
        (say("Guide", "calm"), SELF, 3),
        (say("Guide", "warm"), SELF, 4),
        (say("Guide", "grateful"), SELF, 4),
        (say("Guide", "wary"), PART, 2),
        (say("Guide", "annoyed"), PART, 1),
        (say("Guide", "scared"), PART, 1),
        (say("Guide", "judging"), PART, 1),
        (say("Guide", "want it gone"), PART, 0),
        (say("Guide", "nothing, numb"), PART, 0),
    )


def own_answers() -> tuple[tuple[str, str], ...]:
    """(what a word of one's own means, who says it): the person marks it, nothing is read."""
    say = QCoreApplication.translate
    return (
        (say("Guide", "I am open to it"), SELF),
        (say("Guide", "another part is here"), PART),
        (say("Guide", "I can’t tell"), UNSURE),
    )
