"""The list beside the figure: all parts together, or one of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ifs_desktop.parts import rows
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import icons, theme

ALL = 0  # no part has this id
_AT_ONCE = 300  # rows: more are found by typing


class Who(QWidget):
    """``chosen`` tells a part's id, or ALL."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards: list[PartCard] = []
        self._marked: Collection[int] = ()
        self.search = QLineEdit(self)
        self.search.setAccessibleName(self.tr("Find a part"))
        self.search.setPlaceholderText(self.tr("Find a part"))
        self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Whose places?"))
        self.list.setIconSize(QSize(theme.px(22), theme.px(22)))
        self.list.setItemDelegate(rows.PartRows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)

    def show_parts(self, cards: list[PartCard], marked: Collection[int]) -> None:
        """Show these; those with places on the figure stand first."""
        order = sorted(cards, key=lambda card: card.id not in marked)
        if order != self._cards:
            self._cards = order
            self._marked = marked
            self._fill()

    def current(self) -> int:
        """The part that is chosen, or ALL."""
        item = self.list.currentItem()
        return ALL if item is None else int(item.data(rows.PART))

    def choose(self, part_id: int) -> None:
        """Choose a part, also one that the typed words leave out."""
        if self.search.text() and part_id != self.current():
            self.search.clear()
        for row in range(self.list.count()):
            if self.list.item(row).data(rows.PART) == part_id:
                self.list.setCurrentRow(row)
                return
        beyond = next((card for card in self._cards if card.id == part_id), None)
        if beyond is not None:  # of very many parts not all have a row
            item = QListWidgetItem(self.list)
            rows.fill(item, beyond)
        self.list.setCurrentRow(0 if beyond is None else self.list.count() - 1)

    @Slot()
    def _fill(self, *_: object) -> None:
        before, words = self.current(), self.search.text().casefold().split()
        blocked = self.list.blockSignals(True)
        self.list.clear()
        everyone = QListWidgetItem(self.tr("All parts together"), self.list)
        everyone.setData(rows.PART, ALL)
        everyone.setIcon(icons.icon("users"))
        shown = 0
        for card in self._cards:
            fits = shown < _AT_ONCE and all(word in card.name.casefold() for word in words)
            if fits or card.id == before:
                rows.fill(QListWidgetItem(self.list), card)
                shown += 1
        self.list.blockSignals(blocked)
        self.choose_row(before)

    def choose_row(self, part_id: int) -> None:
        """Choose a row that is there, quietly; the first one if it is not."""
        blocked = self.list.blockSignals(True)
        found = [
            row
            for row in range(self.list.count())
            if self.list.item(row).data(rows.PART) == part_id
        ]
        self.list.setCurrentRow(found[0] if found else 0)
        self.list.blockSignals(blocked)
        if not found and part_id != ALL:
            self.chosen.emit(ALL)

    @Slot()
    def _current(self, *_: object) -> None:
        self.chosen.emit(self.current())
