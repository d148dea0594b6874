"""What is in a journal, seen from outside the store: every row, and every word of the index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, text

from ifs_desktop.store import search
from ifs_desktop.store.schema import UNDO_EXEMPT, Row

Dump = dict[str, list[tuple[Any, ...]]]
Words = list[tuple[int, str, int]]  # the index's row, a word, its place in the row


def dump(engine: Engine) -> Dump:
    """All rows as SQLite holds them, but for drafts and view state."""
    with engine.connect() as connection:
        names = sorted(Row.metadata.tables.keys() - UNDO_EXEMPT)
        found = {
            name: connection.execute(text(f"SELECT * FROM {name} ORDER BY id")) for name in names
        }
        return {name: [tuple(row) for row in rows] for name, rows in found.items()}


def indexed(engine: Engine) -> Words:
    """Every word of the full-text index. ``engine`` is the writer: this makes temporary tables."""
    with engine.begin() as connection:
        return _words(connection, "main", "search")


def indexed_anew(engine: Engine) -> Words:
    """What the index holds if it is written from nothing."""
    with engine.begin() as connection:
        sql = connection.execute(text("SELECT sql FROM sqlite_schema WHERE name = 'search'"))
        made = str(sql.scalar_one()).replace("TABLE search", "TABLE temp.fresh")
        connection.exec_driver_sql(made)
        for number, table in enumerate(search.TABLES):
            name = table.__tablename__
            for row in connection.execute(text(f"SELECT * FROM {name}")).mappings():
                said = search.spaced(search.WORDS[name](dict(row))).strip()
                if row.get("put_away") is None and said:
                    connection.exec_driver_sql(
                        "INSERT INTO temp.fresh(rowid, words) VALUES(?, ?)",
                        (row["id"] * 64 + number, said),
                    )
        found = _words(connection, "temp", "fresh")
        connection.exec_driver_sql("DROP TABLE temp.fresh")
        return found


def dangling(engine: Engine) -> list[tuple[Any, ...]]:
    """Rows that point at rows which are not there."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def _words(connection: Connection, schema: str, table: str) -> Words:
    seen = f"temp.{table}_seen"
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {seen} USING fts5vocab('{schema}', '{table}', 'instance')"
    )
    rows = connection.exec_driver_sql(f"SELECT doc, term, offset FROM {seen} ORDER BY 1, 3, 2")
    found = [(int(doc), str(term), int(offset)) for doc, term, offset in rows]
    connection.exec_driver_sql(f"DROP TABLE {seen}")
    return found
