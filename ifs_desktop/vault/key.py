"""Keys: Argon2id for passwords, HKDF for everything else, and how dear a password is made.

Parameters in a header are an attacker's input: they are checked before anything is derived.
"""

from __future__ import annotations

import os
import time
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
SALT_BYTES = 32
FLOOR_KIB = 256 * 1024
SMALL_KIB = 64 * 1024  # for machines with little memory, and never less
PASSES = 3
LANES = 4
MOST_KIB = 1024 * 1024
MOST_PASSES = 64
MOST_LANES = 16
MOST_WORK = 8 * 1024 * 1024  # KiB times passes
TARGET = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Kdf:
    """What deriving a key from a password costs."""

    memory_kib: int = FLOOR_KIB
    passes: int = PASSES
    lanes: int = LANES

    def within_bounds(self) -> bool:
        """Whether deriving with these is possible without exhausting the machine."""
        return (
            1 <= self.lanes <= MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= MOST_KIB
            and 1 <= self.passes <= MOST_PASSES
            and self.memory_kib * self.passes <= MOST_WORK
        )


def password_bytes(password: str) -> bytes:
    """A password as it is derived: NFKC-normalised, never trimmed."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def stretch(secret: bytes, salt: bytes, kdf: Kdf) -> bytes:
    """Argon2id, 32 bytes. Takes about a second on purpose; releases the GIL."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory_kib,
    ).derive(secret)


def derive(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """HKDF-SHA256, 32 bytes, one key for each purpose."""
    info = b"ifsjournal 1 " + purpose.encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def calibrate() -> Kdf:
    """The cost that takes about a second here: the floor, with more passes on fast machines."""
    kdf = Kdf(_memory())
    begun = time.perf_counter()
    stretch(b"calibration", bytes(SALT_BYTES), kdf)
    took = max(time.perf_counter() - begun, 0.001)
    most = min(MOST_PASSES, MOST_WORK // kdf.memory_kib)
    passes = min(most, max(PASSES, round(PASSES * TARGET / took)))
    return Kdf(kdf.memory_kib, passes, kdf.lanes)


def _memory() -> int:
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return FLOOR_KIB
    return FLOOR_KIB if total >= 2 * 1024**3 else SMALL_KIB
