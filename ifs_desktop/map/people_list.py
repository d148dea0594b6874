"""Who is on the map, as a list: written when it is looked at, as there may be thousands."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map import words
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import Link, Picture
from ifs_desktop.parts import rows
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.widgets import label

Index = QModelIndex | QPersistentModelIndex


class OnThisMap(QWidget):
    """All who stand on the map, so that each can be reached and read without seeing it."""

    chosen = Signal(int)  # part id, SELF_ID for Self

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self._coming: Picture | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_coming)
        self._rows: list[_Row] = []
        self._names: dict[int, str] = {}
        self._links: dict[int, list[Link]] | None = None
        self.list = QListWidget(self)
        self.list.setProperty("kind", "bare")
        self.list.setAccessibleName(self.tr("On this map"))
        self.list.setItemDelegate(_EvenRows(self.list))
        self.list.setUniformItemSizes(True)  # there may be thousands
        self.list.setIconSize(QSize(theme.px(26), theme.px(26)))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self._hint = label(
            self.tr("Choose someone to see what you know, or to write it down."),
            "hint",
            self,
            wrap=True,
        )
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(16), side, theme.px(12))
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("On this map"), "heading", self))
        column.addWidget(self._hint)
        column.addWidget(self.list, 1)

    def show_picture(self, picture: Picture) -> None:
        """List who is there, in order of name, Self first."""
        self._soon.stop()
        self._coming = None
        if picture is self._picture:
            return
        self._picture = picture
        self._names = {p.part.id: p.part.name for p in picture.placed}
        self._links = None
        wanted = [PartCard(SELF_ID, glyph.role_name(glyph.SELF), glyph.SELF, None)]
        wanted += sorted(
            (p.part for p in picture.placed), key=lambda card: (card.name.casefold(), card.id)
        )
        current = self.list.currentItem()
        kept = current.data(Qt.ItemDataRole.UserRole) if current is not None else None
        while self.list.count() > len(wanted):
            self.list.takeItem(self.list.count() - 1)
            del self._rows[-1]
        while len(self._rows) < len(wanted):
            self._rows.append(_Row(self))
            self.list.addItem(self._rows[-1])
        for number, card in enumerate(wanted):
            self._rows[number].show_card(card)
            if card.id == kept:
                self.list.setCurrentRow(number)
        self.list.viewport().update()

    def show_soon(self, picture: Picture) -> None:
        """List who is there when the events that wait are done."""
        self._coming = picture
        self._soon.start()

    @Slot()
    def _show_coming(self) -> None:
        if self._coming is not None:
            self.show_picture(self._coming)

    def relations(self, part_id: int) -> str:
        """How a part stands to the others on the map, for a screen reader."""
        if self._links is None:
            self._links = defaultdict(list)
            for link in self._picture.links if self._picture is not None else ():
                self._links[link.source_id].append(link)
                self._links[link.target_id].append(link)
        return ". ".join(
            words.sentence(one.kind, self._names[one.source_id], self._names[one.target_id])
            for one in self._links[part_id]
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            and self.list.currentItem() is not None
        ):
            self._choose(self.list.currentItem())
            return True
        return False

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


class _Row(QListWidgetItem):
    """Somebody on the map; filled in when first asked what it shows."""

    def __init__(self, people: OnThisMap) -> None:
        super().__init__()
        self._people = people
        self._card: PartCard | None = None
        self._filled = True

    def show_card(self, card: PartCard) -> None:
        """Show this one from now on."""
        if card != self._card:
            self._card, self._filled = card, False

    def data(self, role: int) -> Any:
        if role == Qt.ItemDataRole.SizeHintRole or self._card is None:
            return None
        if role == rows.PART:
            return self._card.id
        if not self._filled:
            self._filled = True
            rows.fill(self, self._card)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._people.relations(self._card.id)
        return super().data(role)


class _EvenRows(rows.PartRows):
    """All rows are as high as one with two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = QFontMetrics(theme.font(14)).height() + QFontMetrics(theme.font(12)).height()
        return QSize(120, max(tall, option.decorationSize.height()) + theme.px(12))
