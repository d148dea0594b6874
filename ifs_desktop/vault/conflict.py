"""Two versions of one journal: both are kept, one of them as a visible copy beside the file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ifs_desktop.vault import files, header
from ifs_desktop.vault.errors import JournalError
from ifs_desktop.vault.header import Header

_OURS = re.compile(r" \(conflict \d{4}-\d\d-\d\d \d\d\.\d\d(?: \d+)?\)")


def keep_copy(path: Path, data_dir: Path, place: Callable[[Path], None]) -> Path:
    """Where the copy went: beside ``path`` if that folder takes it, else into our own.

    ``place`` puts it at a name and raises FileExistsError rather than replace a file.
    """
    try:
        return _in(path.parent, path, place)
    except OSError:
        ours = own_folder(data_dir)
        files.make_folder(ours)
        return _in(ours, path, place)


def foreign(path: Path, ours: Header) -> tuple[int, ...] | None:
    """What tells the file at ``path`` from others, if it is not the one we wrote; else None."""
    try:
        with files.read(path) as file:
            there = os.fstat(file.fileno())
            if header.read(file, path).header == ours:
                return None
    except (FileNotFoundError, files.NotAFile):  # nothing there that could be a version
        return None
    except JournalError:
        pass
    return there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns


def own_folder(data_dir: Path) -> Path:
    """Where copies go that the user's folder does not take."""
    return data_dir / "conflicts"


def find(path: Path, data_dir: Path) -> list[Path]:
    """The copies kept of the journal at ``path``, the newest last."""
    stem = files.shortened(path.stem)
    found = []
    for folder in (path.parent, own_folder(data_dir)):
        try:
            names = sorted(folder.iterdir())
        except OSError:
            continue
        found += [
            one
            for one in names
            if one.suffix == path.suffix
            and one.stem.startswith(stem)
            and _OURS.fullmatch(one.stem[len(stem) :])
        ]
    return found


def _in(folder: Path, path: Path, place: Callable[[Path], None]) -> Path:
    moment = datetime.now().strftime("%Y-%m-%d %H.%M")
    stem = files.shortened(path.stem)

    def name(again: str) -> Path:
        return folder / f"{stem} (conflict {moment}{again}){path.suffix}"

    return files.place_free(name, place)
