"""A disk that is really full: a small file system in memory, in a namespace of its own.

    unshare -rm python -m tests.vault.full_disk FOLDER ROUNDS

Prints how often a full disk was said; ends with an error if anything was lost or said otherwise.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ifs_desktop import vault
from ifs_desktop.vault import Vault, container
from ifs_desktop.vault.errors import DiskFull, WrongPassword
from tests.vault.journals import CHEAP, NEW, PASSWORD, beside, new, texts, texts_in, write

SIZE = 2048  # KiB


def fill(disk: Path, room: int) -> Path:
    """A file that leaves only so many KiB."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - room * 1024))
    return filler


def work(opened: Vault, acknowledged: list[str]) -> int:
    """Write, publish and back up until it has been said often enough that there is no room."""
    said = 0
    for number in range(40):
        text = f"{number} " + "x" * 3000
        try:
            write(opened, text)
            acknowledged.append(text)
        except DiskFull:
            said += 1
            break
        if number % 5 == 4:
            try:
                opened.publish()
            except DiskFull:
                said += 1
    for act in (
        opened.publish,
        lambda: opened.backup(vault.backup.DAILY),
        lambda: opened.change_password(NEW, current=PASSWORD, kdf=CHEAP),
    ):
        try:
            act()
        except DiskFull:
            said += 1
    return said


def round_(folder: Path, disk: Path, private: bool, room: int) -> int:
    """One journal, whose file or working copy is on the full disk."""
    other = folder / "roomy"
    for place in (other, *disk.iterdir()):
        shutil.rmtree(place, ignore_errors=True)
    data_dir = (disk if private else other) / "data"
    path = (other if private else disk) / "Documents" / "My journal.ifsjournal"
    path.parent.mkdir(parents=True)
    opened = new(path, data_dir, "first")
    acknowledged = ["first"]
    filler = fill(disk, room)
    said = work(opened, acknowledged)
    vault.check(path)
    assert texts(opened) == acknowledged
    for file in (data_dir / "backups").rglob("*.ifsjournal"):
        vault.check(file)
    with suppress(DiskFull):
        opened.close()
    opened.abandon()
    filler.unlink()
    password = PASSWORD
    with suppress(WrongPassword):
        container.look(path).unlock(NEW)
        password = NEW
    opened = vault.unlock(path, password, data_dir=data_dir)
    write(opened, "room again")
    opened.change_password(PASSWORD, current=password, kdf=CHEAP)
    opened.close()
    assert texts_in(path, folder / "elsewhere") == [*acknowledged, "room again"]
    assert beside(path) == []
    return said


def main(folder: Path, rounds: int) -> None:
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}k", "none", str(disk)], check=True)
    said = 0
    for number in range(rounds):
        said += round_(folder, disk, number % 2 == 1, (number * 37) % 240)
    print(said)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
