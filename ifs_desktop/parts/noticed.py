"""How kinds of impressions are named: a word and an icon for each."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_KINDS = {
    "feeling": (str(QT_TRANSLATE_NOOP("Inbox", "Feeling")), "heart"),
    "thought": (str(QT_TRANSLATE_NOOP("Inbox", "Thought")), "cloud"),
    "body": (str(QT_TRANSLATE_NOOP("Inbox", "Body")), "user"),
    "urge": (str(QT_TRANSLATE_NOOP("Inbox", "Urge")), "zap"),
}


def kind_name(kind: str | None) -> str:
    """ "Feeling"; where the kind was not said, "Impression"."""
    if kind is None:
        return QCoreApplication.translate("Inbox", "Impression")
    return QCoreApplication.translate("Inbox", _KINDS[kind][0])


def kind_icon(kind: str | None) -> str:
    """The name of a line icon."""
    return "edit" if kind is None else _KINDS[kind][1]
