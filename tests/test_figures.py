"""The run itself: how long it is, the figures it ends with, and a screen for each process."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.helpers.figures import table
from tests.tools.source import ROOT

ONE_FILE = """
import os
import pytest
from pathlib import Path

@pytest.mark.parametrize("one", [1, 2])
def test_kills(one, rounds, figures):
    for _ in range(rounds(20, 1000)):
        figures.note("P3", "kills", 1)
    figures.note("P3", "lost", 0)
    figures.note("P10", "slowest", "4 ms")

def test_that_breaks(figures):
    figures.note("P2", "flips", 7)
    assert False

def test_where(figures):
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    mode = f"{runtime.stat().st_mode & 0o777:o}"
    figures.note("Z", "where", f"{os.environ['DISPLAY']} {runtime.name} {mode}")
"""
OTHER_FILE = """
import pytest
from test_one import test_where

@pytest.mark.long
def test_that_takes_minutes(figures):
    figures.note("P3", "kills", 7)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with the settings and the conftest.py of this one."""
    small = tmp_path / "small"
    (small / "checks").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", small)
    shutil.copy(ROOT / "tests" / "conftest.py", small / "checks")
    (small / "checks" / "test_one.py").write_text(ONE_FILE, "utf-8")
    (small / "checks" / "test_other.py").write_text(OTHER_FILE, "utf-8")
    return small


def run(folder: Path, *arguments: str, screens: str = "") -> str:
    """What pytest says of the small project."""
    runtime = folder / "runtime"
    runtime.mkdir()
    env = {
        **{name: value for name, value in os.environ.items() if "XDIST" not in name},
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(folder / "checks"))),
        "DISPLAY": ":one",
        "IFS_TEST_SCREENS": screens,
        "XDG_RUNTIME_DIR": str(runtime),
    }
    command = [sys.executable, "-m", "pytest", "checks", *arguments]
    ran = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, timeout=100, check=False
    )
    assert ran.stderr == ""
    return ran.stdout


def figures_in(said: str) -> dict[str, str]:
    """The table, each line by its first two columns; nothing but pytest's own words follow it."""
    _, found, rest = said.partition("promises and figures")
    assert found, said
    lines = re.findall(r"^(\w+) +(\w+) +(.+)$", rest, re.MULTILINE)
    return {f"{promise} {what}": value for promise, what, value in lines if promise != "FAILED"}


def test_the_figures_of_a_run_stand_in_one_table_before_the_last_line(folder: Path) -> None:
    said = run(folder, screens=":7 :8")
    assert figures_in(said) == {
        "P2 flips": "7",
        "P3 kills": "40",
        "P3 lost": "0",
        "P10 slowest": "4 ms",
        "Z where": ":one runtime 755",  # a single process stays where it was put
    }
    assert "1 failed, 4 passed, 1 deselected in " in said.strip().splitlines()[-1]


@pytest.mark.long
def test_a_long_run_in_two_processes_has_all_rounds_in_one_table_and_a_screen_for_each(
    folder: Path,
) -> None:
    said = run(folder, "--long", "-n2", "--dist=loadfile", screens=":7 :8")
    found = figures_in(said)
    assert found.pop("Z where") in (":7 gw0 700, :8 gw1 700", ":8 gw1 700, :7 gw0 700")
    assert found == {"P2 flips": "7", "P3 kills": "2,007", "P3 lost": "0", "P10 slowest": "4 ms"}
    assert "1 failed, 5 passed in " in said.strip().splitlines()[-1]


@pytest.mark.long
def test_a_long_run_keeps_to_the_marks_that_were_asked_for(folder: Path) -> None:
    said = run(folder, "--long", "-m", "long", "-k", "takes")
    assert figures_in(said) == {"P3 kills": "7"}
    assert "1 passed, 5 deselected in " in said.strip().splitlines()[-1]


def test_a_property_is_not_held_to_the_clock() -> None:
    assert settings().deadline is None


def test_promises_are_ordered_by_their_number_and_unlike_figures_stand_side_by_side() -> None:
    assert table([("P10", "a", 1), ("P2", "bb", 1500), ("P10", "a", "x"), ("P2", "bb", 2)]) == [
        "P2   bb  1,502",
        "P10  a   1, x",
    ]
    assert table([]) == []
