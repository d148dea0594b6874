"""Looking at everything in a journal, without its being closed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ifs_desktop import vault
from ifs_desktop.vault import Halt, Halted, Vault, connect
from ifs_desktop.vault.errors import DamagedBody, WorkingCopyDamaged
from ifs_desktop.vault.examine import ALL
from tests.vault.journals import add_table, new, write


def listen(_what: str, _share: float) -> None:
    """Who hears of the looks."""


def test_a_sound_journal_is_sound_in_every_look(journal: Vault) -> None:
    write(journal, "not published yet")
    told: list[tuple[str, float]] = []
    found = journal.examine(lambda what, share: told.append((what, share)))
    assert [finding.what for finding in found] == list(ALL)
    assert all(finding.sound for finding in found)
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1][1] == 1.0


def test_damage_to_the_file_is_found_while_it_is_open(journal: Vault, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[9000] ^= 1
    path.write_bytes(content)
    found = {finding.what: finding.error for finding in journal.examine(listen)}
    assert isinstance(found.pop("file"), DamagedBody)
    assert set(found.values()) == {None}


def test_damage_to_a_page_of_the_working_copy_is_found(path: Path, data_dir: Path) -> None:
    journal = new(path, data_dir, *("word " * 200 for _ in range(100)))
    (database,) = data_dir.rglob("work.db")
    checkpoint(journal)
    with database.open("r+b") as file:
        file.seek(4096 * 9 + 2000)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))
    found = {finding.what: finding.error for finding in journal.examine(listen)}
    assert isinstance(found["pages"], WorkingCopyDamaged)
    assert found["file"] is None
    journal.abandon()


def checkpoint(journal: Vault) -> None:
    with journal.reader.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_link_to_nothing_is_found(journal: Vault) -> None:
    with journal.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE child (id INTEGER PRIMARY KEY, line INTEGER REFERENCES line(id))"
        )
    (database,) = (journal._working.database,)
    raw = connect.connect(database, journal._dek)
    raw.execute("PRAGMA foreign_keys=OFF")
    raw.execute("INSERT INTO child (line) VALUES (4711)")
    raw.close()
    found = {finding.what: finding.sound for finding in journal.examine(listen)}
    assert found == dict.fromkeys(ALL, True) | {"links": False}


def test_an_index_that_does_not_fit_its_words_is_found(journal: Vault) -> None:
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE found USING fts5(word)")
        connection.exec_driver_sql("INSERT INTO found VALUES ('heron'), ('grey heron')")
    assert all(finding.sound for finding in journal.examine(listen))
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM found_content WHERE id = 1")
    found = {finding.what: finding.sound for finding in journal.examine(listen)}
    assert found["index"] is False


def test_a_sample_without_a_file_is_looked_at_too(data_dir: Path) -> None:
    sample = vault.create_temporary(data_dir=data_dir)
    add_table(sample)
    found = sample.examine(listen)
    assert [finding.what for finding in found] == list(ALL[1:])
    assert all(finding.sound for finding in found)
    sample.close()


@pytest.mark.parametrize("at", ALL)
def test_it_can_be_stopped_at_every_look(journal: Vault, at: str) -> None:
    halt = Halt()

    def told(what: str, share: float) -> None:
        if what == at and share < 1:
            halt.interrupt()

    with pytest.raises(Halted):
        journal.examine(told, halt)
    assert not list(journal._working.folder.glob("snapshot-*"))
    assert all(finding.sound for finding in journal.examine(listen))


def test_closing_stops_a_look_that_is_under_way(path: Path, data_dir: Path) -> None:
    journal = new(path, data_dir, "first")
    begun, outcome = threading.Event(), []

    def told(what: str, _share: float) -> None:
        if what == "tables":
            begun.set()
            time.sleep(0.2)

    def look() -> None:
        try:
            journal.examine(told)
        except BaseException as error:
            outcome.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    assert begun.wait(10)
    journal.close()
    looking.join(10)
    assert isinstance(outcome[0], Halted)
    assert not (data_dir / "working").exists() or not list(data_dir.rglob("work.db"))


def test_closing_stops_a_publish_that_is_under_way_and_publishes_itself(
    path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = new(path, data_dir, "first")
    with journal.engine.begin() as connection:
        for _ in range(30):
            connection.exec_driver_sql("INSERT INTO line (text) VALUES (hex(randomblob(500000)))")
    begun = threading.Event()
    real = connect.snapshot

    def snapshot(*arguments: object, **more: object) -> None:
        begun.set()
        real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(connect, "snapshot", snapshot)
    publishing = threading.Thread(target=journal.publish)
    publishing.start()
    assert begun.wait(10)
    journal.close()
    publishing.join(10)
    assert not list(data_dir.rglob("snapshot-*"))
    again = vault.unlock(path, "four quiet birds outside", data_dir=data_dir)
    with again.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM line").scalar() == 31
    again.close()


def test_a_halt_reaches_a_statement_inside_the_database(journal: Vault) -> None:
    halt = Halt()
    raw = connect.connect(journal._working.database, journal._dek)
    threading.Timer(0.2, halt.interrupt).start()
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    with pytest.raises(Halted), halt.stopping(raw):
        raw.execute(endless).fetchall()
    raw.close()


def test_a_busy_database_is_not_taken_for_a_halt(journal: Vault) -> None:
    raw = connect.connect(journal._working.database, journal._dek)
    with pytest.raises(dbapi2.OperationalError), Halt().stopping(raw):
        raw.execute("SELECT * FROM not_there")
    raw.close()


def test_a_quick_look_is_at_the_tables_alone(journal: Vault) -> None:
    told: list[str] = []
    found = journal.examine(lambda what, _share: told.append(what), quick=True)
    assert [(finding.what, finding.sound) for finding in found] == [("tables", True)]
    assert set(told) == {"tables"}


@pytest.mark.parametrize("quick", [True, False])
def test_damage_to_the_first_page_is_a_finding_too(path: Path, data_dir: Path, quick: bool) -> None:
    journal = new(path, data_dir, "first")
    checkpoint(journal)
    (database,) = data_dir.rglob("work.db")
    with database.open("r+b") as file:
        file.seek(200)
        file.write(b"?")
    found = journal.examine(listen, quick=quick)
    assert [finding.what for finding in found if not finding.sound] == [
        "tables" if quick else "pages"
    ]
    assert all(isinstance(one.error, WorkingCopyDamaged) for one in found if not one.sound)
    journal.abandon()
