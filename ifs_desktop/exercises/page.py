"""The page of exercises: the library, the exercise that is open, and what stands around it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ifs_desktop.exercises import edits, queries
from ifs_desktop.exercises.actions import ROWS
from ifs_desktop.exercises.beside import Beside
from ifs_desktop.exercises.own import edits as keeping
from ifs_desktop.exercises.own import files
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.exercises.own.checked import Checked
from ifs_desktop.exercises.own.sheet import CheckSheet
from ifs_desktop.exercises.reading import Reading
from ifs_desktop.exercises.ready import Ready
from ifs_desktop.exercises.runner import Runner
from ifs_desktop.exercises.shelf import Shelf
from ifs_desktop.exercises.top import Top
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus

_PLACE = Ref("page", None, "exercises")
_TABLES = frozenset({"run", "answer", "answer_part", "part"})


class ExercisesPage(QWidget):
    """Five sheets, one of them on top. Looking something up leaves an open run where it is."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self,
        store: Store,
        bus: Bus,
        settings: Settings,
        parent: QWidget | None,
        folder: Path | None = None,
    ) -> None:
        """``folder``: where the exercise files are, if not among the app's own resources."""
        super().__init__(parent)
        self._store = store
        self._folder = folder
        self.catalogue = own.catalogue(store, folder)
        self.header = Top(self)
        self.shelf = Shelf(store, self.catalogue, self)
        self.runner = Runner(store, bus, self)
        self.reading = Reading(store, self)
        self.ready = Ready(self)
        self.checking = CheckSheet(self)
        self.beside = Beside(store, self)
        self._running = QWidget(self)
        row = QHBoxLayout(self._running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.runner, 1)
        row.addWidget(self.beside)
        self._stack = QStackedWidget(self)
        for sheet in (self.shelf, self._running, self.reading, self.ready, self.checking):
            self._stack.addWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.runner.how)  # over the whole width
        layout.addWidget(self._stack, 1)
        self.actions_by_name = build(ROWS, self)
        self._join(bus)
        self._show(self.shelf)

    def _join(self, bus: Bus) -> None:
        self.shelf.begin_requested.connect(self.choose)
        self.shelf.resume_requested.connect(self.open_run)
        self.shelf.read_requested.connect(self.open_run)
        self.shelf.put_away_requested.connect(self._put_away)
        self.shelf.save_requested.connect(self._save_own)
        self.shelf.put_own_away_requested.connect(self._put_own_away)
        self.runner.stopped.connect(self.show_shelf)
        self.runner.finished.connect(self._finished)
        self.runner.open_requested.connect(self._lead)
        self.reading.open_requested.connect(self.open_requested)
        self.reading.again_requested.connect(self.choose)
        self.reading.put_away_requested.connect(self._put_away)
        self.ready.begun.connect(self.begin)
        self.ready.ground_requested.connect(self._ground)
        self.ready.left.connect(self.show_shelf)
        self.checking.kept.connect(self._keep_own)
        self.checking.another_requested.connect(self.check_file)
        self.checking.left.connect(self.show_shelf)
        self.beside.open_requested.connect(self._lead)
        self.beside.closed.connect(self.toggle_earlier)
        self.header.back_requested.connect(self.show_shelf)
        self.header.save_requested.connect(self.save_file)
        self.header.earlier_requested.connect(self.toggle_earlier)
        self.header.check_requested.connect(self.check_file)
        self.header.stop_requested.connect(self.stop)
        self.header.return_requested.connect(self.show_runner)
        bus.changed.connect(self._changed)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the catalogue, an exercise (its slug is the anchor) or a run."""
        if ref.kind == "exercise":
            run = self.runner.run
            if run is None or run.exercise.slug != ref.anchor:
                self.choose(ref.anchor)
            else:
                self.show_runner()
        elif ref.kind == "run" and ref.id is not None:
            self.open_run(ref.id, ref.anchor)
        elif ref.kind == "page":
            self.show_shelf()

    def here(self) -> Ref | None:
        """The run that is open or read, else the catalogue."""
        shown = self._stack.currentWidget()
        if shown is self._running:
            return self.runner.here() or _PLACE
        if shown is self.reading and self.reading.run_id is not None:
            return Ref("run", self.reading.run_id)
        return _PLACE

    def commit_drafts(self) -> None:
        """Keep what is being typed, as the answer it is."""
        self.runner.keep()

    def menu_actions(self) -> list[QAction]:
        """What can be done with the exercise that is open."""
        return list(self.actions_by_name.values())

    def take_focus(self) -> None:
        """Put the keyboard where work goes on."""
        shown = self._stack.currentWidget()
        if shown is self._running:
            self.runner.take_focus()
        elif isinstance(shown, Shelf | Reading | Ready | CheckSheet):
            shown.take_focus()

    # ---- the sheets
    def show_shelf(self) -> None:
        """The catalogue. A run that is open waits there, to be continued."""
        for sheet in (self.runner, self.beside, self.reading, self.ready, self.checking):
            sheet.leave()
        self.shelf.refresh()
        self._show(self.shelf)

    def show_runner(self) -> None:
        """The exercise that is open, if one is."""
        if self.runner.run is not None:
            self._show(self._running)

    def choose(self, slug: str) -> None:
        """An exercise, after how it is right now was asked where it may stir something up."""
        exercise = self.catalogue.get(slug)
        if exercise is None or (exercise.level == "red" and not self.shelf.open_red()):
            self.show_shelf()
        elif exercise.level == "green":
            self.begin(slug)
        else:
            self.runner.leave()
            gentle = [one for one in self.catalogue.exercises if one.level == "green"]
            self.ready.show_for(exercise, gentle)
            self._show(self.ready)

    def begin(self, slug: str) -> None:
        """An exercise from its beginning; nothing is kept before the first answer."""
        exercise = self.catalogue.get(slug)
        if exercise is None:
            self.show_shelf()
            return
        self.beside.leave()
        self.ready.leave()
        self.runner.begin(exercise)
        self._show(self._running)

    def open_run(self, run_id: int, key: str = "") -> None:
        """A kept run: to go on with if it is open, else to read; ``key`` is the step to show."""
        if run_id == self.runner.run_id and not key:
            self.show_runner()
            return
        self.runner.keep()
        saved = queries.saved_run(self._store, run_id)
        if saved is None:
            self.show_shelf()
            return
        exercise = self.catalogue.get(saved.exercise)
        if saved.finished or exercise is None:
            self.reading.show_run(exercise, saved, key)
            self._show(self.reading)
        else:
            self.beside.leave()
            self.runner.resume(exercise, saved, key)
            self._show(self._running)

    # ---- the rows of the action table
    def go_on(self) -> None:
        """The next step."""
        if self._stack.currentWidget() is self._running:
            self.runner.go_on()

    def go_back(self) -> None:
        """One step back; from an earlier run, back to where one came from."""
        if self._stack.currentWidget() is self._running:
            self.runner.go_back()
        elif self.runner.run is not None:
            self.show_runner()
        elif self._stack.currentWidget() is not self.shelf:
            self.show_shelf()

    def stop(self) -> None:
        """Keep everything and stop for today."""
        if self._stack.currentWidget() is self._running:
            self.runner.stop()

    def toggle_earlier(self) -> None:
        """What was written the last times, beside the exercise; or without it again."""
        run = self.runner.run
        runs = () if run is None else self._earlier()
        if run is None or not self.beside.isHidden() or not runs:
            self.beside.leave()
            self.runner.take_focus()
        else:
            self.beside.show_runs(run.exercise, tuple(run_id for run_id, _ in runs))
            self.beside.take_focus()

    # ---- exercises of one's own
    def check_file(self) -> None:
        """Look at a file: all that is wrong with it, or what it will be."""
        found = files.choose(self, self.catalogue)
        if found is not None:
            self.runner.leave()
            self.checking.show_file(found)
            self._show(self.checking)

    def save_file(self) -> None:
        """The text of the exercise that is open, as a file to begin one's own from."""
        if self.runner.run is not None:
            self.commit_drafts()
            files.save(self, self._store, self.runner.run.exercise)

    def _save_own(self, slug: str) -> None:
        exercise = self.catalogue.get(slug)
        if exercise is not None:
            files.save(self, self._store, exercise)

    def _keep_own(self, checked: Checked) -> None:
        if checked.exercise is not None:
            keeping.keep_own(self._store, slug=checked.exercise.slug, text=checked.text)
            self.show_shelf()
            self.shelf.show_card(checked.exercise.slug)

    def _put_own_away(self, slug: str) -> None:
        beside = self.shelf.own_beside(slug)
        keeping.put_away_own(self._store, slug=slug)
        self.shelf.show_card(beside)

    # ---- inside
    def _ground(self) -> None:
        self.open_requested.emit(Ref("page", None, "ground"))

    def _earlier(self) -> tuple[tuple[int, datetime], ...]:
        run = self.runner.run
        if run is None:
            return ()
        return queries.done_before(self._store, run.exercise.slug, self.runner.run_id)

    def _lead(self, ref: Ref) -> None:
        """An earlier run is shown here; every other place belongs to the shell."""
        if ref.kind == "run" and ref.id is not None:
            self.open_run(ref.id)
        else:
            self.runner.keep()
            self.open_requested.emit(ref)

    def _finished(self, run_id: int | None) -> None:
        saved = None if run_id is None else queries.saved_run(self._store, run_id)
        if saved is None:
            self.show_shelf()
            return
        exercise = self.catalogue.get(saved.exercise)
        self.reading.show_run(exercise, saved, closed_now=True)
        self._show(self.reading)

    def _put_away(self, run_id: int) -> None:
        if run_id == self.runner.run_id:
            self.runner.leave()
        edits.put_away_run(self._store, run_id=run_id)
        self.show_shelf()

    def _changed(self, change: Change) -> None:
        if "own_exercise" in change.tables:
            self.catalogue = own.catalogue(self._store, self._folder)
            self.shelf.set_catalogue(self.catalogue)
        if not change.tables & _TABLES:
            return
        shown = self._stack.currentWidget()
        if shown is self.shelf:
            self.shelf.refresh()
        elif shown is self.reading and self.reading.run_id is not None:
            saved = queries.saved_run(self._store, self.reading.run_id)
            if saved is None or not saved.finished:
                self.show_shelf()

    def _show(self, sheet: QWidget) -> None:
        self._stack.setCurrentWidget(sheet)
        run = self.runner.run
        running = sheet is self._running and run is not None
        earlier = self._earlier() if running else ()
        if running and run is not None:
            today = datetime.now().astimezone().date()
            before = earlier[0][1] if earlier else None
            self.header.show_exercise(run.exercise.title, before, today)
        elif sheet is self.reading:
            self.header.show_sheet(self._title_of_reading(), returning=run is not None)
        elif sheet is self.ready and self.ready.exercise is not None:
            self.header.show_sheet(self.ready.exercise.title)
        elif sheet is self.checking:
            self.header.show_sheet(self.tr("Check an exercise"))
        else:
            self.header.show_library()
        self.actions_by_name["exercise_earlier"].setEnabled(bool(earlier))
        for name in ("exercise_next", "exercise_stop", "exercise_save"):
            self.actions_by_name[name].setEnabled(running)
        if self.isVisible():
            self.take_focus()

    def _title_of_reading(self) -> str:
        saved = (
            None
            if self.reading.run_id is None
            else queries.saved_run(self._store, self.reading.run_id)
        )
        exercise = None if saved is None else self.catalogue.get(saved.exercise)
        return self.tr("An earlier exercise") if exercise is None else exercise.title
