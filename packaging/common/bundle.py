"""The folder that starts on its own: the app with Python and Qt, made by PyInstaller."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dev
from common import facts, icons

# What goes into the folder, below the checkout, or says how.
INPUTS = ("ifs_desktop", "resources", "packaging/app.spec", "packaging/entry.py")
INPUTS_OF_OURS = ("packaging/stubs", "packaging/icons")
INPUTS_IN_COMMON = tuple(f"packaging/common/{name}.py" for name in ("facts", "icons", "light_zip"))


def make() -> Path:
    """The folder; what an earlier run made is used again if nothing it is made of has changed."""
    folder = facts.BUILD / "bundle" / facts.APP
    marker = facts.BUILD / "bundle" / "made-of"
    wanted = made_of()
    if marker.is_file() and marker.read_text("utf-8") == wanted:
        dev.say("The bundle is there already.")
        return folder
    marker.unlink(missing_ok=True)
    icons.make(facts.ICONS)
    dev.say("Bundling the app with Python and Qt; this takes a minute …")
    pyinstaller(facts.BUILD / "bundle")
    marker.write_text(wanted, "utf-8")
    return folder


def pyinstaller(dist: Path) -> None:
    """Run the recipe; the folder appears in ``dist``."""
    shutil.rmtree(work := facts.BUILD / "pyinstaller", ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR"]
    command += ["--distpath", str(dist), "--workpath", str(work)]
    command.append(str(facts.PACKAGING / "app.spec"))
    env = {
        **os.environ,
        # Two builds of the same commit are alike: no order by chance, no times of today.
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(facts.epoch()),
        "PYINSTALLER_CONFIG_DIR": str(facts.BUILD / "pyinstaller-cache"),
    }
    ran = subprocess.run(command, cwd=facts.ROOT, env=env, capture_output=True, check=False)
    if ran.returncode:
        raise dev.Stop("PyInstaller could not make the bundle:\n" + dev.tail(ran, 30))


def made_of() -> str:
    """Changes when the folder has to be made anew: our files, the libraries, Python."""
    total = hashlib.sha256()
    total.update(f"{sys.version} {sys.platform} {facts.ROOT}".encode())
    for installed in sorted(importlib.metadata.distributions(), key=lambda one: one.name):
        total.update(f"{installed.name} {installed.version}\n".encode())
    for place in (*INPUTS, *INPUTS_OF_OURS, *INPUTS_IN_COMMON):
        start = facts.ROOT / place
        for file in [start] if start.is_file() else sorted(start.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(f"{file.relative_to(facts.ROOT)}\0".encode())
                total.update(file.read_bytes())
    return total.hexdigest()
