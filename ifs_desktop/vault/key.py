"""Keys: from a password or a recovery code to the key that wraps the journal's own."""

from __future__ import annotations

import ctypes
import hmac
import os
import struct
import sys
import time
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
MIB = 1024  # in KiB
_DOMAIN = b"ifs-desktop journal 1: "
_MOST_MEMORY_KIB = 1024 * MIB
_MOST_WORK = 8 * 1024 * MIB  # KiB times passes
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class Kdf:
    """What Argon2id costs: memory in KiB, passes over it, lanes at once."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def allowed(self) -> bool:
        """Whether the cost is bounded. Ask before deriving: a file's header may be hostile."""
        return (
            1 <= self.lanes <= _MOST_LANES
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
            and self.passes >= 1
            and self.memory_kib * self.passes <= _MOST_WORK
        )


FLOOR = Kdf(memory_kib=256 * MIB, passes=3, lanes=4)
_LEAST_MEMORY_KIB = 64 * MIB


def expand(secret: bytes | bytearray, purpose: str, salt: bytes | None = None) -> bytes:
    """A 32-byte key for one purpose (HKDF-SHA256)."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt, info=_DOMAIN + purpose.encode())
    return kdf.derive(bytes(secret))


def from_password(password: str, salt: bytes, kdf: Kdf) -> bytes:
    """The key that wraps the journal's key in a password slot.

    The password is NFKC-normalised, so two keyboards that compose an accent differently agree,
    and never trimmed.
    """
    if not kdf.allowed:
        raise ValueError("the cost of deriving the key is out of bounds")
    text = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
    stretched = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory_kib,
    ).derive(text)
    return expand(stretched, "password slot", salt)


def from_code(code: bytes, salt: bytes) -> bytes:
    """The same for a recovery slot. A random code needs no stretching."""
    return expand(code, "recovery slot", salt)


def mac(dek: bytes | bytearray, data: bytes) -> bytes:
    """What proves that a header was written by who holds the journal's key."""
    return hmac.digest(expand(dek, "header"), data, "sha256")


def calibrate(seconds: float = 1.0) -> Kdf:
    """The cost that takes about ``seconds`` here: the floor, then more passes.

    Only a machine with little memory gets less of it, never under 64 MiB.
    """
    kdf = Kdf(_affordable_kib(), FLOOR.passes, FLOOR.lanes)
    started = time.perf_counter()
    from_password("how long does this take", bytes(32), kdf)
    one_pass = (time.perf_counter() - started) / kdf.passes
    passes = min(int(seconds / one_pass), _MOST_WORK // kdf.memory_kib)
    return Kdf(kdf.memory_kib, max(FLOOR.passes, passes), kdf.lanes)


def _affordable_kib() -> int:
    """An eighth of the machine's memory, between 64 MiB and the floor."""
    memory = _machine_kib()
    if memory is None:
        return FLOOR.memory_kib
    return max(_LEAST_MEMORY_KIB, min(FLOOR.memory_kib, memory // 8 // MIB * MIB))


def _machine_kib() -> int | None:
    if sys.platform == "win32":
        status = (ctypes.c_uint64 * 8)()  # MEMORYSTATUSEX: length and load, then total bytes
        struct.pack_into("<I", status, 0, ctypes.sizeof(status))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return int(status[1]) // 1024
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024
    except (ValueError, OSError):
        return None
