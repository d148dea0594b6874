"""Reads a journal of IFS Desktop by docs/FORMAT.md alone: it shares no code with the app.

    python reader.py FILE [--code]

Asks for the password, or for the recovery code. Writes nothing: the database stays in memory.
"""

from __future__ import annotations

import getpass
import hashlib
import hmac
import sqlite3
import struct
import sys
import unicodedata
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC, BLOCK = b"\x89IFSJ\r\n\x1a", 4096  # the pages of the database have the same size
FIXED, SLOT = struct.Struct(">8sHH16sQQ32sQ"), struct.Struct(">IIII32s12s48s")
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHOWN = {
    "Parts": "SELECT name, role FROM part WHERE put_away IS NULL",
    "Facts": "SELECT name, kind, text FROM fact JOIN part ON part.id = part_id ORDER BY part_id",
    "Turns": "SELECT title, said_at, ifnull(name, 'Self'), text FROM turn"
    " JOIN dialogue ON dialogue.id = dialogue_id LEFT JOIN part ON part.id = part_id"
    " WHERE turn.put_away IS NULL ORDER BY dialogue_id, position",
    "Entries": "SELECT exercise, answered, answer.step, value FROM answer"
    " JOIN run ON run.id = run_id UNION ALL SELECT place, touched, '', text FROM note",
}


class Refused(Exception):
    """Says NotAJournal, Damaged, Tampered, Newer or WrongSecret, and in a few words why."""


def expand(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    info = b"ifs-desktop journal 1: " + purpose
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


def read_code(text: str) -> bytes:
    """The 20 bytes of a recovery code, once its check signs are seen to be right."""
    signs = text.upper().translate(str.maketrans("OIL", "011", " -"))
    number = sum(SIGNS.find(sign) << 155 - 5 * place for place, sign in enumerate(signs[:32]))
    check = "".join(SIGNS[number % 32749 >> shift & 31] for shift in (10, 5, 0))
    if not set(signs) <= set(SIGNS) or signs[32:] != check:
        raise Refused("WrongSecret", "there is a slip in this recovery code")
    return number.to_bytes(20, "big")


def read_header(data: bytes) -> tuple[tuple[Any, ...], list[tuple[Any, ...]], int]:
    """The fixed fields, the slots, and where the MAC is. Sizes and checksums are right then."""
    blocks = data[:BLOCK], data[BLOCK : 2 * BLOCK]
    if not any(block.startswith(MAGIC) for block in blocks):
        raise Refused("NotAJournal", "this is not a journal")
    if len(data) < 2 * BLOCK:
        raise Refused("Damaged", "the end of the file is missing")
    whole = [b for b in blocks if b[:8] == MAGIC and hashlib.sha256(b[:-32]).digest() == b[-32:]]
    if not whole:
        raise Refused("Damaged", "both headers are damaged")
    fixed = FIXED.unpack_from(whole[0])
    end = FIXED.size + fixed[2] * SLOT.size
    if whole[0] != whole[-1]:
        raise Refused("Tampered", "the two headers differ")
    if fixed[1] > 1:
        raise Refused("Newer", "a later version of the app wrote this journal")
    if fixed[1] < 1 or not 1 <= fixed[2] <= 8 or any(whole[0][end + 32 : -32]):
        raise Refused("Tampered", "the header says what no app writes")
    slots = list(SLOT.iter_unpack(whole[0][FIXED.size : end]))
    for kind, memory, passes, lanes, *_ in slots:
        bounded = 1 <= lanes <= 16 and 8 * lanes <= memory <= 1 << 20 and passes >= 1
        if kind == 1 and not (bounded and memory * passes <= 1 << 23):
            raise Refused("Tampered", "a slot asks for a cost out of bounds")
    if len(data) != 2 * BLOCK + fixed[5] or hashlib.sha256(data[2 * BLOCK :]).digest() != fixed[6]:
        raise Refused("Damaged", "the pages are not the ones that were written")
    return fixed, slots, end if whole[0] is blocks[0] else BLOCK + end


def find_key(data: bytes, password: str | None = None, code: str | None = None) -> bytes:
    """The journal's key, by its password or its recovery code. The MAC is right then."""
    fixed, slots, end = read_header(data)
    for kind, memory, passes, lanes, salt, nonce, wrapped in slots:
        if kind == 1 and password is not None:
            text = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
            kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
            wrapper = expand(kdf.derive(text), b"password slot", salt)
        elif kind == 2 and code is not None:
            wrapper = expand(read_code(code), b"recovery slot", salt)
        else:
            continue
        bound = struct.pack(">16sIIII32s", fixed[3], kind, memory, passes, lanes, salt)
        try:
            key = AESGCM(wrapper).decrypt(nonce, wrapped, bound)
        except InvalidTag:
            continue
        mac = hmac.digest(expand(key, b"header"), data[end // BLOCK * BLOCK : end], "sha256")
        if not hmac.compare_digest(mac, data[end : end + 32]):
            raise Refused("Tampered", "the header was not written with the journal's key")
        return key
    raise Refused("WrongSecret", "this does not open the journal")


def decrypt(body: bytes, key: bytes) -> bytes:
    """The database as SQLite knows it, each page authenticated."""
    raw = expand(key, b"database")
    mac_key = hashlib.pbkdf2_hmac("sha512", raw, bytes(b ^ 0x3A for b in body[:16]), 2, 32)
    plain = bytearray()
    for number, at in enumerate(range(0, len(body), BLOCK), start=1):
        page = body[at : at + BLOCK]
        text, iv, mac = page[0 if at else 16 : -80], page[-80:-64], page[-64:]
        if at and page == bytes(BLOCK):  # a page that SQLite never wrote
            plain += page
            continue
        signed = text + iv + number.to_bytes(4, "little")
        if not hmac.compare_digest(hmac.digest(mac_key, signed, "sha512"), mac):
            raise Refused("Damaged", f"page {number} is not as it was written")
        decryptor = Cipher(algorithms.AES(raw), modes.CBC(iv)).decryptor()
        plain += (b"" if at else b"SQLite format 3\0") + decryptor.update(text) + bytes(80)
    plain[18:20] = b"\1\1"  # no write-ahead log: there is none in memory
    return bytes(plain)


def open_journal(data: bytes, password: str | None = None, code: str | None = None) -> Any:
    """A connection of sqlite3 to a copy in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA temp_store=MEMORY")  # or sorting may go to the disk
    connection.deserialize(decrypt(data[2 * BLOCK :], find_key(data, password, code)))
    return connection


if __name__ == "__main__":
    asked = "code" if "--code" in sys.argv else "password"
    try:
        content = Path(sys.argv[1]).read_bytes()
        journal = open_journal(content, **{asked: getpass.getpass(f"{asked.title()}: ")})
    except Refused as refused:
        sys.exit(": ".join(refused.args))
    for title, query in SHOWN.items():
        print(f"\n{title}")
        for row in journal.execute(query):
            print("", *row, sep=" | ")
