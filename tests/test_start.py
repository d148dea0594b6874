"""The start: what it loads before the first page is on the screen, and its few arguments."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ifs_desktop import __version__

HEAVY = (
    "sqlalchemy",
    "cryptography",
    "sqlcipher3",
    "markdown",
    "nh3",
    "alembic",
    "yaml",
    "zxcvbn",
    "json",
    "tomllib",
    "dataclasses",
)
# The real program; it ends where it would begin to load the rest: once the page is painted.
START = """
import os, sys
from ifs_desktop.__main__ import main
import ifs_desktop.app
def end(app):
    import PySide6.QtCore
    seen = app.lock_page.isVisible() and app.lock_page._form is not None
    ours = sorted(name for name in sys.modules if name.startswith("ifs_desktop"))
    heavy = sorted(set(sys.modules) & set(sys.argv[2].split()))
    print(seen, "Qt" in vars(PySide6.QtCore), heavy, ours, sep="\\n")
    sys.stdout.flush()
    os._exit(0)
ifs_desktop.app.App._preload = end
main(sys.argv[1].split())
"""
QT_SEEN = """
import sys
from ifs_desktop.__main__ import main
code = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith("PySide6")]
sys.exit(code)
"""


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("file", ["", "/nowhere/My.ifsjournal"])
def test_nothing_but_qt_and_the_standard_library_is_loaded_before_the_page_is_seen(
    file: str,
) -> None:
    done = run(START, file, " ".join(HEAVY))
    assert done.returncode == 0, done.stderr
    seen, enums, heavy, ours = done.stdout.splitlines()
    assert seen == "True"
    assert heavy == "[]"
    assert enums == "False", "the Qt namespace was used: its enums cost the start 15 ms"
    for inside in ("vault", "store", "shell", "ui.markdown", "ui.glyph", "lock.sentences"):
        assert f"'ifs_desktop.{inside}" not in ours
    assert ("lock.create" in ours) == (not file)


def test_the_version_is_told_without_qt() -> None:
    done = run(QT_SEEN, "--version")
    assert (done.returncode, done.stdout) == (0, f"ifs-desktop {__version__}\n"), done.stderr


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_told_without_qt(option: str) -> None:
    done = run(QT_SEEN, option)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: ifs-desktop [FILE]")


def test_an_unknown_option_is_refused_with_the_usage() -> None:
    done = run(QT_SEEN, "--verbose")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ifs-desktop: unknown option --verbose\n")
    assert "usage:" in done.stderr


def test_two_journals_at_once_are_refused() -> None:
    done = run(QT_SEEN, "one.ifsjournal", "two.ifsjournal")
    assert (done.returncode, done.stdout) == (2, "")
    assert "one journal at a time" in done.stderr


def test_a_journal_is_offered_by_its_whole_path(tmp_path: Path) -> None:
    code = START.replace("seen =", "print(app.lock_page._file); seen =")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code, "My.ifsjournal", ""],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.stdout.splitlines()[0] == str(tmp_path / "My.ifsjournal"), done.stderr
