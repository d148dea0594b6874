"""How the trash names each kind of thing: a word and an icon."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

KINDS = {
    "dialogue": (str(QT_TRANSLATE_NOOP("Trash", "Dialogue")), "dialogue"),
    "turn": (str(QT_TRANSLATE_NOOP("Trash", "Line of a dialogue")), "dialogue"),
    "entry": (str(QT_TRANSLATE_NOOP("Trash", "Journal entry")), "journal"),
    "impression": (str(QT_TRANSLATE_NOOP("Trash", "Impression")), "inbox"),
    "run": (str(QT_TRANSLATE_NOOP("Trash", "Exercise")), "exercises"),
    "part": (str(QT_TRANSLATE_NOOP("Trash", "Part")), "users"),
    "fact": (str(QT_TRANSLATE_NOOP("Trash", "Something known of a part")), "info"),
    "reading": (str(QT_TRANSLATE_NOOP("Trash", "How it felt toward a part")), "heart"),
    "relation": (str(QT_TRANSLATE_NOOP("Trash", "Link between parts")), "link"),
    "agreement": (str(QT_TRANSLATE_NOOP("Trash", "Agreement")), "check"),
    "map": (str(QT_TRANSLATE_NOOP("Trash", "Map or place to rest")), "map"),
    "placement": (str(QT_TRANSLATE_NOOP("Trash", "Place on a map")), "map"),
    "area": (str(QT_TRANSLATE_NOOP("Trash", "Group, safe place or note on a map")), "map"),
    "map_moment": (str(QT_TRANSLATE_NOOP("Trash", "Moment of a map")), "clock"),
    "body_mark": (str(QT_TRANSLATE_NOOP("Trash", "Place in the body")), "leaf"),
    "person": (str(QT_TRANSLATE_NOOP("Trash", "Person")), "users"),
    "moment": (str(QT_TRANSLATE_NOOP("Trash", "Moment with somebody")), "heart"),
    "opinion": (str(QT_TRANSLATE_NOOP("Trash", "How a part sees somebody")), "users"),
    "small_step": (str(QT_TRANSLATE_NOOP("Trash", "Small step")), "leaf"),
    "letter": (str(QT_TRANSLATE_NOOP("Trash", "Letter")), "edit"),
    "promise": (str(QT_TRANSLATE_NOOP("Trash", "Kindness or promise")), "check"),
    "belief": (str(QT_TRANSLATE_NOOP("Trash", "Belief")), "info"),
    "check_in": (str(QT_TRANSLATE_NOOP("Trash", "Check-in")), "clock"),
    "material": (str(QT_TRANSLATE_NOOP("Trash", "Something from the container")), "leaf"),
    "own_exercise": (str(QT_TRANSLATE_NOOP("Trash", "Exercise of your own")), "exercises"),
    "template": (str(QT_TRANSLATE_NOOP("Trash", "Template")), "file-plus"),
}
# What stands in one table under several names: "map:place".
SORTS = {
    "map:map": (str(QT_TRANSLATE_NOOP("Trash", "Map")), "map"),
    "map:place": (str(QT_TRANSLATE_NOOP("Trash", "Place to rest")), "leaf"),
    "area:group": (str(QT_TRANSLATE_NOOP("Trash", "Group on a map")), "group"),
    "area:safe": (str(QT_TRANSLATE_NOOP("Trash", "Safe place on a map")), "map"),
    "area:note": (str(QT_TRANSLATE_NOOP("Trash", "Note on a map")), "edit"),
}


def kind_name(kind: str) -> str:
    """ "Journal entry"; of a kind, or of a sort of it."""
    return QCoreApplication.translate("Trash", (KINDS | SORTS)[kind][0])


def kind_icon(kind: str) -> str:
    """The name of a line icon."""
    return (KINDS | SORTS)[kind][1]


def unnamed() -> str:
    """For what has no words of its own."""
    return QCoreApplication.translate("Trash", "Without words")
