"""Deleting for good: the plain question before it, for every page that offers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.store import Ref, Store, purge
from ifs_desktop.ui import ask

# What goes along with each kind, and what stays.
_ALONG = {
    "part": str(
        QT_TRANSLATE_NOOP(
            "ForGood",
            "With a part goes what it said in dialogues, what is known of it, what was noted with"
            " it, its links with their agreements, and its places on maps. Journal pages and"
            " answers in exercises stay as you wrote them, also where they name it.",
        )
    ),
    "dialogue": str(
        QT_TRANSLATE_NOOP(
            "ForGood",
            "With a dialogue goes everything said in it. What you kept from it with a part stays"
            " there.",
        )
    ),
    "relation": str(
        QT_TRANSLATE_NOOP(
            "ForGood",
            "With a link go its words and agreements. Both parts stay, and what they said to each"
            " other.",
        )
    ),
    "map": str(QT_TRANSLATE_NOOP("ForGood", "With a map goes where its parts stood. They stay.")),
    "run": str(
        QT_TRANSLATE_NOOP(
            "ForGood",
            "With an exercise go your answers. What you kept from it with a part stays there.",
        )
    ),
}
_PICTURES = frozenset({"dialogue", "turn", "entry", "part", "template"})


def erase(parent: QWidget | None, store: Store, refs: Sequence[Ref]) -> bool:
    """Ask, and erase these things for good; whether it was done."""
    if not refs or not ask.confirm(
        parent,
        _title(len(refs) > 1),
        what_goes({"part" if ref.kind == "profile" else ref.kind for ref in refs}),
        QCoreApplication.translate("ForGood", "Delete for good"),
        QCoreApplication.translate("ForGood", "Keep"),
        danger=True,
    ):
        return False
    purge.for_good(store, refs)
    return True


def what_goes(kinds: set[str]) -> str:
    """What goes along, that nothing brings it back, and what backups still hold."""
    said = [QCoreApplication.translate("ForGood", _ALONG[kind]) for kind in _ALONG if kind in kinds]
    if kinds & _PICTURES:
        said.append(
            QCoreApplication.translate("ForGood", "Pictures that nothing else shows go too.")
        )
    said.append(
        QCoreApplication.translate(
            "ForGood",
            "Nothing brings it back, and what you did before can no longer be undone.",
        )
    )
    said.append(in_backups())
    return "\n\n".join(said)


def in_backups() -> str:
    """What is out of reach."""
    return QCoreApplication.translate("ForGood", "Backups made so far still hold it.")


def _title(several: bool) -> str:
    if several:
        return QCoreApplication.translate("ForGood", "Delete these for good?")
    return QCoreApplication.translate("ForGood", "Delete this for good?")
