"""Windows: a crash leaves no report with the program's memory in it."""

from __future__ import annotations

import sys

# errhandlingapi.h and werapi.h
SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX = 0x1, 0x2, 0x8000
WER_FAULT_REPORTING_FLAG_NOHEAP, WER_FAULT_REPORTING_NO_UI = 0x1, 0x20


def close_up() -> None:
    """Crash without Windows Error Reporting; where a report is made all the same, without heap."""
    if sys.platform == "win32":
        import ctypes
        from contextlib import suppress

        ctypes.windll.kernel32.SetErrorMode(
            SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX
        )
        with suppress(OSError, AttributeError):  # a Windows without error reporting
            ctypes.windll.kernel32.WerSetFlags(
                WER_FAULT_REPORTING_FLAG_NOHEAP | WER_FAULT_REPORTING_NO_UI
            )
