"""What people do about backups. Where they go is kept inside the journal: paths tell a lot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ifs_desktop.safekeeping import queries
from ifs_desktop.store import Store
from ifs_desktop.vault import files


def choose_folder(store: Store, *, folder: Path | None) -> None:
    """Where backups go from now on; None: our own folder on this computer."""
    store.set_state(queries.FOLDER, str(folder) if folder is not None else "")


def note_examined(store: Store, *, day: date) -> None:
    """Everything in the journal was looked at on that day."""
    store.set_state(queries.EXAMINED, day.isoformat())


def remove(path: Path) -> bool:
    """Remove a backup or another version for good; whether it is gone (any thread)."""
    files.remove(path)
    return not path.exists()
