"""Files that are private, whole or not there at all, and really on the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import BinaryIO

CHUNK = 1 << 20
LONGEST_STEM = 180  # bytes
LEFT_AFTER = 3600  # seconds after which nobody is still writing a temporary file
_TEMPORARY = re.compile(r"\.[0-9a-f]{12}-[0-9a-f]{12}\.tmp")
_BINARY = getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
# A virus scanner or a sync client may hold a file for a moment on Windows; elsewhere a refusal
# stays one.
RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6) if sys.platform == "win32" else ()
_NO_HARD_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}


class NotAFile(OSError):
    """A folder, a pipe, a device: whoever can write beside a journal may have put it there."""


def make_folder(folder: Path) -> None:
    """A folder only its owner may enter, whatever the umask; its parents too."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(0o700)
        folder.chmod(0o700)


def create(path: Path) -> BinaryIO:
    """A new file only its owner may read, open for writing and reading back."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    try:
        if sys.platform != "win32":
            os.fchmod(descriptor, 0o600)
        return os.fdopen(descriptor, "w+b")
    except BaseException:
        os.close(descriptor)
        remove(path)
        raise


def read(path: Path) -> BinaryIO:
    """A file open for reading. Raises NotAFile for what would be waited for, or never end."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _AT_ONCE)
    except BlockingIOError:  # a file, on loan to a file server, which gives it back
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotAFile(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(descriptor, "rb")


def sync(file: BinaryIO) -> None:
    """Return once the file's bytes are on the disk."""
    file.flush()
    if sys.platform == "darwin":
        import fcntl

        # fsync on macOS stops at the drive's own cache; some network drives know only fsync.
        with contextlib.suppress(OSError):
            fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
            return
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Return once the folder's entries are on the disk.

    Windows does that by itself, and some network drives know no such thing.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def probe(path: Path) -> None:
    """Raise the OSError that making ``path`` would raise."""
    with temporary(path) as name:
        create(name).close()


def _marks(path: Path) -> str:
    return f".{sha256(os.fsencode(path.name)).hexdigest()[:12]}-"


def beside(path: Path) -> Path:
    """A new hidden name in the same folder, which ``sweep`` finds again."""
    return path.with_name(f"{_marks(path)}{secrets.token_hex(6)}.tmp")


def left(path: Path) -> list[Path]:
    """What lies beside ``path`` while it is written, and after a crash."""
    try:
        return list(path.parent.glob(f"{_marks(path)}*.tmp"))
    except OSError:
        return []


def sweep(path: Path) -> None:
    """Remove what a crash left beside ``path`` while writing it."""
    for one in left(path):
        remove(one)


def sweep_old(folder: Path) -> None:
    """Remove what crashes left in a folder while writing names that nobody remembers."""
    with contextlib.suppress(OSError):
        for left in folder.glob(".*-*.tmp"):
            age = time.time() - left.stat().st_mtime
            if _TEMPORARY.fullmatch(left.name) and age > LEFT_AFTER:
                remove(left)


def remove(path: Path) -> None:
    """Remove a file if it is there and may be removed."""
    with contextlib.suppress(OSError):
        path.unlink()


def remove_folder(path: Path) -> None:
    """Remove a folder if nothing is in it."""
    with contextlib.suppress(OSError):
        path.rmdir()


@contextlib.contextmanager
def temporary(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write first; what is not put in place by the end is removed."""
    name = beside(path)
    try:
        yield name
    finally:
        remove(name)


def replace(name: Path, path: Path) -> None:
    """Put ``name`` at ``path`` in one step, over what is there."""
    for delay in RETRIES:
        try:
            os.replace(name, path)
            return
        except PermissionError:
            time.sleep(delay)
    try:
        os.replace(name, path)
    except PermissionError as error:
        if sys.platform != "win32":
            raise
        # Somebody holds the file; the folder itself takes files, as ``name`` shows.
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path)) from error


def place_new(name: Path, path: Path) -> None:
    """Put ``name`` at ``path`` in one step. Raises FileExistsError rather than replace.

    ``name`` may stay: ``temporary`` removes it.
    """
    if sys.platform == "win32":
        name.rename(path)  # never replaces there
        return
    try:
        os.link(name, path)
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from error
        name.rename(path)


def place_free(name: Callable[[str], Path], place: Callable[[Path], None]) -> Path:
    """Have ``place`` make the first file of "", " 2", " 3" … not there yet; which it was.

    ``name`` gives the path for such an ending; ``place`` raises FileExistsError where one is.
    """
    for number in count(1):
        path = name(f" {number}" if number > 1 else "")
        try:
            place(path)
        except FileExistsError:
            continue
        return path
    raise AssertionError("unreachable")


def duplicate(path: Path, copy_: Path) -> None:
    """Copy a file byte by byte to a new name. Raises FileExistsError, OSError."""
    with temporary(copy_) as name:
        with create(name) as file, read(path) as source:
            copy(source, sys.maxsize, file.write)
            sync(file)
        place_new(name, copy_)
    sync_folder(copy_.parent)


def shortened(stem: str) -> str:
    """As much of a name as leaves room for what is added to it; a whole name has 255 bytes."""
    while len(os.fsencode(stem)) > LONGEST_STEM:
        stem = stem[:-1]
    return stem


def write_small(path: Path, data: bytes) -> None:
    """Replace the whole content of a small private file, all or nothing."""
    with temporary(path) as name:
        with create(name) as file:
            file.write(data)
            sync(file)
        replace(name, path)
    sync_folder(path.parent)


def copy(source: BinaryIO, length: int, write: Callable[[bytes], object]) -> tuple[int, bytes]:
    """Pass up to ``length`` bytes on; how many there were, and their SHA-256."""
    digest = sha256()
    left = length
    while left and (chunk := source.read(min(left, CHUNK))):
        digest.update(chunk)
        write(chunk)
        left -= len(chunk)
    return length - left, digest.digest()
