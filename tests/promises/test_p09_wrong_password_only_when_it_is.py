"""P9: "wrong password" only when it is. Every secret against every state of the file."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import container
from ifs_desktop.vault.errors import (
    DamagedBody,
    DamagedHeader,
    JournalError,
    NoCode,
    Tampered,
    TooNew,
    Truncated,
    WrongCode,
    WrongPassword,
)
from ifs_desktop.vault.header import BLOCK, BODY
from tests.helpers.figures import Figures
from tests.promises.forging import sealed, with_right_sums
from tests.vault.journals import CODE, PASSWORD, texts, write

SECRETS: dict[str, str | bytes] = {
    "right password": PASSWORD,
    "wrong password": "four quiet birds inside",
    "right code": CODE,
    "wrong code": CODE[::-1],
}
Wrong = type[JournalError] | None  # None: it opens


def flip(*places: int) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        changed = bytearray(content)
        for at in places:
            changed[at] ^= 1
        return bytes(changed)

    return change


def cut(length: int) -> Callable[[bytes], bytes]:
    return lambda content: content[:length]


def put(at: int, data: bytes) -> Callable[[bytes], bytes]:
    """Put into both headers, under right checksums, as a forger would."""

    def change(content: bytes) -> bytes:
        block = sealed(content[:at] + data + content[at + len(data) : BLOCK])
        return block * 2 + content[BODY:]

    return change


def same(error: Wrong) -> tuple[Wrong, Wrong, Wrong, Wrong]:
    return (error, error, error, error)


# What is done to the file, and what each of the four secrets is told then.
SECRET = (None, WrongPassword, None, WrongCode)
MADE_KNOWN = (Tampered, WrongPassword, Tampered, WrongCode)
CASES: dict[str, tuple[Callable[[bytes], bytes], tuple[Wrong, ...]]] = {
    "intact": (lambda content: content, SECRET),
    "first header damaged": (flip(20), SECRET),
    "second header damaged": (flip(BLOCK + 20), SECRET),
    "first header gone": (lambda content: bytes(BLOCK) + content[BLOCK:], SECRET),
    "both headers damaged": (flip(20, BLOCK + 200), same(DamagedHeader)),
    "slots of both damaged": (flip(150, BLOCK + 150), same(DamagedHeader)),
    "body damaged": (flip(BODY + 5000), same(DamagedBody)),
    "last byte damaged": (flip(-1), same(DamagedBody)),
    "first header and body damaged": (flip(20, BODY + 5000), same(DamagedBody)),
    "something appended": (lambda content: content + b"\0", same(DamagedBody)),
    "cut in the first header": (cut(2000), same(Truncated)),
    "cut in the second header": (cut(BLOCK + 9), same(Truncated)),
    "cut before the body": (cut(BODY), same(Truncated)),
    "cut in the body": (cut(-1), same(Truncated)),
    "generation forged": (put(28, struct.pack(">Q", 99)), MADE_KNOWN),
    "time forged": (put(76, struct.pack(">Q", 5)), MADE_KNOWN),
    "body forged": (lambda content: with_right_sums(flip(-1)(content)), MADE_KNOWN),
    "padding forged": (put(2000, b"\1"), same(Tampered)),
    "cost forged": (put(84 + 4, struct.pack(">III", 2**31, 9, 4)), same(Tampered)),
    "headers that differ": (
        lambda content: put(28, struct.pack(">Q", 99))(content)[:BLOCK] + content[BLOCK:],
        same(Tampered),
    ),
    "newer format": (put(8, struct.pack(">H", 2)), same(TooNew)),
    # A slot that a forger spoilt looks like a wrong secret to who has only that one. The other
    # secret opens the key, and so tells.
    "password slot forged": (
        put(84 + 70, b"????"),
        (WrongPassword, WrongPassword, Tampered, WrongCode),
    ),
    "code slot forged": (
        put(84 + 108 + 70, b"????"),
        (Tampered, WrongPassword, WrongCode, WrongCode),
    ),
}


@pytest.fixture
def with_code(closed: Path, data_dir: Path) -> Path:
    """The file of a journal that a password and a code open."""
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    opened.change_code(CODE)
    opened.close()
    shutil.rmtree(data_dir)
    return closed


def told(path: Path, secret: str | bytes, data_dir: Path) -> Wrong:
    """What is said to a secret; the file is as it was, and one that opens shows everything."""
    before = path.read_bytes()
    try:
        opened = vault.unlock(path, secret, data_dir=data_dir)
    except JournalError as error:
        assert path.read_bytes() == before
        return type(error)
    assert texts(opened)[:1] == ["first"]
    opened.abandon()
    shutil.rmtree(data_dir)
    return None


@pytest.mark.parametrize("case", CASES)
def test_each_secret_is_told_what_is_so(
    with_code: Path, data_dir: Path, figures: Figures, case: str
) -> None:
    """P9."""
    change, expected = CASES[case]
    with_code.write_bytes(change(with_code.read_bytes()))
    said = {name: told(with_code, secret, data_dir) for name, secret in SECRETS.items()}
    assert said == dict(zip(SECRETS, expected, strict=True))
    figures.note("P9", "secrets tried against states of the file, each told rightly", len(said))


@pytest.mark.parametrize("case", CASES)
def test_without_a_code_the_same_is_said_of_damage(
    closed: Path, data_dir: Path, figures: Figures, case: str
) -> None:
    """P9: and where only the code is missing, that."""
    change, expected = CASES[case]
    if case == "code slot forged":
        return
    closed.write_bytes(change(closed.read_bytes()))
    assert told(closed, SECRETS["right password"], data_dir) is expected[0]
    assert told(closed, SECRETS["wrong password"], data_dir) is expected[1]
    without = expected[3] if expected[3] is not WrongCode else NoCode
    assert told(closed, CODE, data_dir) is without
    figures.note("P9", "secrets tried against states of the file, each told rightly", 3)


@pytest.mark.parametrize("case", ["body damaged", "last byte damaged", "cut in the body"])
def test_what_a_crash_left_stands_in_for_a_damaged_body(
    with_code: Path, data_dir: Path, figures: Figures, case: str
) -> None:
    """P9: then only the secret counts, and the file is mended."""
    opened = vault.unlock(with_code, PASSWORD, data_dir=data_dir)
    write(opened, "second")
    opened.abandon()
    with_code.write_bytes(CASES[case][0](with_code.read_bytes()))
    for name in ("wrong password", "wrong code"):
        with pytest.raises(WrongPassword if name == "wrong password" else WrongCode):
            vault.unlock(with_code, SECRETS[name], data_dir=data_dir)
    opened = vault.unlock(with_code, CODE, data_dir=data_dir)
    assert (opened.arrival, texts(opened)) == ("resumed", ["first", "second"])
    opened.close()
    vault.check(with_code)
    figures.note("P9", "secrets tried against states of the file, each told rightly", 3)


def test_a_file_put_together_from_two_computers_opens_by_no_half(
    with_code: Path, data_dir: Path
) -> None:
    """P9: the password of before a change is wrong, in whichever header it may still stand."""
    before = with_code.read_bytes()
    found = container.look(with_code)
    dek = found.unlock(PASSWORD)
    newer = replace(found.header, generation=99).pack(dek)
    with_code.write_bytes(before[:BLOCK] + newer + before[BODY:])
    assert told(with_code, PASSWORD, data_dir) is Tampered
