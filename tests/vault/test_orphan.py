"""A journal whose file is gone after a crash: what was written is still on this computer."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import container
from ifs_desktop.vault.errors import FolderMissing, JournalMissing, WrongPassword
from tests.vault.journals import CHEAP, PASSWORD, beside, new, texts, texts_in, write

NEW = "nine slow clouds over there"


@pytest.fixture
def orphan(path: Path, data_dir: Path) -> Path:
    """A crash with unpublished words, and then the file got lost."""
    opened = new(path, data_dir, "first")
    write(opened, "second")
    opened.abandon()
    path.unlink()
    return path


def test_what_was_written_opens_and_the_file_comes_back(orphan: Path, data_dir: Path) -> None:
    opened = vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    assert opened.arrival == "orphan"
    assert opened.changed
    assert texts(opened) == ["first", "second"]
    write(opened, "third")
    opened.close()
    assert not beside(orphan)
    assert texts_in(orphan, data_dir / "elsewhere") == ["first", "second", "third"]


def test_it_comes_back_though_nothing_more_is_written(orphan: Path, data_dir: Path) -> None:
    vault.unlock(orphan, PASSWORD, data_dir=data_dir).close()
    assert texts_in(orphan, data_dir / "elsewhere") == ["first", "second"]
    assert not list((data_dir / "working").iterdir())


def test_it_takes_the_right_password(orphan: Path, data_dir: Path) -> None:
    with pytest.raises(WrongPassword):
        vault.unlock(orphan, "not this one", data_dir=data_dir)
    assert not orphan.exists()


def test_the_password_of_the_last_publish_opens_it(path: Path, data_dir: Path) -> None:
    opened = new(path, data_dir, "first")
    opened.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    opened.change_code(bytes(20))
    write(opened, "second")
    opened.abandon()
    path.unlink()
    with pytest.raises(WrongPassword):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
    for secret in (NEW, bytes(20)):
        again = vault.unlock(path, secret, data_dir=data_dir)
        assert texts(again) == ["first", "second"]
        again.abandon()
    vault.unlock(path, NEW, data_dir=data_dir).close()
    assert container.look(path).unlock(bytes(20))


def test_a_folder_that_is_gone_keeps_the_words_here_until_it_is_back(
    orphan: Path, data_dir: Path
) -> None:
    away = orphan.parent.with_name("unplugged")
    orphan.parent.rename(away)
    opened = vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    assert not opened.folder_writable
    write(opened, "third")
    with pytest.raises(FolderMissing):
        opened.close()
    away.rename(orphan.parent)
    again = vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    assert texts(again) == ["first", "second", "third"]
    again.close()
    assert texts_in(orphan, data_dir / "elsewhere") == ["first", "second", "third"]


def test_a_file_that_turns_up_again_is_resumed_as_ever(orphan: Path, data_dir: Path) -> None:
    opened = vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    opened.publish()
    published = orphan.read_bytes()
    write(opened, "third")
    opened.abandon()
    orphan.write_bytes(published)
    again = vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    assert again.arrival == "resumed"
    assert texts(again) == ["first", "second", "third"]
    again.close()


def test_a_file_that_was_closed_well_and_removed_is_missing(closed: Path, data_dir: Path) -> None:
    closed.unlink()
    with pytest.raises(JournalMissing):
        vault.unlock(closed, PASSWORD, data_dir=data_dir)


def test_a_working_copy_that_rotted_too_is_no_way_in(orphan: Path, data_dir: Path) -> None:
    (database,) = data_dir.rglob("work.db")
    content = bytearray(database.read_bytes())
    for page in range(0, len(content), 4096):
        content[page + 2000] ^= 1
    database.write_bytes(content)
    (database.with_name("work.db-wal")).unlink(missing_ok=True)
    with pytest.raises(JournalMissing):
        vault.unlock(orphan, PASSWORD, data_dir=data_dir)
    assert database.exists()  # nothing is thrown away
