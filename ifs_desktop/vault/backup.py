"""Backups: whole, verified journal files, made by themselves and before anything risky.

A backup opens with the password and the recovery code the journal had when it was made. It lies in
our own folder or in one that the user chose; there it has the journal's name in front. Backups are
found by the journal id in their headers, so one that was renamed is found too. Only files with a
name that we gave are ever removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ifs_desktop.vault import container, files
from ifs_desktop.vault.connect import Halt
from ifs_desktop.vault.container import Health
from ifs_desktop.vault.errors import JournalError, sorted_at
from ifs_desktop.vault.header import Header

ENDING = ".ifsjournal"
DAILY = "daily"
BY_HAND = "by-hand"
DAYS, WEEKS, MONTHS = 7, 4, 12  # of each, the last one made in it is kept
OTHERS = 5  # of those made before something risky, the newest are kept
_UNFIT = re.compile(r"[^a-z0-9-]+")
_OURS = re.compile(
    r"(?:.* )?\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d(?: \d+)? (?P<reason>[a-z0-9-]+)\.ifsjournal"
)


@dataclass(frozen=True, slots=True)
class Backup:
    """What the header of a backup says; whether its pages are whole is for ``verify``."""

    path: Path
    saved_at: datetime
    generation: int
    size: int  # bytes
    reason: str  # why it was made; "" for a file whose name we did not give


def own_folder(data_dir: Path, journal_id: bytes) -> Path:
    """The folder of ours for the backups of a journal."""
    return data_dir / "backups" / journal_id.hex()


def write(
    body: Path,
    what: Header,
    dek: bytes | bytearray,
    folder: Path,
    reason: str,
    label: str = "",
    halt: Halt | None = None,
) -> Path:
    """Keep ``body`` as a journal file of its own, and verify it once it is in its place.

    ``label`` begins the name, ``reason`` ends it: small letters, digits and hyphens.
    Raises OSError, or Halted if ``halt`` was interrupted meanwhile.
    """
    files.make_folder(folder)
    files.sweep_old(folder)
    moment = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
    start = f"{label} {moment}" if label else moment
    reason = _UNFIT.sub("-", reason.lower()).strip("-")

    def place(path: Path) -> None:
        with container.prepared(body, what, dek, path, halt) as (name, _):
            files.place_new(name, path)

    path = files.place_free(lambda again: folder / f"{start}{again} {reason}{ENDING}", place)
    try:
        files.sync_folder(folder)
        verify(path, container.halting(halt))
    except BaseException:
        files.remove(path)  # nothing is called a backup that was not seen to be whole
        raise
    return path


def find(folders: Iterable[Path], journal_id: bytes) -> list[Backup]:
    """The backups of a journal in these folders, the newest first. A folder may be missing."""
    found = {}
    for folder in folders:
        try:
            paths = [path for path in folder.iterdir() if path.suffix == ENDING]
        except OSError:
            continue
        for path in paths:
            backup = _look(path, journal_id)
            if backup is not None:
                found[container.canonical(path)] = backup
    return sorted(found.values(), key=lambda one: (one.saved_at, one.generation), reverse=True)


def of_file(data_dir: Path, path: Path) -> list[Backup]:
    """The backups in our own folder of a journal that may not open, the newest first.

    Where the file at ``path`` does not tell any more which journal it was, those of every journal.
    """
    try:
        ids = [container.look(path).header.journal_id]
    except JournalError:
        ids = [bytes.fromhex(folder.name) for folder in (data_dir / "backups").glob("?" * 32)]
    found = [one for id_ in ids for one in find([own_folder(data_dir, id_)], id_)]
    return sorted(found, key=lambda one: one.saved_at, reverse=True)


def verify(path: Path, during: Callable[[bytes], object] | None = None) -> Health:
    """Whether a backup is whole, without a password. Raises what ``container.check`` raises."""
    return container.check(path, during)


def restore(path: Path, journal: Path) -> Path:
    """A copy of a backup in a new file beside ``journal``, never over it; where it is.

    Raises what ``verify`` raises for a damaged backup, before anything is written, and DiskFull,
    ReadOnlyFolder, FolderMissing or PublishFailed.
    """
    moment = verify(path).saved_at.astimezone().strftime("%Y-%m-%d %H.%M")
    stem = files.shortened(journal.stem)

    def name(again: str) -> Path:
        return journal.with_name(f"{stem} (restored {moment}{again}){ENDING}")

    with sorted_at(journal, writing=True):
        copy = files.place_free(name, lambda copy: files.duplicate(path, copy))
    try:
        verify(copy)
    except BaseException:
        files.remove(copy)  # the backup is still there
        raise
    return copy


def is_whole(one: Backup) -> bool:
    """Whether a backup verifies. For a big journal this takes a moment."""
    try:
        verify(one.path)
    except JournalError:
        return False
    return True


def to_rotate(
    backups: Iterable[Backup], whole: Callable[[Backup], bool] = lambda _: True
) -> list[Backup]:
    """Which of these are no longer needed; the newest first in what is given does not matter.

    Kept are, in each folder, of those made daily the last one of each of the last 7 days, 4 weeks
    and 12 months that have one (local time), the 5 newest of those made before something risky,
    and every one made by hand or renamed. One that is not ``whole`` takes no other's place, and
    stays to be seen; asked are only those that would be kept. Anybody who can write to a folder
    can make a file that looks whole: it takes no place in another folder.
    """
    newest_first = sorted(backups, key=lambda one: (one.saved_at, one.generation), reverse=True)
    daily = [one for one in newest_first if one.reason == DAILY]
    others = [one for one in newest_first if one.reason not in (DAILY, BY_HAND, "")]
    asked: dict[Backup, bool] = {}

    def is_good(one: Backup) -> bool:
        if one not in asked:
            asked[one] = whole(one)
        return asked[one]

    for folder in {one.path.parent for one in newest_first}:
        here = [one for one in daily if one.path.parent == folder]
        for most, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
            _last_of_each(here, most, period, is_good)
        here = [one for one in others if one.path.parent == folder]
        _last_of_each(here, OTHERS, lambda one: one.path, is_good)
    return [one for one in (*daily, *others) if one not in asked]


def remove(backups: Iterable[Backup]) -> list[Backup]:
    """Remove backups for good; those that could not be removed."""
    left = []
    for one in backups:
        files.remove(one.path)
        if one.path.exists():
            left.append(one)
    return left


def _look(path: Path, journal_id: bytes) -> Backup | None:
    """The backup at a path, or None if it is not one of this journal."""
    named = _OURS.fullmatch(path.name)
    reason = named["reason"] if named else ""
    try:
        about = path.stat()
        header = container.look(path).header
    except OSError:
        return None
    except JournalError:
        if not named or path.parent.name != journal_id.hex():
            return None  # whose it was cannot be told any more
        moment = container.moment(about.st_mtime)
        return Backup(path, moment, 0, about.st_size, reason)
    if header.journal_id != journal_id:
        return None
    return Backup(path, container.saved(header), header.generation, about.st_size, reason)


def _last_of_each(
    newest_first: list[Backup],
    most: int,
    period: Callable[[Backup], Hashable],
    is_good: Callable[[Backup], bool],
) -> None:
    """Ask for the last good one of each period, until there are enough."""
    found: set[Hashable] = set()
    for one in newest_first:
        if len(found) == most:
            return
        if period(one) not in found and is_good(one):
            found.add(period(one))


def _day(one: Backup) -> Hashable:
    return one.saved_at.astimezone().date()


def _week(one: Backup) -> Hashable:
    return one.saved_at.astimezone().isocalendar()[:2]


def _month(one: Backup) -> Hashable:
    local = one.saved_at.astimezone()
    return local.year, local.month
