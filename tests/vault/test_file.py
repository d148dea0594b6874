"""Damage, forgery and later formats: each noticed, each by its own name, and the file untouched."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop import vault
from ifs_desktop.vault import header
from ifs_desktop.vault.errors import (
    DamagedBody,
    DamagedHeader,
    FolderMissing,
    JournalError,
    JournalMissing,
    NotAJournal,
    Tampered,
    TooNew,
    Truncated,
    UnreadableFile,
    WrongPassword,
)
from ifs_desktop.vault.header import BLOCK, BODY, Header
from ifs_desktop.vault.key import Kdf
from tests.vault.journals import CHEAP, PASSWORD, as_nobody, new

DEK, ID = bytes(range(32)), bytes(range(16))
SLOT = header.wrap(DEK, PASSWORD, CHEAP, ID)
WHOLE = Header(ID, 7, 4096, hashlib.sha256(b"body").digest(), 1_790_000_000, (SLOT,))
COST = slice(84 + 4, 84 + 16)  # where the slot says what deriving costs


def refused(path: Path, data_dir: Path, expected: type[JournalError]) -> JournalError:
    """Both ways in refuse with the same class, and leave the file as it is."""
    before = path.read_bytes()
    with pytest.raises(JournalError) as caught:
        vault.check(path)
    assert type(caught.value) is expected
    with pytest.raises(JournalError) as caught:
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert type(caught.value) is expected
    assert path.read_bytes() == before
    assert not list((data_dir / "working").glob("*"))
    return caught.value


def sealed(block: bytes) -> bytes:
    """The block with a right checksum, as a forger would leave it."""
    return block[:-32] + hashlib.sha256(block[:-32]).digest()


def forge(path: Path, at: int, data: bytes) -> None:
    """Change both headers in the same way, checksums included."""
    content = path.read_bytes()
    block = sealed(content[:at] + data + content[at + len(data) : BLOCK])
    path.write_bytes(block * 2 + content[BODY:])


@pytest.mark.parametrize("copy", [0, 1])
def test_damage_to_one_header_is_mended_at_closing(closed: Path, data_dir: Path, copy: int) -> None:
    content = bytearray(closed.read_bytes())
    content[copy * BLOCK : (copy + 1) * BLOCK] = bytes(BLOCK)
    closed.write_bytes(content)
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert (opened.header_repaired, opened.changed) == (True, True)
    opened.close()
    assert not vault.check(closed).header_repaired


def test_damage_to_both_headers(closed: Path, data_dir: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[20] ^= 1
    content[BLOCK + 200] ^= 1
    closed.write_bytes(content)
    refused(closed, data_dir, DamagedHeader)


@pytest.mark.parametrize("length", [8, 4096, 8191, 8192, 12288])
def test_a_cut_file_is_refused_and_left_alone(closed: Path, data_dir: Path, length: int) -> None:
    os.truncate(closed, length)
    assert isinstance(refused(closed, data_dir, Truncated), DamagedBody)


def test_a_file_with_something_appended(closed: Path, data_dir: Path) -> None:
    with closed.open("ab") as file:
        file.write(b"\0")
    refused(closed, data_dir, DamagedBody)


@pytest.mark.parametrize(
    "content", [b"", b"Dear diary\n" * 2000, b"SQLite format 3\0" + bytes(9000), bytes(20_000)]
)
def test_what_is_not_a_journal(path: Path, data_dir: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, data_dir, NotAJournal)


def test_a_folder_is_not_a_journal(path: Path, data_dir: Path) -> None:
    path.mkdir()
    with pytest.raises(NotAJournal):
        vault.check(path)
    with pytest.raises(NotAJournal):
        vault.unlock(path, PASSWORD, data_dir=data_dir)


def test_a_newer_format(closed: Path, data_dir: Path) -> None:
    forge(closed, 8, struct.pack(">H", 2))
    refused(closed, data_dir, TooNew)


def test_a_version_changed_by_chance_is_damage_not_a_newer_format(closed: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[9] = 2
    closed.write_bytes(content)
    assert vault.check(closed).header_repaired
    content[BLOCK + 9] = 2
    closed.write_bytes(content)
    with pytest.raises(DamagedHeader):
        vault.check(closed)


@pytest.mark.parametrize(
    ("at", "data"),
    [
        (8, struct.pack(">H", 0)),  # version
        (10, struct.pack(">H", 0)),  # slots
        (10, struct.pack(">H", 9)),
        (10, struct.pack(">H", 0xFFFF)),
        (2000, b"\1"),  # padding
    ],
)
def test_what_only_a_forger_can_write(closed: Path, data_dir: Path, at: int, data: bytes) -> None:
    forge(closed, at, data)
    refused(closed, data_dir, Tampered)


def test_two_whole_headers_that_differ(closed: Path, data_dir: Path) -> None:
    content = closed.read_bytes()
    other = bytearray(content[:BLOCK])
    other[40] ^= 1
    closed.write_bytes(content[:BLOCK] + sealed(bytes(other)) + content[BODY:])
    refused(closed, data_dir, Tampered)


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [
        (0, 1, 1),
        (7, 1, 1),
        (64, 0, 1),
        (64, 1, 0),
        (64, 1, 9),
        (1024 * 1024 + 1, 1, 1),
        (1024 * 1024, 9, 4),
        (64, 2**32 - 1, 1),
        (2**32 - 1, 2**32 - 1, 2**32 - 1),
        (1024, 1, 17),
    ],
)
def test_a_hostile_cost_is_refused_before_deriving(
    closed: Path, data_dir: Path, memory_kib: int, passes: int, lanes: int
) -> None:
    forge(closed, COST.start, struct.pack(">III", memory_kib, passes, lanes))
    started = time.process_time()
    refused(closed, data_dir, Tampered)
    assert time.process_time() - started < 1
    with pytest.raises(ValueError, match="out of bounds"):
        header.wrap(DEK, PASSWORD, Kdf(memory_kib, passes, lanes), ID)


def test_a_body_with_a_forged_checksum_is_tampered_with(closed: Path, data_dir: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[-1] ^= 1
    closed.write_bytes(content)
    forge(closed, 44, hashlib.sha256(content[BODY:]).digest())
    vault.check(closed)  # whoever has no key cannot know
    before = closed.read_bytes()
    with pytest.raises(Tampered):
        vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert closed.read_bytes() == before


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2 * BODY), st.booleans())
def test_random_bytes_are_never_a_header(content: bytes, with_magic: bool) -> None:
    if with_magic:
        content = header.MAGIC + content
    with pytest.raises((NotAJournal, Truncated, DamagedHeader)):
        header.read(io.BytesIO(content), Path("random"))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.binary())
def test_a_header_reads_back_as_it_was_written(
    generation: int, length: int, saved_at: int, secret: bytes
) -> None:
    slots = (SLOT, header.wrap(DEK, secret, CHEAP, ID))
    written = replace(
        WHOLE, generation=generation, body_length=length, saved_at=saved_at, slots=slots
    )
    block = written.pack(DEK)
    assert len(block) == BLOCK
    found = header.read(io.BytesIO(block * 2), Path("a"))
    assert found.header == written
    assert not found.repaired
    assert found.unlock(PASSWORD) == found.unlock(secret) == DEK


def test_slots_of_a_type_not_known_yet_are_passed_over() -> None:
    later = replace(SLOT, type=99, kdf=Kdf(2**32 - 1, 0, 0))
    block = replace(WHOLE, slots=(later, SLOT)).pack(DEK)
    assert header.read(io.BytesIO(block * 2), Path("a")).unlock(PASSWORD) == DEK
    block = replace(WHOLE, slots=(later,)).pack(DEK)
    with pytest.raises(WrongPassword):
        header.read(io.BytesIO(block * 2), Path("a")).unlock(PASSWORD)


def test_a_wrong_password_is_said_only_of_a_whole_header(closed: Path, data_dir: Path) -> None:
    content = closed.read_bytes()
    with pytest.raises(WrongPassword):
        vault.unlock(closed, "five quiet birds", data_dir=data_dir)
    assert closed.read_bytes() == content
    assert not list((data_dir / "working").iterdir())
    closed.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    with pytest.raises(WrongPassword):
        vault.unlock(closed, "five quiet birds", data_dir=data_dir)
    for cut in (9, BLOCK, BODY, len(content) - 1):
        closed.write_bytes(content[:cut])
        with pytest.raises(Truncated):
            vault.unlock(closed, "five quiet birds", data_dir=data_dir)


def test_a_missing_file_and_a_missing_folder(path: Path, data_dir: Path) -> None:
    with pytest.raises(JournalMissing):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    path.parent.rmdir()
    with pytest.raises(FolderMissing):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    with pytest.raises(FolderMissing):
        vault.check(path)
    assert not data_dir.exists()


def test_a_file_one_may_not_read(open_to_all: Path) -> None:
    path = open_to_all / "a.ifsjournal"
    new(path, open_to_all / "data").close()
    path.chmod(0)
    with as_nobody(), pytest.raises(UnreadableFile):
        vault.check(path)


def test_every_error_has_a_sentence_that_names_the_file_and_nothing_else() -> None:
    def all_of(kind: type[JournalError]) -> list[type[JournalError]]:
        return [kind, *(deeper for sub in kind.__subclasses__() for deeper in all_of(sub))]

    ours = [kind for kind in all_of(JournalError) if kind.__module__ == "ifs_desktop.vault.errors"]
    assert len(ours) == 25
    sentences = set()
    for kind in ours:
        named = str(kind(Path("/home/someone/Documents/My journal.ifsjournal")))
        assert "“My journal.ifsjournal”" in named
        assert "/" not in named
        plain = str(kind())
        assert plain[0].isupper()
        assert plain.endswith(".")
        assert "{" not in plain
        sentences.add(plain)
    assert len(sentences) == len(ours)
