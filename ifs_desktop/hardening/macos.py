"""macOS: no debugger may attach."""

from __future__ import annotations

PT_DENY_ATTACH = 31  # sys/ptrace.h


def close_up() -> None:
    """Deny debuggers from here on. (Core files are switched off by their size, for all of Unix.)"""
    import ctypes

    ctypes.CDLL(None).ptrace(PT_DENY_ATTACH, 0, None, 0)
