"""Errors nobody foresaw: told by kind and place in the code, never by their text or values.

The text of an exception can hold what a person wrote, and a terminal or a log would keep it.
"""

from __future__ import annotations

import sys
from types import TracebackType


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
    if sys.stderr is not None:  # a windowed program on Windows has none
        print(f"ifs-desktop: unforeseen {kind.__name__} at {where}", file=sys.stderr)


def install() -> None:
    """Have uncaught errors, also those in slots, told in this way."""
    sys.excepthook = tell
