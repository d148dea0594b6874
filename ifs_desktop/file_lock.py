"""A lock file that one process holds, and loses when it ends or becomes another program.

Light: the first window waits for it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress


class Held(OSError):
    """Somebody else holds the lock."""


class FileLock:
    """Held from the moment it is made until ``release``."""

    def __init__(self, file: str | os.PathLike[str], *, make: bool = True) -> None:
        """Raises Held, and FileNotFoundError if the file is not there and not to be made."""
        self._file = file
        while True:
            self.descriptor = os.open(file, os.O_RDWR | (os.O_CREAT if make else 0), 0o600)
            try:
                _lock(self.descriptor)
            except OSError as error:
                os.close(self.descriptor)
                if isinstance(error, BlockingIOError | PermissionError):
                    raise Held(error.errno, error.strerror) from error
                raise
            if self._is_there():
                return
            os.close(self.descriptor)  # its holder removed it in between

    def _is_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self.descriptor), os.stat(self._file))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Let others in. Once is enough, twice is harmless."""
        if self.descriptor < 0:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self.descriptor)
            remove(self._file)
        else:
            remove(self._file)
            os.close(self.descriptor)
        self.descriptor = -1


def remove(file: str | os.PathLike[str]) -> None:
    """Remove a file if it is there and may be removed."""
    with suppress(OSError):
        os.unlink(file)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
