"""docs/FORMAT.md says what the code does: every number, every table, and the worked example."""

from __future__ import annotations

import hashlib
import hmac
import re
import struct
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlcipher3 import dbapi2

from ifs_desktop.store import Store, search
from ifs_desktop.store.migrations import REVISIONS
from ifs_desktop.store.schema import (
    CHANNELS,
    DIALOGUE_KINDS,
    DIRECTED_KINDS,
    FACT_SAYERS,
    IMAGE_KINDS,
    IMPRESSION_KINDS,
    MEDIATION_STATES,
    PERMISSION_ANSWERS,
    READING_KINDS,
    RELATION_KINDS,
    ROLES,
    TARGET_STATES,
    UNDO_EXEMPT,
    Row,
    When,
)
from ifs_desktop.vault import Kdf, Vault, code, connect, header, key
from ifs_desktop.vault.header import BLOCK, BODY, Header, Slot
from tests.conftest import PASSWORD
from tests.format import reader
from tests.format.known import MANIFEST, released
from tests.tools.source import ROOT

TEXT = (ROOT / "docs" / "FORMAT.md").read_text("utf-8")
EXAMPLE = released("schema-0001")
DEK, ID, SALT, NONCE = bytes(range(32)), bytes(range(16)), b"s" * 32, b"n" * 12


def section(title: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = "#" * (3 if f"\n### {title}\n" in TEXT else 2)
    rest = TEXT.partition(f"\n{level} {title}\n")[2]
    assert rest, f"there is no {title}"
    return re.split(rf"\n#{{2,{len(level)}}} ", rest)[0]


def tables(title: str) -> list[list[list[str]]]:
    """The tables of a section, each as rows of cells without its head."""
    found: list[list[list[str]]] = []
    for block in re.findall(r"(?:^\|.*\|\n?)+", section(title), re.MULTILINE):
        rows = [[cell.strip() for cell in line[1:-1].split(" | ")] for line in block.splitlines()]
        found.append(rows[2:])
    return found


def plain(cell: str) -> str:
    return cell.strip("`")


CONSTANTS = {name.strip(): plain(value) for name, value in tables("Constants")[0]}
BODY_SAYS = {name.strip(): plain(value) for name, value in tables("Body")[0]}


def number(name: str) -> int:
    return int(CONSTANTS[name])


def expanded(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """HKDF as the document says it."""
    info = CONSTANTS[f"HKDF info, {purpose}"].encode()
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)


# ---- constants


def test_the_numbers_are_those_of_the_code() -> None:
    assert CONSTANTS["magic"] == header.MAGIC.hex(" ")
    assert number("format version") == header.VERSION
    assert f"# The journal file, version {header.VERSION}\n" in TEXT
    assert (number("header size"), number("body offset")) == (BLOCK, BODY)
    assert number("most slots") == header.MOST_SLOTS
    assert number("password slot type") == header.PASSWORD
    assert number("recovery slot type") == header.RECOVERY
    assert number("data key size") == key.KEY_SIZE
    assert number("recovery code size") == code.SIZE


def test_the_bounds_of_the_cost_are_where_the_code_has_them() -> None:
    least, most = number("Argon2id least lanes"), number("Argon2id most lanes")
    per_lane = number("Argon2id least memory per lane, KiB")
    memory = number("Argon2id most memory, KiB")
    passes = number("Argon2id least passes")
    work = number("Argon2id most memory × passes, KiB")
    assert work % per_lane == work % memory == 0
    for kdf in (
        Kdf(per_lane * least, passes, least),
        Kdf(per_lane * most, passes, most),
        Kdf(memory, work // memory, most),
        Kdf(per_lane, work // per_lane, least),
    ):
        assert kdf.allowed
    for kdf in (
        Kdf(memory, passes, least - 1),
        Kdf(memory, passes, most + 1),
        Kdf(per_lane * most - 1, passes, most),
        Kdf(memory + 1, passes, least),
        Kdf(memory, passes - 1, least),
        Kdf(memory, work // memory + 1, least),
        Kdf(per_lane, work // per_lane + 1, least),
    ):
        assert not kdf.allowed


def test_keys_are_derived_as_it_says() -> None:
    cost, password = Kdf(64, 2, 1), "cafe\u0301 ﬁve "
    text = unicodedata.normalize("NFKC", password).encode()
    argon = Argon2id(salt=SALT, length=32, iterations=2, lanes=1, memory_cost=64)
    wrapping = expanded(argon.derive(text), "password slot", SALT)
    assert key.from_password(password, SALT, cost) == wrapping
    assert key.from_code(b"c" * 20, SALT) == expanded(b"c" * 20, "recovery slot", SALT)
    mac = hmac.digest(expanded(DEK, "header", bytes(32)), b"signed", "sha256")
    assert key.mac(DEK, b"signed") == mac
    assert key.expand(DEK, "database") == expanded(DEK, "database")
    assert {name for name in CONSTANTS if name.startswith("HKDF")} == {
        f"HKDF info, {purpose}"
        for purpose in ("password slot", "recovery slot", "header", "database")
    }


@pytest.mark.parametrize("value", [0, 1, 32748, 32749, 2**160 - 1, 2**159 + 12345678901234567890])
def test_a_recovery_code_is_written_as_it_says(value: int) -> None:
    alphabet, modulus = CONSTANTS["recovery code alphabet"], number("recovery code modulus")
    signs, left = "", value << 15 | value % modulus
    for _ in range(35):
        left, digit = divmod(left, len(alphabet))
        signs = alphabet[digit] + signs
    spelt = code.spell(value.to_bytes(number("recovery code size"), "big"))
    assert spelt == "-".join(signs[at : at + 5] for at in range(0, 35, 5))
    assert reader.read_code(spelt.lower()) == code.read(spelt)


# ---- the header


def slot(mark: int) -> Slot:
    return Slot(mark, Kdf(mark + 1, mark + 2, mark + 3), SALT, NONCE, b"w" * 48)


@pytest.mark.parametrize("count", [1, 2, 8])
def test_the_header_is_laid_out_as_the_tables_say(count: int) -> None:
    fixed, of_slot, _ = tables("Header")
    slots = tuple(slot(10 * mark) for mark in range(1, count + 1))
    block = Header(ID, 7, 4096, b"h" * 32, 1_790_000_000, slots).pack(DEK)
    at = 0
    expected: dict[str, Any] = {
        "magic": header.MAGIC,
        "version": header.VERSION,
        "slots": count,
        "journal id": ID,
        "generation": 7,
        "body length": 4096,
        "body hash": b"h" * 32,
        "saved at": 1_790_000_000,
    }
    at = laid_out(block, fixed, expected, at)
    assert f"\nAt offset {at} follow the n slots, " in TEXT
    for one in slots:
        expected = {
            "type": one.type,
            "memory": one.kdf.memory_kib,
            "passes": one.kdf.passes,
            "lanes": one.kdf.lanes,
            "salt": SALT,
            "nonce": NONCE,
            "wrapped key": one.wrapped,
        }
        at = laid_out(block, of_slot, expected, at)
    first, size = map(int, re.findall(r"at offset (\d+) \+ (\d+) n:", TEXT)[0])
    assert at == first + size * count
    assert f"follow the n slots, {size} bytes each" in TEXT
    signed = block[:at]
    assert block[at : at + 32] == hmac.digest(expanded(DEK, "header"), signed, "sha256")
    assert block[at + 32 : 4064] == bytes(4064 - at - 32)
    assert block[4064:] == hashlib.sha256(block[:4064]).digest()
    assert len(block) == number("header size")


def laid_out(block: bytes, rows: list[list[str]], expected: dict[str, Any], start: int) -> int:
    """Each field stands where its row says and there is no gap; where the last one ends."""
    end = 0
    assert [row[0] for row in rows] == list(expected)
    for name, offset, size, _ in rows:
        assert int(offset) == end
        end += int(size)
        value = expected[name]
        found = block[start + int(offset) : start + end]
        assert found == (value if isinstance(value, bytes) else value.to_bytes(int(size), "big"))
    return start + end


@pytest.mark.parametrize("secret", ["a password", b"c" * 20])
def test_a_slot_is_sealed_as_it_says(secret: str | bytes) -> None:
    made = header.wrap(DEK, secret, Kdf(64, 1, 1), ID)
    cost = made.kdf
    numbers = struct.pack(">IIII", made.type, cost.memory_kib, cost.passes, cost.lanes)
    if isinstance(secret, str):
        assert made.type == number("password slot type")
        wrapping = key.from_password(secret, made.salt, cost)
    else:
        assert numbers == struct.pack(">IIII", number("recovery slot type"), 0, 0, 0)
        wrapping = key.from_code(secret, made.salt)
    opened = AESGCM(wrapping).decrypt(made.nonce, made.wrapped, ID + numbers + made.salt)
    assert opened == DEK


def test_every_refusal_it_names_is_one_of_the_reader() -> None:
    (steps,) = tables("Reading, and what damage means")
    assert [int(step[0]) for step in steps] == list(range(1, len(steps) + 1))
    named = {re.split(r"[:,]", step[2])[0] for step in steps}
    assert named == {"NotAJournal", "Damaged", "Tampered", "Newer", "WrongSecret"}
    assert named == {said["error"] for said in MANIFEST.values() if said["error"]} | {"WrongSecret"}


# ---- the body


def test_the_database_is_encrypted_as_it_says(opened: tuple[Store, Vault]) -> None:
    _, made = opened
    made.publish()

    def pragma(name: str) -> str:
        with made.reader.connect() as connection:
            return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar())

    told = {
        "page size": pragma("cipher_page_size"),
        "reserve": str(plain_pages(made.path)[20]),
        "cipher": pragma("cipher"),
        "page MAC": pragma("cipher_hmac_algorithm"),
        "MAC key derivation": pragma("cipher_kdf_algorithm"),
        "MAC key iterations": pragma("fast_kdf_iter"),
        "MAC key salt mask": pragma("cipher_hmac_salt_mask"),
        "page number in the MAC": pragma("cipher_hmac_pgno"),
    }
    assert told == BODY_SAYS


def plain_pages(path: Path) -> bytes:
    content = path.read_bytes()
    return reader.decrypt(content[BODY:], reader.find_key(content, PASSWORD))


def test_sqlcipher_opens_the_body_with_the_raw_key_and_nothing_else(
    opened: tuple[Store, Vault], tmp_path: Path
) -> None:
    _, made = opened
    made.publish()
    content = made.path.read_bytes()
    raw = expanded(reader.find_key(content, PASSWORD), "database")
    cut = tmp_path / "body"
    cut.write_bytes(content[number("body offset") :])
    with closing(dbapi2.connect(str(cut))) as connection:
        connection.set_key(f"x'{raw.hex()}'")
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    assert found == [(REVISIONS[-1],)]
    assert not connect.looks_plain(cut)


# ---- the tables


def described() -> Iterator[tuple[str, list[list[str]]]]:
    for name in re.findall(r"^### ([a-z_]+)$", TEXT, re.MULTILINE):
        yield name, tables(name)[0]


def test_every_table_and_column_is_described(opened: tuple[Store, Vault]) -> None:
    assert f"the tables of revision {REVISIONS[-1]}." in TEXT
    internal = section("Internal tables")
    seen = set()
    with opened[1].reader.connect() as connection:
        for name, rows in described():
            info = connection.exec_driver_sql(f"PRAGMA table_info({name})").all()
            told = [(column, kind, null) for column, kind, null, _ in rows]
            assert told == [(row[1], row[2], "no" if row[3] else "yes") for row in info], name
            seen.add(name)
        names = set(
            connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .scalars()
            .all()
        )
    assert seen == Row.metadata.tables.keys() - UNDO_EXEMPT
    for name in names - seen:
        shadow = name.startswith("search_") and "`search_`" in internal
        assert shadow or f"`{name}`" in internal, name
    assert {table.__tablename__ for table in search.TABLES} <= seen


def test_references_lead_where_it_says() -> None:
    for name, rows in described():
        columns = Row.metadata.tables[name].columns
        for column, _, _, meaning in rows:
            for target in columns[column].foreign_keys:
                led = meaning.replace(", or NULL for Self", "").rpartition(": ")[2]
                assert led == target.column.table.name, f"{name}.{column}"


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("part", "role", ROLES),
        ("relation", "kind", RELATION_KINDS),
        ("fact", "said_by", FACT_SAYERS),
        ("run", "state", ("open", "finished")),
        ("dialogue", "kind", DIALOGUE_KINDS),
        ("dialogue", "channel", CHANNELS),
        ("target", "state", TARGET_STATES),
        ("permission", "answer", PERMISSION_ANSWERS),
        ("mediation", "state", MEDIATION_STATES),
        ("reading", "kind", READING_KINDS),
        ("impression", "kind", IMPRESSION_KINDS),
        ("image", "kind", IMAGE_KINDS),
    ],
)
def test_the_words_a_column_may_hold_are_all_there(
    table: str, column: str, words: tuple[str, ...]
) -> None:
    (meaning,) = (row[3] for row in tables(table)[0] if row[0] == column)
    assert sorted(re.findall("`(.+?)`", meaning)) == sorted(words)
    if (table, column) == ("relation", "kind"):
        directed = meaning.partition("from source to target")[0]
        assert set(re.findall("`(.+?)`", directed)) == DIRECTED_KINDS


def test_the_time_it_shows_is_one_the_app_reads_and_writes() -> None:
    (shown,) = re.findall(r"A time is text such as `(.+?)`", TEXT)
    when = When().process_result_value(shown, dbapi2)
    assert when is not None and when.isoformat() == "2026-11-23T17:30:00+01:00"
    assert When().process_bind_param(when, dbapi2) == shown


# ---- the worked example


def worked_example() -> dict[str, bytes]:
    """Every value from the file to its first plain bytes, in the document's own steps."""
    content, said = EXAMPLE.read_bytes(), MANIFEST[EXAMPLE.stem]
    found: dict[str, bytes] = {
        "header, bytes 0 to 83": content[:84],
        "slot 1, bytes 84 to 191": content[84:192],
        "slot 2, bytes 192 to 299": content[192:300],
        "MAC, bytes 300 to 331": content[300:332],
        "checksum, bytes 4064 to 4095": content[4064:4096],
        "first 32 bytes of the body": content[8192:8224],
        "password as typed, UTF-8": said["passwords"][0].encode(),
    }
    password = unicodedata.normalize("NFKC", said["passwords"][0]).encode()
    _, memory, passes, lanes, salt, nonce, wrapped = header_slot(content, 84)
    argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
    stretched = argon.derive(password)
    wrapping = expanded(stretched, "password slot", salt)
    bound = content[12:28] + content[84:100] + salt
    dek = AESGCM(wrapping).decrypt(nonce, wrapped, bound)
    found |= {
        "password, normalised": password,
        "stretched": stretched,
        "wrapping key, slot 1": wrapping,
        "AAD, slot 1": bound,
        "data key": dek,
    }
    secret = reader.read_code(said["codes"][0])
    *_, salt, nonce, wrapped = header_slot(content, 192)
    wrapping = expanded(secret, "recovery slot", salt)
    bound = content[12:28] + content[192:208] + salt
    assert AESGCM(wrapping).decrypt(nonce, wrapped, bound) == dek
    found |= {
        "recovery code": secret,
        "wrapping key, slot 2": wrapping,
        "AAD, slot 2": bound,
        "header key": expanded(dek, "header"),
    }
    return found | first_page(content[8192:12288], expanded(dek, "database"))


def header_slot(content: bytes, at: int) -> tuple[Any, ...]:
    return struct.unpack_from(">IIII32s12s48s", content, at)


def first_page(page: bytes, raw: bytes) -> dict[str, bytes]:
    mask = int(BODY_SAYS["MAC key salt mask"], 16)
    salt = bytes(byte ^ mask for byte in page[:16])
    mac_key = hashlib.pbkdf2_hmac("sha512", raw, salt, int(BODY_SAYS["MAC key iterations"]), 32)
    mac = hmac.digest(mac_key, page[16:4032] + (1).to_bytes(4, "little"), "sha512")
    assert mac == page[4032:]
    decryptor = Cipher(algorithms.AES(raw), modes.CBC(page[4016:4032])).decryptor()
    return {
        "database key": raw,
        "page MAC key": mac_key,
        "page 1, IV": page[4016:4032],
        "page 1, MAC": mac,
        "page 1, plain bytes 16 to 47": decryptor.update(page[16:4016])[:32],
    }


def test_the_worked_example_is_what_it_says() -> None:
    content = EXAMPLE.read_bytes()
    expected = worked_example()
    assert content[:BLOCK] == content[BLOCK:BODY]
    key_of_header = expected["header key"]
    assert hmac.digest(key_of_header, content[:300], "sha256") == content[300:332]
    told = {name: bytes.fromhex(plain(value)) for name, value in tables("A worked example")[0]}
    assert told == expected
    assert f"`{MANIFEST[EXAMPLE.stem]['codes'][0]}`" in section("A worked example")
