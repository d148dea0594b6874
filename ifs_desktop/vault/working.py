"""The private working copy: its folder, the file it descends from, and who has it open."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ifs_desktop.file_lock import FileLock, Held
from ifs_desktop.vault import files
from ifs_desktop.vault.errors import AlreadyOpen, WorkingCopyDamaged

TEMPORARY = "temporary-"


def mark_of(path: Path) -> str:
    """What stands for a file's place, so that no path is kept in clear."""
    return sha256(os.fsencode(os.path.normcase(path))).hexdigest()[:16]


def name_of(journal_id: bytes, path: Path) -> str:
    """The name of the folder for the journal at ``path``."""
    return f"{journal_id.hex()}-{mark_of(path)}"


def lock_of(folder: Path) -> Path:
    """The lock that guards a folder: named by the mark of the path, or the random end."""
    return folder.parent / f"{folder.name.rpartition('-')[2]}.lock"


def path_lock(root: Path, path: Path) -> Path:
    """The lock that guards the journal at ``path``; ``root`` is where the folders are."""
    return root / f"{mark_of(path)}.lock"


@dataclass(frozen=True, slots=True)
class Origin:
    """The user's file that a working copy descends from."""

    name: str  # journal id and mark of the path
    file: str  # SHA-256 of the body last published or opened, in hex
    generation: int
    next: str = ""  # SHA-256 of the body about to be published: a crash may come on either side
    head: str = ""  # the file's header, in hex: its slots open this copy, should the file get lost
    renewed: bool = False  # ``next`` has another key: once it is there, this copy is of no use


class Guard(FileLock):
    """The lock of a working copy."""

    def __init__(self, lock: Path, path: Path) -> None:
        """Raises AlreadyOpen, naming ``path``, if somebody holds it."""
        files.make_folder(lock.parent)
        try:
            super().__init__(lock)
        except Held as error:
            raise AlreadyOpen(path) from error


class Unpublished:
    """Whether the working copy holds commits that the user's file does not; it outlives a crash."""

    def __init__(self, marker: Path) -> None:
        self._marker = marker
        self._gate = threading.Lock()
        self._commits = 0
        self.any = marker.exists()

    @contextlib.contextmanager
    def adding(self) -> Iterator[None]:
        """Around a commit: noted before it is made, so a crash can only err on the safe side."""
        with self._gate:
            if not self.any:
                with contextlib.suppress(FileExistsError):
                    files.create(self._marker).close()
                files.sync_folder(self._marker.parent)
                self.any = True
            yield
            self._commits += 1

    def count(self) -> int:
        """How many commits there were; none is under way at this moment."""
        with self._gate:
            return self._commits

    def settle(self, count: int) -> None:
        """The first ``count`` commits are in the user's file."""
        with self._gate:
            if self._commits == count:
                files.remove(self._marker)
                self.any = self._marker.exists()


class Working:
    """One working copy's folder: ``work.db``, ``base`` and ``unpublished``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "work.db"
        self.marker = folder / "unpublished"
        self._base = folder / "base"

    def base(self) -> Origin | None:
        """What the copy descends from; None if there is no copy. Raises WorkingCopyDamaged."""
        if not self._base.exists() or not self.database.exists():
            return None
        try:
            return Origin(**json.loads(self._base.read_bytes()))
        except (ValueError, TypeError) as error:
            raise WorkingCopyDamaged from error

    def descend(self, base: Origin) -> None:
        """Note what the copy descends from."""
        files.write_small(self._base, json.dumps(asdict(base)).encode())

    def erase(self) -> None:
        """Remove the folder. Stopped half-way, it leaves nothing that could be taken for a copy."""
        files.remove(self.database)
        if self.database.exists():
            return  # Windows: somebody still reads; the next unlock finds it whole
        if self.folder.is_dir():
            for path in sorted(self.folder.iterdir(), key=self._base.__eq__):
                files.remove(path)
            with contextlib.suppress(OSError):
                self.folder.rmdir()

    def copy_to(self, other: Working, base: Origin) -> None:
        """Make ``other`` a copy of this one, which nobody has open. Cut off, it is no copy yet."""
        other.erase()
        files.make_folder(other.folder)
        for path in (self.database, self.database.with_name(f"{self.database.name}-wal")):
            if path.exists():
                files.duplicate(path, other.folder / path.name)
        files.create(other.marker).close()
        other.descend(replace(base, name=other.folder.name))

    def forget(self) -> None:
        """Descend from no file again."""
        files.remove(self._base)

    def tidy(self) -> None:
        """Remove what a crash left beside the copy: snapshots and half-written notes."""
        kept = (self._base.name, self.marker.name, self.database.name)
        for path in self.folder.iterdir():
            if not path.name.startswith(kept):
                files.remove(path)

    def put_aside(self, place: Path) -> Path:
        """Move the folder away under a name of its own; nothing is deleted."""
        files.make_folder(place)
        stamp = datetime.now().strftime("%Y-%m-%d %H.%M.%S.%f")
        aside = place / f"{self.folder.name} {stamp}"
        self.folder.rename(aside)
        return aside


def find(root: Path, name: str) -> Working:
    """The working copy of a journal: usually the folder of that name.

    A sample that was kept stays in the folder it began in, until it is closed.
    """
    for folder in root.glob(f"{TEMPORARY}*"):
        with contextlib.suppress(WorkingCopyDamaged):
            kept = Working(folder)
            base = kept.base()
            if base is not None and base.name == name:
                return kept
    return Working(root / name)


def orphans(root: Path, path: Path) -> list[Working]:
    """Working copies of whatever journal was at ``path``, the one last written to first."""
    found = []
    for folder in (*root.glob(f"*-{mark_of(path)}"), *root.glob(f"{TEMPORARY}*")):
        with contextlib.suppress(WorkingCopyDamaged, OSError):
            working = Working(folder)
            base = working.base()
            if base is not None and base.name.endswith(mark_of(path)) and base.file and base.head:
                found.append((working.database.stat().st_mtime, working))
    return [working for _, working in sorted(found, key=lambda pair: pair[0], reverse=True)]


def bring_along(root: Path, working: Working, journal_id: bytes, body_hash: bytes) -> None:
    """Copy what was left unpublished when this very file was at another place.

    A stick may come back under another letter, and a file be renamed. It is copied, not moved: the
    file may still be there, too, and this one only a copy of it.
    """
    name = journal_id.hex()
    for folder in (*root.glob(f"{name}-*"), *root.glob(f"{TEMPORARY}*")):
        left = Working(folder)
        with contextlib.suppress(WorkingCopyDamaged, AlreadyOpen):
            base = left.base()
            if base is None or not base.name.startswith(name) or not left.marker.exists():
                continue
            if body_hash.hex() in (base.file, base.next):
                guard = Guard(root / f"{base.name.rpartition('-')[2]}.lock", folder)
                try:
                    left.copy_to(working, base)
                finally:
                    guard.release()
                return


def sweep(root: Path) -> None:
    """Erase what crashed before there was anything to keep: folders that descend from no file.

    Old locks that nobody holds go too.
    """
    for folder in root.glob("*-*/"):
        if _has_a_file(Working(folder)):
            continue
        try:
            guard = Guard(lock_of(folder), folder)
        except (AlreadyOpen, OSError):
            continue
        Working(folder).erase()
        guard.release()
    for lock in root.glob("*.lock"):
        # Not a young one: whoever is about to take it would find it taken, by us.
        with contextlib.suppress(AlreadyOpen, OSError):
            if time.time() - lock.stat().st_mtime > files.LEFT_AFTER:
                Guard(lock, lock).release()


def _has_a_file(working: Working) -> bool:
    try:
        base = working.base()
    except (WorkingCopyDamaged, OSError):
        return True
    # Without a note nothing was begun; with a note but no database, loading or erasing was cut off.
    return base is not None and base.file != ""


class Seen:
    """The last generation seen of each journal, so that an older file can be announced."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / "seen.json"

    def generation(self, journal_id: bytes) -> int:
        """0 for a journal never seen here."""
        found = self._all().get(journal_id.hex(), 0)
        return found if isinstance(found, int) else 0

    def note(self, journal_id: bytes, generation: int) -> None:
        """Remember the highest; a disk that cannot is no reason to stop."""
        if generation <= self.generation(journal_id):
            return
        known = {**self._all(), journal_id.hex(): generation}
        with contextlib.suppress(OSError):
            files.write_small(self._path, json.dumps(known).encode())

    def _all(self) -> dict[str, object]:
        try:
            known = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def about_to_publish(base: Origin, body_hash: bytes, *, renewed: bool = False) -> Origin:
    """The base while the file may be either the old or the new one."""
    return replace(base, next=body_hash.hex(), renewed=renewed)
