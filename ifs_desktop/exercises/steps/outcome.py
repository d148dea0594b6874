"""What came of a small step: what happened, and what each part saw beside its prediction."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries as runs
from ifs_desktop.exercises.kinds import outcome, predictions
from ifs_desktop.exercises.kinds.predictions import Expected
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.parts import queries as parts
from ifs_desktop.people import queries as people
from ifs_desktop.store import Change
from ifs_desktop.store.plain import plain
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Card, ChipChoice, Field, GrowingTextEdit, label
from ifs_desktop.ui.widgets.labels import told


@dataclass(frozen=True, slots=True)
class Looking:
    """What one part is asked, on the screen."""

    fit: ChipChoice
    words: GrowingTextEdit


class OutcomeStep(StepWidget):
    """A prediction that came true has the same place as one that did not.

    What was said of the step with the person meanwhile stands here, and is said on from there.
    """

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._kept: dict[int, outcome.Saw] = {}
        self._looking: dict[int, Looking] = {}
        shape = place.step.shape
        assert isinstance(shape, outcome.Shape)
        self._keys = [key for key in (shape.instead, place.step.about) if key]
        self._step = next((key for key in self._keys if place.run.answer(key).is_step), "")
        self._show_plan()
        say = QCoreApplication.translate
        states = {name: say("People", words) for name, words in outcome.STATES.items()}
        self._state = ChipChoice(states, place.step.heading, self)
        self._state.changed.connect(self._answered)
        self.column.addWidget(self._state)
        self._box = box(self.tr("What happened?"), self, least=2, most=10)
        self._box.textChanged.connect(self.changed)
        self.column.addWidget(Field(self.tr("What happened?"), self._box, self))
        self._cards: list[Card] = []
        picked = place.run.answer(shape.parts).parts
        asked = [part for part in picked if part not in place.run.veiled]
        known = parts.cards(place.store, asked)
        for part in asked:
            if part in known:
                self._cards.append(self._card(known[part]))
                self.column.addWidget(self._cards[-1])
        place.bus.changed.connect(self._changed)

    def answer(self) -> outcome.Answer:
        saw = {
            part: (one.fit.value(), one.words.toPlainText()) for part, one in self._looking.items()
        }
        return outcome.Answer(self._state.value(), self._box.toPlainText(), {**self._kept, **saw})

    def show_answer(self, answer: outcome.Answer) -> None:
        answer = self._as_said_last(answer)
        self._kept = {part: saw for part, saw in answer.saw.items() if part not in self._looking}
        self._state.show_value(answer.state)
        fill(self._box, answer.text)
        for part, one in self._looking.items():
            fit, words = answer.saw.get(part, ("", ""))
            one.fit.show_value(fit)
            fill(one.words, words)

    def take_focus(self) -> None:
        next(iter(self._state.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _as_said_last(self, answer: outcome.Answer) -> outcome.Answer:
        run_id = self.place.run_id
        made = {} if run_id is None else runs.wrote(self.place.store, run_id, self._step)
        step = people.step(self.place.store, made.get("small_step", 0))
        if step is None or step.looked_at is None:
            return answer
        saw = dict(answer.saw)
        for one in step.predictions:
            if one.part.id in self._looking:
                _, typed = saw.get(one.part.id, ("", ""))
                saw[one.part.id] = (one.fit or "", _newer(one.outcome, typed))
        state = "" if step.state == "planned" else step.state
        return outcome.Answer(state, _newer(step.outcome, answer.text), saw)

    def _changed(self, change: Change) -> None:
        if change.tables & {"small_step", "prediction"}:
            self.show_answer(self.answer())

    def _show_plan(self) -> None:
        """The step as it was planned, and with whom."""
        run = self.place.run
        about = run.exercise.step(self._step).about if self._step else None
        person = run.answer(about).person if about else None
        card = people.cards(self.place.store, [person]).get(person) if person else None
        text = run.answer(self._step).text if self._step else ""
        plan = f"{card.shown}: {text}" if card is not None else text
        if plan:
            self.column.addWidget(told(plan, "reading", self))

    def _card(self, part: parts.PartCard) -> Card:
        card = Card(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 16)))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Portrait(theme.px(20), card, part))
        head.addWidget(label(part.name, "subheading", card, wrap=True), 1)
        column.addLayout(head)
        expected = self._expected(part.id).text.strip()
        if expected:
            words = self.tr("It expected: {words}").format(words=expected)
            column.addWidget(told(words, "subtitle", card))
        title = self.tr("How does it look now?")
        say = QCoreApplication.translate
        options = {name: say("People", words) for name, words in outcome.FITS.items()}
        fit = ChipChoice(options, f"{part.name}: {title}", card)
        fit.changed.connect(self._answered)
        column.addWidget(label(title, "label", card, wrap=True))
        column.addWidget(fit)
        made = box("", card, least=1, most=6)
        column.addWidget(Field(self.tr("In its own words"), made, card))
        made.setAccessibleName(f"{part.name}: {self.tr('In its own words')}")
        made.textChanged.connect(self.changed)
        self._looking[part.id] = Looking(fit, made)
        return card

    def _expected(self, part: int) -> Expected:
        """What a part said of this step before it was taken."""
        run = self.place.run
        for step in run.exercise.steps:
            if isinstance(step.shape, predictions.Shape) and step.shape.step == self._step:
                said: predictions.Answer = run.answer(step.key)
                return said.parts.get(part, Expected())
        return Expected()

    def _answered(self) -> None:
        self.changed.emit()


def _newer(kept: str, typed: str) -> str:
    """What is kept, or as it is being typed if that is the same but for a space at its end."""
    return typed if plain(typed).strip() == kept else kept
