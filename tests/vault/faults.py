"""A disk that refuses: the n-th call into the system raises, then everything works again."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("open", "fsync", "fchmod", "replace", "link", "rename", "unlink", "mkdir", "rmdir")


class Faults:
    """Counts the calls that open, read, write, sync, move and remove; raises at one of them."""

    def __init__(self, nth: int, number: int) -> None:
        self.left = nth
        self.number = number
        self.at = ""

    def met(self, name: str) -> None:
        """One more call; perhaps the one."""
        self.left -= 1
        if self.left == 0:
            self.at = name
            raise OSError(self.number, os.strerror(self.number))

    def around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, which may meet the fault."""

        def call(*arguments: Any, **more: Any) -> Any:
            self.met(name)
            return real(*arguments, **more)

        return call

    def opening(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """A call that gives a file, whose reads and writes may meet the fault too."""

        def call(*arguments: Any, **more: Any) -> Any:
            if name:
                self.met(name)
            return Met(real(*arguments, **more), self)

        return call


class Met:
    """A file whose reads and writes may meet the fault."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file = file
        self._faults = faults

    def __enter__(self) -> Met:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def read(self, size: int = -1) -> bytes:
        self._faults.met("read")
        return bytes(self._file.read(size))

    def write(self, data: bytes) -> int:
        self._faults.met("write")
        return int(self._file.write(data))


@contextmanager
def faults(nth: int, number: int) -> Iterator[Faults]:
    """Raise ``number`` at the ``nth`` call; everything works again afterwards."""
    found = Faults(nth, number)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, found.around(name, getattr(os, name)))
        patch.setattr(os, "fdopen", found.opening("", os.fdopen))  # "open" came before
        patch.setattr(io, "open", found.opening("open to read", io.open))
        yield found
