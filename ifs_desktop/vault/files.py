"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

TEMPORARY = ".ifs-tmp"
TRIES = 8  # a rename that a virus scanner or sync client holds up (Windows)


def write_whole(
    path: Path,
    write: Callable[[BinaryIO], None],
    before_rename: Callable[[], None] | None = None,
) -> None:
    """Write beside ``path``, sync, and take its place in one step. OSError leaves it as it was."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(fresh, flags, 0o600)
    try:
        with os.fdopen(descriptor, "r+b") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        if before_rename is not None:
            before_rename()
        _rename(fresh, path)
    except BaseException:
        remove(fresh)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power cut (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private(folder: Path) -> None:
    """A folder only this user can enter, whatever the umask."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(folder, 0o700)


def remove(path: Path) -> None:
    """Remove a file that may not be there; a file that cannot be removed is left."""
    try:
        path.unlink()
    except OSError:
        pass


def sweep(target: Path) -> None:
    """Remove what interrupted writes of ``target`` left beside it."""
    try:
        left = list(target.parent.glob(f".{_plain(target.name)}.*{TEMPORARY}"))
    except OSError:
        return
    for path in left:
        remove(path)


def _plain(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _rename(fresh: Path, path: Path) -> None:
    for attempt in range(TRIES):
        try:
            os.replace(fresh, path)
            return
        except PermissionError:
            if os.name != "nt" or attempt == TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
