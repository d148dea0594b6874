"""People to pick from, as chips, a name for somebody new, and nobody."""

from __future__ import annotations

from itertools import pairwise, takewhile

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ifs_desktop.exercises.kinds import pick_people
from ifs_desktop.exercises.steps.pick_parts import MOST_CHIPS, NameLine
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts import names
from ifs_desktop.people import edits, queries
from ifs_desktop.store import Change
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout

NOBODY = 0  # no person has this id


class PickPeopleStep(StepWidget):
    """One person or nobody. Who is picked is always the writer's own choice: none is proposed."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, pick_people.Shape)
        self._picked: int | None = None
        self._chips: dict[int, Chip] = {}
        self._cards: dict[int, queries.PersonCard] = {}
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find somebody"))
        self._find.setAccessibleName(self.tr("Find somebody"))
        self._find.setMaximumWidth(theme.px(320))
        self._find.textChanged.connect(self._show_chips)
        self.column.addWidget(self._find)
        self._held = QWidget(self)
        self._held.setAccessibleName(place.step.heading)
        self._flow = FlowLayout(self._held, gap=theme.px(8), line_gap=theme.px(8))
        self.column.addWidget(self._held)
        self._new = Chip(self.tr("someone new"), self._held, icon="plus")
        self._new.setAccessibleDescription(self.tr("Add somebody by name"))
        self._new.clicked.connect(self._ask_name)
        self._flow.addWidget(self._new)
        self._nobody = Chip(shape.nobody, self._held, checkable=True)
        self._nobody.setProperty("person", NOBODY)
        self._nobody.clicked.connect(self._pressed)
        self._flow.addWidget(self._nobody)
        self._name = NameLine(self)
        self._name.entered.connect(self._add)
        self._name.left.connect(self._leave_name)
        self._name.setMaximumWidth(theme.px(360))
        self._field = Field(self.tr("What do you call them?"), self._name, self)
        self._field.hide()
        self.column.addWidget(self._field)
        name = place.store.draft(self._draft())
        if name:  # it was being typed when the app was locked
            self._name.setText(name)
            self._field.show()
        self._read_people()
        place.bus.changed.connect(self._changed)

    def answer(self) -> pick_people.Answer:
        if self._picked == NOBODY:
            return pick_people.Answer(nobody=True)
        return pick_people.Answer(self._picked)

    def show_answer(self, answer: pick_people.Answer) -> None:
        self._picked = NOBODY if answer.nobody else answer.person
        self._read_people()

    def take_focus(self) -> None:
        first = next((chip for chip in self._chips.values() if not chip.isHidden()), self._new)
        chosen = self._nobody if self._picked == NOBODY else self._chips.get(self._picked or -1)
        (chosen or first).setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        self.place.store.keep_draft(self._draft(), self._name.text())

    def _draft(self) -> str:
        """Where a name that is being typed is kept: the same before and after the run is begun."""
        return f"exercise:{self.place.run.exercise.slug}:{self.place.step.key}:name"

    def _read_people(self) -> None:
        store = self.place.store
        found = {card.id: card for card in queries.people(store)}
        if self._picked and self._picked not in found:
            found.update(queries.cards(store, [self._picked]))
        self._cards = found
        for person in [person for person in self._chips if person not in found]:
            chip = self._chips.pop(person)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._show_chips()

    def _show_chips(self) -> None:
        """The one that is picked, and as many of the others as can be looked over."""
        words = self._find.text().casefold().split()
        self._find.setVisible(len(self._cards) > MOST_CHIPS)
        fits = [
            card.id
            for card in self._cards.values()
            if all(word in f"{card.name} {card.who}".casefold() for word in words)
        ][:MOST_CHIPS]
        shown = {*fits, *([self._picked] if self._picked else [])}
        for person in shown:
            self._chip(person).set_name(self._cards[person].shown)
        for person, chip in self._chips.items():
            chip.setChecked(person == self._picked)
            chip.setVisible(person in shown)
        self._nobody.setChecked(self._picked == NOBODY)
        self._held.updateGeometry()

    def _chip(self, person: int) -> Chip:
        """Made when it is first shown: of hundreds, each time would be felt."""
        if person in self._chips:
            return self._chips[person]
        chip = Chip("", self._held, icon="user", checkable=True)
        chip.setProperty("person", person)
        chip.clicked.connect(self._pressed)
        self._chips[person] = chip
        after = sum(known in self._chips for known in takewhile(person.__ne__, self._cards))
        self._flow.insert_widget(after, chip)
        known = [self._chips[one] for one in self._cards if one in self._chips]
        stops = (self._find, *known, self._new, self._nobody, self._name)
        for before, after_it in pairwise(stops):
            QWidget.setTabOrder(before, after_it)
        return chip

    def _pressed(self) -> None:
        person = int(self.sender().property("person"))
        self._picked = None if person == self._picked else person
        self._show_chips()
        self.changed.emit()

    def _ask_name(self) -> None:
        self._field.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_name(self) -> None:
        self._name.clear()
        self._field.set_error("")
        self._field.hide()
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        """Pick who is called so, or add them."""
        try:
            name = names.clean_name(self._name.text())
        except names.EmptyName:
            self._leave_name()
            return
        except names.LongName:
            self._field.set_error(self.tr("That name is too long to keep. A few words do."))
            return
        known = [c.id for c in self._cards.values() if c.name.casefold() == name.casefold()]
        self._picked = known[0] if known else edits.add_person(self.place.store, name=name)
        self._read_people()
        self._leave_name()
        self.changed.emit()

    def _changed(self, change: Change) -> None:
        if change.tables & {"person", "view_state"}:
            self._read_people()
