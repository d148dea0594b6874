"""The private working folder of one journal: its files, its lock, and what it descends from."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from ifs_desktop.vault import files
from ifs_desktop.vault.errors import AlreadyOpen

TEMPORARY = "temporary-"


class WorkingFolder:
    """Held by one process at a time; the lock ends with the process, also by exec."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "work.db"
        self._base = path / "base"
        self._lock: IO[str] | None = None

    def take(self) -> None:
        """Enter it, or raise AlreadyOpen."""
        files.make_private(self.path)
        lock = open(self.path / "lock", "a", encoding="utf-8")  # noqa: SIM115 (kept open)
        try:
            _lock(lock)
        except OSError as error:
            lock.close()
            raise AlreadyOpen from error
        self._lock = lock

    def leave(self) -> None:
        """Let others enter."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def erase(self) -> None:
        """Leave nothing behind."""
        self.leave()
        shutil.rmtree(self.path, ignore_errors=True)

    def used(self) -> bool:
        """Whether a working copy is here that its journal may not have yet."""
        return self.database.exists() and bool(self.base())

    def base(self) -> dict[str, Any]:
        """The hash of the file this copy descends from ("sha"), and of one on its way ("next")."""
        try:
            found = json.loads(self._base.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def set_base(self, sha: bytes, following: bytes | None, home: str) -> None:
        """Note the descent; ``home`` finds this folder when it began as a temporary one."""
        text = json.dumps(
            {"sha": sha.hex(), "next": following.hex() if following else None, "home": home}
        )
        files.write_whole(self._base, lambda file: _write(file, text))

    def put_aside(self, why: str) -> Path:
        """Keep a working copy that cannot be used, under a name that says when and why."""
        stamp = datetime.now().strftime("%Y-%m-%d %H.%M.%S")
        aside = self.path.parent / f"{self.path.name} {why} {stamp}"
        files.make_private(aside)
        for name in ("work.db", "work.db-wal", "base"):
            if (self.path / name).exists():
                os.replace(self.path / name, aside / name)
        files.remove(self.path / "work.db-shm")
        return aside


def home_name(journal_id: bytes, path: Path) -> str:
    """The working folder's name: the journal and, not readable from it, the file's place."""
    place = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:16]
    return f"{journal_id.hex()}-{place}"


def find(data_dir: Path, home: str) -> WorkingFolder:
    """The folder of a journal, also when its working copy began as a sample."""
    place = data_dir / "working"
    direct = WorkingFolder(place / home)
    if not direct.used():
        for path in place.glob(TEMPORARY + "*"):
            folder = WorkingFolder(path)
            if folder.base().get("home") == home:
                return folder
    return direct


def temporary(data_dir: Path) -> WorkingFolder:
    """A fresh folder for a journal without a file."""
    return WorkingFolder(data_dir / "working" / (TEMPORARY + secrets.token_hex(8)))


def sweep(data_dir: Path) -> None:
    """Erase what sample journals left behind in a crash: nobody has their keys any more."""
    for path in (data_dir / "working").glob(TEMPORARY + "*"):
        folder = WorkingFolder(path)
        if folder.base():
            continue
        try:
            folder.take()
        except AlreadyOpen:
            continue
        folder.erase()


def _write(file: Any, text: str) -> None:
    file.write(text.encode())


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
