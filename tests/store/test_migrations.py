"""Bringing older journals forward: all of it or nothing, and a backup beside."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.schema import CreateIndex

from ifs_desktop import vault
from ifs_desktop.store import Store, migrations, sample
from ifs_desktop.store.migrations import REVISIONS, SCRIPTS, MigrationStopped, upgrade
from ifs_desktop.store.schema import Part, Row
from ifs_desktop.vault import Vault
from ifs_desktop.vault.errors import JournalError, NewerSchema
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.journal import Dump, dangling, dump, indexed, indexed_anew

TWO = (*REVISIONS, "9002")
HEAD = f"""
import sqlalchemy as sa
from alembic import op

revision = "9002"
down_revision = "{REVISIONS[-1]}"
"""
GOOD = """
def upgrade():
    with op.batch_alter_table("part", recreate="always") as table:
        table.add_column(sa.Column("age", sa.Text(), nullable=True))
    op.execute("UPDATE part SET age = 'not known'")
"""
FAILING = GOOD + "    raise ZeroDivisionError\n"
DANGLING = """
def upgrade():
    op.execute("DELETE FROM part WHERE id = 1")
"""


@pytest.fixture
def journal(tmp_path: Path, data_dir: Path) -> Iterator[Vault]:
    """A published journal with something in it, unlocked again."""
    path = tmp_path / "journal.ifsjournal"
    made = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    store = Store.open(made)
    sample.fill(store)
    store.close()
    made.close()
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    yield opened
    opened.abandon()


def scripts(tmp_path: Path, body: str) -> Path:
    """The real scripts and one more."""
    folder = tmp_path / "100% scripts"  # alembic reads a % as the beginning of a name
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9002_next.py").write_text(HEAD + body, encoding="utf-8")
    return folder


def whole(opened: Vault) -> tuple[Dump, list[str]]:
    """Every row and every table as SQLite knows it."""
    with opened.engine.connect() as connection:
        found = connection.execute(text("SELECT sql FROM sqlite_schema ORDER BY name")).scalars()
        tables = [str(sql) for sql in found]
    return dump(opened.engine), tables


# SQLAlchemy does not read back an index that counts the bytes of a text: it is compared below.
@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index turn_")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based")
def test_the_scripts_make_the_mapped_tables(opened: tuple[Store, Vault]) -> None:
    _, made = opened

    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("search"))

    with made.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        assert compare_metadata(context, Row.metadata) == []
        sql = "SELECT sql FROM sqlite_schema WHERE name = 'turn_of_dialogue'"
        (index,) = (
            one for one in Row.metadata.tables["turn"].indexes if one.name == "turn_of_dialogue"
        )
        mapped = str(CreateIndex(index).compile(connection))
        assert connection.execute(text(sql)).scalar_one() == mapped


def test_revisions_are_the_scripts_in_order() -> None:
    found = [script.revision for script in ScriptDirectory(str(SCRIPTS)).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    names = sorted(path.name for path in (SCRIPTS / "versions").glob("*.py"))
    assert [name.split("_")[0] for name in names] == list(REVISIONS)


def test_a_new_journal_has_the_newest_tables_and_no_backup(
    opened: tuple[Store, Vault], data_dir: Path
) -> None:
    _, made = opened
    with made.engine.connect() as connection:
        assert migrations.revision(connection) == REVISIONS[-1]
    assert not list(data_dir.rglob("*before-update*"))


def test_a_newer_revision_is_not_touched(journal: Vault) -> None:
    with journal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = whole(journal)
    with pytest.raises(NewerSchema):
        Store.open(journal)
    assert whole(journal) == before


def test_a_journal_without_a_revision_counts_as_new(journal: Vault) -> None:
    with journal.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        assert migrations.revision(connection) is None


def test_a_migration_keeps_every_row_and_a_backup(
    journal: Vault, tmp_path: Path, data_dir: Path
) -> None:
    before = dump(journal.engine)
    upgrade(journal, scripts=scripts(tmp_path, GOOD), revisions=TWO)
    after = dump(journal.engine)
    assert [row[:-1] for row in after["part"]] == before["part"]
    assert {row[-1] for row in after["part"]} == {"not known"}
    assert {name: rows for name, rows in after.items() if name != "part"} == {
        name: rows for name, rows in before.items() if name != "part"
    }
    assert dangling(journal.engine) == []
    assert indexed(journal.engine) == indexed_anew(journal.engine)
    with journal.engine.connect() as connection:
        assert migrations.revision(connection) == "9002"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    backups = [path for path in (data_dir / "backups").rglob("*") if path.is_file()]
    assert len(backups) == 1
    vault.check(backups[0])
    upgrade(journal, scripts=tmp_path / "not looked at", revisions=TWO)


@pytest.mark.parametrize(
    "body",
    [FAILING, DANGLING, "this is not Python"],
    ids=("it raises", "it leaves loose rows", "it cannot be read"),
)
def test_a_migration_that_fails_leaves_the_journal_as_it_was(
    journal: Vault, tmp_path: Path, data_dir: Path, body: str
) -> None:
    before = whole(journal)
    with pytest.raises(MigrationStopped) as stopped:
        upgrade(journal, scripts=scripts(tmp_path, body), revisions=TWO)
    assert isinstance(stopped.value, JournalError)
    assert "unchanged" in str(stopped.value)
    assert whole(journal) == before
    with journal.engine.connect() as connection:
        assert migrations.revision(connection) == REVISIONS[-1]
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert [path for path in (data_dir / "backups").rglob("*") if path.is_file()]
    store = Store.open(journal)
    with store.edit("Add part") as session:
        session.add(Part(name="Still writes"))
    with store.read() as session:
        assert inspect(session.connection()).has_table("part")
    store.close()


def test_a_migration_that_failed_can_be_tried_again(journal: Vault, tmp_path: Path) -> None:
    with pytest.raises(MigrationStopped):
        upgrade(journal, scripts=scripts(tmp_path / "a", FAILING), revisions=TWO)
    upgrade(journal, scripts=scripts(tmp_path / "b", GOOD), revisions=TWO)
    with journal.engine.connect() as connection:
        assert migrations.revision(connection) == "9002"
