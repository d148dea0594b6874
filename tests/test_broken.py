"""A program that lacks a part of itself says so in words, and touches nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ifs_desktop import broken, resources_path

START = "import sys; from ifs_desktop.__main__ import main; sys.exit(main([]))"
LOST = {
    "a library": "import sys; sys.modules['PySide6.QtWidgets'] = None; ",
    "a resource": "import ifs_desktop.resources_path as r; r.folder = lambda: r._PACKAGE + '/x'; ",
}


@pytest.mark.parametrize("what", LOST)
def test_a_missing_part_is_named_and_nothing_is_made(what: str, tmp_path: Path) -> None:
    done = start(LOST[what], tmp_path)
    assert done.returncode == broken.CODE
    assert "a part of the program is missing" in done.stderr
    assert "Your journals are files of their own" in done.stderr
    assert "Traceback" not in done.stderr


def test_other_errors_are_no_missing_part() -> None:
    inside = os.path.join(resources_path.folder(), "themes", "light.toml")
    assert broken.part(FileNotFoundError(2, "no", inside)) == "light.toml"
    assert broken.part(ImportError("libX.so.6: cannot open")) == "libX.so.6"
    assert broken.part(FileNotFoundError(2, "no", "/home/me/My.ifsjournal")) == ""
    assert broken.part(ValueError("x")) == ""


def test_other_programs_get_their_own_libraries_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/usr/lib/ifs-desktop/_internal")
    assert broken.environment()["LD_LIBRARY_PATH"] == "/usr/lib/ifs-desktop/_internal"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in broken.environment()
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/opt/lib")
    assert broken.environment()["LD_LIBRARY_PATH"] == "/opt/lib"


def start(before: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The program from its beginning, with a part lost; no box is shown, as none is to be found."""
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "CACHE")}
    env = {**os.environ, **folders, "PATH": str(home), **more}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", before + START],
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
