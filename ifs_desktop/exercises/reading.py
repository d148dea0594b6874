"""An earlier run, to be read: every answer under its question, and the parts that were named."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.blocks import centred
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.passages import Passages
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import CalmScroll, Notice, label


class Reading(QWidget):
    """Only to read: what was true then stays as it was written."""

    open_requested = Signal(object)  # Ref
    again_requested = Signal(str)  # slug
    put_away_requested = Signal(int)  # run

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._exercise: Exercise | None = None
        self.run_id: int | None = None
        self._wanted: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show_wanted)
        self._scroll = CalmScroll(parent=self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._scroll.setAccessibleName(self.tr("What was answered"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def show_run(
        self,
        exercise: Exercise | None,
        saved: queries.SavedRun,
        key: str = "",
        *,
        closed_now: bool = False,
    ) -> None:
        """Show a run, marked at the step ``key``. ``closed_now``: it came to its end right now."""
        self._exercise, self.run_id, self._wanted = exercise, saved.id, None
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        if closed_now:
            column.addWidget(self._kept(exercise, saved, held))
            column.addSpacing(theme.px(8))
        column.addWidget(label(days.full_day(saved.started), "title", held, wrap=True))
        passages = Passages(self._store, exercise, saved, held, key)
        passages.open_requested.connect(self.open_requested)
        self._wanted = passages.wanted
        column.addWidget(passages)
        column.addSpacing(theme.px(10))
        column.addLayout(self._ways(held))
        column.addStretch(1)
        self._scroll.set_content(centred(held, 36))
        self._soon.start()

    def _kept(self, exercise: Exercise | None, saved: queries.SavedRun, parent: QWidget) -> Notice:
        """That it is kept. Whom a warning led to Help is not told that nothing more is needed."""
        warned = exercise is not None and queries.led_to_help(self._store, exercise, saved)
        notice = Notice(
            self.tr("You can ask for help at any time, and be unsure.")
            if warned
            else self.tr("Nothing more is needed today."),
            parent,
            lead=self.tr("It is kept in your journal."),
            tone="good",
            dismissable=False,
        )
        if warned:
            notice.add_link(self.tr("Open Help")).clicked.connect(self._open_help)
        return notice

    def _open_help(self) -> None:
        self.open_requested.emit(Ref("help"))

    def _show_wanted(self) -> None:
        """Once it has its place."""
        if self._wanted is not None:
            self._scroll.show_child(self._wanted)

    def leave(self) -> None:
        """Let go of the words."""
        self.run_id = self._exercise = self._wanted = None
        self._scroll.let_go()

    def take_focus(self) -> None:
        """To the words: what can be done with them comes after."""
        self._scroll.setFocus()

    def _ways(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        away = QPushButton(self.tr("Put away"), parent)
        away.setProperty("kind", "quiet")
        away.setToolTip(self.tr("Leaves this list. Undo brings it back."))
        away.clicked.connect(self._put_away)
        row.addWidget(away)
        row.addStretch(1)
        if self._exercise is not None:
            again = QPushButton(self.tr("Begin a new one"), parent)
            again.clicked.connect(self._again)
            row.addWidget(again)
        return row

    def _again(self) -> None:
        if self._exercise is not None:
            self.again_requested.emit(self._exercise.slug)

    def _put_away(self) -> None:
        if self.run_id is not None:
            self.put_away_requested.emit(self.run_id)
