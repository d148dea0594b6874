"""Small steps with somebody: the plan, what each part expected of it, and what came."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.parts.profile_group import link
from ifs_desktop.people import edits
from ifs_desktop.people.queries import PredictionCard, StepCard
from ifs_desktop.people.section import Form, Told
from ifs_desktop.people.words import FITS, PERMISSIONS, STATES, said, when
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import Chip, ChipChoice, DayPick, Field, GrowingTextEdit, label
from ifs_desktop.ui.widgets.labels import told


class StepForm(Form):
    """A new step, or another day or words for one."""

    def __init__(
        self,
        store: Store,
        person_id: int | None,
        step: StepCard | None,
        place: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._person_id, self._step = store, person_id, step
        title = self.tr("One small step")
        self.text = self.box(title, least=1)
        hint = self.tr("So small that your parts can go along. No step is fine, too.")
        self.add(Field(title, self.text, self, hint=hint))
        self.drafts = [BoxDraft(self.text, store, place, "" if step is None else step.text)]
        near = {1: self.tr("Tomorrow"), 7: self.tr("In a week")}
        self.day = DayPick(self.tr("When?"), near, self, none=self.tr("No day"))
        self.add(self.day)
        if step is not None:
            self.day.show_day(step.planned_on)

    def take_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> bool:
        if not self.text.toPlainText().strip():
            self.take_focus()
            return False
        edits.plan_step(
            self._store,
            person_id=self._person_id,
            text=self.text.toPlainText(),
            planned_on=self.day.day(),
            step_id=None if self._step is None else self._step.id,
        )
        return True


class LookForm(Form):
    """What came of a step, and what each part that expected something says to it."""

    def __init__(self, store: Store, step: StepCard, place: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._step = store, step
        title = self.tr("What came of it?")
        states = {name: said(words) for name, words in STATES.items()}
        self.state = ChipChoice(states, title, self)
        self.state.show_value("" if step.state == "planned" else step.state)
        self.add(label(title, "label", self))
        self.add(self.state)
        self.text = self.box(self.tr("What happened?"))
        self.add(Field(self.tr("What happened?"), self.text, self))
        self.drafts = [BoxDraft(self.text, store, place, step.outcome)]
        self.fits: dict[int, tuple[ChipChoice, GrowingTextEdit]] = {}
        for one in step.predictions:
            if one.part.role != "exile":  # what it said before it was one stays
                self._add_part(one, f"{place}:part:{one.part.id}")

    def take_focus(self) -> None:
        next(iter(self.state.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> bool:
        fits = {
            part: (fit.value() or None, words.toPlainText())
            for part, (fit, words) in self.fits.items()
            if fit.value() or words.toPlainText().strip()
        }
        state = self.state.value() or "planned"
        edits.look_back(
            self._store,
            step_id=self._step.id,
            state=state,
            outcome=self.text.toPlainText(),
            fits=fits,
        )
        return True

    def _add_part(self, one: PredictionCard, place: str) -> None:
        head = Chip(one.part.name, self, look=one.part)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.add(head)
        if one.text:
            words = self.tr("It expected: {words}").format(words=one.text)
            self.add(told(words, "small", self))
        title = self.tr("How does it look now?")
        options = {name: said(words) for name, words in FITS.items()}
        fit = ChipChoice(options, f"{one.part.name}: {title}", self)
        fit.show_value(one.fit or "")
        self.add(fit)
        box = self.box("", least=1)
        self.add(Field(self.tr("In its own words"), box, self))
        box.setAccessibleName(f"{one.part.name}: {self.tr('In its own words')}")
        self.drafts.append(BoxDraft(box, self._store, place, one.outcome))
        self.fits[one.part.id] = (fit, box)


class Steps(Told):
    """Each step with what parts expected; one that was looked back at shows what came."""

    def line(self, item: StepCard) -> tuple[QWidget, list[QWidget]]:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(2))
        today = date.today()
        day = short_day(item.created.date(), today)
        words, stops = self.words(item, item.text, when(item, today), day, item.source)
        column.addWidget(words)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(6), 0, 0, 0)
        inner.setSpacing(theme.px(4))
        column.addLayout(inner)
        if item.outcome:
            inner.addWidget(told(item.outcome, "", held))
        for one in item.predictions:
            chip = self._show_prediction(one, inner, held)
            stops.append(chip)
        look = link(self.tr("Say what came of it"), held)
        look.setProperty("tone", "")
        if item.looked_at is not None:
            look.setText(self.tr("Say it anew"))
            look.setAccessibleName(look.text())
        look.setAccessibleDescription(item.text)
        look.setProperty("item", item.id)
        look.clicked.connect(self._look)
        row = QHBoxLayout()
        row.addWidget(look)
        row.addStretch(1)
        column.addLayout(row)
        return held, [*stops, look]

    def new_form(self, item: StepCard | None) -> Form:
        return StepForm(self.store, self.person_id, item, self.place(item), self)

    def place(self, item: StepCard | None) -> str:
        return f"person:{self.person_id}:step" if item is None else f"step:{item.id}"

    def put_away(self, item: StepCard) -> None:
        edits.put_away_step(self.store, step_id=item.id)

    def look_back(self, item: StepCard) -> None:
        """Open the form that asks what came of a step."""
        self.show_form(self._look_form(item), item)

    def half_written(self, waiting: Collection[str]) -> tuple[Form, StepCard | None] | None:
        for item in self.items or ():
            if any(place.startswith(f"step:{item.id}:came") for place in waiting):
                return self._look_form(item), item
        return super().half_written(waiting)

    def _look_form(self, item: StepCard) -> LookForm:
        return LookForm(self.store, item, f"step:{item.id}:came", self)

    def _show_prediction(self, one: PredictionCard, column: QVBoxLayout, parent: QWidget) -> Chip:
        chip = Chip(one.part.name, parent, look=one.part)
        chip.setProperty("part", one.part.id)
        chip.clicked.connect(self._to_part)
        top = QHBoxLayout()
        top.addWidget(chip)
        top.addStretch(1)
        column.addLayout(top)
        lines = [
            self.tr("It expected: {words}").format(words=one.text) if one.text else "",
            self.tr("Its signal to stop: {words}").format(words=one.stop_signal)
            if one.stop_signal
            else "",
            said(PERMISSIONS[one.permission]) if one.permission else "",
            " · ".join(filter(None, (said(FITS[one.fit]) if one.fit else "", one.outcome))),
        ]
        for text in filter(None, lines):
            column.addWidget(told(text, "small", parent))
        return chip

    def _look(self) -> None:
        self.look_back(self.item(self.sender()))

    def _to_part(self) -> None:
        self.open_requested.emit(Ref("profile", int(self.sender().property("part"))))
