"""Builds what people install, and tries it. Started by dev.py, in the environment dev.py made.

Each system has a folder of its own here, with two files:

    build.py    build(dist: Path) -> Path          makes what is installed, and answers its file
    trial.py    run(installer: Path) -> None       tries that file as a person would, or dev.Stop

On Linux, where every test run tries the package, trial.py has also quickly() -> Path: the same
made in a moment, and larger.
"""

from __future__ import annotations

import hashlib
import importlib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import dev
from common import facts


def main(arguments: Sequence[str]) -> int:
    """Build for this system, or for Windows from Linux; then try it, if that is asked."""
    known = {"--test", "--try", "--windows"}
    if unknown := sorted(set(arguments) - known):
        print(f"dev.py package: there is no option {unknown[0]}", file=sys.stderr)
        return 2
    system = "windows" if "--windows" in arguments else this_system()
    try:
        if "--try" in arguments:
            return try_out(system)
        shutil.rmtree(facts.DIST, ignore_errors=True)
        facts.DIST.mkdir()
        made = importlib.import_module(f"{system}.build").build(facts.DIST)
        tell(facts.DIST)
        if "--test" in arguments:
            importlib.import_module(f"{system}.trial").run(made)
    except dev.Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def try_out(system: str) -> int:
    """What a test needs of it all, in a tenth of the time: nothing is kept in dist/."""
    trial = importlib.import_module(f"{system}.trial")
    try:
        trial.run(trial.quickly())
    except trial.CannotBeTried as reason:  # its content was looked at; the rest is for root
        print(reason)
    return 0


def this_system() -> str:
    """The folder of the system we run on."""
    if dev.WINDOWS:
        return "windows"
    return "linux" if dev.LINUX else "macos"


def tell(folder: Path) -> None:
    """Print each file that was made with its size and checksum, and keep the checksums there."""
    sums = ""
    for file in sorted(folder.iterdir()):
        total = hashlib.sha256(file.read_bytes()).hexdigest()
        sums += f"{total}  {file.name}\n"
        dev.say(f"{file.stat().st_size / 1e6:7.1f} MB  {total}  {file.name}")
    (folder / "SHA256SUMS").write_text(sums, "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
