"""A few parts to choose from as chips, and a line in which any other is found or named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, names, queries
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import label

MOST_FOUND = 6


class PartChips(QWidget):
    """Any number may be picked. However many parts there are, only a few chips are made."""

    changed = Signal()

    def __init__(
        self, store: Store, offered: Sequence[PartCard], draft: str, parent: QWidget
    ) -> None:
        """``offered``: who is likely; ``draft``: where half a name is kept over a lock."""
        super().__init__(parent)
        self._store = store
        self._chips: dict[int, Chip] = {}
        self._found: dict[int, PartCard] = {}
        self.more = Chip(self.tr("someone else"), icon="plus")
        self.more.setAccessibleDescription(self.tr("Find any part, or name someone new"))
        self.more.clicked.connect(self._ask_name)
        self._row = _row(self)
        self._flow = FlowLayout(self._row, gap=theme.px(8), line_gap=theme.px(8))
        self._flow.addWidget(self.more)
        self.line = _Line(self)
        self.line.setAccessibleName(self.tr("Find a part, or name someone new"))
        self.line.setPlaceholderText(self.tr("Find a part, or name someone new"))
        self.line.setMaximumWidth(theme.px(320))
        self._call_more()
        self._draft = LineDraft(self.line, store, draft)
        self.line.textChanged.connect(self._look)
        self.line.entered.connect(self._enter)
        self.line.left.connect(self.close_line)
        self._told = label("", "error", self, wrap=True)
        self._others = _row(self)
        self._hits = FlowLayout(self._others, gap=theme.px(8), line_gap=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._row, self.line, self._told, self._others):
            column.addWidget(widget)
        for card in offered:
            self._chip(card)
        for widget in (self._told, self._others):
            widget.hide()
        self.line.setVisible(bool(self.line.text()))
        if self.line.text():  # half typed when the app was locked
            self._look(self.line.text())

    def picked(self) -> list[int]:
        """The ids of those who are picked, in the order of their chips."""
        return [part for part, chip in self._chips.items() if chip.isChecked()]

    def show_picked(self, cards: Sequence[PartCard]) -> None:
        """Pick these and no others, without a signal."""
        for card in cards:
            self._chip(card)
        ids = {card.id for card in cards}
        for part, chip in self._chips.items():
            chip.setChecked(part in ids)

    def renew(self) -> None:
        """Parts may have another name or colour by now."""
        for part, card in queries.cards(self._store, self._chips).items():
            self._wear(self._chips[part], card)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return next(iter(self._chips.values()), self.more)

    def add_chip(self, chip: Chip) -> None:
        """One more answer after the parts, such as not knowing."""
        self._flow.addWidget(chip)

    def close_line(self) -> None:
        """No name is asked for any more."""
        had = self.line.hasFocus()
        self.line.clear()
        self._draft.forget()
        self.line.hide()
        if had:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, card: PartCard) -> Chip:
        chip = self._chips.get(card.id)
        if chip is None:
            chip = Chip(card.name, self._row, checkable=True)
            self._wear(chip, card)
            chip.setAutoDefault(False)
            chip.clicked.connect(self.changed)
            before = list(self._chips.values())
            self._chips[card.id] = chip
            self._flow.insert_widget(len(before), chip)
            if before:
                QWidget.setTabOrder(before[-1], chip)
            QWidget.setTabOrder(chip, self.more)
            self._call_more()
        return chip

    def _call_more(self) -> None:
        """Nobody is another while there is nobody yet."""
        self.more.set_name(self.tr("someone else") if self._chips else self.tr("name a part"))

    def _wear(self, chip: Chip, card: PartCard) -> None:
        chip.set_name(card.name)
        chip.set_look(card)

    def _ask_name(self) -> None:
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, text: str) -> None:
        """Those whose name fits, and the offer to add who was not met yet."""
        self._told.hide()
        self._hits.clear()
        words = " ".join(text.split())
        self._found = {}
        if words:
            cards = fitting(queries.all_cards(self._store), words)
            self._found = {card.id: card for card in cards}
            for card in cards:
                chip = Chip(card.name, self._others)
                self._wear(chip, card)
                chip.setProperty("part", card.id)
                chip.clicked.connect(self._take_hit)
                self._hits.addWidget(chip)
            if not any(card.name.casefold() == words.casefold() for card in cards):
                add = Chip(self.tr("Add “{name}”").format(name=words), self._others, icon="plus")
                add.clicked.connect(self._add)
                self._hits.addWidget(add)
        for chip in self._others.findChildren(Chip):
            chip.setAutoDefault(False)
        self._others.setVisible(bool(words))

    def _enter(self) -> None:
        """The best of those found; nobody found, someone new."""
        if self._found:
            self._pick(next(iter(self._found.values())))
        else:
            self._add()

    def _take_hit(self) -> None:
        card = self._found.get(int(self.sender().property("part")))
        if card is not None:
            self._pick(card)

    def _add(self) -> None:
        try:
            part_id = edits.add_part(self._store, name=self.line.text())
        except names.EmptyName:
            self.close_line()
        except names.LongName:
            self._told.setText(self.tr("That name is too long to keep. A few words do."))
            self._told.show()
        else:
            self._pick(queries.cards(self._store, [part_id])[part_id])

    def _pick(self, card: PartCard) -> None:
        chip = self._chip(card)
        chip.setChecked(True)
        self.close_line()
        chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class _Line(QLineEdit):
    """Enter enters a name and Esc leaves; neither goes further."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def fitting(cards: Sequence[PartCard], text: str) -> list[PartCard]:
    """A few whose name holds each word of ``text``; the same name first, then beginnings."""
    words, whole = text.casefold().split(), text.casefold()
    found = [card for card in cards if all(word in card.name.casefold() for word in words)]

    def nearness(card: PartCard) -> int:
        name = card.name.casefold()
        return 0 if name == whole else 1 if name.startswith(whole) else 2

    return sorted(found, key=nearness)[:MOST_FOUND]


def _row(parent: QWidget) -> QWidget:
    row = QWidget(parent)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row
