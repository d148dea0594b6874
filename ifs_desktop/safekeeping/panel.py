"""A shelf of files with what is said when it is empty, what came of an action, and removing one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.safekeeping import edits, words
from ifs_desktop.safekeeping.listed import Describe
from ifs_desktop.safekeeping.outcome import Outcome
from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.safekeeping.shelf import Shelf
from ifs_desktop.ui import ask, theme, work
from ifs_desktop.ui.widgets.labels import paragraph


class Panel(QWidget):
    """Removing is the same for all files; using one is for whoever listens."""

    use_requested = Signal(object)  # Kept
    changed = Signal()  # a file went, or was gone already
    followed = Signal(str)  # the link in what was said

    def __init__(
        self,
        name: str,
        use: str,
        describe: Describe,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._title = self._text = ""
        self._job: work.Job | None = None
        self.shelf = Shelf(name, use, describe, today, self)
        self.model = self.shelf.model
        self._empty = paragraph("", "subtitle", self)
        self._outcome = Outcome(self)
        self.shelf.hide()
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self._empty, self.shelf, self._outcome):
            column.addWidget(widget)
        self.shelf.use_requested.connect(self.use_requested)
        self.shelf.removal_requested.connect(self._remove)
        self._outcome.followed.connect(self.followed)

    def set_empty(self, text: str) -> None:
        """What is said when there is nothing."""
        self._empty.setText(text)

    def set_removal(self, title: str, text: str) -> None:
        """How removing is asked about; ``text`` has a place for {moment}."""
        self._title, self._text = title, text

    def offer_use(self, on: bool) -> None:
        """Whether there is a button for using a file."""
        self.shelf.use_button.setVisible(on)

    def show_rows(self, rows: Sequence[Kept]) -> None:
        """List these."""
        self.shelf.show_rows(rows)
        self.shelf.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def choose(self, path: Path) -> None:
        """Go to a file."""
        self.shelf.choose(path)

    def say(self, text: str, tone: str, *, link: str = "", follows: str = "") -> None:
        """Say below the list what came of something."""
        self._outcome.say(text, tone, link=link, follows=follows)

    def say_nothing(self) -> None:
        """Take back what was said."""
        self._outcome.clear()

    def _remove(self, row: Kept) -> None:
        text = self._text.format(moment=words.moment(row.saved_at, self._today()))
        yes, no = self.tr("Remove for good"), self.tr("Keep it")
        if ask.confirm(self, self._title, text, yes, no, danger=True) and self._job is None:
            self.say_nothing()
            self._job = work.start(
                edits.remove, row.path, done=self._removed, failed=self._not_removed, parent=self
            )

    def _removed(self, gone: object) -> None:
        self._job = None
        if not gone:
            self.say(
                self.tr(
                    "It could not be removed. Nothing was changed. Check that its folder allows"
                    " changes and that no other window has it open."
                ),
                "danger",
            )
        self.changed.emit()

    def _not_removed(self, error: BaseException) -> None:
        self._job = None
        self.say(words.explain(error), "danger")
        self.changed.emit()
