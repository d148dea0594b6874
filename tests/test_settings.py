"""Preferences: kept between starts, forgiving, and never a journal's content."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from ifs_desktop.settings import TABLE, Settings


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "folder" / "settings.txt")


def test_what_is_kept_is_there_at_the_next_start(file: str) -> None:
    Settings(file).set(theme="dark", idle_lock_minutes=0, remember_journal=False)
    again = Settings(file)
    assert again.text("theme") == "dark"
    assert again.number("idle_lock_minutes") == 0
    assert not again.on("remember_journal")


def test_without_a_file_there_are_the_defaults(file: str) -> None:
    fresh = Settings(file)
    assert {row.name: fresh.get(row.name) for row in TABLE} == {
        row.name: row.default for row in TABLE
    }


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(path=st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"])))
def test_any_path_comes_back_as_it_was(file: str, path: str) -> None:
    Settings(file).set(last_journal=path)
    assert Settings(file).text("last_journal") == path


def test_a_path_of_bytes_that_are_no_text_comes_back(file: str) -> None:
    path = os.fsdecode(b"/home/\xff\xfe.ifsjournal")
    Settings(file).set(last_journal=path)
    assert Settings(file).text("last_journal") == path


def test_a_path_with_a_line_break_is_not_remembered_and_harms_nothing(file: str) -> None:
    Settings(file).set(last_journal="/home/a\ntheme = dark", window_width=900)
    again = Settings(file)
    assert again.text("last_journal") == ""
    assert again.text("theme") == "system"
    assert again.number("window_width") == 900


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\xff\xfe\x00", b"theme\n= =\n", b"theme = purple\n", b"{}", b"unknown = 1\n",
     b"idle_lock_minutes = -5\n", b"idle_lock_minutes = many\n", b"remember_journal = perhaps\n"],
)  # fmt: skip
def test_a_damaged_file_means_the_defaults(file: str, damaged: bytes) -> None:
    os.makedirs(os.path.dirname(file))
    Path(file).write_bytes(damaged)
    kept = Settings(file)
    assert all(kept.get(row.name) == row.default for row in TABLE)


def test_a_value_that_does_not_fit_is_refused(file: str) -> None:
    with pytest.raises(ValueError, match="theme"):
        Settings(file).set(theme="purple")
    with pytest.raises(KeyError):
        Settings(file).set(diary="Dear diary")


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    kept = Settings(str(tmp_path / "taken" / "settings.txt"))
    kept.set(theme="dark")
    assert kept.text("theme") == "dark"


def test_no_half_written_file_is_left(file: str) -> None:
    Settings(file).set(theme="dark")
    assert os.listdir(os.path.dirname(file)) == ["settings.txt"]


def test_a_window_does_not_undo_what_another_kept(file: str) -> None:
    one, other = Settings(file), Settings(file)
    one.set(theme="dark", window_width=900)
    other.set(last_journal="/home/ana/A.ifsjournal")
    one.set(window_width=1280)  # the default
    again = Settings(file)
    assert again.text("theme") == "dark"
    assert again.text("last_journal") == "/home/ana/A.ifsjournal"
    assert again.number("window_width") == 1280
    assert one.text("last_journal") == "/home/ana/A.ifsjournal"


def test_what_could_not_be_written_is_kept_with_the_next(
    file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    kept = Settings(file)
    with monkeypatch.context() as trouble:
        trouble.setattr(os, "replace", refuse)
        kept.set(theme="dark")
    assert kept.text("theme") == "dark"
    assert os.listdir(os.path.dirname(file)) == []
    kept.set(window_width=900)
    assert Settings(file).text("theme") == "dark"


WRITING = """
import sys
from ifs_desktop.settings import Settings
kept = Settings(sys.argv[1])
for number in range(300):
    kept.set(**{sys.argv[2]: number + 600})
"""


def test_two_processes_that_write_at_once_never_damage_the_file(file: str) -> None:
    Settings(file).set(theme="dark", last_journal="/home/ana/A.ifsjournal")
    processes = [
        subprocess.Popen([sys.executable, "-c", WRITING, file, name])
        for name in ("window_width", "window_height")
    ]
    looks = 0
    while any(process.poll() is None for process in processes):
        seen = Settings(file)
        assert seen.text("theme") == "dark"
        assert seen.text("last_journal") == "/home/ana/A.ifsjournal"
        looks += 1
    assert looks and [process.returncode for process in processes] == [0, 0]
    assert os.listdir(os.path.dirname(file)) == ["settings.txt"]
