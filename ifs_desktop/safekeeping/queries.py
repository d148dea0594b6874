"""What there is to see of a journal's safety: its backups and other versions, and its cipher."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from ifs_desktop.store import Store
from ifs_desktop.vault import JournalError, Vault, container
from ifs_desktop.vault.errors import WorkingCopyDamaged
from ifs_desktop.vault.key import Kdf

FOLDER = "backup_folder"  # view state: the path of a folder, or ""
CONFLICT = "conflict"  # the reason of another version
EXAMINED = "examined"  # view state: the day when everything was last looked at


@dataclass(frozen=True, slots=True)
class Kept:
    """A journal file beside the one that is open: a backup, or another version."""

    path: Path
    saved_at: datetime  # with offset
    size: int  # bytes
    reason: str = ""  # why a backup was made; "" if we gave it no name
    ours: bool = True  # whether it lies in our own folder on this computer


@dataclass(frozen=True, slots=True)
class Cipher:
    """How the open journal is encrypted, as its database and its file say."""

    version: str  # of SQLCipher
    page_check: str  # what each page is authenticated by
    temporary_in_memory: bool
    kdf: Kdf | None  # what a try at the password costs; None if there is none, or no file now
    has_code: bool
    sample: bool


def folder(store: Store) -> Path | None:
    """The folder that was chosen for backups, or None for our own. Raises WorkingCopyDamaged."""
    kept = _state(store, FOLDER)
    return Path(kept) if kept else None


def examined(store: Store) -> date | None:
    """The day when everything in the journal was last looked at. Raises WorkingCopyDamaged."""
    try:
        return date.fromisoformat(_state(store, EXAMINED))
    except ValueError:
        return None


def backups(vault: Vault, chosen: Path | None) -> list[Kept]:
    """The backups in our own folder and in the chosen one, the newest first (any thread)."""
    others = {container.canonical(path) for path in vault.conflict_copies()}
    return [
        Kept(
            one.path,
            one.saved_at.astimezone(),
            one.size,
            one.reason,
            one.path.parent == vault.backup_folder,
        )
        for one in vault.backups(chosen)
        if container.canonical(one.path) not in others
    ]


def other_versions(vault: Vault) -> list[Kept]:
    """The copies that were kept where two versions met, the newest first (any thread)."""
    found = []
    for path in vault.conflict_copies():
        try:
            about = path.stat()
            moment = container.moment(about.st_mtime)
            with suppress(JournalError):  # the verdict will tell
                moment = container.saved(container.look(path).header)
        except OSError:
            continue
        found.append(
            Kept(
                path,
                moment.astimezone(),
                about.st_size,
                CONFLICT,
                path.parent != vault.path.parent,
            )
        )
    return sorted(found, key=lambda one: one.saved_at, reverse=True)


def cipher(vault: Vault) -> Cipher:
    """Asked of the open database, and of the file's header (any thread)."""
    with vault.reader.connect() as connection:

        def value(pragma: str) -> str:
            return str(connection.exec_driver_sql(f"PRAGMA {pragma}").scalar())

        version, check = value("cipher_version"), value("cipher_hmac_algorithm")
        in_memory = value("temp_store") in ("0", "2")
    return Cipher(version, check, in_memory, _cost(vault), vault.has_code, vault.temporary)


def _state(store: Store, key: str) -> str:
    try:
        kept = store.state(key, "")
    except OperationalError:
        raise  # busy: no sign of damage
    except DatabaseError as error:  # a check of the journal is to be told of it, not to stumble
        raise WorkingCopyDamaged from error
    return kept if isinstance(kept, str) else ""


def _cost(vault: Vault) -> Kdf | None:
    if vault.temporary:
        return None
    try:
        slots = container.look(vault.path).header.slots
    except JournalError:
        return None
    return max((slot.kdf for slot in slots), key=lambda kdf: kdf.memory_kib, default=None)
