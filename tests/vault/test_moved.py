"""A journal whose file turns up at another place, with words that are not in it yet."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, files
from ifs_desktop.vault.errors import FolderMissing, NoPrivateFolder
from ifs_desktop.vault.working import name_of
from tests.vault.journals import PASSWORD, beside, texts, texts_in, write


def unplug(journal: Vault, path: Path) -> Path:
    """Take the stick out, write on, and lock; where the file is when the stick comes back."""
    away = path.parent.rename(path.parent.with_name("in a pocket"))
    write(journal, "on the train")
    with pytest.raises(FolderMissing):
        journal.close()
    return away.rename(away.with_name("Stick 2")) / path.name


def test_words_follow_a_stick_that_comes_back_under_another_name(
    journal: Vault, path: Path, data_dir: Path, tmp_path: Path
) -> None:
    there = unplug(journal, path)
    found = vault.unlock(there, PASSWORD, data_dir=data_dir)
    assert found.arrival == "resumed"
    assert texts(found) == ["first", "on the train"]
    write(found, "at home")
    found.close()
    assert texts_in(there, tmp_path / "elsewhere") == ["first", "on the train", "at home"]
    again = vault.unlock(there, PASSWORD, data_dir=data_dir)
    assert (again.arrival, again.conflict_copy) == ("fresh", None)
    assert texts(again) == ["first", "on the train", "at home"]
    again.close()
    assert beside(there) == []


def test_a_copy_of_the_file_takes_no_words_away_from_it(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, "before the crash")
    journal.abandon()
    copy = path.with_name("a copy.ifsjournal")
    shutil.copy(path, copy)
    for one in (copy, path):
        found = vault.unlock(one, PASSWORD, data_dir=data_dir)
        assert found.arrival == "resumed"
        assert texts(found) == ["first", "before the crash"]
        found.close()


def test_what_another_window_has_open_is_left_alone(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, "not yet in the file")
    copy = path.with_name("a copy.ifsjournal")
    shutil.copy(path, copy)
    found = vault.unlock(copy, PASSWORD, data_dir=data_dir)
    assert (found.arrival, texts(found)) == ("fresh", ["first"])
    found.close()
    assert texts(journal) == ["first", "not yet in the file"]


def test_words_for_an_earlier_file_are_not_mixed_into_a_later_one(
    journal: Vault, path: Path, data_dir: Path, tmp_path: Path
) -> None:
    there = unplug(journal, path)
    elsewhere = vault.unlock(there, PASSWORD, data_dir=tmp_path / "elsewhere")
    write(elsewhere, "on another computer")
    elsewhere.close()
    assert texts_in(there, data_dir) == ["first", "on another computer"]


@pytest.mark.parametrize("written", ["work.db", "work.db-wal", "base"])
def test_a_copy_that_was_cut_off_is_made_again(
    journal: Vault,
    path: Path,
    data_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
) -> None:
    reading = journal.reader.connect()  # so that the log stays, as it does after a crash
    there = unplug(journal, path)
    real, torn = files.sync_folder, list[Path]()

    def sync_folder(folder: Path) -> None:
        real(folder)
        if not torn and folder.parent == data_dir / "working" and (folder / written).exists():
            torn.append(shutil.copytree(folder, data_dir / "torn"))
            raise OSError(errno.EIO, "torn off")

    with monkeypatch.context() as fault:
        fault.setattr(files, "sync_folder", sync_folder)
        with pytest.raises(NoPrivateFolder):
            vault.unlock(there, PASSWORD, data_dir=data_dir)
    reading.close()
    folder = data_dir / "working" / name_of(journal.journal_id, there)
    shutil.copytree(torn[0], folder, dirs_exist_ok=True)  # a power cut sweeps nothing
    assert texts_in(there, data_dir) == ["first", "on the train"]
