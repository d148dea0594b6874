"""What the app is called, and where what is built goes: said here once for every system."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent.parent
ROOT = PACKAGING.parent
BUILD = ROOT / "build"  # what the next run may use again
DIST = ROOT / "dist"  # what is handed out
ICONS = BUILD / "icons"  # pictures made from packaging/icons, see icons.py

APP = "ifs-desktop"  # the program, the package
NAME = "IFS Desktop"  # for people
# The name desktops know the app by. It has the form of a reversed address because they ask for
# that; nothing of ours is at that address. No hyphen or underscore: macOS refuses one, Flatpak
# warns of the other.
ID = "org.ifsdesktop.IFSDesktop"
SUMMARY = "A private, encrypted journal for Internal Family Systems self-work"
ENDING = ".ifsjournal"
MIME = "application/x-ifsjournal"
UTI = "org.ifsdesktop.journal"
# Where the pictures that software centres show are kept on the web. Nothing is there yet, and
# .invalid says so; who hosts a release says where.
PICTURES = os.environ.get("IFS_DESKTOP_PICTURES", "https://ifs-desktop.invalid/pictures")
MAINTAINER = "IFS Desktop developers <ifs-desktop@packages.invalid>"
DOCUMENT = "Encrypted journal"  # what file managers call a journal
LICENCE = "GPL-3.0-or-later"


def version() -> str:
    """The app's version, read without importing it."""
    text = (ROOT / "ifs_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found, "ifs_desktop/__init__.py names no version"
    return found[1]


def day() -> str:
    """The day of that time, as 2026-11-26."""
    return time.strftime("%Y-%m-%d", time.gmtime(epoch()))


def filled(text: str) -> str:
    """A file of ours with what changes from version to version put in."""
    named = {"VERSION": version(), "DATE": day(), "PICTURES": PICTURES}
    for name, value in named.items():
        text = text.replace(f"@{name}@", value)
    return text


def epoch() -> int:
    """The time every file of a build gets (Unix seconds): the commit's, or what is asked for."""
    if asked := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(asked)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):  # an unpacked source archive
        said = ""
    return int(said or (ROOT / "CHANGELOG.md").stat().st_mtime)
