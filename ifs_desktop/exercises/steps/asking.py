"""Whom a step asks: a part's shape and name, over the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ifs_desktop.exercises.steps.step import Place
from ifs_desktop.parts import queries as parts
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import label


class Asked(QWidget):
    """One part, as a heading: the words for it have ``{name}`` in them."""

    def __init__(self, part: parts.PartCard, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Portrait(theme.px(20), self, part), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words.format(name=part.name), "subheading", self, wrap=True), 1)


def offered(store: Store) -> list[parts.PartCard]:
    """The parts to pick from. Hurt ones come last: the keyboard rests on nobody's hurt."""
    return sorted(parts.find_parts(store), key=_is_hurt)


def _is_hurt(card: parts.PartCard) -> bool:
    return card.role == "exile"


def asked_cards(place: Place) -> list[parts.PartCard]:
    """The parts that a step asks, in the order they were picked."""
    asked = place.run.asked(place.step.key)
    cards = parts.cards(place.store, asked)
    return [cards[part] for part in asked if part in cards]
