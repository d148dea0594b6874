"""A belief on the screen: a box for its words, who holds it, and those looked at before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.beliefs import queries
from ifs_desktop.exercises import deep
from ifs_desktop.exercises import queries as queries_of_runs
from ifs_desktop.exercises.kinds import belief
from ifs_desktop.exercises.press import PressCard
from ifs_desktop.exercises.steps.part_chips import Choice, PartChips
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.store import Change, Ref
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Field, label

FIRST = 3  # earlier beliefs shown at once


class BeliefStep(StepWidget):
    """The same words take up the belief they belong to: the earlier looks at it stay."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, belief.Shape)
        self._box = box(place.step.heading, self, least=2, most=6)
        self._box.setAccessibleDescription(place.step.text)
        self._box.textChanged.connect(self._typed)
        self.column.addWidget(self._box)
        self._again = label("", "small", self, wrap=True)
        self.column.addWidget(self._again)
        who = self.tr("Who holds it?")
        self._holders = PartChips(who, self, others=(("me", shape.me), ("unknown", shape.unknown)))
        self._holders.chosen.connect(self._held)
        self.column.addWidget(Field(who, self._holders, self))
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._gate = QPushButton(self)
        self._gate.setProperty("kind", "link")
        self._gate.clicked.connect(self._ask_protectors)
        self.column.addWidget(self._gate, 0, Qt.AlignmentFlag.AlignLeft)
        self._earlier_title = label(self.tr("Looked at before"), "label", self)
        self.column.addSpacing(theme.px(6))
        self.column.addWidget(self._earlier_title)
        self._cards: list[EarlierBelief] = []
        self._more = QPushButton(self.tr("Show more"), self)
        self._more.setProperty("kind", "link")
        self._more.clicked.connect(self._show_all)
        self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._most = FIRST
        self._read()
        place.bus.changed.connect(self._changed)

    def answer(self) -> belief.Answer:
        text = self._box.toPlainText()
        taken = self._taken()
        held: Choice = self._holders.picked[0] if self._holders.picked else ""
        if isinstance(held, int):
            return belief.Answer(text, taken, held, "part")
        holder: belief.Holder = "me" if held == "me" else "unknown" if held else ""
        return belief.Answer(text, taken, None, holder)

    def show_answer(self, answer: belief.Answer) -> None:
        fill(self._box, answer.text)
        picked: list[Choice] = [answer.part] if answer.part is not None else []
        if answer.holder in ("me", "unknown"):
            picked = [answer.holder]
        self._holders.pick(picked)
        self._read()

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> None:
        """The beliefs of the journal, without the one that is being written here."""
        run_id = self.place.run_id
        here = None if run_id is None else Ref("run", run_id)
        self._known = queries.beliefs(self.place.store, not_from=here)
        self._holders.show_parts(self.place.store)
        for card in self._cards:
            self.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        at = self.column.indexOf(self._more)
        self._cards = [EarlierBelief(one, self) for one in self._known[: self._most]]
        for place, card in enumerate(self._cards):
            card.clicked.connect(self._take_up)
            self.column.insertWidget(at + place, card)
        self._earlier_title.setVisible(bool(self._cards))
        self._more.setVisible(len(self._known) > len(self._cards))
        self._tell()

    def _taken(self) -> int | None:
        """The earlier belief with exactly these words."""
        words = self._box.toPlainText().strip()
        return next((one.id for one in self._known if words and one.text == words), None)

    def _take_up(self) -> None:
        card = self.sender()
        if not isinstance(card, EarlierBelief):
            return
        taken = card.belief
        cursor = self._box.textCursor()  # so that what stood there can be had back
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(taken.text)
        if taken.holder is not None:
            self._holders.pick([taken.holder.id])
        else:
            self._holders.pick(["me" if taken.own else "unknown"])
        self._tell()
        self.changed.emit()
        self.take_focus()

    def _typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _held(self, _choice: Choice) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        taken = self._taken() is not None
        self._again.setText(self.tr("You take it up again. What you wrote before stays as it was."))
        self._again.setVisible(taken)
        part = self._holders.picked[0] if self._holders.picked else ""
        card = self._holders.card(part) if isinstance(part, int) else None
        place = self.place
        named = card is not None and card.id in queries_of_runs.veiled(
            place.store, place.run.exercise, place.run_id, (card.id,)
        )
        name = "" if card is None else card.name
        self._note.setText(
            self.tr("{name} is named here, and nothing is asked of it.").format(name=name)
        )
        self._note.setVisible(named)
        words = self.tr("Ask the parts that protect {name}…").format(name=name)
        self._gate.setText(words.replace("&", "&&"))
        self._gate.setAccessibleName(words)
        may_ask = card is not None and card.role == "exile" and place.run.exercise.through_gate
        self._gate.setVisible(named and may_ask and bool(self._box.toPlainText().strip()))

    def _ask_protectors(self) -> None:
        part = self._holders.picked[0] if self._holders.picked else None
        if isinstance(part, int) and deep.ask_to_open(self, self.place.store):
            self.gate_requested.emit(part)
            self._tell()

    def _show_all(self) -> None:
        first_new = len(self._cards)
        self._most = len(self._known)
        self._read()
        self._cards[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, change: Change) -> None:
        if change.tables & {"part", "permission"}:
            self._read()


class EarlierBelief(PressCard):
    """A belief that was looked at before: its words, who holds it, and when it was."""

    def __init__(self, one: queries.BeliefCard, parent: QWidget) -> None:
        super().__init__(one.text, parent)
        self.belief = one
        self.add(label(one.text, "", self, wrap=True))
        day = days.full_day(one.versions[-1].said_at if one.versions else one.created)
        held = "" if one.holder is None else one.holder.name
        second = " · ".join(filter(None, (held, day)))
        self.setAccessibleDescription(second)
        self.add(label(second, "small", self, wrap=True))
