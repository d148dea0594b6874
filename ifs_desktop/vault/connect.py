"""Connections to an encrypted working copy: one way to make them, and none without a key."""

from __future__ import annotations

import errno
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from ifs_desktop.vault import files, key
from ifs_desktop.vault.errors import FULL, DiskFull, NotKept
from ifs_desktop.vault.working import Unpublished

OLDEST_SQLITE = (3, 51, 3)  # before it, a WAL that is reset at the wrong moment can lose a commit
_RAW_KEY = re.compile(r"x'[0-9a-f]{64}'")  # anything else would silently be taken as a passphrase
# Whatever SQLCipher holds is locked into the memory, and wiped when it is let go of.
_GUARDED = "cipher_memory_security=ON"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "busy_timeout=5000",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    *(("fullfsync=ON", "checkpoint_fullfsync=ON") if sys.platform == "darwin" else ()),
)


class Unsafe(RuntimeError):
    """The database library does not behave as this app relies on; going on could cost data."""


class Writer(dbapi2.Connection):  # type: ignore[misc]  # a C extension without types
    """The one connection that writes. It notes a commit as unpublished before making it."""

    unpublished: Unpublished
    _known: tuple[int, int] = (0, 0)

    def commit(self) -> None:
        """Commit; a transaction that changed nothing leaves no note."""
        state = self._state()
        if state == self._known:
            super().commit()
            return
        with self.unpublished.adding():
            super().commit()
        self._known = state

    def rollback(self) -> None:
        """Take the transaction back; what it changed does not count."""
        super().rollback()
        self._known = self._state()

    def _state(self) -> tuple[int, int]:
        (schema,) = self.execute("PRAGMA schema_version").fetchone()
        return int(self.total_changes), int(schema)


def connect(
    database: Path,
    dek: bytes | bytearray,
    *,
    factory: type[Any] = dbapi2.Connection,
) -> Any:
    """A connection to an existing database (empty for a new one), with its key proven.

    Raises dbapi2.DatabaseError for a wrong key or damage, Unsafe for a library not to be trusted.
    """
    raw_key = _raw_key(dek)
    connection = dbapi2.connect(
        f"{database.absolute().as_uri()}?mode=rw",
        uri=True,
        isolation_level=None,  # transactions begin where we say so, DDL included
        check_same_thread=False,  # the pools hand a connection to one thread at a time
        factory=factory,
    )
    try:
        connection.execute("PRAGMA cipher_log_level=none").fetchall()
        connection.execute(f"PRAGMA {_GUARDED}").fetchall()
        connection.set_key(raw_key)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # proves the key
        _distrust(connection, database)
    except BaseException:
        connection.close()
        raise
    return connection


def _raw_key(dek: bytes | bytearray) -> str:
    raw_key = f"x'{key.expand(dek, 'database').hex()}'"
    if not _RAW_KEY.fullmatch(raw_key):
        raise Unsafe("the key has the wrong form")
    return raw_key


def _distrust(connection: Any, database: Path) -> None:
    def value(pragma: str) -> Any:
        row = connection.execute(f"PRAGMA {pragma}").fetchone()
        return row[0] if row else None

    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise Unsafe(f"SQLite {dbapi2.sqlite_version} is too old")
    if not value("cipher_version"):
        raise Unsafe("this SQLite does not encrypt")
    if value("journal_mode") != "wal":
        raise Unsafe("no write-ahead log")
    if value("temp_store") not in (0, 2):
        raise Unsafe("temporary tables would go to the disk")
    if value("auto_vacuum") != 0:
        raise Unsafe("auto_vacuum moves pages")
    if looks_plain(database):
        raise Unsafe("the database is not encrypted")


def looks_plain(database: Path) -> bool:
    """Whether a database is empty or not encrypted."""
    with database.open("rb") as file:
        start = file.read(6)
    return len(start) < 6 or start == b"SQLite"


def make(database: Path, dek: bytes | bytearray) -> None:
    """A new, empty, encrypted database."""
    files.create(database).close()
    connect(database, dek).close()


def is_sound(database: Path, dek: bytes | bytearray) -> bool:
    """Whether every page opens with the key and the tables hang together."""
    try:
        with raising_os_errors(), closing(connect(database, dek)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchall() == [("ok",)])
    except dbapi2.DatabaseError as error:
        if isinstance(error, dbapi2.OperationalError):
            raise  # busy, say: no sign of damage
        return False


def snapshot(
    database: Path,
    dek: bytes | bytearray,
    into: Path,
    halt: Halt | None = None,
    *,
    new_dek: bytes | bytearray | None = None,
) -> None:
    """Write what is committed now to the new file ``into``, under the same key or a new one.

    Neither waits for the writer nor holds it up. Raises OSError if there is no room, Halted if
    ``halt`` was interrupted meanwhile.
    """
    files.create(into).close()  # made here, so that nobody else may read it
    with (
        raising_os_errors(),
        closing(connect(database, dek)) as connection,
        (halt or Halt()).stopping(connection),
    ):
        place = f"{into.absolute().as_uri()}?mode=rw"
        if new_dek is not None:
            place += f"&key={quote(_raw_key(new_dek))}"
        connection.execute("VACUUM INTO ?", (place,))


class Halted(Exception):
    """Long work was stopped on purpose, because the journal is about to close."""


class Halt:
    """Stops long work of other threads, inside the database too. Once interrupted it stays so."""

    def __init__(self) -> None:
        self._gate = threading.Lock()
        self._connections: list[Any] = []
        self._stopped = False

    def interrupt(self) -> None:
        """Stop what is under way and what would begin."""
        with self._gate:
            self._stopped = True
            for connection in self._connections:
                connection.interrupt()

    def check(self) -> None:
        """Raise Halted once it was interrupted."""
        if self._stopped:
            raise Halted

    @contextmanager
    def stopping(self, connection: Any) -> Iterator[None]:
        """Within the block, interrupting reaches this connection (or Halt) and raises Halted."""
        with self._gate:
            self.check()
            self._connections.append(connection)
        try:
            yield
        except dbapi2.OperationalError:
            self.check()  # interrupted, that is why
            raise
        finally:
            with self._gate:
                self._connections.remove(connection)


@contextmanager
def raising_os_errors() -> Iterator[None]:
    """Turn the database's words for a disk that is full or gone into the system's."""
    try:
        yield
    except dbapi2.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == dbapi2.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        if code in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_READONLY):
            raise OSError(errno.EIO, os.strerror(errno.EIO)) from error
        raise


def writer(
    database: Path, dek: bytearray, unpublished: Unpublished, closed: threading.Event
) -> Engine:
    """The engine all changes go through: one connection, transactions that own the write lock."""

    def open_() -> Any:
        _refuse_if(closed)
        with _keeping():
            connection = connect(database, dek, factory=Writer)
        connection.unpublished = unpublished
        connection.rollback()  # takes note of the state it starts from
        return connection

    engine = _engine(open_, "BEGIN IMMEDIATE", poolclass=StaticPool)

    @event.listens_for(engine, "handle_error")
    def failed(context: Any) -> None:
        error = context.original_exception
        if isinstance(error, OSError | dbapi2.OperationalError):
            with suppress(dbapi2.OperationalError), _keeping():
                raise error

    return engine


@contextmanager
def _keeping() -> Iterator[None]:
    """Raise DiskFull or NotKept where the disk does not take what is written."""
    try:
        with raising_os_errors():
            yield
    except OSError as error:
        raise (DiskFull if error.errno in FULL else NotKept) from error


def reader(database: Path, dek: bytearray, closed: threading.Event) -> Engine:
    """The engine for reading, from any thread: each transaction sees one moment."""

    def open_() -> Any:
        _refuse_if(closed)
        connection = connect(database, dek)
        connection.execute("PRAGMA query_only=ON")
        return connection

    # The one last used comes first: it has pages at hand that were read and decrypted.
    pool = {"pool_size": 4, "max_overflow": 12, "pool_use_lifo": True}
    return _engine(open_, "BEGIN", poolclass=QueuePool, **pool)


def _refuse_if(closed: threading.Event) -> None:
    """An engine would connect again after it was disposed of; the folder may be another's then."""
    if closed.is_set():
        raise RuntimeError("the journal is closed")


def _engine(open_: Callable[[], Any], begin: str, **options: Any) -> Engine:
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=open_, hide_parameters=True, **options
    )

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
