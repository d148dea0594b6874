"""What the pages say of moments, steps and predictions, in the reader's language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ifs_desktop.people.queries import StepCard
from ifs_desktop.ui.days import short_day

CONTEXT = "People"
TOOK_IN = {
    "yes": str(QT_TRANSLATE_NOOP("People", "Yes")),
    "a_little": str(QT_TRANSLATE_NOOP("People", "A little")),
    "not_yet": str(QT_TRANSLATE_NOOP("People", "Not yet")),
}
FITS = {
    "as_feared": str(QT_TRANSLATE_NOOP("People", "As it feared")),
    "partly": str(QT_TRANSLATE_NOOP("People", "Partly as it feared")),
    "otherwise": str(QT_TRANSLATE_NOOP("People", "Otherwise")),
}
STATES = {
    "taken": str(QT_TRANSLATE_NOOP("People", "I took the step")),
    "not_taken": str(QT_TRANSLATE_NOOP("People", "Not this time")),
    "let_go": str(QT_TRANSLATE_NOOP("People", "I let it go")),
}
PERMISSIONS = {
    "yes": str(QT_TRANSLATE_NOOP("People", "It says yes.")),
    "not_now": str(QT_TRANSLATE_NOOP("People", "It says: not now.")),
}
LABELS = (
    str(QT_TRANSLATE_NOOP("People", "What it expects")),
    str(QT_TRANSLATE_NOOP("People", "Its signal to stop")),
)


def said(text: str) -> str:
    """One of these words in the reader's language."""
    return QCoreApplication.translate(CONTEXT, text)


def when(step: StepCard, today: date) -> str:
    """Where a small step stands, in a few words: its day, that it waits, or what came."""
    if step.state in STATES:
        return said(STATES[step.state])
    if step.refusing:
        names = ", ".join(f"\u2068{part.name}\u2069" for part in step.refusing)
        words = QCoreApplication.translate(CONTEXT, "waits: not now, says {names}")
        return words.format(names=names)
    if step.planned_on is None:
        return QCoreApplication.translate(CONTEXT, "planned, on no day")
    words = QCoreApplication.translate(CONTEXT, "planned for {day}")
    return words.format(day=short_day(step.planned_on, today))
