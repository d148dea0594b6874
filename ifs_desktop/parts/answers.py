"""Some parts, each with one of a few answers. Exiles are not offered: they are not asked here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts import queries
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import Chip, ChipChoice, FlowLayout, label

MOST_CHIPS = 20  # beyond it a part is found by its name


class PartAnswers(QWidget):
    """Chips of the parts; one that is pressed gets a line with the answers to choose from."""

    changed = Signal()

    def __init__(
        self, store: Store, bus: Bus, title: str, options: Mapping[str, str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._title, self._options = store, title, options
        self._cards: dict[int, PartCard] = {}
        self._chips: dict[int, Chip] = {}
        self.rows: dict[int, ChipChoice] = {}
        self._lines: dict[int, QWidget] = {}
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find a part"))
        self._find.setAccessibleName(self.tr("Find a part"))
        self._find.setMaximumWidth(theme.px(320))
        self._find.textChanged.connect(self._show_chips)
        self._held = QWidget(self)
        self._held.setAccessibleName(title)
        policy = self._held.sizePolicy()
        policy.setHeightForWidth(True)
        self._held.setSizePolicy(policy)
        self._flow = FlowLayout(self._held, gap=theme.px(8), line_gap=theme.px(8))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        self.column.addWidget(label(title, "label", self, wrap=True))
        self.column.addWidget(self._find)
        self.column.addWidget(self._held)
        self._read_parts()
        bus.changed.connect(self._changed)

    def answers(self) -> dict[int, str]:
        """What was chosen, by the part's id; a part without an answer is not among them."""
        return {part: row.value() for part, row in self.rows.items() if row.value()}

    def show_answers(self, answers: Mapping[int, str]) -> None:
        """Show these, without a signal."""
        for part in [part for part in self.rows if part not in answers]:
            self._drop_row(part)
        for part, answer in answers.items():
            if part in self._cards:
                self._row(part).show_value(answer)
        self._show_chips()

    def _read_parts(self) -> None:
        found = {c.id: c for c in queries.find_parts(self._store) if c.role != "exile"}
        for part in [part for part in self._chips if part not in found]:
            self._drop_row(part)
            chip = self._chips.pop(part)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._cards = found
        for part, card in found.items():
            chip = self._chips.get(part) or self._new_chip(part, card)
            chip.set_name(card.name)
            chip.set_role(card.role)
            chip.set_colour(QColor(card.colour) if card.colour else None)
        self._show_chips()
        self.setVisible(bool(found))

    def _new_chip(self, part: int, card: PartCard) -> Chip:
        chip = Chip(card.name, self._held, role=card.shape, checkable=True)
        chip.setAutoDefault(False)
        chip.setProperty("part", part)
        chip.clicked.connect(self._pressed)
        self._chips[part] = chip
        self._flow.addWidget(chip)
        return chip

    def _show_chips(self) -> None:
        words = self._find.text().casefold().split()
        self._find.setVisible(len(self._cards) > MOST_CHIPS)
        room = MOST_CHIPS
        for part, chip in self._chips.items():
            chip.setChecked(part in self.rows)
            name = self._cards[part].name.casefold()
            fits = all(word in name for word in words) and room > 0
            room -= fits
            chip.setVisible(fits or part in self.rows)
        self._held.updateGeometry()

    def _row(self, part: int) -> ChipChoice:
        if part not in self.rows:
            line = QWidget(self)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(12))
            name = self._cards[part].name
            words = label(name, "", line, wrap=True)
            words.setMinimumWidth(theme.px(120))
            choice = ChipChoice(self._options, f"{name}: {self._title}", line)
            choice.changed.connect(self.changed)
            row.addWidget(words, 1)
            row.addWidget(choice, 2)
            self.column.addWidget(line)
            self.rows[part], self._lines[part] = choice, line
        return self.rows[part]

    def _drop_row(self, part: int) -> None:
        line = self._lines.pop(part, None)
        if line is not None:
            del self.rows[part]
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()

    def _pressed(self) -> None:
        part = int(self.sender().property("part"))
        if part in self.rows:
            self._drop_row(part)
            self.changed.emit()
        else:
            self._row(part)
        self._show_chips()

    def _changed(self, change: Change) -> None:
        if "part" in change.tables:
            self._read_parts()
