"""A lock file: held by one, and the one that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ifs_desktop import file_lock
from ifs_desktop.file_lock import FileLock, Held


def test_a_lock_is_held_by_one_and_gone_when_released(tmp_path: Path) -> None:
    file = tmp_path / "a.lock"
    lock = FileLock(file)
    with pytest.raises(Held):
        FileLock(file)
    lock.release()
    lock.release()
    assert not file.exists()
    FileLock(file).release()


def test_a_file_removed_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.lock"
    real = file_lock._lock
    left = [1, 2]

    def late(descriptor: int) -> None:
        if left.pop():
            os.unlink(file)  # as its holder does at its end
        if not left:
            monkeypatch.setattr(file_lock, "_lock", real)
        real(descriptor)

    monkeypatch.setattr(file_lock, "_lock", late)
    lock = FileLock(file)
    with pytest.raises(Held):
        FileLock(file)
    lock.release()


def test_a_lock_that_is_only_looked_for_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "a.lock", make=False)
    assert not (tmp_path / "a.lock").exists()
