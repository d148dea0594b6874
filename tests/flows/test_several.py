"""Several windows, each a process: one journal is never shown twice, and no window is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ifs_desktop import several
from ifs_desktop.app import standard_folders
from ifs_desktop.settings import Settings
from tests.helpers.figures import Figures, Rounds
from tests.tools.source import ROOT

WINDOW = [sys.executable, str(ROOT / "tests/tools/window.py")]


def until(so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, what
        time.sleep(0.02)


class Desk:
    """The programs that were started, and what they told."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes
        notes.mkdir()
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([*WINDOW, *map(str, arguments)], cwd=ROOT)
        self.started.append(process)
        return process

    def told(self, pid: int) -> list[str]:
        file = self.notes / str(pid)
        return file.read_text().splitlines() if file.exists() else []

    def pids(self) -> list[int]:
        return [int(file.name) for file in self.notes.iterdir() if file.name.isdecimal()]

    def windows(self) -> list[int]:
        """The processes that have shown a window."""
        return [pid for pid in self.pids() if any("shown" in line for line in self.told(pid))]

    def open(self, *arguments: object) -> subprocess.Popen[bytes]:
        """Start one, and wait until it is seen."""
        process = self.start(*arguments)
        until(lambda: process.pid in self.windows(), "no window came")
        return process

    def came_to_front(self, pid: int, times: int) -> None:
        """A window answers first, so that the other start can end, and comes and tells then."""
        until(lambda: self.told(pid).count("front") >= times, "it did not come to the front")
        assert self.told(pid).count("front") == times

    def close(self, process: subprocess.Popen[bytes]) -> None:
        """Close a window as a person does."""
        (self.notes / f"{process.pid}.close").touch()
        assert process.wait(60) == 0

    def end(self) -> None:
        for pid in {*self.pids(), *(process.pid for process in self.started)}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in self.started:
            process.wait()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    notes = tmp_path / "told"
    monkeypatch.setenv("IFS_TELL", str(notes))
    # As on a person's computer: modules are compiled once.
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path.parent / "compiled"))
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    found = Desk(notes)
    yield found
    found.end()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "My secret name.ifsjournal"


def locks() -> list[str]:
    """What the windows have put into the app's own folder."""
    return sorted(os.listdir(Path(os.environ["XDG_DATA_HOME"], "ifs-desktop", "windows")))


def test_a_second_start_raises_the_first_window_and_ends(
    desk: Desk, journal: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.ifsjournal"
    link.symlink_to(journal)
    first = desk.open(journal)
    for number, file in enumerate((journal, link), 1):
        second = desk.start(file)
        assert second.wait(60) == 0
        assert desk.told(second.pid) == ["begun"], "it began with a window of its own"
        desk.came_to_front(first.pid, number)
    assert first.poll() is None
    assert locks() == [f"{several.mark_of(str(journal))}.lock"], (
        "a path in clear, or a question left behind"
    )
    desk.close(first)
    assert locks() == []


def test_of_many_starts_at_once_one_window_stays(
    desk: Desk, journal: Path, rounds: Rounds, figures: Figures
) -> None:
    many = rounds(20, 200)
    started = [desk.start(journal) for _ in range(many)]
    until(lambda: sum(p.poll() is None for p in started) == 1, "not one stayed", 60 + many)
    (window,) = (p for p in started if p.poll() is None)
    until(lambda: desk.windows() == [window.pid], "another window was shown, or none")
    assert [p.returncode for p in started if p is not window] == [0] * (many - 1)
    until(lambda: "front" in desk.told(window.pid), "those that ended did not ask for it")
    figures.note("P18", "programs started at once for one journal", many)
    figures.note("P18", "windows of that journal beyond the first", len(desk.windows()) - 1)
    desk.close(window)
    assert locks() == []


def test_what_is_offered_without_a_file_is_found_and_another_journal_stands_beside_it(
    desk: Desk, journal: Path
) -> None:
    form = desk.open()
    second = desk.start()
    assert second.wait(60) == 0
    desk.came_to_front(form.pid, 1)
    assert desk.told(form.pid) == ["begun", "qt", "shown new", "front"]
    settings = Path(standard_folders().config).parent / "ifs-desktop" / "settings.txt"
    Settings(str(settings)).set(last_journal=str(journal))
    offered = desk.open()
    assert form.poll() is None and len(locks()) == 2, "different journals stand side by side"
    assert desk.told(offered.pid)[-1] == f"shown {several.mark_of(str(journal))}"
    assert desk.start(journal).wait(60) == 0
    assert desk.start().wait(60) == 0
    desk.came_to_front(offered.pid, 2)
    assert desk.told(form.pid).count("front") == 1


def test_a_window_that_hangs_or_crashed_keeps_nobody_out(desk: Desk, journal: Path) -> None:
    first = desk.open(journal)
    first.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    second = desk.open(journal)
    assert time.monotonic() - began >= several.PATIENCE
    desk.close(second)
    assert locks() == [f"{several.mark_of(str(journal))}.lock"], "a question was left behind"
    first.kill()
    first.wait()
    third = desk.open(journal)
    desk.close(third)
    assert locks() == []


def test_after_a_lock_the_new_process_is_found(desk: Desk, journal: Path) -> None:
    window = desk.open(journal)
    (desk.notes / f"{window.pid}.lock").touch()
    until(lambda: len(desk.told(window.pid)) == 6, "the process was not replaced")
    mark = several.mark_of(str(journal))
    assert desk.told(window.pid) == ["begun", "qt", f"shown {mark}"] * 2
    assert desk.start(journal).wait(60) == 0
    until(lambda: desk.told(window.pid)[-1] == "front", "it did not come to the front")


def test_a_start_in_the_midst_of_a_lock_leaves_one_window(desk: Desk, journal: Path) -> None:
    window = desk.open(journal)
    (desk.notes / f"{window.pid}.lock").touch()
    until(lambda: not locks() or len(desk.told(window.pid)) > 3, "it was not locked")
    second = desk.start(journal)
    both = (window, second)
    until(lambda: any(p.poll() is not None for p in both), "two windows show one journal")
    (stays,) = (p for p in both if p.poll() is None)
    (ended,) = (p for p in both if p is not stays)
    assert ended.returncode == 0
    until(lambda: desk.told(stays.pid)[-1] == "front", "the window that stays was not asked for")


def test_what_is_to_be_said_after_a_lock_is_said_in_any_case(desk: Desk, journal: Path) -> None:
    first = desk.open(journal)
    second = desk.open("--notice=unkept", journal)
    assert first.poll() is None and second.poll() is None


def test_a_journal_is_opened_in_a_new_window_and_only_once(
    desk: Desk, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "command", lambda: WINDOW)
    several.open_in_new_window(str(journal))
    until(lambda: len(desk.windows()) == 1, "no window came")
    (window,) = desk.windows()
    if sys.platform == "linux":  # others may read it
        assert journal.name.encode() not in Path(f"/proc/{window}/cmdline").read_bytes()
    assert desk.told(window)[-1] == f"shown {several.mark_of(str(journal))}"
    several.open_in_new_window(str(journal))
    until(lambda: desk.told(window)[-1] == "front", "it did not come to the front")
    several.open_in_new_window("")
    until(lambda: len(desk.windows()) == 2, "no window came for the form")
    (form,) = set(desk.windows()) - {window}
    assert desk.told(form)[-1] == "shown new"
