"""What the kinds of things that can be found are called, and their signs."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

# kind: (name of many, name of one)
_KINDS = {
    "turn": (QT_TRANSLATE_NOOP("Find", "Dialogue turns"), QT_TRANSLATE_NOOP("Find", "Said")),
    "entry": (QT_TRANSLATE_NOOP("Find", "Journal entries"), QT_TRANSLATE_NOOP("Find", "Journal")),
    "fact": (QT_TRANSLATE_NOOP("Find", "Facts about parts"), QT_TRANSLATE_NOOP("Find", "Fact")),
    "answer": (
        QT_TRANSLATE_NOOP("Find", "Exercise answers"),
        QT_TRANSLATE_NOOP("Find", "Exercise"),
    ),
    "dialogue": (QT_TRANSLATE_NOOP("Find", "Dialogues"), QT_TRANSLATE_NOOP("Find", "Dialogue")),
    "part": (QT_TRANSLATE_NOOP("Find", "Parts"), QT_TRANSLATE_NOOP("Find", "Part")),
    "map": (QT_TRANSLATE_NOOP("Find", "Maps"), QT_TRANSLATE_NOOP("Find", "Map")),
    "impression": (
        QT_TRANSLATE_NOOP("Find", "Impressions"),
        QT_TRANSLATE_NOOP("Find", "Impression"),
    ),
    "agreement": (QT_TRANSLATE_NOOP("Find", "Agreements"), QT_TRANSLATE_NOOP("Find", "Mediation")),
    "relation": (QT_TRANSLATE_NOOP("Find", "Relations"), QT_TRANSLATE_NOOP("Find", "Relation")),
    "permission": (
        QT_TRANSLATE_NOOP("Find", "Permissions"),
        QT_TRANSLATE_NOOP("Find", "Permission"),
    ),
    "feeling": (QT_TRANSLATE_NOOP("Find", "Feelings toward"), QT_TRANSLATE_NOOP("Find", "Feeling")),
    "person": (QT_TRANSLATE_NOOP("Find", "People"), QT_TRANSLATE_NOOP("Find", "Person")),
    "moment": (QT_TRANSLATE_NOOP("Find", "Moments"), QT_TRANSLATE_NOOP("Find", "Moment")),
    "step": (QT_TRANSLATE_NOOP("Find", "Small steps"), QT_TRANSLATE_NOOP("Find", "Small step")),
    "letter": (QT_TRANSLATE_NOOP("Find", "Letters"), QT_TRANSLATE_NOOP("Find", "Letter")),
    "promise": (
        QT_TRANSLATE_NOOP("Find", "Kindnesses and promises"),
        QT_TRANSLATE_NOOP("Find", "To do"),
    ),
    "belief": (QT_TRANSLATE_NOOP("Find", "Beliefs"), QT_TRANSLATE_NOOP("Find", "Belief")),
    "checkin": (QT_TRANSLATE_NOOP("Find", "Check-ins"), QT_TRANSLATE_NOOP("Find", "Check-in")),
    "rest": (
        QT_TRANSLATE_NOOP("Find", "Places to rest"),
        QT_TRANSLATE_NOOP("Find", "Place to rest"),
    ),
    "exercise": (
        QT_TRANSLATE_NOOP("Find", "Own exercises"),
        QT_TRANSLATE_NOOP("Find", "Own exercise"),
    ),
    "template": (QT_TRANSLATE_NOOP("Find", "Templates"), QT_TRANSLATE_NOOP("Find", "Template")),
    "note": (QT_TRANSLATE_NOOP("Find", "Notes"), QT_TRANSLATE_NOOP("Find", "Note")),
}
_ICONS = {
    "turn": "dialogue",
    "entry": "journal",
    "fact": "info",
    "answer": "exercises",
    "dialogue": "dialogue",
    "part": "users",
    "map": "map",
    "impression": "inbox",
    "agreement": "swap",
    "relation": "link",
    "permission": "unlock",
    "feeling": "leaf",
    "person": "users",
    "moment": "heart",
    "step": "leaf",
    "letter": "edit",
    "promise": "check",
    "belief": "info",
    "checkin": "clock",
    "rest": "leaf",
    "exercise": "exercises",
    "template": "file-plus",
    "note": "help",
}


def many(kind: str) -> str:
    """ "Journal entries": for a filter."""
    return QCoreApplication.translate("Find", str(_KINDS[kind][0]))


def one(kind: str) -> str:
    """ "Journal": beside a thing that was found."""
    return QCoreApplication.translate("Find", str(_KINDS[kind][1]))


def icon(kind: str) -> str:
    """The line icon's name."""
    return _ICONS[kind]
