"""SQLCipher connections to the working copy, and the engines over them."""

from __future__ import annotations

import re
import sys
import urllib.parse
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from ifs_desktop.vault import key
from ifs_desktop.vault.errors import WorkingCopyDamaged

OLDEST_SQLITE = (3, 51, 3)
_RAW_KEY = re.compile(r"x'[0-9a-f]{64}'")
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
)
_MAC_PRAGMAS = ("fullfsync=ON", "checkpoint_fullfsync=ON")


def connect(path: Path, data_key: bytes, *, read_only: bool = False) -> Any:
    """A checked connection; the file is made if it is not there. Any thread may use it.

    Raises WorkingCopyDamaged if the file cannot be read with this key.
    """
    uri = f"file:{urllib.parse.quote(str(path))}?mode={'rw' if read_only else 'rwc'}"
    connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection, data_key, read_only)
    except BaseException as error:
        connection.close()
        if isinstance(error, driver.DatabaseError | MemoryError):
            raise WorkingCopyDamaged from error
        raise
    return connection


def _prepare(connection: Any, data_key: bytes, read_only: bool) -> None:
    raw = f"x'{key.derive(data_key, 'sqlcipher').hex()}'"
    # Anything but 64 hex digits would silently become a passphrase, and no key a plain file.
    if not _RAW_KEY.fullmatch(raw):
        raise ValueError("not a raw key")
    connection.execute("PRAGMA cipher_log_level=none")
    connection.execute("PRAGMA cipher_memory_security=ON")
    connection.set_key(raw)
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this SQLite does not encrypt")
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError("this SQLite is too old")
    for pragma in _PRAGMAS + (_MAC_PRAGMAS if sys.platform == "darwin" else ()):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # proves the key
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        raise RuntimeError("the working copy is not in WAL mode")
    if connection.execute("PRAGMA temp_store").fetchone()[0] not in (0, 2):
        raise RuntimeError("temporary tables would reach the disk")
    if read_only:
        connection.execute("PRAGMA query_only=ON")


def writer(path: Path, data_key: bytes) -> Engine:
    """The one engine that changes things. Each transaction holds the write lock from its start."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, data_key),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader(path: Path, data_key: bytes) -> Engine:
    """An engine for reading, for the UI thread and workers: one connection each at a time."""
    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=lambda: connect(path, data_key, read_only=True),
        poolclass=QueuePool,
        pool_size=3,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")
