"""Saying who is here: one of the parts known, or someone just noticed, by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts.named import Named, fitting, folded, named
from ifs_desktop.parts.names import LONGEST_NAME
from ifs_desktop.parts.queries import PartCard, find_parts
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import paragraph

MOST = 5  # parts offered while a name is typed


class Who(QWidget):
    """Chips of those who are near, and a line for a name. What is typed survives a lock."""

    chosen = Signal(int)  # a part
    named = Signal(str)  # someone new

    def __init__(
        self,
        store: Store,
        question: str,
        near: Sequence[PartCard],
        without: Collection[int],
        draft: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._near = [card for card in near if card.id not in without]
        self._without = frozenset(without)
        self._people: list[Named] | None = None  # everybody, from the first letter typed
        self._chips: list[Chip] = []
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self.tr("A name, or how it feels"))
        self.name.setAccessibleName(self.tr("Name of the part that is here"))
        self._draft = LineDraft(self.name, store, draft)
        self.name.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self._entered)
        self._flow = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(paragraph(question, "", self))
        column.addLayout(self._flow)
        column.addWidget(self.name)
        self._show(self._near, "")
        self._typed(self.name.text())

    def chips(self) -> list[Chip]:
        """What can be pressed, in reading order."""
        return list(self._chips)

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._draft.flush()

    def forget(self) -> None:
        """The name was used."""
        self._draft.forget()

    def _typed(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            self._show(self._near, "")
            return
        found = self._fitting(words)
        same = any(one.key == folded(words) for one in found)
        self._show([one.card for one in found[:MOST]], "" if same else words)

    def _fitting(self, words: str) -> list[Named]:
        if self._people is None:
            known = find_parts(self._store)
            self._people = named(card for card in known if card.id not in self._without)
        return fitting(self._people, words)

    def _entered(self) -> None:
        """Enter takes the part of that very name, or meets someone new."""
        words = " ".join(self.name.text().split())
        if not words:
            return
        key = folded(words)
        same = next((one for one in self._fitting(words) if one.key == key), None)
        if same is not None:
            self.chosen.emit(same.card.id)
        else:
            self.named.emit(words)

    def _show(self, cards: Sequence[PartCard], new: str) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for card in cards:
            chip = Chip(card.name, self, look=card)
            chip.setProperty("part", card.id)
            chip.clicked.connect(self._pressed)
            self._add(chip)
        if new:
            chip = Chip(self.tr("Meet “{name}”").format(name=new), self, icon="plus")
            chip.clicked.connect(self._entered)
            self._add(chip)
        before: QWidget = self.name
        for chip in self._chips:
            self.setTabOrder(before, chip)
            before = chip

    def _add(self, chip: Chip) -> None:
        self._flow.addWidget(chip)
        self._chips.append(chip)
        chip.show()

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.chosen.emit(int(chip.property("part")))

    def take_focus(self) -> None:
        """Where one goes on: the first chip, or the line."""
        first: QWidget = self._chips[0] if self._chips else self.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)
