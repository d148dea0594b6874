"""Some parts, each with one of a few answers. Exiles are not offered: they are not asked here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts import queries
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.tab_order import lead_through
from ifs_desktop.ui.widgets import Chip, ChipChoice, FlowLayout, label

MOST_CHIPS = 20  # beyond it a part is found by its name


class PartChips(QWidget):
    """Chips of parts. As many are made as can be looked over; there may be thousands of parts."""

    pressed = Signal(int)

    def __init__(self, store: Store, bus: Bus, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._checked: Collection[int] = ()
        self.cards: dict[int, PartCard] = {}
        self.chips: dict[int, Chip] = {}
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find a part"))
        self._find.setAccessibleName(self.tr("Find a part"))
        self._find.setMaximumWidth(theme.px(320))
        self._find.textChanged.connect(self._show)
        self._held = QWidget(self)
        self._held.setAccessibleName(title)
        policy = self._held.sizePolicy()
        policy.setHeightForWidth(True)
        self._held.setSizePolicy(policy)
        self._flow = FlowLayout(self._held, gap=theme.px(8), line_gap=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(title, "label", self, wrap=True))
        column.addWidget(self._find)
        column.addWidget(self._held)
        self.read()
        bus.changed.connect(self._changed)

    def read(self) -> None:
        """Look up who can be asked."""
        found = queries.all_cards(self._store)
        self.cards = {card.id: card for card in found if card.role != "exile"}
        self._show()

    def check(self, part_ids: Collection[int]) -> None:
        """Show these as chosen; they are always in sight."""
        self._checked = part_ids
        self._show()

    def _show(self) -> None:
        words = self._find.text().casefold().split()
        self._find.setVisible(len(self.cards) > MOST_CHIPS)
        fits = [
            card.id
            for card in self.cards.values()
            if all(word in card.name.casefold() for word in words)
        ][:MOST_CHIPS]
        shown = {*fits, *(part for part in self._checked if part in self.cards)}
        for part in [part for part in self.chips if part not in self.cards]:
            chip = self.chips.pop(part)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for part in (part for part in self.cards if part in shown):
            self._chip(part).setChecked(part in self._checked)
        for part, chip in self.chips.items():
            chip.setVisible(part in shown)
        self._held.updateGeometry()

    def _chip(self, part: int) -> Chip:
        card, chip = self.cards[part], self.chips.get(part)
        if chip is None:
            chip = Chip(card.name, self._held, look=card, checkable=True)
            chip.setAutoDefault(False)
            chip.setProperty("part", part)
            chip.clicked.connect(self._pressed)
            self.chips[part] = chip
            self._flow.addWidget(chip)
        if chip.name() != card.name:
            chip.set_name(card.name)
        chip.set_look(card)
        return chip

    def _pressed(self) -> None:
        self.pressed.emit(int(self.sender().property("part")))

    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            self.read()


class PartAnswers(QWidget):
    """One that is pressed gets a line with the answers to choose from."""

    changed = Signal()

    def __init__(
        self, store: Store, bus: Bus, title: str, options: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._title, self._options = title, options
        self.rows: dict[int, ChipChoice] = {}
        self._lines: dict[int, QWidget] = {}
        self.offered = PartChips(store, bus, title, self)
        self.offered.pressed.connect(self._pressed)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(self.offered)
        self.setVisible(bool(self.offered.cards))

    def answers(self) -> dict[int, str]:
        """What was chosen, by the part's id; a part without an answer is not among them."""
        return {part: row.value() for part, row in self.rows.items() if row.value()}

    def show_answers(self, answers: Mapping[int, str]) -> None:
        """Show these, without a signal."""
        for part in [part for part in self.rows if part not in answers]:
            self._drop_row(part)
        for part, answer in answers.items():
            if part in self.offered.cards:
                self._row(part).show_value(answer)
        self.offered.check(tuple(self.rows))

    def _row(self, part: int) -> ChipChoice:
        if part not in self.rows:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(12))
            name = self.offered.cards[part].name
            words = label(name, "", line, wrap=True)
            words.setMinimumWidth(theme.px(120))
            choice = ChipChoice(self._options, f"{name}: {self._title}", line)
            choice.changed.connect(self.changed)
            row.addWidget(words, 1)
            row.addWidget(choice, 2)
            self.column.addWidget(line)
            self.rows[part], self._lines[part] = choice, line
            lead_through(self)
        return self.rows[part]

    def _drop_row(self, part: int) -> None:
        line = self._lines.pop(part)
        del self.rows[part]
        self.column.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _pressed(self, part: int) -> None:
        if part in self.rows:
            self._drop_row(part)
            self.changed.emit()
        else:
            self._row(part)
        self.offered.check(tuple(self.rows))
