"""A journal's file, its keys and its private working copy. No Qt, no network.

>>> from ifs_desktop import vault
>>> v = vault.create("My journal.ifsjournal", "a password", data_dir="private")  # doctest: +SKIP
>>> with v.engine.begin() as connection: ...                                     # doctest: +SKIP
>>> v.close()                                                                    # doctest: +SKIP

The user's file is never a live database: work happens on a private copy, and ``publish`` writes
the whole file anew, verified, in one step.
"""

from ifs_desktop.vault import backup, code
from ifs_desktop.vault.backup import Backup, restore
from ifs_desktop.vault.connect import Halt, Halted
from ifs_desktop.vault.container import Health, check
from ifs_desktop.vault.errors import JournalError
from ifs_desktop.vault.examine import Finding
from ifs_desktop.vault.key import Kdf, calibrate
from ifs_desktop.vault.opening import create, create_temporary, unlock
from ifs_desktop.vault.vault import Vault

__all__ = [
    "Backup",
    "Finding",
    "Halt",
    "Halted",
    "Health",
    "JournalError",
    "Kdf",
    "Vault",
    "backup",
    "calibrate",
    "check",
    "code",
    "create",
    "create_temporary",
    "restore",
    "unlock",
]
