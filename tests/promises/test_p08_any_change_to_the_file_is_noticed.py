"""P8: any change to the file is noticed: flipped, cut, spliced or forged, nothing goes silently.

Silent would be: it opens, or is called whole, with anything else in it than what was published.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import container, header
from ifs_desktop.vault.errors import (
    DamagedBody,
    DamagedHeader,
    JournalError,
    NoCode,
    NotAJournal,
    Tampered,
    TooNew,
    Truncated,
    WrongCode,
    WrongPassword,
)
from ifs_desktop.vault.header import BLOCK, BODY, Header
from tests.helpers.figures import Figures, Rounds
from tests.promises.forging import sealed, with_right_sums
from tests.vault.journals import CHEAP, CODE, PASSWORD, new, texts, write

COST = range(84 + 4, 84 + 16)  # where the first slot says what deriving costs
PAGE = 4096
SILENT = "changes that went unnoticed"


@pytest.fixture
def chance() -> random.Random:
    return random.Random(8)  # noqa: S311


@pytest.fixture
def larger(path: Path, data_dir: Path) -> Path:
    """The file of a journal of about a megabyte."""
    opened = new(path, data_dir)
    write(opened, *("word " * 2000 for _ in range(100)))
    opened.close()
    assert path.stat().st_size > 1_000_000
    return path


def body_hash(path: Path) -> bytes:
    """Of what the file really holds."""
    return container.copy_body(path, lambda _: None).header.body_hash


def flipped(file: int, path: Path, at: int, bit: int, truth: bytes) -> None:
    """With one bit turned over, the file is refused, or it is repaired and holds the same."""
    (byte,) = os.pread(file, 1, at)
    os.pwrite(file, bytes([byte ^ 1 << bit]), at)
    if at < BODY:
        found = container.copy_body(path, lambda _: None)
        assert found.repaired, at
        assert found.header.body_hash == truth
    else:
        with pytest.raises(DamagedBody):
            vault.check(path)
    os.pwrite(file, bytes([byte]), at)


def test_every_byte_of_a_small_file(closed: Path, chance: random.Random, figures: Figures) -> None:
    """P8: one random bit of each byte in turn."""
    size, truth = closed.stat().st_size, body_hash(closed)
    with closed.open("r+b", buffering=0) as file:
        for at in range(size):
            flipped(file.fileno(), closed, at, chance.randrange(8), truth)
    assert not vault.check(closed).header_repaired
    figures.note("P8", "bytes of a small file flipped, each of them", size)
    figures.note("P8", SILENT, 0)


def test_random_flips_of_a_larger_file(
    larger: Path, chance: random.Random, rounds: Rounds, figures: Figures
) -> None:
    """P8: anywhere; every fifth in the headers, which are only a small part of it."""
    size, truth, count = larger.stat().st_size, body_hash(larger), rounds(200, 10_000)
    with larger.open("r+b", buffering=0) as file:
        for number in range(count):
            at = chance.randrange(BODY if number % 5 == 0 else size)
            flipped(file.fileno(), larger, at, chance.randrange(8), truth)
    figures.note("P8", "random flips of a larger file", count)


def test_what_a_flip_leaves_opens_only_as_it_was(
    closed: Path, tmp_path: Path, chance: random.Random, rounds: Rounds, figures: Figures
) -> None:
    """P8: the same through a real unlock, as a person meets it."""
    content = closed.read_bytes()
    opened_as_it_was = 0
    count = rounds(20, 1000)
    for number in range(count):
        changed = bytearray(content)
        at = chance.randrange(BODY if number % 2 else len(content))
        changed[at] ^= 1 << chance.randrange(8)
        closed.write_bytes(changed)
        try:
            opened = vault.unlock(closed, PASSWORD, data_dir=tmp_path / "elsewhere")
        except DamagedBody:
            assert at >= BODY
            assert closed.read_bytes() == changed
        else:
            assert at < BODY
            assert opened.header_repaired
            assert texts(opened) == ["first"]
            opened.close()
            assert not vault.check(closed).header_repaired  # closing mended it
            opened_as_it_was += 1
    assert 0 < opened_as_it_was < count
    figures.note("P8", "flips met by a real unlock", count)


def test_every_length_it_can_be_cut_to(
    closed: Path, chance: random.Random, rounds: Rounds, figures: Figures
) -> None:
    """P8: every length of the headers, and random ones of the pages."""
    size = closed.stat().st_size
    some = {chance.randrange(BODY, size) for _ in range(rounds(50, 2000))}
    lengths = {*range(0, BODY + 1, rounds(13, 1)), *range(100), *some, BODY, size - 1}
    for length in sorted(lengths, reverse=True):
        os.truncate(closed, length)
        with pytest.raises(Truncated if length >= len(header.MAGIC) else NotAJournal):
            vault.check(closed)
    figures.note("P8", "lengths it was cut to", len(lengths))


def test_something_appended(closed: Path, chance: random.Random) -> None:
    """P8."""
    content = closed.read_bytes()
    for length in (1, 17, PAGE, 2 * PAGE):
        closed.write_bytes(content + chance.randbytes(length))
        with pytest.raises(DamagedBody):
            vault.check(closed)


# ---- pieces of the same journal, put together anew


def publishes(path: Path, data_dir: Path, count: int) -> list[bytes]:
    """The same journal as it was after several publishes, all of the same length."""
    opened = new(path, data_dir, *("x" * 3000 for _ in range(6)))
    found = []
    for number in range(count):
        with opened.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE line SET text = ? WHERE id = ?", (f"{number:02}" * 1500, number % 6 + 1)
            )
        opened.publish()
        found.append(path.read_bytes())
    opened.close()
    assert len({len(content) for content in found}) == 1
    return found


def test_pages_of_an_older_publish(
    path: Path, data_dir: Path, rounds: Rounds, figures: Figures
) -> None:
    """P8: each is authentic by itself, at its own place in its own journal. Together they lie."""
    versions = publishes(path, data_dir, rounds(3, 12))
    newest = versions[-1]
    spliced = 0
    for older in versions[:-1]:
        for start in range(BODY, len(newest), PAGE):
            piece = older[start : start + PAGE]
            mixed = newest[:start] + piece + newest[start + PAGE :]
            if mixed == newest:
                continue
            path.write_bytes(mixed)
            refused(path, data_dir, DamagedBody)
            # Nor does it help a forger to put the checksums right: he has no key.
            path.write_bytes(with_right_sums(mixed))
            vault.check(path)
            refused(path, data_dir, Tampered, checked=False)
            spliced += 2
        path.write_bytes(older[:BODY] + newest[BODY:])
        refused(path, data_dir, DamagedBody)
        path.write_bytes(older[:BLOCK] + newest[BLOCK:])
        refused(path, data_dir, Tampered)  # two whole headers that differ
        path.write_bytes(newest[:BLOCK] + older[BLOCK:])
        refused(path, data_dir, Tampered)
        spliced += 3
    assert spliced > 10
    figures.note("P8", "files spliced from two publishes", spliced)


def refused(
    path: Path, data_dir: Path, expected: type[JournalError], *, checked: bool = True
) -> None:
    before = path.read_bytes()
    if checked:
        with pytest.raises(JournalError) as caught:
            vault.check(path)
        assert type(caught.value) is expected
    with pytest.raises(JournalError) as caught:
        vault.unlock(path, PASSWORD, data_dir=data_dir / "elsewhere")
    assert type(caught.value) is expected
    assert path.read_bytes() == before


# ---- forged headers


DEK, ID = bytes(range(32)), bytes(range(16))
SLOTS = tuple(header.wrap(DEK, secret, CHEAP, ID) for secret in (PASSWORD, CODE))
WHOLE = Header(ID, 7, 4096, hashlib.sha256(b"body").digest(), 1_790_000_000, SLOTS)
FOREIGN = bytes(range(100, 132))
SLOT = 108  # bytes


def forge(chance: random.Random) -> bytes:
    """A block as it was made, changed as chance or a forger would, under a right checksum."""
    block = bytearray(WHOLE.pack(DEK))
    kind = chance.randrange(8)
    if kind == 0:  # slots of another journal of the same person
        theirs = tuple(header.wrap(FOREIGN, PASSWORD, CHEAP, ID) for _ in SLOTS)
        block[84 : 84 + 2 * SLOT] = replace(WHOLE, slots=theirs).pack(FOREIGN)[84 : 84 + 2 * SLOT]
    elif kind == 1:  # slots in another order, left out or doubled
        kept = [chance.choice(SLOTS) for _ in range(chance.randrange(1, 4))]
        if tuple(kept) != SLOTS:
            block = bytearray(replace(WHOLE, slots=tuple(kept)).pack(FOREIGN))
    elif kind == 2:  # another generation, length, time
        at = chance.choice((28, 36, 76))
        block[at : at + 8] = chance.randbytes(8)
    elif kind == 3:  # an end of random bytes
        at = chance.randrange(84, BLOCK - 32)
        block[at : BLOCK - 32] = chance.randbytes(BLOCK - 32 - at)
    else:
        for _ in range(chance.randrange(1, 5)):
            at = chance.randrange(BLOCK - 32 if kind == 4 else 84 + 2 * SLOT + 32)
            block[at] ^= chance.randrange(1, 256)
    for at in COST:  # a dear one would only take long
        block[at] = WHOLE.pack(DEK)[at]
    return sealed(bytes(block))


def test_forged_headers_with_right_checksums(
    chance: random.Random, rounds: Rounds, figures: Figures
) -> None:
    """P8: none opens, neither by the password nor by the code."""
    count, genuine = rounds(300, 20_000), WHOLE.pack(DEK)
    said = set()
    for number in range(count):
        while (block := forge(chance)) == genuine:
            continue
        secret = CODE if number % 4 == 0 else PASSWORD
        with pytest.raises(JournalError) as caught:
            header.read(io.BytesIO(block * 2), Path("forged")).unlock(secret)
        said.add(type(caught.value))
    assert said <= {
        Tampered,
        WrongPassword,
        WrongCode,
        NoCode,
        NotAJournal,
        TooNew,
        DamagedHeader,
    }
    assert {Tampered, WrongPassword, TooNew, NotAJournal} <= said
    figures.note("P8", "headers forged with right checksums", count)
