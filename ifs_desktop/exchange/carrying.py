"""One long piece of work at a time: how far it is, stopping it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exchange import words
from ifs_desktop.exchange.errors import ChangedMeanwhile
from ifs_desktop.ui import theme, work
from ifs_desktop.ui.widgets.labels import label
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Halt, Halted

_LOOK_EVERY = 60  # ms
_SLICE = 8  # ms of a turn of the event loop that steps on this thread may take
_WAIT = 3000  # ms that locking gives a worker to take back what it wrote

Function = Callable[..., object]  # (…, told, halt)
Steps = Generator[int, None, bool]


class Carrying(QWidget):
    """Runs work in a thread, or in steps on this one. Cancel takes back what was done."""

    done = Signal(object)  # what the work answered
    begun = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._halt = Halt()
        self._at = [0.0]  # written by the worker, looked at by the clock
        self._job: work.Job | None = None
        self._steps: Steps | None = None
        self._size = 1
        self._notice: Notice | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY)
        self._clock.timeout.connect(self._look)
        self._stepping = QTimer(self)
        self._stepping.setInterval(0)
        self._stepping.timeout.connect(self._step)
        self._what = label("", "subtitle", self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 100)
        self.bar.setAccessibleName(self.tr("How much is done"))
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self.cancel.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self._what)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._said = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addLayout(self._said)
        self._show_busy(False)

    def busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None or self._steps is not None

    def run(self, what: str, function: Function, *arguments: object) -> None:
        """Call ``function(*arguments, told, halt)`` in a thread."""
        self._begin(what)
        at, halt = self._at, self._halt
        self._job = work.start(
            _call,
            *(function, arguments, at, halt),
            done=self._answered,
            failed=self._failed,
            parent=self,
        )
        self.begun.emit()
        self.cancel.setFocus()

    def step(self, what: str, steps: Steps, size: int) -> None:
        """Go through steps that tell how much of ``size`` they have done."""
        self._begin(what)
        self._steps, self._size = steps, max(1, size)
        self._stepping.start()
        self.begun.emit()
        self.cancel.setFocus()

    def stop(self) -> None:
        """Cancel; a worker ends by itself, and takes back what it wrote."""
        self._halt.interrupt()
        if self._steps is not None:
            self._steps.close()
            self._failed(Halted())

    def stop_and_wait(self) -> None:
        """The same when the journal is closed: no half of a file is left behind."""
        if self.busy():
            self.stop()
            work.wait(_WAIT)

    def say(self, text: str, tone: str) -> None:
        """What came of it."""
        self.clear()
        self._notice = Notice(text, self, tone=tone)
        self._notice.closed.connect(self.clear)
        self._said.addWidget(self._notice)
        self._notice.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._notice, text))

    def clear(self) -> None:
        """Say nothing."""
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None

    def _begin(self, what: str) -> None:
        self.clear()
        self._halt, self._at = Halt(), [0.0]
        self._what.setText(what)
        self.cancel.setAccessibleName(self.tr("Cancel: {what}").format(what=what))
        self._show_busy(True)
        self._clock.start()
        self._look()

    def _look(self) -> None:
        self.bar.setValue(round(100 * self._at[0]))

    def _step(self) -> None:
        steps, spent = self._steps, QElapsedTimer()
        spent.start()
        try:
            while steps is not None and spent.elapsed() < _SLICE:
                self._at[0] = next(steps) / self._size
        except StopIteration as end:
            if end.value is True:
                self._answered(None)
            else:
                self._failed(ChangedMeanwhile())
        except Exception as error:
            self._failed(error)

    def _answered(self, answer: object) -> None:
        self._end()
        self.done.emit(answer)

    def _failed(self, error: BaseException) -> None:
        self._end()
        if isinstance(error, Halted):
            self.say(self.tr("Stopped. Nothing was left behind, and nothing was changed."), "quiet")
        else:
            self.say(words.explain(error), "danger")

    def _end(self) -> None:
        self._job = self._steps = None
        self._clock.stop()
        self._stepping.stop()
        self._show_busy(False)
        self.ended.emit()

    def _show_busy(self, on: bool) -> None:
        for widget in (self._what, self.bar, self.cancel):
            widget.setVisible(on)


def _call(function: Function, arguments: tuple[Any, ...], at: list[float], halt: Halt) -> object:
    def told(done: float) -> None:
        at[0] = done

    return function(*arguments, told, halt)
