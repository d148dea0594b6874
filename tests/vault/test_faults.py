"""Disks that are full, slow, read-only or gone: said by name, the old file whole, nothing lost."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Halt, Vault, connect, files
from ifs_desktop.vault.errors import (
    AlreadyExists,
    FolderMissing,
    PublishFailed,
    ReadOnlyFolder,
    WorkingCopyDamaged,
)
from tests.vault.journals import (
    CHEAP,
    PASSWORD,
    add_table,
    as_nobody,
    beside,
    new,
    texts,
    texts_in,
    write,
)


def test_a_full_private_disk_publishes_through_the_folder_of_the_file(
    journal: Vault, path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = connect.snapshot

    def full(database: Path, dek: bytearray, into: Path, halt: Halt, new_dek: None) -> None:
        real(database, dek, into, halt, new_dek=new_dek)
        if into.is_relative_to(data_dir):
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(connect, "snapshot", full)
    write(journal, "second")
    journal.publish()
    assert not beside(path)
    assert not list(data_dir.rglob("snapshot-*"))
    assert texts_in(path, data_dir / "elsewhere") == ["first", "second"]


def test_a_write_that_reads_back_differently_is_not_published(
    journal: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    write(journal, "second")
    real = files.sync

    def rotten(file: Any) -> None:
        if file.name != "":
            file.seek(-1, os.SEEK_END)
            file.write(b"\0\0")
        real(file)

    monkeypatch.setattr(files, "sync", rotten)
    with pytest.raises(PublishFailed):
        journal.publish()
    assert path.read_bytes() == before
    assert journal.changed


def test_a_folder_that_went_away_is_said_and_waited_for(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    away = path.parent.with_name("unplugged")
    path.parent.rename(away)
    write(journal, "second")
    with pytest.raises(FolderMissing):
        journal.publish()
    with pytest.raises(FolderMissing):
        journal.close()
    away.rename(path.parent)
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert (opened.arrival, texts(opened)) == ("resumed", ["first", "second"])
    opened.close()
    assert texts_in(path, data_dir / "elsewhere") == ["first", "second"]


def test_a_refused_rename_is_tried_again(
    journal: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, refusals = os.replace, [2]

    def busy(source: Path, target: Path) -> None:
        if target == path and refusals[0]:
            refusals[0] -= 1
            raise PermissionError(errno.EACCES, "a virus scanner looks at it")
        real(source, target)

    monkeypatch.setattr(files, "RETRIES", (0.001, 0.001, 0.001))
    monkeypatch.setattr(os, "replace", busy)
    write(journal, "second")
    journal.publish()
    assert refusals == [0]
    assert not journal.changed


def test_a_working_copy_that_rots_while_open_is_said(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, *("x" * 3000 for _ in range(50)))
    before = path.read_bytes()
    (database,) = data_dir.rglob("work.db")
    wal = database.with_name("work.db-wal")
    for file in (database, wal):
        content = bytearray(file.read_bytes())
        content[5000:] = bytes(len(content[5000:]))
        with file.open("r+b") as opened:
            opened.write(content)
    with pytest.raises(WorkingCopyDamaged):
        journal.publish()
    assert path.read_bytes() == before


@pytest.fixture
def read_only(open_to_all: Path) -> Path:
    """The file of a journal in a folder that takes no changes, for an account that is not root."""
    path = open_to_all / "docs" / "a.ifsjournal"
    path.parent.mkdir()
    path.parent.chmod(0o777)
    with as_nobody():
        new(path, open_to_all / "data", "first").close()
    path.parent.chmod(0o555)
    return path


def test_a_journal_in_a_read_only_folder_opens_and_keeps_its_working_copy(
    read_only: Path, open_to_all: Path
) -> None:
    before, data_dir = read_only.read_bytes(), open_to_all / "data"
    with as_nobody():
        opened = vault.unlock(read_only, PASSWORD, data_dir=data_dir)
        assert not opened.folder_writable
        write(opened, "second")
        with pytest.raises(ReadOnlyFolder):
            opened.publish()
        with pytest.raises(ReadOnlyFolder):
            opened.close()
        assert read_only.read_bytes() == before
        opened = vault.unlock(read_only, PASSWORD, data_dir=data_dir)
        assert (opened.arrival, texts(opened)) == ("resumed", ["first", "second"])
    read_only.parent.chmod(0o777)
    with as_nobody():
        opened.publish()
        assert opened.folder_writable
        opened.close()
        assert texts_in(read_only, open_to_all / "elsewhere") == ["first", "second"]


def test_reading_in_a_read_only_folder_closes_without_a_word(
    read_only: Path, open_to_all: Path
) -> None:
    with as_nobody():
        assert texts_in(read_only, open_to_all / "data") == ["first"]


def test_creating_is_refused_before_anything_is_derived(
    read_only: Path, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ifs_desktop.vault.key.from_password", None)
    taken = tmp_path / "taken.ifsjournal"
    taken.write_bytes(b"somebody's")
    with pytest.raises(AlreadyExists):
        vault.create(taken, PASSWORD, data_dir=data_dir)
    assert taken.read_bytes() == b"somebody's"
    with pytest.raises(FolderMissing):
        vault.create(tmp_path / "nowhere" / "a.ifsjournal", PASSWORD, data_dir=data_dir)
    with as_nobody(), pytest.raises(ReadOnlyFolder):
        vault.create(read_only.with_name("b.ifsjournal"), PASSWORD, data_dir=data_dir)
    assert not data_dir.exists()


def test_a_sample_that_could_not_be_kept_goes_on(
    path: Path, data_dir: Path, tmp_path: Path
) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    write(opened, "first")
    path.write_bytes(b"somebody's")
    with pytest.raises(AlreadyExists):
        opened.keep_as(path, PASSWORD, CHEAP)
    with pytest.raises(FolderMissing):
        opened.keep_as(tmp_path / "nowhere" / "a.ifsjournal", PASSWORD, CHEAP)
    assert opened.temporary
    other = path.with_name("other.ifsjournal")
    opened.keep_as(other, PASSWORD, CHEAP)
    write(opened, "second")
    opened.close()
    assert texts_in(other, data_dir) == ["first", "second"]
    assert [*(data_dir / "working").iterdir()] == []
    assert path.read_bytes() == b"somebody's"


def test_publishing_while_it_is_edited_never_misses_what_was_there_before(
    journal: Vault, path: Path, tmp_path: Path
) -> None:
    acknowledged, stop = ["first"], threading.Event()

    def edit() -> None:
        while not stop.is_set():
            write(journal, text := f"{len(acknowledged)} {'x' * 500}")
            acknowledged.append(text)

    editor = threading.Thread(target=edit)
    editor.start()
    others = [threading.Thread(target=journal.publish) for _ in range(3)]
    for number in range(8):
        before = list(acknowledged)
        if number < len(others):
            others[number].start()
        journal.publish()
        alone = tmp_path / f"{number}.ifsjournal"
        alone.write_bytes(path.read_bytes())
        assert texts_in(alone, tmp_path / "elsewhere")[: len(before)] == before
    stop.set()
    for thread in (editor, *others):
        thread.join()
    journal.close()
    assert texts_in(path, tmp_path / "elsewhere") == acknowledged
