"""New tables for one test after the other: made by the scripts once, then by the same statements.

The scripts take five times as long as what they say to the database, and nearly every test begins
with a new journal.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import event

from ifs_desktop.store import migrations
from ifs_desktop.vault import Vault

Run = Callable[[Vault, Path], None]


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
