"""The button that makes a backup now, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.safekeeping import daily, words
from ifs_desktop.safekeeping.outcome import Outcome
from ifs_desktop.store import Store
from ifs_desktop.ui import theme, work
from ifs_desktop.ui.widgets.busy import BusySign
from ifs_desktop.vault import Halted, Vault


class Making(QWidget):
    """One at a time."""

    made = Signal(object)  # the Path of the backup

    def __init__(self, vault: Vault, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._store = store
        self._job: work.Job | None = None
        self.button = QPushButton(self.tr("Make a backup now"), self)
        theme.set_kind(self.button, "primary")
        self.button.clicked.connect(self._make)
        self._busy = BusySign(self.tr("Making a backup…"), self)
        self._busy.hide()
        self.outcome = Outcome(self)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.button)
        row.addWidget(self._busy)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self.outcome)

    def busy(self) -> bool:
        """Whether one is being made."""
        return self._job is not None

    def _make(self) -> None:
        if self._job is not None:  # not switched off meanwhile: it would lose the keyboard
            return
        self.outcome.clear()
        self._busy.show()
        self._job = work.start(
            daily.put_by_hand,
            self._vault,
            self._store,
            done=self._made,
            failed=self._not_made,
            parent=self,
        )

    def _made(self, put: object) -> None:
        assert isinstance(put, daily.Put)
        self._end()
        if put.not_there is not None:
            self.outcome.say(words.elsewhere(put.not_there), "danger")
        else:
            text = self.tr(
                "There is a backup of this moment now. It was read again, and it is whole."
            )
            self.outcome.say(text, "good")
        self.made.emit(put.path)

    def _not_made(self, error: BaseException) -> None:
        self._end()
        if not isinstance(error, Halted):
            self.outcome.say(words.not_made(error), "danger")

    def _end(self) -> None:
        self._job = None
        self._busy.hide()
