"""What a new journal costs each time, done once: a test stays what it is and is over sooner.

- Its tables are made by the scripts once, and by the same statements from then on. The scripts take
  five times as long as what they say to the database.
- What SQLAlchemy makes of a statement is kept for all journals, not anew for each.
- SQLCipher's memory is not locked: two calls into the system for every piece of it are as much
  work as all the rest. Programs that a test starts lock it, as for everyone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as Dialect
from sqlalchemy.util import LRUCache

from ifs_desktop.store import migrations
from ifs_desktop.vault import Vault, connect

Run = Callable[[Vault, Path], None]
STATEMENTS = 4000


def make_journals_sooner(patch: pytest.MonkeyPatch) -> None:
    """All of it, for as long as the patch holds."""
    patch.setattr(migrations, "_run", made_once(migrations._run))
    patch.setattr(connect, "_GUARDED", "cipher_memory_security=OFF")
    patch.setattr(connect, "_engine", compiling_once(connect._engine))
    # A statement is looked up together with the dialect it is for, and each engine has its own.
    patch.setattr(Dialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(Dialect, "__hash__", lambda one: hash(type(one)))


def compiling_once(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """``connect._engine``, but all engines share what they have made of a statement."""
    compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)

    def made(*arguments: Any, **options: Any) -> Engine:
        engine = make(*arguments, **options)
        engine._compiled_cache = compiled
        return engine

    return made


def made_once(run: Run) -> Run:
    """``migrations._run``, but for the second new journal and all later ones."""
    said: list[tuple[str, Any]] = []

    def made(vault: Vault, scripts: Path) -> None:
        with vault.reader.connect() as connection:
            new = migrations.revision(connection) is None
        if not new or scripts != migrations.SCRIPTS:
            run(vault, scripts)
        elif said:
            with vault.engine.begin() as connection:
                for statement, values in said:
                    connection.exec_driver_sql(statement, values)
        else:
            said.extend(_listened(run, vault, scripts))

    return made


def _listened(run: Run, vault: Vault, scripts: Path) -> list[tuple[str, Any]]:
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            heard.append((statement, values))

    event.listen(vault.engine, "before_cursor_execute", hear)
    try:
        run(vault, scripts)
    finally:
        event.remove(vault.engine, "before_cursor_execute", hear)
    return heard
