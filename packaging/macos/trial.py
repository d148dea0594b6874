"""Looks at a disk image on a Mac: the app in it starts, and is signed as Apple wants it."""

from __future__ import annotations

import plistlib
import subprocess
import tempfile
from pathlib import Path

import dev
from common import facts
from macos import build


def run(installer: Path) -> None:
    """Attach the image, look at the app in it, and let it say its version."""
    with tempfile.TemporaryDirectory() as folder:
        look(installer, Path(folder))


def look(image: Path, folder: Path) -> None:
    """The same, in an empty folder."""
    attach = ["hdiutil", "attach", "-nobrowse", "-readonly", "-mountpoint", str(folder), str(image)]
    build.run(attach, "The disk image could not be opened")
    try:
        app = folder / f"{facts.NAME}.app"
        verify = ["codesign", "--verify", "--deep", "--strict", str(app)]
        build.run(verify, "The signature is broken")
        plist = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
        if plist["CFBundleShortVersionString"] != facts.version():
            raise dev.Stop("The app in the image is another version.")
        program = app / "Contents" / "MacOS" / facts.APP
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
        if said.stdout.strip() != f"{facts.APP} {facts.version()}":
            raise dev.Stop(f"The app in the image does not start:\n{said.stderr}")
    finally:
        subprocess.run(["hdiutil", "detach", str(folder)], capture_output=True, check=False)
