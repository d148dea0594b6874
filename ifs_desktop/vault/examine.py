"""Looking at everything in an open journal: its file, its pages, its tables, its search index.

Each look misses something another one sees: the file's checksum says nothing of the working copy,
SQLCipher's own check knows pages but no tables, SQLite's knows tables but not the index inside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlcipher3 import dbapi2

from ifs_desktop.vault import connect, container
from ifs_desktop.vault.connect import Halt
from ifs_desktop.vault.errors import JournalError, WorkingCopyDamaged

What = Literal["file", "pages", "tables", "links", "index"]
ALL: tuple[What, ...] = ("file", "pages", "tables", "links", "index")
Told = Callable[[What, float], None]  # what is looked at now, and how much of all is behind us
_LOOKS: tuple[tuple[What, str, list[tuple[str]]], ...] = (
    ("pages", "cipher_integrity_check", []),
    ("tables", "integrity_check", [("ok",)]),
    ("links", "foreign_key_check", []),
)
_QUICK: tuple[What, str, list[tuple[str]]] = ("tables", "quick_check", [("ok",)])
_INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'"


@dataclass(frozen=True, slots=True)
class Finding:
    """One look, and what came of it."""

    what: What
    error: JournalError | None = None  # None: sound

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self.error is None


def look_at_all(
    path: Path,
    database: Path,
    dek: bytes | bytearray,
    snapshot: Callable[[], Any],
    told: Told,
    halt: Halt,
) -> Iterator[Finding]:
    """One finding after the other. ``snapshot`` is a context with a copy of the database.

    A file that is not there is left out. Raises Halted, OSError.
    """
    if path.exists():
        told("file", 0.0)
        yield Finding("file", _look_at_file(path, halt))
    try:
        opened = _connect(path, database, dek)
    except WorkingCopyDamaged as error:
        yield Finding("pages", error)
        return
    with closing(opened) as connection, halt.stopping(connection):
        # SQLCipher looks into the database's file only, not into the log beside it.
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        for number, (what, pragma, good) in enumerate(_LOOKS, start=1):
            told(what, number / len(ALL))
            sound = _asked(connection, f"PRAGMA {pragma}") == good
            yield Finding(what, None if sound else WorkingCopyDamaged(path))
            halt.check()
    told("index", 0.8)
    yield Finding("index", _look_at_index(path, dek, snapshot, halt))
    told("index", 1.0)


def look_quickly(
    path: Path, database: Path, dek: bytes | bytearray, told: Told, halt: Halt
) -> Iterator[Finding]:
    """The tables alone, and less closely: what can be done every day. Raises Halted."""
    what, pragma, good = _QUICK
    told(what, 0.0)
    try:
        with closing(_connect(path, database, dek)) as connection, halt.stopping(connection):
            sound = _asked(connection, f"PRAGMA {pragma}") == good
    except WorkingCopyDamaged:
        sound = False
    yield Finding(what, None if sound else WorkingCopyDamaged(path))
    told(what, 1.0)


def _connect(path: Path, database: Path, dek: bytes | bytearray) -> Any:
    """A connection; WorkingCopyDamaged if the damage is so deep that there is none."""
    try:
        return connect.connect(database, dek)
    except dbapi2.OperationalError:
        raise  # busy: no sign of damage
    except dbapi2.DatabaseError as error:
        raise WorkingCopyDamaged(path) from error


def _look_at_index(
    path: Path, dek: bytes | bytearray, snapshot: Callable[[], Any], halt: Halt
) -> JournalError | None:
    """The index has its own check, which wants to write: it gets a copy."""
    try:
        with (
            snapshot() as copy,
            closing(_connect(path, copy, dek)) as connection,
            halt.stopping(connection),
        ):
            sound = all(_index_is_sound(connection, name) for name in _names(connection))
    except WorkingCopyDamaged as error:  # so much that no copy can be made
        return error
    return None if sound else WorkingCopyDamaged(path)


def _look_at_file(path: Path, halt: Halt) -> JournalError | None:
    try:
        container.check(path, container.halting(halt))
    except JournalError as error:
        return error
    return None


def _asked(connection: Any, question: str) -> list[tuple[Any, ...]]:
    """The rows; damage so deep that the question fails is an answer too."""
    try:
        return list(connection.execute(question).fetchall())
    except dbapi2.OperationalError:
        raise  # busy or interrupted: no sign of damage
    except dbapi2.DatabaseError:
        return [("not readable",)]


def _names(connection: Any) -> list[str]:
    return [name for (name,) in connection.execute(_INDEXES).fetchall()]


def _index_is_sound(connection: Any, name: str) -> bool:
    quoted = '"' + name.replace('"', '""') + '"'
    try:
        connection.execute(f"INSERT INTO {quoted}({quoted}) VALUES('integrity-check')")
    except dbapi2.OperationalError:
        raise
    except dbapi2.DatabaseError:
        return False
    return True
