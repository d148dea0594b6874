"""The page of exercises: the catalogue, the exercise that is open, or an earlier run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue, edits, queries
from ifs_desktop.exercises.actions import ROWS
from ifs_desktop.exercises.reading import Reading
from ifs_desktop.exercises.runner import Runner
from ifs_desktop.exercises.shelf import Shelf
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import PageHeader

_PLACE = Ref("page", None, "exercises")
_TABLES = frozenset({"run", "answer", "answer_part", "part"})


class ExercisesPage(QWidget):
    """Three sheets, one of them on top. Looking something up leaves an open run where it is."""

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
        self.catalogue = catalogue.load(folder or Path(resources_path.path("exercises")))
        self._stale = False
        self.header = PageHeader("", self)
        self.header.back_requested.connect(self.show_shelf)
        self._stop = QPushButton(self.tr("Save and stop for today"), self.header)
        self._stop.setProperty("kind", "quiet")
        self._stop.clicked.connect(self.stop)
        self.header.add_action(self._stop)
        self._return = QPushButton(self.tr("Back to the open exercise"), self.header)
        self._return.clicked.connect(self.show_runner)
        self.header.add_action(self._return)
        self.shelf = Shelf(store, self.catalogue, self)
        self.runner = Runner(store, bus, self)
        self.reading = Reading(store, self)
        self._stack = QStackedWidget(self)
        for sheet in (self.shelf, self.runner, self.reading):
            self._stack.addWidget(sheet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.actions_by_name = build(ROWS, self)
        self._join(bus)
        self._show(self.shelf)

    def _join(self, bus: Bus) -> None:
        self.shelf.begin_requested.connect(self.begin)
        self.shelf.resume_requested.connect(self.open_run)
        self.shelf.read_requested.connect(self.open_run)
        self.shelf.put_away_requested.connect(self._put_away)
        self.runner.stopped.connect(self.show_shelf)
        self.runner.finished.connect(self._finished)
        self.runner.open_requested.connect(self._lead)
        self.reading.open_requested.connect(self.open_requested)
        self.reading.again_requested.connect(self.begin)
        self.reading.put_away_requested.connect(self._put_away)
        bus.changed.connect(self._changed)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the catalogue, an exercise (its slug is the anchor) or a run."""
        if ref.kind == "exercise":
            run = self.runner.run
            if run is None or run.exercise.slug != ref.anchor:
                self.begin(ref.anchor)
            else:
                self.show_runner()
        elif ref.kind == "run" and ref.id is not None:
            self.open_run(ref.id, ref.anchor)
        elif ref.kind == "page":
            self.show_shelf()

    def here(self) -> Ref | None:
        """The run that is open or read, else the catalogue."""
        shown = self._stack.currentWidget()
        if shown is self.runner:
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
        if isinstance(shown, Shelf | Runner | Reading):
            shown.take_focus()

    # ---- the three sheets
    def show_shelf(self) -> None:
        """The catalogue. A run that is open waits there, to be continued."""
        self.runner.leave()
        self.reading.leave()
        self.shelf.refresh()
        self._show(self.shelf)

    def show_runner(self) -> None:
        """The exercise that is open, if one is."""
        if self.runner.run is not None:
            self._show(self.runner)

    def begin(self, slug: str) -> None:
        """An exercise from its beginning; nothing is kept before the first answer."""
        exercise = self.catalogue.get(slug)
        if exercise is None:
            self.show_shelf()
            return
        self.runner.begin(exercise)
        self._show(self.runner)

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
            self.runner.resume(exercise, saved, key)
            self._show(self.runner)

    # ---- the rows of the action table
    def go_on(self) -> None:
        """The next step."""
        if self._stack.currentWidget() is self.runner:
            self.runner.go_on()

    def go_back(self) -> None:
        """One step back; from an earlier run, back to where one came from."""
        if self._stack.currentWidget() is self.runner:
            self.runner.go_back()
        elif self.runner.run is not None:
            self.show_runner()
        elif self._stack.currentWidget() is self.reading:
            self.show_shelf()

    def stop(self) -> None:
        """Keep everything and stop for today."""
        if self._stack.currentWidget() is self.runner:
            self.runner.stop()

    # ---- inside
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
        running, reading = sheet is self.runner, sheet is self.reading
        title = self.tr("Exercises")
        if running and self.runner.run is not None:
            title = self.runner.run.exercise.title
        elif reading:
            title = self._title_of_reading()
        self.header.set_title(title)
        self.header.set_back(self.tr("Exercises") if running or reading else "")
        self._stop.setVisible(running)
        self._return.setVisible(reading and self.runner.run is not None)
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
