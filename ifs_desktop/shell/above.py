"""What opens above everything, also above a dialog: Ground me, I'm activated, jotting down."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from ifs_desktop.care.activated import Activated
from ifs_desktop.care.grounding import Grounding
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.rest import queries as rest
from ifs_desktop.store import Store

SOON = 300  # ms after which what is not seen yet is made


class Above(QObject):
    """Each at most once. What is written below it stays."""

    opening = Signal()  # what is half typed is to be kept
    lock_requested = Signal()
    help_requested = Signal()

    def __init__(self, store: Store, frame: QMainWindow, window: QWidget) -> None:
        super().__init__(window)
        self._store = store
        self._frame = frame
        self._window = window
        self.card: Capture | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.make_card)
        self._soon.start(SOON)

    def ground(self) -> None:
        """Ground me."""
        if self._frame.findChild(Grounding) is not None:
            return
        self.opening.emit()
        page = Grounding(self._frame, rest.latest(self._store))
        page.lock_requested.connect(self.lock_requested)
        page.help_requested.connect(self.help_requested)
        page.open()

    def be_activated(self) -> None:
        """Half a minute with what is up."""
        if any(one.isVisible() for one in self._frame.findChildren(Activated)):
            return
        self.opening.emit()
        page = Activated(self._store, self._frame)
        page.ground_requested.connect(self.ground)
        page.open()

    def jot(self) -> None:
        """A card to jot something down on; Ground me stays above it."""
        cards = self._frame.findChildren(Capture)
        if self._frame.findChild(Grounding) is None and not any(one.isVisible() for one in cards):
            self.make_card().take()

    def make_card(self) -> Capture:
        """Before it is asked for, so that it is there within a frame."""
        if self.card is None:
            self.card = Capture(self._store, self._window)
        return self.card

    def cards(self) -> list[Capture | Activated]:
        """Those that are open, or were: what is typed into them is kept."""
        return [*self._frame.findChildren(Capture), *self._frame.findChildren(Activated)]
