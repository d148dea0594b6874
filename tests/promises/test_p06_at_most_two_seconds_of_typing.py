"""P6: at most two seconds of typing are lost, whatever ends the program."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.figures import Figures, Rounds

ROOT = Path(__file__).parents[2]
TYPIST = [sys.executable, str(ROOT / "tests/tools/typist.py")]
MOST = 20  # letters: two seconds at ten a second


class Life:
    """A real window; it says what it found in the box and what it typed."""

    def __init__(self, where: str, how: str) -> None:
        self._process = subprocess.Popen(
            [*TYPIST, where, how], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )

    def found(self) -> int:
        """How many letters stood in the box, once it is on the screen."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline().removeprefix("found "))

    def end(self, after: float) -> list[int]:
        """How many letters stood there after each keystroke, until it was killed."""
        time.sleep(after)
        self._process.kill()
        said, _ = self._process.communicate()
        return [int(line.removeprefix("typed ")) for line in said.splitlines()]


@pytest.mark.parametrize("where", ["dialogue", "exercise"])
def test_at_most_two_seconds_of_typing_are_lost(
    rounds: Rounds, figures: Figures, where: str
) -> None:
    """P6: ten letters a second into a real window, killed at a random moment, unlocked again."""
    chance = random.Random(where)  # noqa: S311
    (Path(os.environ["HOME"]) / "Documents").mkdir(exist_ok=True)
    life = Life(where, "begin")
    lost = []
    try:
        standing = life.found()
        for _ in range(rounds(1, 25)):
            typed = [standing, *life.end(chance.uniform(1.5, 4))][-1]
            life = Life(where, "go-on")
            standing = life.found()
            lost.append(typed - standing)
            assert 0 <= lost[-1] <= MOST
            figures.note("P6", "kills while typing ten letters a second", 1)
    finally:
        life.end(0)
    assert standing > 0
    figures.note("P6", f"letters lost in the {where}, at most", str(max(lost)))
