"""How soon the installed app's window is on the screen, against the same app in its environment."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers.figures import Figures
from tests.tools.source import ROOT

PAIRS = 12
MOST = 1.3
BUNDLE = ROOT / "build" / "bundle" / "ifs-desktop" / "ifs-desktop"


@pytest.mark.skipif(not BUNDLE.exists(), reason="dev.py package makes the bundle")
def test_the_bundle_starts_as_soon_as_the_app_in_its_environment(
    tmp_path: Path, figures: Figures
) -> None:
    commands = ([str(BUNDLE)], [sys.executable, "-P", "-m", "ifs_desktop"])
    pairs = []
    for number in range(PAIRS + 2):
        folders = [tmp_path / f"{number}-{which}" for which in ("bundle", "environment")]
        pair = [_seconds(*one) for one in zip(commands, folders, strict=True)]
        if number >= 2:  # the first ones fill the disk cache
            pairs.append(pair)
    ratio = statistics.median(bundle / environment for bundle, environment in pairs)
    figures.note("start", "bundle ÷ environment", round(ratio, 2))
    assert ratio <= MOST


def _seconds(command: list[str], home: Path) -> float:
    """From the start until the window's lock file says that the first page was painted."""
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA")}
    seat = home / "ifs-desktop" / "windows" / "new.lock"
    begun = time.perf_counter()
    program = subprocess.Popen(command, env={**os.environ, **folders})  # noqa: S603
    try:
        while not seat.exists() or not seat.stat().st_size:
            assert program.poll() is None, "the program ended"
            time.sleep(0.001)
        return time.perf_counter() - begun
    finally:
        program.kill()
        program.wait()
