"""Check this journal: a button, what is looked at, and each finding with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.safekeeping import edits, words
from ifs_desktop.safekeeping.sign import Sign
from ifs_desktop.store import Store
from ifs_desktop.ui import theme, work
from ifs_desktop.ui.widgets.labels import label, paragraph
from ifs_desktop.vault import Finding, Halt, Halted, Vault

_LOOK_EVERY = 100  # ms


class Examining(QWidget):
    """Writing goes on meanwhile. Closing the journal, or Cancel, stops it at once."""

    examined = Signal(object)  # a list of findings
    told = Signal(object)  # this, which has grown by what was found

    def __init__(
        self, vault: Vault, store: Store, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._store = store
        self._today = today
        self._halt = Halt()
        self._at: list[Any] = ["file", 0.0]  # written by the worker, looked at by the clock
        self._job: work.Job | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._check = QPushButton(self.tr("Check this journal"), self)
        self._check.setAccessibleDescription(
            self.tr("Reads all of it. You can go on writing meanwhile.")
        )
        self._check.clicked.connect(self._begin)
        self._cancel = QPushButton(self.tr("Cancel"), self)
        self._cancel.setAccessibleName(self.tr("Cancel the check"))
        self._cancel.clicked.connect(self._stop)
        self._now = label("", "subtitle", self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(self.tr("How much of the check is done"))
        self._said = paragraph("", "subtitle", self)
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(6))
        self._lay_out()
        self._show_busy(False)
        self._said.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self._check)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._now)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(buttons)
        column.addWidget(self._bar)
        column.addWidget(self._said)
        column.addLayout(self._found)

    def _begin(self) -> None:
        if self._job is not None:
            return
        self._clear()
        self._halt = Halt()
        self._at[:] = ["file", 0.0]
        self._job = work.start(
            _examine,
            self._vault,
            self._at,
            self._halt,
            done=self._done,
            failed=self._failed,
            parent=self,
        )
        self._show_busy(True)
        self._clock.start()
        self._look()
        self._cancel.setFocus()

    def _stop(self) -> None:
        self._halt.interrupt()

    def _look(self) -> None:
        what, done = self._at
        self._bar.setValue(round(100 * done))
        text = words.looking(what)
        if self._now.text() != text:
            self._now.setText(text)
            self._now.setAccessibleName(text)

    def _done(self, findings: object) -> None:
        assert isinstance(findings, list)
        self._end()
        sound = all(one.sound for one in findings)
        if sound:
            edits.note_examined(self._store, day=self._today())
            self._say(self.tr("Everything was looked at, and everything is whole."))
        else:
            self._say(self.tr("Something is not whole. Below is what it is, and what helps."))
        for one in findings:
            self._add(one)
        self.examined.emit(findings)
        self.told.emit(self)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Halted):
            self._say(self.tr("The check was stopped. Nothing was changed."))
        else:
            self._say(words.explain(error))
        self.told.emit(self)

    def _end(self) -> None:
        self._job = None
        self._clock.stop()
        had = self._cancel.hasFocus()
        self._show_busy(False)
        if had:
            self._check.setFocus()

    def _show_busy(self, on: bool) -> None:
        self._check.setVisible(not on)
        for widget in (self._cancel, self._now, self._bar):
            widget.setVisible(on)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._said.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, text))

    def _add(self, finding: Finding) -> None:
        sign = Sign(finding.sound, words.found(finding.what, finding.sound), self)
        self._found.addWidget(sign)
        sign.show()  # now: whoever is told scrolls to it

    def _clear(self) -> None:
        self._said.hide()
        while self._found.count():
            item = self._found.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _examine(vault: Vault, at: list[Any], halt: Halt) -> list[Finding]:
    def told(what: str, done: float) -> None:
        at[:] = [what, done]

    return vault.examine(told, halt)
