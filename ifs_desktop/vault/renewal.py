"""A new key for a journal, so that an old copy of its file gives nothing of the later ones away.

A change of the password keeps the data key: who has an earlier file and its password has the key of
all later ones. A renewal ends that. The database is written anew under a random key, with a new
password slot and a new recovery slot: the old code cannot be carried over, nobody here knows it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from ifs_desktop.vault import header
from ifs_desktop.vault.key import KEY_SIZE, Kdf


@dataclass(frozen=True, slots=True)
class Renewal:
    """A key and what opens it from then on; ``Vault.close`` puts it in force."""

    dek: bytearray = field(repr=False)
    slots: tuple[header.Slot, ...]


def prepare(password: str, code: bytes, kdf: Kdf, journal_id: bytes) -> Renewal:
    """A new key, proven to be opened by the password and by the code's 20 bytes."""
    dek = bytearray(secrets.token_bytes(KEY_SIZE))
    slots = []
    for secret in (password, code):
        slot = header.wrap(dek, secret, kdf, journal_id)
        if header.unwrap(slot, secret, journal_id) != dek:
            raise RuntimeError("a key slot does not open")
        slots.append(slot)
    return Renewal(dek, tuple(slots))
