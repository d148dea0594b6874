"""Errors nobody foresaw: told by kind and place in the code, never by their text or values.

The text of an exception can hold what a person wrote, and a terminal or a log would keep it. So can
what Qt and the libraries have to say; of that, only who said it is told.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

_show: Callable[[BaseException], bool] | None = None
_end: Callable[[str], None] | None = None


def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write one line to the standard error stream: which error, and where in our code."""
    if issubclass(kind, KeyboardInterrupt):
        return
    where = "?"
    while trace is not None:
        code = trace.tb_frame.f_code
        if "ifs_desktop" in code.co_filename:
            where = f"{code.co_filename.rpartition('ifs_desktop')[2][1:]}:{trace.tb_lineno}"
        trace = trace.tb_next
    _say(f"unforeseen {kind.__name__} at {where}")


def tell_or_show(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Show an error that has words for the person, if anybody can show it; else tell it."""
    if _show is None or not _show(error):
        tell(kind, error, trace)


def show_with(show: Callable[[BaseException], bool] | None) -> None:
    """Who shows errors that are met in a slot, and answers whether it had words for one."""
    global _show
    _show = show


def end_with(end: Callable[[str], None] | None) -> None:
    """Who ends the program, while there is no window, when Qt cannot go on."""
    global _end
    _end = end


def tell_of_qt(kind: Any, context: Any, message: str) -> None:
    """What Qt has to say (its QtMsgType and QMessageLogContext): how grave, and about what.

    In full only where Qt cannot go on, which it finds out before any journal is open.
    """
    if kind.name == "QtFatalMsg":
        if _end is not None:
            _end(message)
        _say(message)
    elif kind.name in ("QtWarningMsg", "QtCriticalMsg"):
        _say(f"Qt warns about {context.category}")


def install() -> None:
    """Have uncaught errors told in this way, wherever they are met: also in slots and threads."""
    sys.excepthook = tell_or_show
    sys.unraisablehook = _tell_unraisable
    threading.excepthook = _tell_thread


def quiet_libraries() -> None:
    """Have the libraries' logs and warnings go nowhere: they quote what they were given."""
    import logging
    import warnings

    logging.disable(logging.CRITICAL)
    warnings.showwarning = _show_no_warning


def _tell_unraisable(unraisable: Any) -> None:
    tell(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback)


def _tell_thread(thrown: Any) -> None:
    tell(thrown.exc_type, thrown.exc_value, thrown.exc_traceback)


def _show_no_warning(
    message: Warning | str, category: type[Warning], *where: Any, **more: Any
) -> None:
    _say(f"a library warns: {category.__name__}")


def _say(text: str) -> None:
    if sys.stderr is not None:  # a windowed program on Windows has none
        print(f"ifs-desktop: {text}", file=sys.stderr)
