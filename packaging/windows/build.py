"""The installer for Windows: made on Windows, or on Linux under wine to try things with."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import dev
from common import bundle, content, facts, icons

HERE = Path(__file__).resolve().parent
LARGEST = 50_000_000  # bytes
# Where makensis is on a Windows that has it but does not look for it there.
NSIS = Path("C:/Program Files (x86)/NSIS/makensis.exe")


def build(dist: Path) -> Path:
    """Make the installer; the answer is its file."""
    folder = bundle.make() if dev.WINDOWS else under_wine()
    content.check(folder, "windows")
    made = installer(folder, dist)
    if made.stat().st_size > LARGEST:
        raise dev.Stop(f"{made.name} has {made.stat().st_size} bytes, and {LARGEST} are the most.")
    return made


def under_wine() -> Path:
    """The folder that starts on its own, made by the PyInstaller of Windows."""
    from windows import wine

    wine.prepare()
    python = wine.python()
    folder = facts.BUILD / "bundle-windows" / facts.APP
    marker = folder.parent / "made-of"
    wanted = hashlib.sha256(bundle.made_of().encode() + wine.LOCK.read_bytes()).hexdigest()
    if marker.is_file() and marker.read_text("utf-8") == wanted:
        dev.say("The bundle for Windows is there already.")
        return folder
    marker.unlink(missing_ok=True)
    work = facts.BUILD / "pyinstaller-windows"
    shutil.rmtree(work, ignore_errors=True)
    icons.make(facts.ICONS)
    dev.say("Bundling the app for Windows under wine; this takes a few minutes …")
    with dev.screen() as screen:
        builder = wine.Wine(wine.BUILD / "builder", screen)
        try:
            builder.call(
                wine.windows_path(python),
                *("-m", "PyInstaller", "--noconfirm", "--log-level=ERROR"),
                f"--distpath={wine.windows_path(folder.parent)}",
                f"--workpath={wine.windows_path(work)}",
                wine.windows_path(facts.PACKAGING / "app.spec"),
                env={"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(facts.epoch())},
                timeout=1200,
            )
        finally:
            builder.stop()
    marker.write_text(wanted, "utf-8")
    return folder


def installer(folder: Path, dist: Path) -> Path:
    """Pack the folder into one file that installs itself for the person who starts it."""
    dev.say("Packing the installer …")
    made = dist / f"IFS-Desktop-{facts.version()}-setup.exe"
    names = {
        "APP": facts.APP,
        "NAME": facts.NAME,
        "VERSION": facts.version(),
        "ENDING": facts.ENDING,
        "DOCUMENT": facts.DOCUMENT,
        "LICENCE": facts.LICENCE,
        "FOLDER": str(folder),
        "ICONS": str(facts.ICONS),
        "OUT": str(made),
    }
    command = [makensis(), "-V2", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in names.items()]
    ran = subprocess.run([*command, str(HERE / "installer.nsi")], capture_output=True, check=False)
    if ran.returncode:
        raise dev.Stop("The installer could not be made:\n" + dev.tail(ran, 30))
    return made


def makensis() -> str:
    """The program that packs installers, or Stop."""
    found = shutil.which("makensis") or (str(NSIS) if NSIS.exists() else "")
    if not found:
        raise dev.Stop(
            "NSIS is missing here: please install it (nsis.sourceforge.io) and try again."
        )
    return found
