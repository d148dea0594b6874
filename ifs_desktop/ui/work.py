"""Work off the UI thread: one function, its answer handed back on the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from threading import Event
from types import MethodType
from weakref import WeakMethod, ref

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal, Slot

Done = Callable[[object], None]
Failed = Callable[[BaseException], None]

_numbers = count(1)
_running: dict[int, ref[Job]] = {}


class Job(QObject):
    """A piece of work under way. It dies with its parent, and then nothing is called."""

    def __init__(self, parent: QObject, done: Done, failed: Failed, outcome: _Outcome) -> None:
        super().__init__(parent)
        self.number = next(_numbers)
        self._outcome: _Outcome | None = outcome
        # Methods are held weakly: a job that outlives its page does not keep the page's text.
        self._done: Callable[[], Done | None] | None = _held(done)
        self._failed: Callable[[], Failed | None] | None = _held(failed)
        self._over = False

    def cancel(self) -> None:
        """Neither `done` nor `failed` will be called. The function itself runs to its end."""
        self._finish()

    def wait(self, seconds: float) -> None:
        """Have the answer now if it comes so soon: the way through the event loop takes longer.

        Only the function runs meanwhile, and it need not share the interpreter.
        """
        outcome = self._outcome
        if outcome is not None and outcome.ready.wait(seconds):
            self.answer(outcome.result, outcome.error)

    def finished(self) -> bool:
        """Whether it has answered or was cancelled."""
        return self._over

    def answer(self, result: object, error: BaseException | None) -> None:
        """Called once, on the UI thread."""
        done, failed = self._done, self._failed
        self._finish()
        if error is None:
            tell = done() if done is not None else None
            if tell is not None:
                tell(result)
        else:
            complain = failed() if failed is not None else None
            if complain is not None:
                complain(error)

    def _finish(self) -> None:
        self._over = True
        self._done = self._failed = self._outcome = None
        self.deleteLater()


def start(
    function: Callable[..., object],
    *args: object,
    done: Done,
    failed: Failed,
    parent: QObject,
) -> Job:
    """Run `function(*args)` in a thread; then `done(result)` or `failed(exception)`."""
    outcome = _Outcome()
    job = Job(parent, done, failed, outcome)
    desk = _desk()
    _running[job.number] = ref(job)
    desk.pool.start(_Run(job.number, function, args, desk, outcome))
    return job


def wait(milliseconds: int = -1) -> bool:
    """Block until all functions have returned (before locking); False when time ran out."""
    return _desk().pool.waitForDone(milliseconds)


class _Desk(QObject):
    """Lives on the UI thread as long as the app; answers arrive here, so a dead job is safe."""

    arrived = Signal(int, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pool = QThreadPool(self)
        self.pool.setMaxThreadCount(4)
        self.arrived.connect(self._deliver)

    @Slot(int, object, object)
    def _deliver(self, number: int, result: object, error: BaseException | None) -> None:
        known = _running.pop(number, None)
        job = known() if known is not None else None
        if job is not None and shiboken6.isValid(job) and not job.finished():
            job.answer(result, error)


class _Outcome:
    """Where a thread leaves its answer for a job that waits for it."""

    def __init__(self) -> None:
        self.ready = Event()
        self.result: object = None
        self.error: BaseException | None = None


class _Run:
    """The call made in the thread; it drops what it held before it reports."""

    def __init__(
        self,
        number: int,
        function: Callable[..., object],
        args: tuple[object, ...],
        desk: _Desk,
        outcome: _Outcome,
    ) -> None:
        self._number = number
        self._call: tuple[Callable[..., object], tuple[object, ...]] | None = (function, args)
        self._desk: _Desk | None = desk
        self._outcome: _Outcome | None = outcome

    def __call__(self) -> None:
        call, desk, outcome = self._call, self._desk, self._outcome
        self._call = self._desk = self._outcome = None
        if call is None or desk is None or outcome is None:
            return
        result: object = None
        error: BaseException | None = None
        try:
            result = call[0](*call[1])
        except BaseException as caught:  # whatever it is, it belongs on the UI thread
            error = caught
        del call
        outcome.result, outcome.error = result, error
        outcome.ready.set()
        if shiboken6.isValid(desk):
            desk.arrived.emit(self._number, result, error)


def _desk() -> _Desk:
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("work needs a running application")
    desk = app.findChild(_Desk)
    return desk if desk is not None else _Desk(app)


def _held(call: Callable[..., None]) -> Callable[[], Callable[..., None] | None]:
    if isinstance(call, MethodType):
        return WeakMethod(call)
    return lambda: call
