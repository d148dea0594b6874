"""One exercise, one step at a time. What is answered is kept as it is typed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import edits, queries
from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.blocks import centred
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.how_now import HowNow
from ifs_desktop.exercises.kinds import dump, hand_over
from ifs_desktop.exercises.leading import Leading
from ifs_desktop.exercises.sheet import StepSheet
from ifs_desktop.exercises.steps import Place
from ifs_desktop.parts import gate
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import CalmScroll

_WHO_IS_ASKED = frozenset({"part", "relation", "permission"})
_visits = itertools.count(1)  # each stay at a step has a number of its own


class Runner(QWidget):
    """Holds the run that is open. Nothing is in the journal before the first answer."""

    stopped = Signal()
    finished = Signal(object)  # the run's id, None if nothing was answered
    open_requested = Signal(object)  # Ref
    moved = Signal()  # it stands at another step

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._bus = bus
        self._run: walk.Run | None = None
        self._run_id: int | None = None
        self._visit = 0
        self._answered = False  # whether this visit changed an answer
        self._editing = False
        self._sheet: StepSheet | None = None
        self._scroll = CalmScroll(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.how = HowNow(self)
        self.how.ground_requested.connect(self._ground)
        self.how.stop_requested.connect(self.stop)
        layout.addWidget(self._scroll)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep_shown)
        bus.changed.connect(self._changed)

    # ---- what it shows
    @property
    def run(self) -> walk.Run | None:
        """The run that is open, if one is."""
        return self._run

    @property
    def run_id(self) -> int | None:
        """Its id; None before the first answer."""
        return self._run_id

    @property
    def sheet(self) -> StepSheet | None:
        """The step on the screen."""
        return self._sheet

    def begin(self, exercise: Exercise) -> None:
        """Show the first step of a new run."""
        self.keep()
        self._run, self._run_id = walk.start(exercise), None
        self.how.begin()
        self._show()

    def resume(self, exercise: Exercise, saved: queries.SavedRun, key: str = "") -> None:
        """Show a kept run where it was left, or at the step ``key``."""
        self.keep()
        run = queries.opened_run(self._store, exercise, saved)
        self._run, self._run_id = run.at(key) if key else run, saved.id
        self.how.begin()
        self._show()

    def leave(self) -> None:
        """Let go of the run; what was answered is kept."""
        self.keep()
        self._run = self._run_id = None
        self.how.hide()
        self._drop_sheet()

    # ---- what a person does
    def go_on(self) -> None:
        """To the following step, if this one is answered or asks nothing; else stay."""
        if self._sheet is None or not self._sheet.may_go_on():
            return
        if self._sheet.control.rests():
            self.stop()
        else:
            self._go(walk.Run.next)

    def skip(self) -> None:
        """To the following step, answered or not."""
        self._go(walk.Run.skip)

    def go_back(self) -> None:
        """To the step before."""
        self._go(walk.Run.back)

    def revisit(self) -> None:
        """To the earlier step this one leads back to."""
        if self._run is not None and self._run.here.revisit is not None:
            key = self._run.here.revisit.step
            self.keep()
            self._move(self._run.at(key))

    def stop(self) -> None:
        """Keep everything and leave the run for today."""
        if self._run is None:
            return
        self.keep()
        if self._run_id is not None and queries.waits(self._store, self._run_id):
            with self._own_edit():
                edits.hand_over(
                    self._store, exercise=self._run.exercise, run_id=self._run_id, to=None
                )
        self.leave()
        self.stopped.emit()

    def keep(self) -> None:
        """Keep the answer as it stands on the screen, and leave nothing waiting."""
        self._clock.drop()
        self._keep_shown()
        if self._sheet is not None:
            self._sheet.control.settle()

    # ---- inside
    def _keep_shown(self) -> None:
        if self._run is not None and self._sheet is not None:
            self._keep(self._run.step, self._sheet.control.answer())

    def _go(self, way: Any) -> None:
        if self._run is None:
            return
        if self._sheet is not None:
            self._sheet.control.finish()
        self.keep()
        self._move(way(self._run))

    def _move(self, run: walk.Run) -> None:
        assert self._run is not None
        if run.state == "finished":
            self._finish()
            return
        if run.step == self._run.step:
            return
        if self._run_id is not None:
            with self._own_edit():
                edits.go_to(
                    self._store,
                    exercise=run.exercise,
                    run_id=self._run_id,
                    key=run.step,
                    visit=self._visit if self._answered else 0,
                )
        self._run = run
        self._show()

    def _finish(self) -> None:
        assert self._run is not None
        run_id = self._run_id
        if run_id is not None:
            with self._own_edit():
                edits.finish(
                    self._store,
                    exercise=self._run.exercise,
                    run_id=run_id,
                    visit=self._visit if self._answered else 0,
                )
        self._run = self._run_id = None
        self.how.hide()
        self._drop_sheet()
        self.finished.emit(run_id)

    def _keep(self, key: str, answer: Any) -> None:
        run = self._run
        assert run is not None
        if dump(run.answer(key)) == dump(answer) or (answer.is_empty and key not in run.answers):
            return
        with self._own_edit():
            if self._run_id is None:
                self._run_id = edits.begin(
                    self._store, exercise=run.exercise, key=key, answer=answer, visit=self._visit
                )
            else:
                edits.answer(
                    self._store,
                    exercise=run.exercise,
                    run_id=self._run_id,
                    key=key,
                    answer=answer,
                    visit=self._visit,
                )
        self._answered = True
        run = run.answered(key, answer)
        picked = {part for k in run.answers for part in self._parts(run, k)}
        self._run = walk.replace_veiled(run, self._veiled(run, picked))

    def _parts(self, run: walk.Run, key: str) -> tuple[int, ...]:
        return run.exercise.step(key).kind.parts(run.answers[key])

    def _veiled(self, run: walk.Run, picked: set[int]) -> frozenset[int]:
        return queries.veiled(self._store, run.exercise, self._run_id, picked)

    def _ask_gate(self, part_id: int) -> None:
        """Have the protectors of a part asked, for this walk."""
        self.keep()  # the walk has its place in the journal from now on
        if self._run_id is None or self._sheet is None:
            return
        self._sheet.control.place = self._place()
        outcome = gate.ask(self, self._store, part_id, Ref("run", self._run_id))
        if shiboken6.isValid(self) and outcome.hear is not None:
            self.open_requested.emit(Ref("dialogue", None, f"part:{outcome.hear}"))

    def _lead_over(self, leading: Leading) -> None:
        """Go to another place with what was picked; the run waits."""
        self.keep()
        run = self._run
        if run is None:
            return
        with self._own_edit():
            self._run_id, to = edits.lead_over(
                self._store,
                exercise=run.exercise,
                run_id=self._run_id,
                key=run.step,
                leading=leading,
                visit=self._visit,
            )
        self._run = run.answered(run.step, hand_over.led_to(to))
        self._show_answer()
        self.open_requested.emit(to)

    def _wait_at(self, to: Ref) -> None:
        """Go once more to what was made there; the run waits."""
        self.keep()
        if self._run is None or self._run_id is None:
            return
        with self._own_edit():
            edits.hand_over(self._store, exercise=self._run.exercise, run_id=self._run_id, to=to)
        self.open_requested.emit(to)

    def _carry(self, key: str, answer: Any) -> None:
        """Bring an earlier answer to a later step; what stands there already stays."""
        if self._run is None:
            return
        self.keep()
        mine = self._run.answer(key)
        merged = {**answer.texts, **{n: t for n, t in mine.texts.items() if t.strip()}}
        self._keep(key, type(answer)(merged))
        if self._run_id is not None and self._sheet is not None:
            self._sheet.control.place = self._place()

    def _ground(self) -> None:
        self.keep()
        self.open_requested.emit(Ref("page", None, "ground"))

    def _typed(self) -> None:
        self.how.look()
        if self._sheet is not None:
            self._sheet.tell()
        self._clock.touch()

    @contextmanager
    def _own_edit(self) -> Iterator[None]:
        self._editing = True
        try:
            yield
        finally:
            self._editing = False

    def _changed(self, change: Change) -> None:
        """Something else changed: undo, a part that was renamed or put away."""
        if self._editing or self._run is None:
            return
        ours = ("run", self._run_id) in change.rows or "answer" in change.tables
        if ours or change.tables & _WHO_IS_ASKED:
            self._reload(change, parts_only=not ours)

    def _reload(self, change: Change, *, parts_only: bool) -> None:
        run = self._run
        assert run is not None
        if parts_only:
            picked = {part for k in run.answers for part in self._parts(run, k)}
            self._run = walk.replace_veiled(run, self._veiled(run, picked)).resume()
            if self._run.step != run.step or self._run.asked(run.step) != run.asked(run.step):
                self._show()
            return
        run_id = self._run_id if self._run_id is not None else self._redone(change)
        saved = None if run_id is None else queries.saved_run(self._store, run_id)
        if saved is None or saved.exercise != run.exercise.slug:
            self._run, self._run_id = walk.start(run.exercise), None
        else:
            self._run, self._run_id = queries.opened_run(self._store, run.exercise, saved), run_id
        if self._run.step != run.step or self._sheet is None:
            self._show()
        else:
            self._show_answer()

    def _redone(self, change: Change) -> int | None:
        """The run that came back, if its beginning was done again."""
        if change.origin != "redo":
            return None
        return next(iter(change.ids("run")), None)

    def _place(self) -> Place:
        assert self._run is not None
        return Place(self._run.here, self._run, self._run_id, self._store, self._bus)

    def _show_answer(self) -> None:
        if self._run is None or self._sheet is None:
            return
        self._clock.drop()
        self._visit, self._answered = next(_visits), False
        self._sheet.control.place = self._place()
        self._sheet.control.show_answer(self._run.answer(self._run.step))
        self._sheet.tell()

    def _show(self) -> None:
        assert self._run is not None
        self._clock.drop()
        self._visit, self._answered = next(_visits), False
        sheet = StepSheet(self._place(), self)
        sheet.control.show_answer(self._run.answer(self._run.step))
        sheet.tell()
        sheet.control.changed.connect(self._typed)
        sheet.control.submitted.connect(self.go_on)
        sheet.control.carried.connect(self._carry)
        sheet.control.gate_requested.connect(self._ask_gate)
        sheet.control.lead_requested.connect(self._lead_over)
        sheet.control.wait_requested.connect(self._wait_at)
        sheet.control.open_requested.connect(self.open_requested)
        sheet.back.clicked.connect(self.go_back)
        sheet.skip.clicked.connect(self.skip)
        sheet.go_on.clicked.connect(self.go_on)
        if sheet.revisit is not None:
            sheet.revisit.clicked.connect(self.revisit)
        self._drop_sheet()
        self._sheet = sheet
        self._scroll.set_content(centred(sheet))
        self.how.look()
        self.moved.emit()
        if self.isVisible():
            self.take_focus()

    def _drop_sheet(self) -> None:
        if self._sheet is None:
            return
        self._sheet = None
        self._scroll.let_go()

    def take_focus(self) -> None:
        """Where one answers; the heading is said aloud by screen readers."""
        if self._sheet is None or self._run is None:
            return
        self._sheet.take_focus()
        heading = f"{self._run.here.heading} {self._run.here.text}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, heading))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from everywhere but a box and a button; Esc does nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            else:
                self.go_on()
            return
        if event.key() == Qt.Key.Key_Escape:
            return
        super().keyPressEvent(event)

    def here(self) -> Ref | None:
        """The run, or the exercise while nothing is kept of it."""
        if self._run is None:
            return None
        if self._run_id is None:
            return Ref("exercise", None, self._run.exercise.slug)
        return Ref("run", self._run_id)
