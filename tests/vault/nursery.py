"""Processes that work on a journal, to be killed at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILL = 9  # by its number: Windows has no such name


class Nursery:
    """A process that has imported everything and forks children (see ``nursling``)."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.vault.nursling"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self, *words: object) -> tuple[int, str]:
        """Its process id and how it arrived."""
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        first = self.said()
        assert not first.startswith("raised"), first
        process_id, arrival = first.split()
        return int(process_id), arrival

    def said(self) -> str:
        """The next line."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def end(
        self,
        process_id: int | None = None,
        delay: float = 0,
        how: int = KILL,
    ) -> tuple[int, list[str]]:
        """Its exit code and what else it said; ended after ``delay`` seconds if given its id."""
        if process_id is not None:
            time.sleep(delay)
            self.kill(process_id, how)
        said = []
        while not (line := self.said()).startswith("ended "):
            assert line
            assert not line.startswith(("raised", "failed")), line
            said.append(line)
        return int(line.split()[1]), said

    def kill(self, process_id: int, how: int = KILL) -> None:
        """End a child; it may be through by now."""
        with suppress(ProcessLookupError):
            os.kill(process_id, how)

    def close(self) -> None:
        """Wait for it to be through."""
        self.process.communicate()
