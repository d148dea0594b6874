"""Where the cards of the page stand, and what stays as it was when they are made anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.insights.cards import ChartCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import paragraph


class Columns(QWidget):
    """Cards in the order of reading: one below the other, or in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[QWidget] = []
        self._two: bool | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (28, 24, 28, 36)))
        row.setSpacing(theme.px(16))
        self._sides = [QVBoxLayout(), QVBoxLayout()]
        for side in self._sides:
            side.setSpacing(theme.px(16))
            row.addLayout(side, 1)

    def add(self, card: QWidget) -> None:
        """One more card."""
        self._cards.append(card)

    def take_over(self, before: Columns, focus: QWidget | None) -> bool:
        """Open the tables that were open, put the keyboard where it was; False: it has no place."""
        mine = {card.accessibleName(): card for card in self._cards}
        lost = False
        for card in before._cards:
            made = mine.get(card.accessibleName())
            if isinstance(card, ChartCard) and isinstance(made, ChartCard):
                made.as_table.setChecked(card.as_table.isChecked())
            if focus is not None and card.isAncestorOf(focus):
                lost = made is None
                if made is not None:
                    _like(focus, made).setFocus(Qt.FocusReason.OtherFocusReason)
        return not lost

    def say(self, text: str) -> None:
        """Words in place of cards."""
        self.add(paragraph(text, "subtitle", self, centred=True))

    def arrange(self, two: bool) -> None:
        """Lay them out anew, if that is another way than now."""
        two = two and len(self._cards) > 1
        if two == self._two:
            return
        self._two = two
        for side in self._sides:
            while side.takeAt(0) is not None:
                pass
        for number, card in enumerate(self._cards):
            self._sides[number % 2 if two else 0].addWidget(card)
        for side in self._sides:
            side.addStretch(1)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.setStretch(1, 1 if two else 0)
        row.setSpacing(theme.px(16) if two else 0)


def _like(widget: QWidget, card: QWidget) -> QWidget:
    """What does the same on a card that was made anew; else the first that takes the keyboard."""
    able = [w for w in card.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    same = [w for w in able if type(w) is type(widget) and not w.isHidden()]
    if isinstance(widget, QAbstractButton):
        words = widget.text()
        same = [w for w in same if isinstance(w, QAbstractButton) and w.text() == words] or same
    return (same or able or [card])[0]
