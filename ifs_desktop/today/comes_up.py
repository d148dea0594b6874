"""What comes up on a day: kindnesses, small steps, agreements, exercises. None of it is late."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.parts.profile import isolated
from ifs_desktop.people import queries as people
from ifs_desktop.promises import edits as promise_edits
from ifs_desktop.promises import queries as promises
from ifs_desktop.store import Ref, Store
from ifs_desktop.today import queries, words
from ifs_desktop.today.blocks import Block, Row


class ComesUp(Block):
    """Asks of a kindness whether it happened: four answers, one tap each, all of them fine."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Comes up today"))
        self._store = store
        self._found: object = None

    def show_day(self, today: date) -> bool:
        """Show what comes up on this day; whether anything does."""
        due = queries.due(self._store, today)
        meant = promises.due(self._store, today)
        steps = people.steps_due(self._store, today)
        found = (today, due, meant, steps)
        if found != self._found:  # what stays as it is keeps the keyboard
            self._found = found
            self.show_rows(
                [
                    *(self._promise(one, today) for one in meant),
                    *(self._step(one, today) for one in steps),
                    *(self._waiting(one, today) for one in due),
                ]
            )
        return bool(due or meant or steps)

    def _waiting(self, one: queries.Waiting, today: date) -> Row:
        run = one.ref.kind == "run"
        icon = "exercises" if run else "swap"
        made = Row(icon, one.title, one.words, words.from_day(one.day, today), self)
        if run:
            text, named = self.tr("Continue"), self.tr("Continue: {title}")
        else:
            text, named = self.tr("Look at it"), self.tr("Look at the agreement: {title}")
        self._lead(made.add_way(text, named, one.ref))
        return made

    def _step(self, step: people.StepCard, today: date) -> Row:
        title = self.tr("A small step")
        if step.person is not None:
            title = self.tr("A small step with {name}").format(name=isolated(step.person.shown))
        made = Row("users", title, step.text, words.from_day(step.planned_on, today), self)
        text, named = self.tr("Look at it"), self.tr("Look at the step: {title}")
        self._lead(made.add_way(text, named, Ref("small_step", step.id)))
        return made

    def _promise(self, one: promises.PromiseCard, today: date) -> Row:
        title = self.tr("A promise to yourself")
        if one.part is not None:
            pattern = self.tr("For {name}")
            title = pattern.format(name=isolated(one.part.name))
        small = self.tr("Today, if it fits")
        if one.is_asked(today):
            asked = (self.tr("Did it happen?"), words.from_day(one.due_on, today))
            small = " · ".join(filter(None, asked))
        made = Row("heart", title, one.text, small, self)
        answers = (
            ("yes", self.tr("Yes")),
            ("partly", self.tr("Partly")),
            ("not_yet", self.tr("Not yet")),
            ("let_go", self.tr("Let it go")),
        )
        for button in made.add_answers(answers):
            button.setProperty("promise", one.id)
            button.clicked.connect(self._answer)
        return made

    def _answer(self) -> None:
        button = self.sender()
        promise_id, came = int(button.property("promise")), str(button.property("answer"))
        promise_edits.answer(self._store, promise_id=promise_id, came=came)

    def _lead(self, button: QPushButton) -> None:
        button.clicked.connect(self._go)

    def _go(self) -> None:
        self.open_requested.emit(self.sender().property("ref"))
