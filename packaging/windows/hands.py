"""A person at an X screen: types into the app's window, waits until it is done, takes pictures.

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

PATIENCE = 240.0  # s for one thing to happen; a builder's machine may have much else to do
REST = 1.5  # s
TICKS = os.sysconf("SC_CLK_TCK") if dev.LINUX else 100
RESTING = 0.06  # of a core: a cursor that blinks, and wine's own housekeeping


class Hands:
    """What one person does with one program."""

    def __init__(self, screen: str, program: str, pictures: Path) -> None:
        """``program`` is a pattern for how its process's command line begins."""
        self.program = re.compile(program)
        self.screen = screen
        self.pictures = pictures
        pictures.mkdir(parents=True, exist_ok=True)
        self._env = {**os.environ, "DISPLAY": screen}

    # ---- doing
    def write(self, text: str) -> None:
        """Type letters, slowly enough for a slow machine."""
        self._run("xdotool", "type", "--delay", "80", text)
        self.rest()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self._run("xdotool", "key", key)
            time.sleep(0.2)
        self.rest()

    def look(self, name: str) -> None:
        """Keep a picture of the screen for whoever wants to see what happened."""
        self._run("import", "-window", "root", str(self.pictures / f"{name}.png"))

    # ---- waiting
    def wait(self, what: str, happened: Callable[[], bool]) -> None:
        """Wait for something that can be seen from outside, or Stop with a picture."""
        end = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > end:
                self.look("stuck")
                raise dev.Stop(f"Waited in vain until {what}. See {self.pictures / 'stuck.png'}.")
            time.sleep(0.3)

    def wait_for_window(self) -> int:
        """Wait until the program shows a window and is at rest; its process."""
        self.wait("the window is there", lambda: self._sees_window() and self.process() > 0)
        self.rest()
        return self.process()

    def wait_for_end(self, process: int) -> None:
        """Wait until that process is gone."""
        self.wait("the program has ended", lambda: not Path(f"/proc/{process}").exists())

    def rest(self) -> None:
        """Wait until the program has nothing left to do."""
        busy_until = time.monotonic() + PATIENCE
        time.sleep(0.3)
        while time.monotonic() < busy_until:
            before, began = self._used(), time.monotonic()
            time.sleep(REST)
            used = (self._used() - before) / (time.monotonic() - began)
            if used < RESTING and not self._wants_to_run():
                return
        raise dev.Stop("The program did not come to rest.")

    # ---- looking from outside
    def process(self) -> int:
        """The program's process, or 0."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                line = (folder / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if self.program.match(line):
                return int(folder.name)
        return 0

    def _sees_window(self) -> bool:
        search = ["xdotool", "search", "--onlyvisible", "--name", "^IFS Desktop$"]
        return subprocess.run(search, env=self._env, capture_output=True).returncode == 0

    def _used(self) -> float:
        """Seconds of a core the program has used."""
        fields = self._stat()
        return (int(fields[11]) + int(fields[12])) / TICKS if fields else 0.0

    def _wants_to_run(self) -> bool:
        fields = self._stat()
        return bool(fields) and fields[0] == "R"

    def _stat(self) -> list[str]:
        try:
            text = Path(f"/proc/{self.process()}/stat").read_text()
        except OSError:
            return []
        return text.rpartition(")")[2].split()

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self._env, check=True, capture_output=True)
