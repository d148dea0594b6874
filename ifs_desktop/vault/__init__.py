"""A journal file, its keys and an engine over its private working copy. Usable without Qt.

The user's file is two equal headers and a SQLCipher image. It is never opened as a live database:
``unlock`` copies the image into a private folder, ``publish`` writes it back whole or not at all.
"""

from ifs_desktop.vault.errors import JournalError
from ifs_desktop.vault.key import Kdf
from ifs_desktop.vault.vault import Health, Vault, check, create, create_temporary, unlock

__all__ = [
    "Health",
    "JournalError",
    "Kdf",
    "Vault",
    "check",
    "create",
    "create_temporary",
    "unlock",
]
