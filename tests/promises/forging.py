"""Checksums put right, as a forger would who has no key."""

from __future__ import annotations

import hashlib

from ifs_desktop.vault.header import BLOCK, BODY


def sealed(block: bytes) -> bytes:
    """The header with the checksum that fits what it says."""
    return block[:-32] + hashlib.sha256(block[:-32]).digest()


def with_right_sums(content: bytes) -> bytes:
    """The body's checksum put into both headers, and theirs behind it."""
    digest = hashlib.sha256(content[BODY:]).digest()
    return sealed(content[:44] + digest + content[76:BLOCK]) * 2 + content[BODY:]
