"""Creating, opening, publishing and closing a journal."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import OperationalError

from ifs_desktop import vault
from ifs_desktop.vault import Vault, header, key
from ifs_desktop.vault.errors import WrongPassword
from tests.vault.journals import CHEAP, PASSWORD, add_table, new, texts, texts_in, write


def test_what_was_written_is_there_after_closing_and_unlocking(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, "second", "zwölf Vögel 🕊")
    journal.close()
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert texts(opened) == ["first", "second", "zwölf Vögel 🕊"]
    assert (opened.arrival, opened.changed, opened.path) == ("fresh", False, path)
    assert opened.journal_id == journal.journal_id
    opened.close()


def test_the_file_alone_is_the_whole_journal(journal: Vault, path: Path, tmp_path: Path) -> None:
    write(journal, "second")
    journal.publish()
    write(journal, "not published")
    copy = tmp_path / "copy.ifsjournal"
    copy.write_bytes(path.read_bytes())
    assert texts_in(copy, tmp_path / "other computer") == ["first", "second"]


def test_publishing_without_a_change_leaves_the_file_alone(journal: Vault, path: Path) -> None:
    before, generation = path.read_bytes(), journal.generation
    assert not journal.changed
    assert journal.publish() == generation
    with journal.engine.begin() as connection:  # commits, but changes nothing
        connection.exec_driver_sql("SELECT 1")
    assert not journal.changed
    journal.close()
    assert path.read_bytes() == before


def test_only_commits_count_as_changes(journal: Vault) -> None:
    with journal.engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO line (text) VALUES ('taken back')")
        connection.rollback()
    assert not journal.changed
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert not journal.changed
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX by_text ON line (text)")
    assert journal.changed
    assert journal.publish() == journal.generation
    assert not journal.changed
    write(journal, "second")
    assert journal.changed


def test_every_publish_raises_the_generation_and_writes_a_sound_file(
    journal: Vault, path: Path
) -> None:
    for text in ("a", "b", "c"):
        before = journal.generation
        write(journal, text)
        assert journal.publish() == before + 1
        health = vault.check(path)
        assert (health.generation, health.journal_id) == (before + 1, journal.journal_id)
        assert not health.header_repaired
        assert health.size == path.stat().st_size


def test_files_and_folders_are_private_whatever_the_umask(path: Path, data_dir: Path) -> None:
    before = os.umask(0)
    try:
        opened = new(path, data_dir, "first")
        write(opened, "second")
        backup = opened.backup("before-update")
        found = [*data_dir.rglob("*"), data_dir, path]
        assert any(file.name == "work.db-wal" for file in found)
        assert backup in found
        for file in found:
            expected = 0o700 if file.is_dir() else 0o600
            assert stat.S_IMODE(file.stat().st_mode) == expected, file
        opened.close()
    finally:
        os.umask(before)


def test_nothing_but_the_file_and_the_generation_seen_stays_after_closing(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    journal.close()
    journal.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert sorted(str(file.relative_to(data_dir)) for file in data_dir.rglob("*")) == [
        "seen.json",
        "working",
    ]


def test_no_path_is_kept_in_clear(journal: Vault, path: Path, data_dir: Path) -> None:
    write(journal, "second")
    for file in data_dir.rglob("*"):
        assert "My journal" not in file.name
        if file.is_file():
            assert b"My journal" not in file.read_bytes()


def test_the_reader_cannot_write_and_sees_commits_only(journal: Vault) -> None:
    with pytest.raises(OperationalError, match="readonly"), journal.reader.begin() as connection:
        connection.exec_driver_sql("DELETE FROM line")
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO line (text) VALUES ('second')")
        assert texts(journal) == ["first"]
    assert texts(journal) == ["first", "second"]


def test_a_reader_sees_one_moment_for_a_whole_transaction(journal: Vault) -> None:
    with journal.reader.connect() as connection:
        count = "SELECT count(*) FROM line"
        assert connection.exec_driver_sql(count).scalar() == 1
        write(journal, "second")
        assert connection.exec_driver_sql(count).scalar() == 1


def test_many_threads_read_while_one_writes(journal: Vault) -> None:
    def read(_: int) -> bool:
        return all(texts(journal)[:1] == ["first"] for _ in range(20))

    with ThreadPoolExecutor(8) as pool:
        results = [pool.submit(read, number) for number in range(8)]
        write(journal, *(str(number) for number in range(100)))
        assert all(result.result() for result in results)


def test_ddl_is_rolled_back_like_anything_else(journal: Vault) -> None:
    with journal.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER PRIMARY KEY)")
        connection.rollback()
        found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
    assert found == 1


def test_a_failing_statement_does_not_show_its_values(journal: Vault) -> None:
    with pytest.raises(OperationalError) as caught, journal.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("a secret",))
    assert "a secret" not in str(caught.value)


def test_a_vault_made_in_one_thread_works_in_another(path: Path, data_dir: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(new, path, data_dir, "first").result()
    write(opened, "second")
    thread = threading.Thread(target=opened.publish)
    thread.start()
    thread.join()
    opened.close()
    assert texts_in(path, data_dir) == ["first", "second"]


def test_closing_while_a_worker_still_reads_keeps_everything(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    reading = journal.reader.connect()
    reading.exec_driver_sql("SELECT count(*) FROM line").scalar()
    write(journal, "second")
    journal.close()
    reading.close()
    assert texts_in(path, data_dir) == ["first", "second"]


def test_a_link_leads_to_the_same_journal(closed: Path, data_dir: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.ifsjournal"
    link.symlink_to(closed)
    opened = vault.unlock(link, PASSWORD, data_dir=data_dir)
    write(opened, "through the link")
    assert opened.path == closed
    opened.close()
    assert link.is_symlink()
    assert texts_in(closed, data_dir) == ["first", "through the link"]


@pytest.mark.parametrize("name", ["100 %.ifsjournal", "a?b#c&d=e.ifsjournal", "日記 é.ifsjournal"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    data_dir = tmp_path / "data ?#% é"
    opened = new(tmp_path / name, data_dir, "first")
    write(opened, "second")
    opened.publish()
    opened.close()
    assert texts_in(tmp_path / name, data_dir) == ["first", "second"]


def test_the_same_password_typed_on_another_keyboard_opens(path: Path, data_dir: Path) -> None:
    vault.create(path, "Café ﬁn ", data_dir=data_dir, kdf=CHEAP).close()
    vault.unlock(path, "Cafe\u0301 fin ", data_dir=data_dir).close()
    with pytest.raises(WrongPassword):
        vault.unlock(path, "Café fin", data_dir=data_dir)  # never trimmed


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1), st.text(min_size=1), st.binary(min_size=20, max_size=20))
def test_a_slot_opens_by_its_own_secret_only(password: str, other: str, code: bytes) -> None:
    dek, journal_id = bytearray(range(32)), bytes(16)
    slot = header.wrap(dek, password, CHEAP, journal_id)
    assert header.unwrap(slot, password, journal_id) == dek
    assert header.unwrap(slot, password, bytes([1]) + journal_id[1:]) is None
    same = key.from_password(password, bytes(32), CHEAP) == key.from_password(
        other, bytes(32), CHEAP
    )
    assert (header.unwrap(slot, other, journal_id) == dek) == same
    recovery = header.wrap(dek, code, CHEAP, journal_id)
    assert header.unwrap(recovery, code, journal_id) == dek
    assert header.unwrap(recovery, code[:-1] + bytes([code[-1] ^ 1]), journal_id) is None


def test_wrapping_twice_uses_a_fresh_salt() -> None:
    first, second = (header.wrap(bytes(32), PASSWORD, CHEAP, bytes(16)) for _ in range(2))
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.wrapped != second.wrapped


def test_calibrating_never_goes_below_the_floor_or_beyond_the_bounds() -> None:
    assert key.Kdf(256 * 1024, 3, 4) == key.FLOOR
    found = key.calibrate(seconds=0.001)
    assert found.memory_kib >= 64 * 1024
    assert found.passes == 3
    assert found.allowed


@pytest.mark.parametrize(
    ("machine_gib", "memory_mib"), [(0.25, 64), (1, 128), (2, 256), (64, 256), (None, 256)]
)
def test_only_a_small_machine_gets_a_smaller_cost(
    monkeypatch: pytest.MonkeyPatch, machine_gib: float | None, memory_mib: int
) -> None:
    kib = None if machine_gib is None else int(machine_gib * 1024 * 1024)
    monkeypatch.setattr(key, "_machine_kib", lambda: kib)
    assert key._affordable_kib() == memory_mib * 1024


def test_an_older_file_is_announced_once(journal: Vault, path: Path, data_dir: Path) -> None:
    old = path.read_bytes()
    write(journal, "second")
    journal.publish()
    write(journal, "third")
    journal.close()
    newest = journal.generation
    path.write_bytes(old)
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "older"
    assert texts(opened) == ["first"]
    write(opened, "from here on")
    opened.close()
    assert vault.check(path).generation == newest + 1
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "fresh"
    opened.close()


def test_a_damaged_list_of_generations_is_no_obstacle(closed: Path, data_dir: Path) -> None:
    for content in (b"", b"[]", b"{", b'{"x": "y"}', b"\xff"):
        (data_dir / "seen.json").write_bytes(content)
        assert texts_in(closed, data_dir) == ["first"]


def test_a_backup_holds_what_is_committed_and_opens_with_the_password(
    journal: Vault, path: Path, tmp_path: Path
) -> None:
    write(journal, "not published yet")
    before = path.read_bytes()
    backup = journal.backup("Before update!")
    assert backup.name.endswith(" before-update.ifsjournal")
    assert backup.parent.name == journal.journal_id.hex()
    assert path.read_bytes() == before
    assert not vault.check(backup).header_repaired
    assert texts_in(backup, tmp_path / "elsewhere") == ["first", "not published yet"]
    assert journal.backup("again") != backup


def test_a_temporary_journal_is_gone_after_closing(data_dir: Path) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    write(opened, "looking around")
    assert opened.temporary
    assert opened.publish() == 0
    opened.close()
    assert list(data_dir.rglob("*")) == [data_dir / "working"]


def test_a_crashed_temporary_journal_is_swept_but_a_living_one_is_not(
    closed: Path, data_dir: Path
) -> None:
    crashed = vault.create_temporary(data_dir=data_dir)
    crashed.abandon()
    living = vault.create_temporary(data_dir=data_dir)
    add_table(living)
    left = [path.name for path in (data_dir / "working").iterdir() if path.is_dir()]
    assert len(left) == 1
    vault.unlock(closed, PASSWORD, data_dir=data_dir).close()
    assert [path.name for path in (data_dir / "working").iterdir() if path.is_dir()] == left
    write(living, "still here")
    assert texts(living) == ["still here"]
    living.close()


def test_a_temporary_journal_can_be_kept_while_it_is_being_written(
    path: Path, data_dir: Path
) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    engine, stop, acknowledged = opened.engine, threading.Event(), list[str]()

    def edit() -> None:
        while not stop.is_set():
            write(opened, text := f"line {len(acknowledged)}")
            acknowledged.append(text)

    thread = threading.Thread(target=edit)
    thread.start()
    opened.keep_as(path, PASSWORD, CHEAP)
    stop.set()
    thread.join()
    assert not opened.temporary
    assert (opened.path, opened.engine) == (path, engine)
    opened.close()
    assert texts_in(path, data_dir) == acknowledged
    assert [file.name for file in data_dir.rglob("*")].count("work.db") == 0


def test_a_kept_journal_resumes_after_a_crash(path: Path, data_dir: Path) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    opened.keep_as(path, PASSWORD, CHEAP)
    write(opened, "after keeping")
    opened.abandon()
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert (opened.arrival, texts(opened)) == ("resumed", ["after keeping"])
    opened.close()
    assert [file.name for file in (data_dir / "working").iterdir()] == []


def test_a_plain_script_needs_no_qt(tmp_path: Path) -> None:
    script = f"""
import sys
from ifs_desktop import vault
cheap = vault.Kdf(memory_kib=64, passes=1, lanes=1)
v = vault.create({str(tmp_path / "a.ifsjournal")!r}, "pw", data_dir={str(tmp_path / "d")!r},
                 kdf=cheap)
with v.engine.begin() as c:
    c.exec_driver_sql("CREATE TABLE t (x)")
v.close()
vault.unlock({str(tmp_path / "a.ifsjournal")!r}, "pw", data_dir={str(tmp_path / "d")!r}).close()
assert not [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
"""
    subprocess.run([sys.executable, "-W", "error", "-c", script], check=True, timeout=60)
