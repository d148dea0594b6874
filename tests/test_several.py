"""Which window shows which journal, in this process alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ifs_desktop import several
from ifs_desktop.several import Seat


def test_a_journal_has_one_seat(tmp_path: Path) -> None:
    one, other = Seat(str(tmp_path)), Seat(str(tmp_path))
    file = str(tmp_path / "A.ifsjournal")
    assert one.take(file) and one.has(file)
    assert not other.take(file) and not other.has(file)
    assert other.take(str(tmp_path / "B.ifsjournal"))
    one.leave()
    assert not several.is_shown(one.folder, file)
    assert other.take(file)
    assert several.is_shown(one.folder, file)
    assert os.listdir(one.folder) == [f"{several.mark_of(file)}.lock"]
    other.leave()
    assert os.listdir(one.folder) == []


def test_a_seat_that_is_taken_leaves_one_where_one_was(tmp_path: Path) -> None:
    one, other = Seat(str(tmp_path)), Seat(str(tmp_path))
    one.take("")
    other.take(str(tmp_path / "B.ifsjournal"))
    assert not one.take(str(tmp_path / "B.ifsjournal"))
    assert one.has("") and one.file == ""


def test_a_question_is_answered_once(tmp_path: Path) -> None:
    seat = Seat(str(tmp_path))
    seat.take("")
    assert not seat.is_asked()
    assert several.ask(seat.folder, "")
    assert several.is_asked(seat.folder, "")
    assert seat.is_asked()
    assert not seat.is_asked() and not several.is_asked(seat.folder, "")


def test_a_window_on_its_way_is_waited_for_by_nobody_and_comes_to_the_front(tmp_path: Path) -> None:
    first, second = Seat(str(tmp_path)), Seat(str(tmp_path))
    first.take("")
    began = time.monotonic()
    assert not several.find_place(second, "")
    assert time.monotonic() - began < several.PATIENCE
    first.be_ready()
    assert first.is_asked()


def test_a_window_that_is_there_is_waited_for_until_patience_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "PATIENCE", 0.1)
    first, second = Seat(str(tmp_path)), Seat(str(tmp_path))
    first.be_ready()
    first.take("")
    assert several.find_place(second, ""), "it is to have a window of its own"
    assert not second.has("")
    assert not first.is_asked(), "a question was left behind"


def test_whoever_waits_takes_the_place_of_a_window_that_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Seat(str(tmp_path)), Seat(str(tmp_path))
    first.be_ready()
    first.take("")
    monkeypatch.setattr(time, "sleep", lambda _seconds: first.leave())
    assert several.find_place(second, "")
    assert second.has("")
    assert os.listdir(second.folder) == ["new.lock"]


def test_a_folder_that_takes_no_lock_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "windows").write_text("a file where the folder would be")
    seat = Seat(str(tmp_path))
    assert several.find_place(seat, "")
    assert not seat.has("")
    assert not several.ask(seat.folder, "")


def test_what_crashed_windows_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    seat, starting = Seat(str(tmp_path)), Seat(str(tmp_path))
    seat.take("")
    starting.take(str(tmp_path / "A.ifsjournal"))
    kept = sorted(os.listdir(seat.folder))
    several.ask(seat.folder, "")
    several.ask(seat.folder, str(tmp_path / "gone.ifsjournal"))
    old = Path(seat.folder, "0123456789abcdef.lock")
    old.touch()
    os.utime(old, (1, 1))
    os.utime(Path(seat.folder, "new.lock"), (1, 1))  # old, and held
    young = Path(seat.folder, "fedcba9876543210.lock")
    young.touch()  # perhaps of a window that is about to lock it
    several.sweep(seat.folder)
    assert sorted(os.listdir(seat.folder)) == sorted([*kept, young.name, "new.raise"])


def test_a_process_shows_what_was_handed_on_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(several.HANDED_ON, raising=False)
    assert several.handed_on() is None
    monkeypatch.setenv(several.HANDED_ON, several.NEW)
    assert several.handed_on() == ""
    monkeypatch.setenv(several.HANDED_ON, "/home/ana/A.ifsjournal")
    assert several.handed_on() == "/home/ana/A.ifsjournal"
    assert several.handed_on() is None
