"""Parts to pick from, as chips, and a name for someone new."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ifs_desktop.exercises import queries as queries_of_runs
from ifs_desktop.exercises.kinds import pick_parts
from ifs_desktop.exercises.steps.asking import offered
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts import edits, names, queries
from ifs_desktop.store import Change
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout, label

MOST_CHIPS = 30  # beyond it a part is found by its name


class PickPartsStep(StepWidget):
    """Any number of parts. Exiles are named only, and it says so."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._picked: list[int] = []
        self._chips: dict[int, Chip] = {}
        self._cards: dict[int, queries.PartCard] = {}
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find a part"))
        self._find.setAccessibleName(self.tr("Find a part"))
        self._find.setMaximumWidth(theme.px(320))
        self._find.textChanged.connect(self._show_chips)
        self.column.addWidget(self._find)
        self._held = QWidget(self)
        self._held.setAccessibleName(place.step.heading)
        self._flow = FlowLayout(self._held, gap=theme.px(8), line_gap=theme.px(8))
        self.column.addWidget(self._held)
        self._new = Chip(self.tr("someone new"), self._held, icon="plus")
        self._new.setAccessibleDescription(self.tr("Add a part by its name"))
        self._new.clicked.connect(self._ask_name)
        self._flow.addWidget(self._new)
        self._name = NameLine(self)
        self._name.entered.connect(self._add)
        self._name.left.connect(self._leave_name)
        self._name.setMaximumWidth(theme.px(360))
        self._field = Field(self.tr("What could you call this part?"), self._name, self)
        self._field.hide()
        self.column.addWidget(self._field)
        name = place.store.draft(self._draft())
        if name:  # it was being typed when the app was locked
            self._name.setText(name)
            self._field.show()
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._gates: list[QPushButton] = []
        self._read_parts()
        place.bus.changed.connect(self._changed)

    def answer(self) -> pick_parts.Answer:
        return pick_parts.Answer(tuple(self._picked))

    def show_answer(self, answer: pick_parts.Answer) -> None:
        self._picked = list(answer.parts)
        self._read_parts()

    def take_focus(self) -> None:
        first = next((chip for chip in self._chips.values() if not chip.isHidden()), self._new)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        self.place.store.keep_draft(self._draft(), self._name.text())

    def _draft(self) -> str:
        """Where a name that is being typed is kept: the same before and after the run is begun."""
        return f"exercise:{self.place.run.exercise.slug}:{self.place.step.key}:name"

    def _read_parts(self) -> None:
        store = self.place.store
        found = {card.id: card for card in offered(store)}
        found.update(queries.cards(store, [p for p in self._picked if p not in found]))
        self._cards = found
        for part in [part for part in self._chips if part not in found]:
            chip = self._chips.pop(part)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for place, (part, card) in enumerate(found.items()):
            self._show_card(part, card, place)
        for before, after in pairwise((self._find, *self._chips.values(), self._new, self._name)):
            QWidget.setTabOrder(before, after)
        self._show_chips()

    def _show_card(self, part: int, card: queries.PartCard, place: int) -> None:
        chip = self._chips.get(part)
        if chip is None:
            chip = Chip(card.name, self._held, look=card, checkable=True)
            chip.setProperty("part", part)
            chip.clicked.connect(self._toggled)
            self._chips[part] = chip
            self._flow.insert_widget(place, chip)  # in the order the keyboard takes
        chip.set_name(card.name)
        chip.set_look(card)

    def _show_chips(self) -> None:
        """Those picked, and as many of the others as can be looked over."""
        words = self._find.text().casefold().split()
        self._find.setVisible(len(self._cards) > MOST_CHIPS)
        room = MOST_CHIPS
        for part, chip in self._chips.items():
            chip.setChecked(part in self._picked)
            name = self._cards[part].name.casefold()
            fits = all(word in name for word in words) and room > 0
            room -= fits
            chip.setVisible(fits or part in self._picked)
        self._held.updateGeometry()
        exiles = [p for p in self._picked if p in self._cards and self._cards[p].role == "exile"]
        place = self.place
        exercise = place.run.exercise
        veiled = queries_of_runs.veiled(place.store, exercise, place.run_id, exiles)
        named = [self._cards[part] for part in exiles if part in veiled]
        names = ", ".join(card.name for card in named)
        self._note.setText(
            self.tr("{names}: named here, and nothing is asked.").format(names=names)
        )
        self._note.setVisible(bool(named))
        self._offer_gates(named if exercise.addresses_exiles else [])

    def _offer_gates(self, named: list[queries.PartCard]) -> None:
        """A way for each exile that would be spoken to, if its protectors agree."""
        for button in self._gates:
            self.column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._gates.clear()
        for card in named:
            words = self.tr("Ask the parts that protect {name}…")
            button = QPushButton(words.format(name=card.name).replace("&", "&&"), self)
            button.setAccessibleName(words.format(name=card.name))
            button.setProperty("kind", "link")
            button.setProperty("part", card.id)
            button.clicked.connect(self._ask_protectors)
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._gates.append(button)

    def _ask_protectors(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.gate_requested.emit(int(button.property("part")))

    def _toggled(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        part = int(chip.property("part"))
        if part in self._picked:
            self._picked.remove(part)
        else:
            self._pick(part)
        self._show_chips()
        self.changed.emit()

    def _pick(self, part: int) -> None:
        """Beside the others, or instead of the one before."""
        shape = self.place.step.shape
        assert isinstance(shape, pick_parts.Shape)
        self._picked = [part] if shape.one else [*self._picked, part]

    def _ask_name(self) -> None:
        self._field.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_name(self) -> None:
        self._name.clear()
        self._field.set_error("")
        self._field.hide()
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        """Pick the part of that name, or add one."""
        try:
            name = names.clean_name(self._name.text())
        except names.EmptyName:
            self._leave_name()
            return
        except names.LongName:
            self._field.set_error(self.tr("That name is too long to keep. A few words do."))
            return
        known = [c.id for c in self._cards.values() if c.name.casefold() == name.casefold()]
        part = known[0] if known else edits.add_part(self.place.store, name=name)
        if part not in self._picked:
            self._pick(part)
        self._read_parts()
        self._leave_name()
        self.changed.emit()

    def _changed(self, change: Change) -> None:
        if change.tables & {"part", "relation", "permission"}:
            self._read_parts()


class NameLine(QLineEdit):
    """A line for a name. Enter enters it, and Esc leaves; neither goes further."""

    entered = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
