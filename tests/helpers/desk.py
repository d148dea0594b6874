"""A desktop of a test's own: a message bus, and on it what a screen reader listens to."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

CONFIG = """<busconfig><type>session</type><listen>unix:path={}</listen>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="false"/>
<allow own="*"/></policy></busconfig>"""
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
PYTHON = Path("/usr/bin/python3")  # the system's, which has what reads the bus


class Told:
    """A program, what it has printed so far, and a line to give it orders."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("w") as out:
            self._program = subprocess.Popen(
                command, env=env, stdin=subprocess.PIPE, stdout=out, stderr=out, text=True
            )

    def tell(self, order: str) -> None:
        """Give it one line."""
        assert self._program.stdin is not None
        self._program.stdin.write(order + "\n")
        self._program.stdin.flush()

    def lines(self) -> list[str]:
        """All that it has printed."""
        return self._log.read_text().splitlines()

    def wait_for(self, words: str) -> str:
        """The first line it prints that holds the words."""
        end = time.monotonic() + 60
        while True:
            found = [line for line in self.lines() if words in line]
            if found:
                return found[0]
            assert time.monotonic() < end, (words, self.lines())
            assert self._program.poll() is None, self.lines()
            time.sleep(0.02)

    def end(self) -> None:
        """Have it end, and see that it did."""
        if self._program.stdin is not None:
            self._program.stdin.close()
        self._program.terminate()
        self._program.wait(20)


@contextlib.contextmanager
def desktop_that_listens(folder: Path) -> Iterator[dict[str, str]]:
    """The environment for programs on a bus of their own, with AT-SPI on it."""
    config = folder / "bus.conf"
    config.write_text(CONFIG.format(folder / "bus"))
    env = {
        **os.environ,
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'bus'}",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    quiet = {name: value for name, value in env.items() if name != "DISPLAY"}  # no trace on it
    with contextlib.ExitStack() as until_the_end:
        bus = Told(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            env,
            folder / "bus.log",
        )
        until_the_end.callback(bus.end)
        bus.wait_for("unix:path=")
        launcher = Told([str(LAUNCHER), "--launch-immediately"], quiet, folder / "launcher.log")
        until_the_end.callback(launcher.end)
        yield env
