"""The known-answer journals: the app and the independent reader say what the manifest says."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from ifs_desktop import vault
from ifs_desktop.store import Store, migrations, sample, search
from ifs_desktop.store.migrations import REVISIONS
from ifs_desktop.vault import Vault, code, container, errors, files
from ifs_desktop.vault.errors import JournalError
from ifs_desktop.vault.header import BODY
from tests.conftest import CHEAP, PASSWORD
from tests.format import reader
from tests.format.reader import Refused, open_journal
from tests.tools import make_journals
from tests.tools.source import ROOT

FOLDER = ROOT / "tests" / "data" / "journals"
MANIFEST: dict[str, dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
GOOD = [name for name, said in MANIFEST.items() if not said["error"]]
REFUSED = [name for name, said in MANIFEST.items() if said["error"]]
LONGEST = 150  # lines of the reader
LARGEST = 384 * 1024  # bytes of a journal; empty tables alone take 172 KiB
OTHER_CODE = code.spell(bytes(range(20)))
ALL_ROWS = "SELECT * FROM {} ORDER BY 1"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'search'"

Rows = dict[str, list[tuple[Any, ...]]]


def released(name: str) -> Path:
    return FOLDER / f"{name}.ifsjournal"


@pytest.fixture
def copy(name: str, tmp_path: Path) -> Path:
    """The journal as a person has it: in a folder of their own."""
    return Path(shutil.copy(released(name), tmp_path))


def rows_by_app(engine: Engine) -> Rows:
    with engine.connect() as connection:
        names = list(connection.exec_driver_sql(TABLES).scalars())
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(ALL_ROWS.format(name))]
            for name in names
        }


def rows_by_reader(path: Path, password: str | None = None, code: str | None = None) -> Rows:
    connection = open_journal(path.read_bytes(), password, code)
    names = [name for (name,) in connection.execute(TABLES)]
    found = {name: connection.execute(ALL_ROWS.format(name)).fetchall() for name in names}
    connection.close()
    return found


def words_of(rows: Rows) -> str:
    return "\n".join(str(value) for table in rows.values() for row in table for value in row)


# ---- the files


@pytest.mark.parametrize("name", MANIFEST)
def test_a_released_journal_is_the_same_for_ever(name: str) -> None:
    content = released(name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == MANIFEST[name]["sha256"]
    assert len(content) == MANIFEST[name]["size"] <= LARGEST


def test_every_journal_has_its_lines_and_every_line_its_journal() -> None:
    assert {path.stem for path in FOLDER.glob("*.ifsjournal")} == set(MANIFEST)
    assert {journal.name for journal in make_journals.JOURNALS} <= set(MANIFEST)
    readme = (FOLDER / "README.md").read_text("utf-8")
    for name in MANIFEST:
        assert f"`{name}`" in readme or name.startswith("schema-")


def test_making_the_journals_again_changes_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "journals"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(make_journals, "FOLDER", folder)
    monkeypatch.setattr(make_journals, "MANIFEST", folder / "manifest.json")
    make_journals.main()
    for path in FOLDER.iterdir():
        assert (folder / path.name).read_bytes() == path.read_bytes()
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(SystemExit, match="do not agree"):
        make_journals.main()
    assert (folder / "manifest.json").read_text() == "{}"


def test_a_journal_that_is_not_there_is_made_as_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    older = {f"schema-{revision}" for revision in list(REVISIONS)[:-1]}
    monkeypatch.setattr(make_journals, "FOLDER", tmp_path)
    monkeypatch.setattr(make_journals, "MANIFEST", tmp_path / "manifest.json")
    kept = {name: said for name, said in MANIFEST.items() if name in older}
    (tmp_path / "manifest.json").write_text(json.dumps(kept))
    for name in kept:
        shutil.copy(released(name), tmp_path)
    make_journals.main()
    made = make_journals.manifest()
    assert made.keys() == MANIFEST.keys()
    for name, said in made.items():
        for key in said.keys() - {"sha256", "size"}:  # keys and salts are new each time
            assert said[key] == MANIFEST[name][key]


# ---- the good ones


@pytest.mark.parametrize("name", GOOD)
def test_the_app_reads_every_row_and_leaves_the_file_alone(
    name: str, copy: Path, data_dir: Path
) -> None:
    said, before = MANIFEST[name], copy.read_bytes()
    for password in said["passwords"]:
        opened = vault.unlock(copy, password, data_dir=data_dir)
        assert opened.header_repaired == said["header_repaired"]
        found = rows_by_app(opened.reader)
        assert found == rows_by_reader(copy, password)
        assert {table: len(found[table]) for table in said["rows"]} == said["rows"]
        for word in said["words"]:
            assert word in words_of(found)
        opened.abandon()
        assert copy.read_bytes() == before
    assert all(said["rows"].values()), "a table without a row tells nothing"


@pytest.mark.parametrize("name", GOOD)
def test_the_reader_opens_it_by_each_secret_there_is_and_by_no_other(name: str) -> None:
    said, path = MANIFEST[name], released(name)
    expected = rows_by_reader(path, said["passwords"][0])
    assert {table: len(expected[table]) for table in said["rows"]} == said["rows"]
    for spelt in said["codes"]:
        assert rows_by_reader(path, code=spelt) == expected
    for secrets in ({"password": said["passwords"][0].strip() + "x"}, {"code": OTHER_CODE}):
        with pytest.raises(Refused) as refused:
            open_journal(path.read_bytes(), **secrets)
        assert refused.value.args[0] == "WrongSecret"


@pytest.mark.parametrize("name", GOOD)
def test_the_app_opens_it_by_each_secret_there_is_and_by_no_other(
    name: str, copy: Path, data_dir: Path
) -> None:
    said, found = MANIFEST[name], container.look(copy)
    dek = found.unlock(said["passwords"][0])
    for spelt in said["codes"]:
        assert found.unlock(code.read(spelt)) == dek
    with pytest.raises(JournalError):
        found.unlock(code.read(OTHER_CODE))
    before = copy.read_bytes()
    with pytest.raises(errors.WrongPassword):
        vault.unlock(copy, said["passwords"][0].strip() + "x", data_dir=data_dir)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("name", [name for name in GOOD if MANIFEST[name]["header_repaired"]])
def test_closing_mends_a_damaged_header_and_keeps_the_pages(
    name: str, copy: Path, data_dir: Path
) -> None:
    password = MANIFEST[name]["passwords"][0]
    before = rows_by_reader(copy, password)
    vault.unlock(copy, password, data_dir=data_dir).close()
    assert not vault.check(copy).header_repaired
    assert rows_by_reader(copy, password) == before


@pytest.mark.parametrize("name", [f"schema-{revision}" for revision in REVISIONS])
def test_every_released_schema_has_a_journal_that_comes_to_the_newest(
    name: str, tmp_path: Path, data_dir: Path
) -> None:
    said = MANIFEST[name]  # missing? run tests/tools/make_journals.py
    copy = Path(shutil.copy(released(name), tmp_path))
    password = said["passwords"][0]
    assert rows_by_reader(copy, password)["alembic_version"] == [(name.removeprefix("schema-"),)]
    opened = vault.unlock(copy, password, data_dir=data_dir)
    store = Store.open(opened)
    with store.read() as session:
        assert migrations.revision(session.connection()) == REVISIONS[-1]
        for word in said["words"]:
            assert search.find(session, word), word
    store.close()
    opened.close()
    assert rows_by_reader(copy, password)["alembic_version"] == [(REVISIONS[-1],)]


# ---- the others


@pytest.mark.parametrize("name", REFUSED)
def test_the_app_refuses_it_by_the_right_name_and_leaves_it_alone(
    name: str, copy: Path, data_dir: Path
) -> None:
    said, before = MANIFEST[name], copy.read_bytes()
    expected = getattr(errors, said["app"])
    with pytest.raises(JournalError) as refused:
        vault.unlock(copy, said["passwords"][0], data_dir=data_dir)
    assert type(refused.value) is expected
    if said["seen_without_password"]:
        with pytest.raises(JournalError) as refused:
            vault.check(copy)
        assert type(refused.value) is expected
    else:
        vault.check(copy)
    assert copy.read_bytes() == before


@pytest.mark.parametrize("name", REFUSED)
def test_the_reader_refuses_it_by_the_right_name(name: str) -> None:
    said, content = MANIFEST[name], released(name).read_bytes()
    with pytest.raises(Refused) as refused:
        open_journal(content, said["passwords"][0])
    assert refused.value.args[0] == said["error"]
    if said["seen_without_password"]:
        with pytest.raises(Refused) as refused:
            reader.read_header(content)
        assert refused.value.args[0] == said["error"]
    else:
        reader.read_header(content)


def test_every_way_to_be_refused_has_a_journal() -> None:
    source = Path(reader.__file__).read_text("utf-8")
    kinds = {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "Refused"
        and isinstance(node.args[0], ast.Constant)
    }
    assert kinds == {said["error"] for said in MANIFEST.values() if said["error"]} | {"WrongSecret"}


# ---- the reader


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
    for expected in ("\nParts\n", "\nTurns\n", "\nEntries\n", "The Watchful One", "Шёпот 影"):
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
