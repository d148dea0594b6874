"""The app's own scales in words. A number stands behind each word and is never a goal."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# How loud an alarm is, 0 to 10.
_ALARM = (
    str(QT_TRANSLATE_NOOP("Scales", "quiet")),
    str(QT_TRANSLATE_NOOP("Scales", "barely there")),
    str(QT_TRANSLATE_NOOP("Scales", "faint")),
    str(QT_TRANSLATE_NOOP("Scales", "mild")),
    str(QT_TRANSLATE_NOOP("Scales", "noticeable")),
    str(QT_TRANSLATE_NOOP("Scales", "clear")),
    str(QT_TRANSLATE_NOOP("Scales", "strong")),
    str(QT_TRANSLATE_NOOP("Scales", "very strong")),
    str(QT_TRANSLATE_NOOP("Scales", "hard to bear")),
    str(QT_TRANSLATE_NOOP("Scales", "almost too much")),
    str(QT_TRANSLATE_NOOP("Scales", "overwhelming")),
)
# How much room there is for Self, 0 to 4.
_ROOM = (
    str(QT_TRANSLATE_NOOP("Scales", "hardly any")),
    str(QT_TRANSLATE_NOOP("Scales", "a little")),
    str(QT_TRANSLATE_NOOP("Scales", "some")),
    str(QT_TRANSLATE_NOOP("Scales", "a good deal")),
    str(QT_TRANSLATE_NOOP("Scales", "plenty")),
)
GROUND_FROM = 8  # from here on, an alarm offers grounding first


def alarm(at: int | None) -> str:
    """The word for a place on the scale of an alarm; empty for None."""
    return "" if at is None else _said(_ALARM[at])


def room(at: int | None) -> str:
    """The word for how much room there is for Self; empty for None."""
    return "" if at is None else _said(_ROOM[at])


def rooms() -> list[str]:
    """All words for it, the least first."""
    return [_said(word) for word in _ROOM]


def _said(word: str) -> str:
    return QCoreApplication.translate("Scales", word)
