"""The known-answer journals: the app and the independent reader say what the manifest says."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.store import Store, migrations, search
from ifs_desktop.store.migrations import REVISIONS
from ifs_desktop.vault import code, errors
from ifs_desktop.vault.errors import JournalError
from tests.format import reader
from tests.format.known import FOLDER, MANIFEST, Rows, released, rows_by_app, rows_by_reader
from tests.format.reader import Refused, open_journal
from tests.tools import make_journals

GOOD = [name for name, said in MANIFEST.items() if not said["error"]]
REFUSED = [name for name, said in MANIFEST.items() if said["error"]]
LARGEST = 640 * 1024  # bytes of a journal; empty tables alone take 480 KiB
OTHER_CODE = code.spell(bytes(range(20)))


@pytest.fixture
def copy(name: str, tmp_path: Path) -> Path:
    """The journal as a person has it: in a folder of their own."""
    return Path(shutil.copy(released(name), tmp_path))


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
    said, before = MANIFEST[name], copy.read_bytes()
    expected = rows_by_reader(copy, said["passwords"][0])
    for spelt in said["codes"]:
        opened = vault.unlock(copy, code.read(spelt), data_dir=data_dir)
        assert rows_by_app(opened.reader) == expected
        opened.abandon()
    with pytest.raises(errors.WrongCode if said["codes"] else errors.NoCode):
        vault.unlock(copy, code.read(OTHER_CODE), data_dir=data_dir)
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
