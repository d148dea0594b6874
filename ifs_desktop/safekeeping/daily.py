"""The backup of the day: whether one is due, looking before it, making it, thinning out after it.

All of this takes time and reads folders that may be far away: it is for worker threads.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ifs_desktop.safekeeping import queries
from ifs_desktop.store import Store
from ifs_desktop.vault import Finding, JournalError, Vault, backup
from ifs_desktop.vault.errors import FolderMissing, WorkingCopyDamaged

EXAMINE_AFTER = 7  # days


@dataclass(frozen=True, slots=True)
class Looked:
    """Whether a backup is due and, if it is, what came of looking at the journal first."""

    due: bool
    findings: tuple[Finding, ...] = ()

    @property
    def damage(self) -> JournalError | None:
        """The first thing that is not sound."""
        return next((one.error for one in self.findings if one.error is not None), None)

    @property
    def inside(self) -> bool:
        """Whether the damage is in what a backup is made of, and not in the file alone."""
        return any(one.what != "file" and not one.sound for one in self.findings)


@dataclass(frozen=True, slots=True)
class Put:
    """A backup that was made."""

    path: Path
    not_there: JournalError | None = None  # why it is in our own folder, not in the chosen one


def look(vault: Vault, store: Store, today: date) -> Looked:
    """Look closely once a week, else quickly. Raises Halted, WorkingCopyDamaged, OSError."""
    if not is_due(vault, queries.folder(store), today):
        return Looked(due=False)
    examined = queries.examined(store)
    # A day in the future was written by a clock that was wrong.
    quick = examined is not None and 0 <= (today - examined).days < EXAMINE_AFTER
    return Looked(True, tuple(vault.examine(_ignore, quick=quick)))


def is_due(vault: Vault, chosen: Path | None, today: date) -> bool:
    """Whether today has no backup yet and something changed since the newest one."""
    kept = vault.backups(chosen)
    days = {one.saved_at.astimezone().date() for one in kept if one.reason == backup.DAILY}
    newest = max((one.generation for one in kept), default=-1)
    return today not in days and (vault.changed or vault.generation > newest)


def put(vault: Vault, reason: str, chosen: Path | None) -> Put:
    """Make a backup in the chosen folder or, if that cannot be, in our own.

    Raises Halted, or why it could not be made at all.
    """
    if chosen is None:
        return Put(vault.backup(reason))
    try:
        if not chosen.is_dir():  # a stick that is unplugged: its folder is not made anew
            raise FolderMissing(chosen / vault.path.name)
        return Put(vault.backup(reason, chosen))
    except WorkingCopyDamaged:
        raise
    except JournalError as error:
        return Put(vault.backup(reason), error)


def put_by_hand(vault: Vault, store: Store) -> Put:
    """The same, because somebody asked for it. Raises as ``put``."""
    return put(vault, backup.BY_HAND, queries.folder(store))


def make(vault: Vault, store: Store, thin_out: bool) -> Put:
    """The backup of the day. Only once it is there and whole do old ones go. Raises as ``put``."""
    chosen = queries.folder(store)
    # First the file: a backup is then of the same generation, and nothing is due before a change.
    with suppress(JournalError):  # said by what publishes
        vault.publish()
    made = put(vault, backup.DAILY, chosen)
    if thin_out:
        gone = backup.to_rotate(vault.backups(chosen), backup.is_whole)
        # A clock that was wrong may have made others that look later.
        backup.remove(one for one in gone if one.path != made.path)
    return made


def _ignore(_what: object, _done: float) -> None:
    pass
