"""A short trial on a real Windows, for the release workflow: install, start, take away."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import dev
from common import facts

STAYS_UP = 20.0  # s; a program that cannot load its libraries is gone long before


def run(installer: Path) -> None:
    """Stop says what did not work."""
    folder = Path(os.environ["LOCALAPPDATA"], "Programs", facts.NAME)
    program = folder / f"{facts.NAME}.exe"
    subprocess.run([str(installer), "/S"], check=True, timeout=300)
    if not program.is_file():
        raise dev.Stop("The installer left no program.")
    started = subprocess.Popen([str(program)])
    try:
        code = started.wait(STAYS_UP)
        raise dev.Stop(f"The installed program ended by itself, with {code}.")
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    subprocess.run([str(folder / "uninstall.exe"), "/S"], check=True, timeout=300)
    end = time.monotonic() + 60  # the uninstaller goes on in a copy of itself
    while folder.exists():
        if time.monotonic() > end:
            raise dev.Stop(f"Something is left in {folder}.")
        time.sleep(0.5)
