"""Two versions of one journal: both are kept, one of them as a visible copy beside the file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

from ifs_desktop.vault import files

_LONGEST = 180  # bytes; a whole name has 255 at most


def keep_copy(path: Path, data_dir: Path, place: Callable[[Path], None]) -> Path:
    """Where the copy went: beside ``path`` if that folder takes it, else into our own.

    ``place`` puts it at a name and raises FileExistsError rather than replace a file.
    """
    try:
        return _in(path.parent, path, place)
    except OSError:
        ours = data_dir / "conflicts"
        files.make_folder(ours)
        return _in(ours, path, place)


def _in(folder: Path, path: Path, place: Callable[[Path], None]) -> Path:
    moment = datetime.now().strftime("%Y-%m-%d %H.%M")
    stem = path.stem
    while len(os.fsencode(stem)) > _LONGEST:
        stem = stem[:-1]
    for number in count(1):
        again = f" {number}" if number > 1 else ""
        copy = folder / f"{stem} (conflict {moment}{again}){path.suffix}"
        try:
            place(copy)
        except FileExistsError:
            continue
        return copy
    raise AssertionError("unreachable")


def duplicate(path: Path, copy: Path) -> None:
    """Copy a file byte by byte to a new name. Raises FileExistsError, OSError."""
    with files.temporary(copy) as name:
        with files.create(name) as file, path.open("rb") as source:
            files.copy(source, sys.maxsize, file.write)
            files.sync(file)
        files.place_new(name, copy)
    files.sync_folder(copy.parent)
