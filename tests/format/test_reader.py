"""The independent reader and the app say the same of the same bytes, whatever they are."""

from __future__ import annotations

import ast
import hashlib
import io
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop import vault
from ifs_desktop.store import Store, sample
from ifs_desktop.vault import Vault, code, container, errors, files, header
from ifs_desktop.vault.errors import JournalError
from ifs_desktop.vault.header import BLOCK, BODY
from tests.conftest import CHEAP, PASSWORD
from tests.format import reader
from tests.format.known import MANIFEST, released, rows_by_app, rows_by_reader
from tests.format.reader import Refused, open_journal

CODE = bytes(range(20))
LONGEST = 150  # lines of the reader
NAMES: dict[type[JournalError], str] = {
    errors.NotAJournal: "NotAJournal",
    errors.DamagedHeader: "Damaged",
    errors.DamagedBody: "Damaged",
    errors.Tampered: "Tampered",
    errors.TooNew: "Newer",
    errors.WrongPassword: "WrongSecret",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An intact journal of two slots, as small as one can be."""
    folder = tmp_path_factory.mktemp("small")
    path = folder / "a.ifsjournal"
    vault.create(path, PASSWORD, data_dir=folder, kdf=CHEAP).close()
    content = path.read_bytes()
    found = header.read(io.BytesIO(content), path)
    dek, what = found.unlock(PASSWORD), found.header
    slots = (*what.slots, header.wrap(dek, CODE, CHEAP, what.journal_id))
    return replace(what, slots=slots).pack(dek) * 2 + content[BODY:]


def said_by_app(path: Path, password: str | None = PASSWORD) -> str:
    """The document's name for what the app says of a file, damage before the password."""
    try:
        vault.check(path)
        if password is not None:
            container.look(path).unlock(password)
    except JournalError as error:
        (name,) = (name for kind, name in NAMES.items() if isinstance(error, kind))
        return name
    return ""


def said_by_reader(path: Path, password: str | None = PASSWORD) -> str:
    try:
        if password is None:
            reader.read_header(path.read_bytes())
        else:
            reader.find_key(path.read_bytes(), password)
    except Refused as refused:
        return str(refused.args[0])
    return ""


def sealed(content: bytes) -> bytes:
    """Both headers as the first one, with a right checksum, as a forger would leave them."""
    block = content[: BLOCK - 32]
    return (block + hashlib.sha256(block).digest()) * 2 + content[BODY:]


def put(content: bytes, at: int, data: bytes) -> bytes:
    return content[:at] + data + content[at + len(data) :]


CASES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "nothing": ("", lambda c: c),
    "no magic": ("NotAJournal", lambda c: put(put(c, 0, b"\0"), BLOCK, b"\0")),
    "one magic, sealed": ("", lambda c: put(sealed(put(c, 0, b"\0")), BLOCK, c[:BLOCK])),
    "empty": ("NotAJournal", lambda c: b""),
    "the magic alone": ("Damaged", lambda c: c[:8]),
    "one header alone": ("Damaged", lambda c: c[:BLOCK]),
    "all but a byte of the headers": ("Damaged", lambda c: c[: BODY - 1]),
    "headers without a body": ("Damaged", lambda c: c[:BODY]),
    "one byte too many": ("Damaged", lambda c: c + b"\0"),
    "headers that differ": ("Tampered", lambda c: sealed(put(c, 30, b"\1"))[:BLOCK] + c[BLOCK:]),
    "headers of two formats": ("Tampered", lambda c: sealed(put(c, 9, b"\2"))[:BLOCK] + c[BLOCK:]),
    "version 0": ("Tampered", lambda c: sealed(put(c, 8, b"\0\0"))),
    "version 2": ("Newer", lambda c: sealed(put(c, 8, b"\0\2"))),
    "version 2 with 9 slots": ("Newer", lambda c: sealed(put(c, 8, b"\0\2\0\11"))),
    "no slot": ("Tampered", lambda c: sealed(put(c, 10, b"\0\0"))),
    "9 slots": ("Tampered", lambda c: sealed(put(c, 10, b"\0\11"))),
    "65535 slots": ("Tampered", lambda c: sealed(put(c, 10, b"\xff\xff"))),
    "another journal's id": ("WrongSecret", lambda c: sealed(put(c, 12, b"\1" * 16))),
    "another length": ("Damaged", lambda c: sealed(put(c, 36, struct.pack(">Q", 4097)))),
    "a length that is absurd": ("Damaged", lambda c: sealed(put(c, 36, b"\xff" * 8))),
    "another hash": ("Damaged", lambda c: sealed(put(c, 44, b"\1" * 32))),
    "another generation": ("Tampered", lambda c: sealed(put(c, 28, b"\1"))),
    "another MAC": ("Tampered", lambda c: sealed(put(c, 84 + 2 * 108, bytes(32)))),
    "words in the padding": ("Tampered", lambda c: sealed(put(c, 2000, b"hello"))),
    "an unknown slot first": ("WrongSecret", lambda c: sealed(put(c, 84, b"\0\0\0\3"))),
    "a wild cost in an unknown slot": (
        "WrongSecret",
        lambda c: sealed(put(c, 84, struct.pack(">IIII", 3, 2**32 - 1, 0, 0))),
    ),
    "another cost": ("WrongSecret", lambda c: sealed(put(c, 88, struct.pack(">III", 128, 1, 1)))),
} | {
    f"the cost {cost}": (
        "Tampered",
        lambda c, cost=cost: sealed(put(c, 88, struct.pack(">III", *cost))),
    )
    for cost in (
        *((0, 1, 1), (7, 1, 1), (64, 0, 1), (64, 1, 0), (64, 1, 9), (1024, 1, 17)),
        *((2**20 + 1, 1, 1), (2**20, 9, 4), (64, 2**32 - 1, 1), (2**32 - 1, 2**32 - 1, 2**32 - 1)),
    )
}


@pytest.mark.parametrize("case", CASES)
def test_both_call_it_by_the_same_name(case: str, small: bytes, tmp_path: Path) -> None:
    expected, change = CASES[case]
    path = tmp_path / "a.ifsjournal"
    path.write_bytes(change(small))
    assert said_by_app(path) == expected
    assert said_by_reader(path) == expected
    assert said_by_app(path, None) == said_by_reader(path, None)


@pytest.mark.parametrize("length", [8, BLOCK, BODY - 1])
def test_the_reader_says_that_the_end_is_missing(length: int, small: bytes) -> None:
    with pytest.raises(Refused, match="the end of the file is missing"):
        reader.read_header(small[:length])


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_both_say_the_same_of_any_forged_header(small: bytes, data: st.DataObject) -> None:
    content = small
    for _ in range(data.draw(st.integers(1, 3), "changes")):
        at = data.draw(st.integers(0, 340), "at")
        if not 88 <= at < 100:  # a dear cost only takes long
            content = put(content, at, data.draw(st.binary(min_size=1, max_size=2), "bytes"))
    if data.draw(st.booleans(), "sealed"):
        content = sealed(content)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ifsjournal"
        path.write_bytes(content)
        assert said_by_app(path) == said_by_reader(path)


@pytest.mark.parametrize("password", ["\ud800", " ", "ẛ̣", "Å", "\u1112\u1161\u11ab", "🕊" * 50])
def test_both_make_the_same_of_a_password(password: str, small: bytes, tmp_path: Path) -> None:
    found = header.read(io.BytesIO(small), tmp_path)
    dek = found.unlock(PASSWORD)
    slot = header.wrap(dek, password, CHEAP, found.header.journal_id)
    content = replace(found.header, slots=(slot,)).pack(dek) * 2 + small[BODY:]
    assert reader.find_key(content, password) == dek
    assert reader.find_key(content, unicodedata.normalize("NFD", password)) == dek


# ---- the reader itself


def test_the_reader_is_short_and_shares_no_code_with_us() -> None:
    source = Path(reader.__file__).read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
    }
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}
    assert not {"importlib", "runpy", "subprocess", "ctypes"} & imported


def test_the_reader_and_the_app_read_the_same_from_a_new_journal(
    opened: tuple[Store, Vault], tmp_path: Path, data_dir: Path
) -> None:
    store, made = opened
    sample.fill(store, parts=20, turns=300, runs=9)
    made.publish()
    expected = rows_by_app(made.reader)
    assert len(expected["turn"]) == 300
    assert rows_by_reader(made.path, PASSWORD) == expected
    other = Path(shutil.copy(made.path, tmp_path / "Other.ifsjournal"))
    again = vault.unlock(other, PASSWORD, data_dir=data_dir)
    Store.open(again).keep_draft("dialogue:1", "…")
    again.close()  # publishes the working copy itself, written with a log
    found = rows_by_reader(other, PASSWORD)
    assert [row[2] for row in found["draft"] if row[1] == "dialogue:1"] == ["…"]
    assert found["turn"] == expected["turn"]


def test_the_reader_follows_a_change_of_password_and_of_code(opened: tuple[Store, Vault]) -> None:
    _, made = opened
    codes = [code.spell(code.new()) for _ in range(2)]
    for spelt in codes:
        made.change_code(code.read(spelt))
    made.change_password("another one", current=PASSWORD, kdf=CHEAP)
    content = made.path.read_bytes()
    assert reader.find_key(content, "another one") == reader.find_key(content, code=codes[1])
    for secrets in ({"password": PASSWORD}, {"code": codes[0]}):
        with pytest.raises(Refused, match="WrongSecret"):
            open_journal(content, **secrets)


def test_a_page_that_was_never_written_reads_as_zeros(tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / "a.ifsjournal"
    made = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    with made.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (text TEXT)")
        connection.exec_driver_sql("INSERT INTO kept VALUES ('still here')")
        connection.exec_driver_sql("CREATE TABLE gone (text TEXT)")
        connection.exec_driver_sql("INSERT INTO gone VALUES (zeroblob(20000))")
        connection.exec_driver_sql("DROP TABLE gone")
    made.close()
    with files.temporary(path) as body:
        content = path.read_bytes()[BODY:]
        body.write_bytes(content[:-4096] + bytes(4096))
        found = container.look(path)
        dek = found.unlock(PASSWORD)
        with container.prepared(body, replace(found.header, generation=9), dek, path) as (name, _):
            files.replace(name, path)
    assert rows_by_reader(path, PASSWORD)["kept"] == [("still here",)]
    again = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert rows_by_app(again.reader)["kept"] == [("still here",)]
    again.abandon()


@pytest.mark.parametrize("page", [0, 1, 20])
def test_the_reader_verifies_every_page(page: int) -> None:
    content = released("schema-0001").read_bytes()
    key = reader.find_key(content, MANIFEST["schema-0001"]["passwords"][0])
    for at in (20, 4000, 4020, 4090):
        body = bytearray(content[BODY:])
        body[4096 * page + at] ^= 1
        with pytest.raises(Refused, match=f"page {page + 1} "):
            reader.decrypt(bytes(body), key)
    swapped = bytearray(content[BODY:])
    swapped[4096 * 5 : 4096 * 6], swapped[4096 * 6 : 4096 * 7] = (
        swapped[4096 * 6 : 4096 * 7],
        swapped[4096 * 5 : 4096 * 6],
    )
    with pytest.raises(Refused, match="page 6 "):
        reader.decrypt(bytes(swapped), key)


@pytest.mark.parametrize(
    "slip", ["", "V9YA5", "V9YA5-0J3N8-G8TGM-1PCY4-JSNHF-THF5C-9T038", "ü" * 35, "U" * 35]
)
def test_the_reader_tells_a_slip_in_a_code(slip: str) -> None:
    with pytest.raises(Refused, match="slip"):
        reader.read_code(slip)


def test_a_sign_that_no_code_has_is_a_slip_even_if_the_check_signs_fit() -> None:
    signs = "0" * 31 + "U"
    fitting = (-1) % 32749  # what a careless reader makes of it
    check = "".join(reader.SIGNS[fitting >> shift & 31] for shift in (10, 5, 0))
    with pytest.raises(Refused, match="slip"):
        reader.read_code(signs + check)


WATCHED = """
import getpass, runpy, sys
asked = []
getpass.getpass = lambda prompt: asked.append(prompt) or SECRET
def hook(event, arguments):
    if event == "open" and set(str(arguments[1])) & set("wax+"):
        raise SystemExit(f"writes {arguments}")
    if event == "sqlite3.connect" and arguments[0] != ":memory:":
        raise SystemExit(f"connects to {arguments}")
    if event.split(".")[0] in ("socket", "subprocess", "tempfile", "shutil"):
        raise SystemExit(event)
sys.addaudithook(hook)
sys.argv = ["reader.py", *ARGUMENTS]
runpy.run_path(READER, run_name="__main__")
print(asked)
"""


def run_reader(secret: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the reader as a program, and stop it if it writes anything."""
    names = {"SECRET": secret, "ARGUMENTS": arguments, "READER": reader.__file__}
    program = "".join(f"{name} = {value!r}\n" for name, value in names.items()) + WATCHED
    return subprocess.run(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_reader_is_a_program_that_prints_a_journal_and_writes_nothing() -> None:
    said, path = MANIFEST["schema-0001"], str(released("schema-0001"))
    ran = run_reader(said["passwords"][0], path)
    assert (ran.returncode, ran.stderr) == (0, "")
    for expected in (
        "\nParts\n",
        "\nTurns\n",
        "\nEntries\n",
        "The Watchful One",
        "| Self |",
        "Шёпот 影",
    ):
        assert expected in ran.stdout
    assert "Put away" not in ran.stdout
    assert "['Password: ']" in ran.stdout
    by_code = run_reader(said["codes"][1], path, "--code")
    assert by_code.stdout == ran.stdout.replace("Password: ", "Code: ")


def test_the_program_says_in_a_line_why_it_refuses() -> None:
    ran = run_reader("anything", str(released("newer-format")))
    assert ran.returncode == 1
    assert ran.stderr.startswith("Newer: ")
    assert "Traceback" not in ran.stderr
    ran = run_reader("anything", str(released("schema-0001")))
    assert ran.stderr == "WrongSecret: this does not open the journal\n"


def test_sorting_in_the_reader_stays_in_memory() -> None:
    path, said = released("schema-0001"), MANIFEST["schema-0001"]
    connection = open_journal(path.read_bytes(), said["passwords"][0])
    assert connection.execute("PRAGMA temp_store").fetchone() == (2,)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
