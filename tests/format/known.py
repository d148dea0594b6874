"""The known-answer journals, and the rows of a journal as the app and as the reader see them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from tests.format.reader import open_journal
from tests.tools.source import ROOT

FOLDER = ROOT / "tests" / "data" / "journals"
MANIFEST: dict[str, dict[str, Any]] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))
_ROWS = "SELECT * FROM {} ORDER BY 1"
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL TABLE%'"
)

Rows = dict[str, list[tuple[Any, ...]]]


def released(name: str) -> Path:
    """The file of a known-answer journal."""
    return FOLDER / f"{name}.ifsjournal"


def rows_by_app(engine: Engine) -> Rows:
    """Every row of every table, SQLite's own and those of the index among them."""
    with engine.connect() as connection:
        names = list(connection.exec_driver_sql(_TABLES).scalars())
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(_ROWS.format(name))]
            for name in names
        }


def rows_by_reader(path: Path, password: str | None = None, code: str | None = None) -> Rows:
    """The same, by the independent reader."""
    connection = open_journal(path.read_bytes(), password, code)
    names = [name for (name,) in connection.execute(_TABLES)]
    found = {name: connection.execute(_ROWS.format(name)).fetchall() for name in names}
    connection.close()
    return found
