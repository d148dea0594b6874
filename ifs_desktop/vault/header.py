"""The first 8 KiB of a journal's file: the same header twice, with the slots that hold its key.

Layout of one 4 KiB block, big-endian::

    fixed   magic 8, version u16, number of slots u16, journal id 16, generation u64,
            body length u64, SHA-256 of the body 32, time of saving u64 (Unix seconds)
    slots   each: type u32, Argon2id memory in KiB u32, passes u32, lanes u32, salt 32,
            nonce 12, wrapped key 48 (AES-256-GCM; type to salt and the journal id are bound to it)
    MAC     HMAC-SHA256 of every byte before it, with a key derived from the journal's key
    zeros   up to the last 32 bytes
    SHA-256 of every byte before it

The body, an SQLCipher database, follows the second block.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ifs_desktop.vault import key
from ifs_desktop.vault.errors import (
    DamagedHeader,
    NoCode,
    NotAJournal,
    Tampered,
    TooNew,
    Truncated,
    WrongCode,
    WrongPassword,
)
from ifs_desktop.vault.key import Kdf

MAGIC = b"\x89IFSJ\r\n\x1a"  # not text, and noticed when a transfer converts line ends
VERSION = 1
BLOCK = 4096
BODY = 2 * BLOCK  # where the body begins
PASSWORD, RECOVERY = 1, 2  # slot types
MOST_SLOTS = 8

_FIXED = struct.Struct(">8sHH16sQQ32sQ")
_SLOT = struct.Struct(">IIII32s12s48s")
_PARAMETERS = struct.Struct(">16sIIII32s")
_VERSION = struct.Struct(">8sH")
_SUM = 32


@dataclass(frozen=True, slots=True)
class Slot:
    """The journal's key, wrapped by one secret."""

    type: int
    kdf: Kdf
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def bound(self, journal_id: bytes) -> bytes:
        """What the wrapping also authenticates."""
        cost = self.kdf
        return _PARAMETERS.pack(
            journal_id, self.type, cost.memory_kib, cost.passes, cost.lanes, self.salt
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What a journal's file says about itself."""

    journal_id: bytes
    generation: int
    body_length: int
    body_hash: bytes
    saved_at: int
    slots: tuple[Slot, ...]

    @property
    def has_code(self) -> bool:
        """Whether a recovery code opens the journal."""
        return any(slot.type == RECOVERY for slot in self.slots)

    def opened_by(self, secret: str | bytes, path: Path) -> bytearray:
        """The journal's key, by a password (str) or a recovery code (bytes).

        Raises WrongPassword, WrongCode or NoCode, naming ``path``, if no slot opens.
        """
        wanted = PASSWORD if isinstance(secret, str) else RECOVERY
        for slot in self.slots:
            if slot.type == wanted and (dek := unwrap(slot, secret, self.journal_id)) is not None:
                return dek
        if wanted == PASSWORD:
            raise WrongPassword(path)
        raise (WrongCode if self.has_code else NoCode)(path)

    def pack(self, dek: bytes | bytearray) -> bytes:
        """One 4 KiB block."""
        signed = _FIXED.pack(
            MAGIC,
            VERSION,
            len(self.slots),
            self.journal_id,
            self.generation,
            self.body_length,
            self.body_hash,
            self.saved_at,
        )
        for slot in self.slots:
            cost = slot.kdf
            signed += _SLOT.pack(
                slot.type,
                cost.memory_kib,
                cost.passes,
                cost.lanes,
                slot.salt,
                slot.nonce,
                slot.wrapped,
            )
        block = (signed + key.mac(dek, signed)).ljust(BLOCK - _SUM, b"\0")
        return block + hashlib.sha256(block).digest()


@dataclass(frozen=True, slots=True)
class Found:
    """A header as it was read: whole, but vouched for only once ``unlock`` has its key."""

    header: Header
    block: bytes
    signed: bytes
    mac: bytes
    repaired: bool  # one of the two copies is damaged
    path: Path

    def unlock(self, secret: str | bytes) -> bytearray:
        """The journal's key, by a password (str) or a recovery code (its 20 bytes).

        Raises WrongPassword, WrongCode or NoCode if no slot opens, Tampered if the header was not
        written with the key.
        """
        dek = self.header.opened_by(secret, self.path)
        if not hmac.compare_digest(key.mac(dek, self.signed), self.mac):
            raise Tampered(self.path)
        return dek


def wrap(dek: bytes | bytearray, secret: str | bytes, kdf: Kdf, journal_id: bytes) -> Slot:
    """A new slot, with a fresh salt, that opens by a password (str) or a recovery code (bytes)."""
    if isinstance(secret, bytes):
        kdf = Kdf(0, 0, 0)
    empty = Slot(
        PASSWORD if isinstance(secret, str) else RECOVERY,
        kdf,
        secrets.token_bytes(32),
        secrets.token_bytes(12),
        b"",
    )
    wrapped = _cipher(empty, secret).encrypt(empty.nonce, bytes(dek), empty.bound(journal_id))
    return Slot(empty.type, kdf, empty.salt, empty.nonce, wrapped)


def unwrap(slot: Slot, secret: str | bytes, journal_id: bytes) -> bytearray | None:
    """The journal's key, or None if this secret does not open this slot."""
    cipher = _cipher(slot, secret)
    try:
        return bytearray(cipher.decrypt(slot.nonce, slot.wrapped, slot.bound(journal_id)))
    except InvalidTag:
        return None


def _cipher(slot: Slot, secret: str | bytes) -> AESGCM:
    if isinstance(secret, str):
        return AESGCM(key.from_password(secret, slot.salt, slot.kdf))
    return AESGCM(key.from_code(secret, slot.salt))


def read(file: BinaryIO, path: Path) -> Found:
    """The header at the beginning of ``file``; damage to one copy is made up from the other.

    Raises NotAJournal, Truncated, DamagedHeader, Tampered or TooNew.
    """
    blocks = (file.read(BLOCK), file.read(BLOCK))
    if not any(block.startswith(MAGIC) for block in blocks):
        raise NotAJournal(path)
    if len(blocks[0]) + len(blocks[1]) < BODY:
        raise Truncated(path)
    whole = [block for block in blocks if _is_whole(block)]
    if not whole:
        raise DamagedHeader(path)
    if whole[0] != whole[-1]:
        raise Tampered(path)
    header, end = _parse(whole[0], path)
    mac = whole[0][end : end + _SUM]
    return Found(header, whole[0], whole[0][:end], mac, len(whole) == 1, path)


def _is_whole(block: bytes) -> bool:
    body, checksum = block[:-_SUM], block[-_SUM:]
    return block.startswith(MAGIC) and hashlib.sha256(body).digest() == checksum


def _parse(block: bytes, path: Path) -> tuple[Header, int]:
    """The header and where its signed bytes end. The checksum was right, so chance is no excuse."""
    _, version = _VERSION.unpack_from(block)
    if version > VERSION:
        raise TooNew(path)
    _, _, count, journal_id, generation, length, body_hash, saved_at = _FIXED.unpack_from(block)
    if version < VERSION or not 1 <= count <= MOST_SLOTS:
        raise Tampered(path)
    slots = []
    end = _FIXED.size
    for _ in range(count):
        type_, memory_kib, passes, lanes, salt, nonce, wrapped = _SLOT.unpack_from(block, end)
        slot = Slot(type_, Kdf(memory_kib, passes, lanes), salt, nonce, wrapped)
        if slot.type == PASSWORD and not slot.kdf.allowed:
            raise Tampered(path)
        slots.append(slot)
        end += _SLOT.size
    if any(block[end + _SUM : BLOCK - _SUM]):
        raise Tampered(path)
    return Header(journal_id, generation, length, body_hash, saved_at, tuple(slots)), end
