"""Printing without leaving a page on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def spooled_in_memory() -> Iterator[None]:
    """CUPS gets a page by way of a file: on Linux it goes where files are in memory only."""
    folder = os.environ.get("XDG_RUNTIME_DIR") or "/dev/shm"  # noqa: S108
    if sys.platform != "linux" or not os.path.isdir(folder):
        yield
        return
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
