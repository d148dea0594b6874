"""What was written the last times, beside the exercise one is in: only to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.passages import Passages
from ifs_desktop.store import Store
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import CalmScroll, label

WIDTH = 330  # design px


class Beside(QWidget):
    """One earlier run at a time, the latest first. Hidden until somebody asks for it."""

    open_requested = Signal(object)  # Ref
    closed = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._exercise: Exercise | None = None
        self._runs: tuple[int, ...] = ()
        self._at = 0
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(self.tr("An earlier time"))
        self._day = label("", "subheading", self, wrap=True)
        close = QPushButton(self.tr("Close"), self)
        close.setProperty("kind", "link")
        close.setAccessibleName(self.tr("Close the earlier time"))
        close.clicked.connect(self.closed)
        self.older = QPushButton(self.tr("Older"), self)
        self.newer = QPushButton(self.tr("Newer"), self)
        for button, way in ((self.older, self._go_older), (self.newer, self._go_newer)):
            button.setProperty("kind", "link")
            button.clicked.connect(way)
        self._scroll = CalmScroll(parent=self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._scroll.setAccessibleName(self.tr("What was answered then"))
        top, ways = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._day, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        ways.addWidget(self.older)
        ways.addWidget(self.newer)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (4, 24, 16, 12)))
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addLayout(ways)
        column.addWidget(self._scroll, 1)
        self.hide()

    def show_runs(self, exercise: Exercise, runs: tuple[int, ...]) -> None:
        """The latest of these earlier runs."""
        self._exercise, self._runs, self._at = exercise, runs, 0
        self._show()
        self.show()

    def leave(self) -> None:
        """Let go of the words."""
        self.hide()
        self._exercise, self._runs = None, ()
        self._day.clear()
        self._scroll.let_go()

    def take_focus(self) -> None:
        """To the words."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = None
        if self._at < len(self._runs):
            found = queries.saved_run(self._store, self._runs[self._at])
        if found is None:
            self.leave()
            return
        self._day.setText(days.full_day(found.started))
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        words = Passages(self._store, self._exercise, found, content)
        words.open_requested.connect(self.open_requested)
        column.addWidget(words)
        column.addStretch(1)
        self._scroll.set_content(content)
        self.older.setVisible(self._at + 1 < len(self._runs))
        self.newer.setVisible(self._at > 0)

    def _go_older(self) -> None:
        self._at += 1
        self._show()

    def _go_newer(self) -> None:
        self._at -= 1
        self._show()
