"""What protects the open journal at this moment, asked of the system, the file and the database.

For worker threads: none of it knows Qt.
"""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from ifs_desktop import hardening
from ifs_desktop.hardening.live import State
from ifs_desktop.safekeeping import queries
from ifs_desktop.safekeeping.queries import Cipher
from ifs_desktop.store import Store
from ifs_desktop.vault import Vault, files


@dataclass(frozen=True, slots=True)
class Place:
    """One place where something of the journal lies."""

    path: Path
    private: bool | None  # whether its owner alone may read it; None: it cannot be told
    there: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One look at everything."""

    system: State
    cipher: Cipher
    places: dict[str, Place]  # journal (not of a sample), working, backups, folder, settings
    left: int  # temporary files beside the journal or the working copy


def read(vault: Vault, store: Store, settings: Path) -> Facts:
    """Ask now."""
    paths = {"working": vault.working_folder, "settings": settings}
    if not vault.temporary:
        paths = {"journal": vault.path, **paths, "backups": vault.backup_folder}
    chosen = queries.folder(store)
    if chosen is not None:
        paths["folder"] = chosen
    return Facts(
        hardening.state(),
        queries.cipher(vault),
        {name: place(path) for name, path in paths.items()},
        _left(vault),
    )


def place(path: Path) -> Place:
    """Who may read what is at a path."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return Place(path, None, there=False)
    if sys.platform == "win32":  # its rights are no bits of a mode
        return Place(path, None, there=True)
    return Place(path, not mode & (stat.S_IRWXG | stat.S_IRWXO), there=True)


def _left(vault: Vault) -> int:
    found = list(vault.working_folder.glob("snapshot-*"))
    if not vault.temporary:
        found += files.left(vault.path)
    return len(found)
