"""The file's beginning: two equal headers of 4 KiB, each with checksum, slots and a MAC.

A block: fixed fields | slots | HMAC-SHA256 over all bytes before it | zeros | SHA-256 of the
block so far. The checksum tells damage without a key; the MAC tells tampering with one.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import struct
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ifs_desktop.vault import key
from ifs_desktop.vault.errors import (
    DamagedBody,
    DamagedHeader,
    NotAJournal,
    Tampered,
    TooNew,
    Truncated,
    WrongPassword,
)
from ifs_desktop.vault.key import Kdf

MAGIC = b"\x89IFSJ\r\n\x1a"
VERSION = 1
BLOCK = 4096
BODY_AT = 2 * BLOCK
PASSWORD_SLOT = 1
RECOVERY_SLOT = 2
MOST_SLOTS = 8
_HASH = 32
_PIECE = 1 << 20

# magic, version, slots, journal id, generation, body length, body SHA-256, written (Unix seconds)
_FIXED = struct.Struct(">8sHH16sQQ32sQ")
# kind, memory KiB, passes, lanes, salt, nonce, wrapped data key with its tag
_SLOT = struct.Struct(">BIII32s12s48s")


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the data key."""

    kind: int
    kdf: Kdf
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def seal(cls, kind: int, secret: bytes, data_key: bytes, journal_id: bytes, kdf: Kdf) -> Slot:
        """Wrap the data key under a secret, with a fresh salt."""
        salt, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
        slot = cls(kind, kdf, salt, nonce, b"")
        wrapped = AESGCM(slot._key(secret)).encrypt(nonce, data_key, slot._bound(journal_id))
        return replace(slot, wrapped=wrapped)

    def open(self, secret: bytes, journal_id: bytes) -> bytes | None:
        """The data key, or None when the secret is not this slot's."""
        try:
            return AESGCM(self._key(secret)).decrypt(
                self.nonce, self.wrapped, self._bound(journal_id)
            )
        except InvalidTag:
            return None

    def pack(self) -> bytes:
        """As it stands in the file."""
        kdf = self.kdf
        return _SLOT.pack(
            self.kind,
            kdf.memory_kib,
            kdf.passes,
            kdf.lanes,
            self.salt,
            self.nonce,
            self.wrapped,
        )

    def _key(self, secret: bytes) -> bytes:
        if self.kind == PASSWORD_SLOT:
            return key.derive(key.stretch(secret, self.salt, self.kdf), "password slot")
        return key.derive(secret, "recovery slot", self.salt)

    def _bound(self, journal_id: bytes) -> bytes:
        kdf = self.kdf
        return (
            journal_id
            + struct.pack(">BIII", self.kind, kdf.memory_kib, kdf.passes, kdf.lanes)
            + self.salt
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself."""

    journal_id: bytes
    generation: int
    body_length: int
    body_hash: bytes
    written: int
    slots: tuple[Slot, ...]
    raw: bytes = field(default=b"", repr=False)  # the very bytes the MAC covers
    mac: bytes = field(default=b"", repr=False)
    repaired: bool = False  # one of the two copies was damaged

    def pack(self, data_key: bytes) -> bytes:
        """Both blocks."""
        core = _FIXED.pack(
            MAGIC,
            VERSION,
            len(self.slots),
            self.journal_id,
            self.generation,
            self.body_length,
            self.body_hash,
            self.written,
        ) + b"".join(slot.pack() for slot in self.slots)
        block = (core + _mac(data_key, core)).ljust(BLOCK - _HASH, b"\0")
        return 2 * (block + hashlib.sha256(block).digest())

    def unlock(self, kind: int, secret: bytes) -> bytes:
        """The data key. WrongPassword if no slot opens, Tampered if the MAC does not fit."""
        for slot in self.slots:
            if slot.kind == kind:
                data_key = slot.open(secret, self.journal_id)
                if data_key is not None:
                    if not hmac.compare_digest(_mac(data_key, self.raw), self.mac):
                        raise Tampered
                    return data_key
        raise WrongPassword


def read(file: BinaryIO) -> Header:
    """The header of an open file whose size fits; the six ways it can be wrong are told apart."""
    file.seek(0)
    blocks = [file.read(BLOCK), file.read(BLOCK)]
    if not any(block.startswith(MAGIC) for block in blocks):
        raise NotAJournal
    if len(blocks[1]) < BLOCK:
        raise Truncated
    whole = [header for block in blocks if (header := _parse(block)) is not None]
    if not whole:
        raise DamagedHeader
    if len(whole) == 2 and whole[0] != whole[1]:
        raise Tampered
    header = replace(whole[0], repaired=len(whole) < 2)
    size = os.fstat(file.fileno()).st_size
    if size < BODY_AT + header.body_length:
        raise Truncated
    if size > BODY_AT + header.body_length:
        raise DamagedBody
    return header


def copy_body(source: BinaryIO, header: Header, target: BinaryIO | None = None) -> None:
    """Read the body through, into ``target`` if given; DamagedBody if it is not what it was."""
    source.seek(BODY_AT)
    digest = hashlib.sha256()
    left = header.body_length
    while left:
        piece = source.read(min(left, _PIECE))
        if not piece:
            raise Truncated
        digest.update(piece)
        left -= len(piece)
        if target is not None:
            target.write(piece)
    if digest.digest() != header.body_hash:
        raise DamagedBody


def hash_into(source: BinaryIO, target: BinaryIO) -> tuple[int, bytes]:
    """Copy a database behind the headers' place; its length and SHA-256."""
    target.seek(BODY_AT)
    digest = hashlib.sha256()
    length = 0
    while piece := source.read(_PIECE):
        digest.update(piece)
        length += len(piece)
        target.write(piece)
    return length, digest.digest()


def _mac(data_key: bytes, core: bytes) -> bytes:
    return hmac.new(key.derive(data_key, "header mac"), core, "sha256").digest()


def _parse(block: bytes) -> Header | None:
    """A header, or None for a damaged block. TooNew only when the block is whole."""
    if hashlib.sha256(block[:-_HASH]).digest() != block[-_HASH:] or not block.startswith(MAGIC):
        return None
    _, version, count, journal_id, generation, length, digest, written = _FIXED.unpack_from(block)
    if version > VERSION:
        raise TooNew
    if version != VERSION or not 1 <= count <= MOST_SLOTS:
        return None
    end = _FIXED.size + count * _SLOT.size
    if any(block[end + _HASH : -_HASH]):
        return None
    slots = []
    for number in range(count):
        at = _FIXED.size + number * _SLOT.size
        kind, memory, passes, lanes, salt, nonce, wrapped = _SLOT.unpack_from(block, at)
        kdf = Kdf(memory, passes, lanes)
        if kind == PASSWORD_SLOT and not kdf.within_bounds():
            return None
        slots.append(Slot(kind, kdf, salt, nonce, wrapped))
    return Header(
        journal_id,
        generation,
        length,
        digest,
        written,
        tuple(slots),
        raw=block[:end],
        mac=block[end : end + _HASH],
    )
