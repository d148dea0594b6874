"""Every page of an encrypted database and of its log, decrypted without the database library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ifs_desktop.vault import Vault, key

PAGE, RESERVE, SALT = 4096, 80, 16
_WAL_HEADER, _FRAME_HEADER = 32, 24


def decrypted(database: bytes, raw_key: bytes) -> Iterator[bytes]:
    """The pages of a database, as SQLCipher 4 wrote them: AES-256-CBC, its vector at the end."""
    for start in range(0, len(database), PAGE):
        yield _page(database[start : start + PAGE], raw_key, SALT if start == 0 else 0)


def of_log(log: bytes, raw_key: bytes) -> Iterator[bytes]:
    """The pages in a write-ahead log; those of number 1 begin with the salt too."""
    for start in range(_WAL_HEADER, len(log), _FRAME_HEADER + PAGE):
        number = int.from_bytes(log[start : start + 4], "big")
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE]
        if len(page) == PAGE:
            yield _page(page, raw_key, SALT if number == 1 else 0)


def _page(page: bytes, raw_key: bytes, salt: int) -> bytes:
    vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
    cipher = Cipher(algorithms.AES(raw_key), modes.CBC(vector)).decryptor()
    return cipher.update(page[salt : PAGE - RESERVE]) + cipher.finalize()


def all_of(opened: Vault, data_dir: Path) -> dict[str, bytes]:
    """What the working copy's files hold in the clear."""
    raw_key = key.expand(opened._dek, "database")
    (database,) = data_dir.rglob("work.db")
    log = database.with_name("work.db-wal")
    return {
        "database": b"".join(decrypted(database.read_bytes(), raw_key)),
        "log": b"".join(of_log(log.read_bytes(), raw_key)) if log.exists() else b"",
    }


def of_file(opened: Vault, path: Path) -> bytes:
    """What the pages of the user's file hold in the clear."""
    raw_key = key.expand(opened._dek, "database")
    return b"".join(decrypted(path.read_bytes()[2 * PAGE :], raw_key))
