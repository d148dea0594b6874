"""What happens between two steps, or rarely, or only on other people's disks."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ifs_desktop import vault
from ifs_desktop.vault import Vault, connect, container, files, header
from ifs_desktop.vault.errors import (
    AlreadyExists,
    DamagedBody,
    DiskFull,
    JournalError,
    NoPrivateFolder,
    PublishFailed,
    WrongCode,
    WrongPassword,
)
from tests.vault.journals import (
    CHEAP,
    PASSWORD,
    add_table,
    beside,
    new,
    texts,
    texts_in,
    write,
)

CODE = bytes(range(20))


def working(data_dir: Path) -> Path:
    """The folder of the only working copy."""
    (folder,) = (path for path in (data_dir / "working").iterdir() if path.is_dir())
    return folder


def rewrite_header(path: Path, *more: header.Slot) -> header.Header:
    """Put slots into both headers, as another program that holds the key would."""
    found = container.look(path)
    dek = found.unlock(PASSWORD)
    what = replace(found.header, slots=(*found.header.slots, *more))
    with path.open("r+b") as file:
        file.write(what.pack(dek) * 2)
    return what


# ---- closing


def test_a_commit_that_another_thread_makes_while_closing_begins_is_published(
    journal: Vault, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispose = journal.reader.dispose

    def late() -> None:
        thread = threading.Thread(target=write, args=(journal, "late"))
        thread.start()
        thread.join()
        dispose()

    with journal.engine.connect():  # the writer is connected, so it may still commit
        pass
    monkeypatch.setattr(journal.reader, "dispose", late)
    journal.close()
    assert texts_in(path, tmp_path / "elsewhere") == ["first", "late"]


def test_a_closed_journal_does_not_connect_again(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, "second")
    away = path.parent.rename(path.parent.with_name("unplugged"))
    with pytest.raises(JournalError):
        journal.close()
    for engine in (journal.engine, journal.reader):
        with pytest.raises(RuntimeError, match="closed"):
            engine.connect()
    journal.close()
    journal.abandon()
    assert journal.publish() == journal.generation
    assert not journal.changed
    away.rename(path.parent)
    assert texts_in(path, data_dir) == ["first", "second"]


def test_a_file_removed_while_nothing_changed_comes_back_at_closing(
    closed: Path, data_dir: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    closed.unlink()
    opened.close()
    assert texts_in(closed, data_dir) == ["first"]


def test_an_unplugged_drive_with_nothing_to_write_is_no_matter(
    closed: Path, data_dir: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    closed.parent.rename(closed.parent.with_name("unplugged"))
    opened.close()
    assert list((data_dir / "working").iterdir()) == []


# ---- what is in the place of our file


def test_slots_changed_on_another_computer_are_kept_though_the_pages_are_the_same(
    closed: Path, data_dir: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    dek = container.look(closed).unlock(PASSWORD)
    changed = rewrite_header(closed, header.wrap(dek, CODE, CHEAP, opened.journal_id))
    write(opened, "second")
    opened.close()
    assert opened.arrival == "conflict"
    assert opened.conflict_copy is not None
    assert container.look(opened.conflict_copy).header == changed
    assert texts_in(closed, data_dir) == ["first", "second"]


def test_a_recovery_slot_opens_by_its_bytes_and_survives_a_publish(
    closed: Path, data_dir: Path
) -> None:
    found = container.look(closed)
    dek = found.unlock(PASSWORD)
    rewrite_header(closed, header.wrap(dek, CODE, CHEAP, found.header.journal_id))
    assert container.look(closed).unlock(CODE) == dek
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    write(opened, "second")
    opened.close()
    assert container.look(closed).unlock(CODE) == dek
    with pytest.raises(WrongCode):
        container.look(closed).unlock(CODE[::-1])


def test_a_header_of_an_older_file_does_not_fit_newer_pages(
    journal: Vault, path: Path, tmp_path: Path
) -> None:
    older = path.read_bytes()
    write(journal, "second")
    journal.publish()
    spliced = tmp_path / "spliced.ifsjournal"
    spliced.write_bytes(older[: header.BODY] + path.read_bytes()[header.BODY :])
    for password in (PASSWORD, "wrong"):
        with pytest.raises(DamagedBody):
            vault.unlock(spliced, password, data_dir=tmp_path / "elsewhere")


def test_damage_is_said_before_a_wrong_password(closed: Path, data_dir: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[header.BODY + 5000] ^= 1
    closed.write_bytes(content)
    for password in (PASSWORD, "wrong"):
        with pytest.raises(DamagedBody):
            vault.unlock(closed, password, data_dir=data_dir)
    assert closed.read_bytes() == content


def test_a_slip_in_the_password_is_said_of_a_damaged_file_that_can_be_mended(
    closed: Path, data_dir: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    write(opened, "second")
    opened.abandon()
    content = bytearray(closed.read_bytes())
    content[header.BODY + 5000] ^= 1
    closed.write_bytes(content)
    with pytest.raises(WrongPassword):
        vault.unlock(closed, "wrong", data_dir=data_dir)
    assert texts_in(closed, data_dir) == ["first", "second"]


@pytest.mark.parametrize("name", [f"{'a' * 240}.ifsjournal", "日" * 80 + ".ifsjournal"])
def test_the_longest_names_leave_room_for_a_conflict(
    tmp_path: Path, data_dir: Path, name: str
) -> None:
    path = tmp_path / name
    opened = new(path, data_dir, "first")
    path.write_bytes(b"something else")
    write(opened, "second")
    opened.close()
    assert opened.conflict_copy is not None
    assert opened.conflict_copy.read_bytes() == b"something else"
    assert opened.conflict_copy.parent == tmp_path


def test_a_name_that_is_not_text_will_do(tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.ifsjournal")
    opened = new(path, data_dir, "first")
    write(opened, "second")
    opened.close()
    assert texts_in(path, data_dir) == ["first", "second"]


# ---- the working copy


def test_damage_to_any_page_of_the_working_copy_is_told_from_a_busy_one(
    closed: Path, data_dir: Path
) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    write(opened, *("x" * 3000 for _ in range(8)))
    opened.abandon()
    database = working(data_dir) / "work.db"
    whole = database.read_bytes()
    marker, base = (working(data_dir) / name for name in ("unpublished", "base"))
    kept = base.read_bytes()
    for page in range(len(whole) // 4096):
        content = bytearray(whole)
        content[page * 4096 + 100] ^= 1
        database.parent.mkdir(exist_ok=True)
        database.write_bytes(content)
        base.write_bytes(kept)
        marker.touch()
        opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
        assert opened.arrival == "damaged", page
        assert texts(opened) == ["first"]
        opened.close()
    assert len(list((data_dir / "damaged").iterdir())) == len(whole) // 4096


def test_a_shortened_working_copy_is_damaged(closed: Path, data_dir: Path) -> None:
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    write(opened, *("x" * 3000 for _ in range(8)))
    opened.abandon()
    database = working(data_dir) / "work.db"
    database.write_bytes(database.read_bytes()[:-6000])
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "damaged"
    opened.close()


def test_what_a_crash_left_beside_the_working_copy_is_removed(journal: Vault, path: Path) -> None:
    data_dir = journal._data_dir
    write(journal, "second")
    journal.abandon()
    folder = working(data_dir)
    for name in ("snapshot-0123", ".0123456789ab-0123.tmp"):
        (folder / name).write_bytes(b"half")
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert texts(opened) == ["first", "second"]
    assert {name.name.partition("-")[0] for name in folder.iterdir()} == {
        "work.db",
        "base",
        "unpublished",
    }
    opened.close()


def test_a_sample_that_could_not_be_kept_is_swept_after_a_crash(
    path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)

    def taken(_name: Path, target: Path) -> None:
        raise FileExistsError(errno.EEXIST, "just now", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(files, "place_new", taken)
        with pytest.raises(AlreadyExists):
            opened.keep_as(path, PASSWORD, CHEAP)
    write(opened, "still here")
    assert texts(opened) == ["still here"]
    opened.abandon()
    vault.create_temporary(data_dir=data_dir).close()
    assert list((data_dir / "working").iterdir()) == []
    assert list(path.parent.iterdir()) == []


def test_a_snapshot_is_private_and_encrypted_under_the_same_key(
    journal: Vault, tmp_path: Path
) -> None:
    target = tmp_path / "snapshot"
    connect.snapshot(journal._working.database, journal._dek, target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert not connect.looks_plain(target)
    with closing(connect.connect(target, journal._dek)) as connection:
        assert connection.execute("SELECT text FROM line").fetchall() == [("first",)]
    with pytest.raises(dbapi2.DatabaseError):
        connect.connect(target, bytes(32))


# ---- disks


def test_a_private_folder_that_cannot_be_used_is_said_and_not_blamed_on_the_file(
    closed: Path, tmp_path: Path
) -> None:
    before = closed.read_bytes()
    (tmp_path / "no folder").write_bytes(b"")
    with pytest.raises(NoPrivateFolder):
        vault.unlock(closed, PASSWORD, data_dir=tmp_path / "no folder" / "data")
    with pytest.raises(NoPrivateFolder):
        vault.create_temporary(data_dir=tmp_path / "no folder" / "data")
    assert closed.read_bytes() == before


def test_a_drive_that_cannot_sync_folders_is_good_enough(
    journal: Vault, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def picky(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(errno.EINVAL, "not for folders")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", picky)
    write(journal, "second")
    journal.publish()
    assert texts_in(path, tmp_path / "elsewhere") == ["first", "second"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 700 KiB."""
    place = tmp_path / "small disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", place], capture_output=True
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk: Path) -> Path:
    """Take every last byte."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(bytes(4096))
    return filler


def test_a_full_disk_of_the_file_is_said_and_nothing_lost(
    small_disk: Path, data_dir: Path, tmp_path: Path
) -> None:
    path = small_disk / "a.ifsjournal"
    opened = new(path, data_dir, "first")
    before = path.read_bytes()
    filler = fill(small_disk)
    write(opened, "second")
    with pytest.raises(DiskFull):
        opened.publish()
    with pytest.raises(DiskFull):
        vault.create(small_disk / "b.ifsjournal", PASSWORD, data_dir=data_dir, kdf=CHEAP)
    with pytest.raises(DiskFull):
        opened.close()
    assert path.read_bytes() == before
    assert sorted(small_disk.iterdir()) == [path, filler]
    filler.unlink()
    assert texts_in(path, data_dir) == ["first", "second"]


def test_a_private_disk_full_to_the_last_byte_keeps_no_commit_from_the_file(
    small_disk: Path, path: Path, tmp_path: Path
) -> None:
    opened = new(path, small_disk, "first")
    write(opened, "second")
    filler = fill(small_disk)
    opened.publish()
    assert not opened.changed
    assert texts_in(path, tmp_path / "elsewhere") == ["first", "second"]
    filler.unlink()
    write(opened, "third")
    fill(small_disk)
    opened.close()
    assert texts_in(path, tmp_path / "elsewhere") == ["first", "second", "third"]
    assert list(path.parent.iterdir()) == [path]
    fill(small_disk)
    with pytest.raises(DiskFull):
        vault.unlock(path, PASSWORD, data_dir=small_disk)


def test_a_power_cut_that_takes_the_new_file_back_is_no_conflict(
    journal: Vault, path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    write(journal, "second")
    real = files.sync_folder

    def cut(folder: Path) -> None:
        if folder == path.parent:
            raise OSError(errno.EIO, "the power is gone")
        real(folder)

    with monkeypatch.context() as patch:
        patch.setattr(files, "sync_folder", cut)
        with pytest.raises(PublishFailed):
            journal.publish()
    journal.abandon()
    path.write_bytes(before)  # the rename had not reached the disk
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "resumed"
    assert texts(opened) == ["first", "second"]
    opened.close()


def test_what_is_in_our_place_is_copied_once_however_often_publishing_is_tried(
    journal: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"something else")
    write(journal, "second")

    def refused(_name: Path, _target: Path) -> None:
        raise OSError(errno.EBUSY, "held by a scanner")

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", refused)
        for _ in range(3):
            with pytest.raises(PublishFailed):
                journal.publish()
    journal.publish()
    assert journal.conflict_copy is not None
    assert beside(path) == [journal.conflict_copy]
    path.write_bytes(b"something else again")
    write(journal, "third")
    journal.publish()
    assert len(beside(path)) == 2
