"""A person at the screen where wine's windows are: waits until the program has done what was asked.

The app has nothing in it for being tried, so it is used by keys, and read from outside: its
process, its files, its picture.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import dev
from common import hands

PATIENCE = 240.0  # s for one thing to happen: wine starts slowly where much else is going on
REST = 1.5  # s
RESTING = 0.06  # of a core: a cursor that blinks, and wine's own housekeeping
CLASS = "ifs.desktop"  # of the windows: wine calls them after the program's file
TICKS = 100  # in a second, as /proc counts them


class Hands:
    """What one person does with one program."""

    def __init__(self, program: str, pictures: Path, window: str = "") -> None:
        """``program`` is a pattern for how its process's command line begins.

        ``window`` is the class of a window that has to be given the keyboard; wine's take it.
        """
        self._program = re.compile(program)
        self._pictures = pictures
        self._window = window

    # ---- doing
    def write(self, text: str) -> None:
        """Type letters, and let the program take them."""
        hands.write(text)
        self.rest()

    def press(self, *keys: str) -> None:
        """Press keys, and let the program answer each."""
        for key in keys:
            hands.press(key)
            self.rest()

    def give_keyboard(self) -> None:
        """To the window, after another one had it: here is no window manager to give it back."""
        if self._window:
            hands.focus(self._window)

    def keep(self, name: str) -> None:
        """Keep a picture of the screen for whoever wants to see what happened."""
        hands.keep(self._pictures / f"{name}.png")

    # ---- waiting
    def wait(self, what: str, happened: Callable[[], object]) -> None:
        """Wait for something that can be seen from outside, or Stop with a picture."""
        try:
            hands.wait(what, happened, PATIENCE)
        except dev.Stop:
            self.keep("stuck")
            raise

    def wait_for_window(self) -> int:
        """Wait until the program shows a window and is at rest; its process."""
        self.wait("the program shows a window", lambda: self.process() and sees_window())
        self.rest()
        return self.process()

    def wait_for_end(self, process: int) -> None:
        """Wait until that process is gone."""
        self.wait("the program ends", lambda: state(process) in ("", "Z"))

    def rest(self) -> None:
        """Wait until the program has nothing left to do."""
        self.wait("the program comes to rest", self._rests)

    # ---- looking from outside
    def process(self) -> int:
        """The program's process, or 0."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if self._program.match(line):
                return int(folder.name)
        return 0

    def _rests(self) -> bool:
        """Whether it did nearly nothing for a while, and does not wait for a core either."""
        before, began = self._used(), time.monotonic()
        time.sleep(REST)
        share = (self._used() - before) / (time.monotonic() - began)
        return share < RESTING and state(self.process()) != "R"

    def _used(self) -> float:
        """Seconds of a core the program has used."""
        fields = stat(self.process())
        return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0


def stat(process: int) -> list[str]:
    """The fields of proc(5)'s stat from the state on; none if there is no such process."""
    try:
        text = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def state(process: int) -> str:
    """R: it works or wants to; Z: it has ended; "": it is gone."""
    return "".join(stat(process)[:1])


def sees_window() -> bool:
    """Whether a window of the app's is on the screen."""
    search = ["xdotool", "search", "--onlyvisible", "--class", CLASS]
    return subprocess.run(search, env=os.environ, capture_output=True, check=False).returncode == 0
