"""The way back to an exercise that led to another page, above whatever page one is on."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.exercises.waiting import queries
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets.notice import Notice

SOON = 300  # ms after which it is looked for at first
HERE = "exercises"  # the page on which nobody needs a way back to it


class Returning(QWidget):
    """Nothing most of the time. Put aside, it comes again with the next time one is led away."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._run: int | None = None
        self._aside: int | None = None  # a run whose bar was put aside
        self._page = ""
        self._bar: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        bus.changed.connect(self._changed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self._soon.start(SOON)

    def show_on(self, page: str) -> None:
        """Another page is shown."""
        self._page = page
        self._place()

    def look(self) -> None:
        """Whether a run waits to be gone on with, and which."""
        found = queries.waiting(self._store)
        run = None if found is None else found[0]
        if run != self._run:
            self._run, self._aside = run, None
            self._drop()
            if found is not None:
                from ifs_desktop.exercises.queries import title  # reads files: when it is needed

                self._offer(title(self._store, found[1]))
        self._place()

    def _changed(self, change: Change) -> None:
        if "run" in change.tables:
            self.look()

    def _offer(self, title: str) -> None:
        words = self.tr("Back to the exercise: {title}").format(title=title)
        self._bar = Notice(self.tr("It waits where you left it."), self, tone="accent", banner=True)
        link = self._bar.add_link(words.replace("&", "&&"))
        link.setAccessibleName(words)
        link.clicked.connect(self._go)
        self._bar.closed.connect(self._put_aside)
        self._column.addWidget(self._bar)

    def _drop(self) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None

    def _place(self) -> None:
        waits = self._bar is not None and self._run != self._aside
        self.setVisible(waits and self._page != HERE)

    def _put_aside(self) -> None:
        self._aside = self._run
        self._place()

    def _go(self) -> None:
        if self._run is not None:
            self.open_requested.emit(Ref("run", self._run))
