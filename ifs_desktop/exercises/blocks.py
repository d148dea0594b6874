"""How the sheets are laid out: a column in the middle, a heading with things below it, a grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import label

CARD = 268  # design px: a card of the catalogue is at least this wide
MOST_COLUMNS = 4
WIDTH = 760  # design px of one column of words


def centred(held: QWidget, top: int = 38) -> QWidget:
    """A page with ``held`` in its middle, ``top`` design px below its edge."""
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(*(theme.px(n) for n in (28, top, 28, 40)))
    held.setMaximumWidth(theme.px(WIDTH))
    row.addStretch(1)
    row.addWidget(held, 100)
    row.addStretch(1)
    return outer


class Block(QWidget):
    """A heading and what stands under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def add_title(self, title: str, hint: str = "") -> None:
        """A heading, and words beside it where there is room."""
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, theme.px(2))
        row.setSpacing(theme.px(12))
        row.addWidget(label(title, "heading", held), 0, Qt.AlignmentFlag.AlignBaseline)
        words = label(hint, "small", held, wrap=True)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignBaseline)
        self._column.addWidget(held)

    def add(self, widget: QWidget, *, stretch: bool = True) -> None:
        """Something under the heading."""
        side = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
        self._column.addWidget(widget, 0, side)

    def clear(self) -> None:
        """Let everything go."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class Grid(QWidget):
    """Cards of one width, as many in a row as fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(14))
        self._cards: list[QWidget] = []
        self._columns = 0

    def add(self, card: QWidget) -> None:
        """One more card."""
        self._cards.append(card)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        gap = theme.px(14)
        columns = max(1, min(MOST_COLUMNS, (self.width() + gap) // theme.px(CARD + 14)))
        # Qt leaves the gaps of empty columns out, and would give their room to the others.
        spare = max(0, columns - len(self._cards)) * gap
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._grid.setContentsMargins(spare if mirrored else 0, 0, 0 if mirrored else spare, 0)
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
