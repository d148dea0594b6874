"""What is in a journal, seen from outside the store: every row, and every word of the index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select, text

from ifs_desktop.store import fold, search
from ifs_desktop.store.schema import UNDO_EXEMPT, Row

Dump = dict[str, list[tuple[Any, ...]]]
Words = list[tuple[int, str, int]]  # the index's row, a word, its place in the row
INDEXES = ("search", "search_begin")


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
        return _words(connection, "main")


def indexed_anew(engine: Engine) -> Words:
    """What the index holds if it is written from nothing."""
    with engine.begin() as connection:
        for name in INDEXES:
            sql = connection.execute(text(f"SELECT sql FROM sqlite_schema WHERE name = '{name}'"))
            made = str(sql.scalar_one()).replace(f"TABLE {name}", f"TABLE temp.{name}_fresh")
            connection.exec_driver_sql(made)
        for number, table in enumerate(search.TABLES):
            for row in connection.execute(select(table.__table__)).mappings():
                said = fold.spaced(search.WORDS[table.__tablename__](dict(row))).strip()
                if row.get("put_away") is None and said:
                    said = f"{said} {fold.kind(table.__tablename__)}"
                    key = row["id"] * 64 + number
                    for name in INDEXES:
                        connection.exec_driver_sql(
                            f"INSERT INTO temp.{name}_fresh(rowid, words) VALUES(?, ?)",
                            (key, said),
                        )
        found = _words(connection, "temp")
        for name in INDEXES:
            connection.exec_driver_sql(f"DROP TABLE temp.{name}_fresh")
        return found


def dangling(engine: Engine) -> list[tuple[Any, ...]]:
    """Rows that point at rows which are not there."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]


def _words(connection: Connection, schema: str) -> Words:
    """As (row id * 64 + number of its table, word, place); the index of beginnings has no places.

    One that was written anew is numbered so, the real one says it in a table of its own.
    """
    found: Words = []
    for name in INDEXES:
        table = name if schema == "main" else f"{name}_fresh"
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE temp.seen USING fts5vocab('{schema}', '{table}', 'instance')"
        )
        key, joined = "doc", ""
        if schema == "main":
            key, joined = "row_id * 64 + kind", " LEFT JOIN search_row ON search_row.id = doc"
        rows = connection.exec_driver_sql(f"SELECT {key}, term, offset FROM temp.seen{joined}")
        words = [(int(doc), str(term), int(place or 0)) for doc, term, place in rows]
        found += sorted(words)
        connection.exec_driver_sql("DROP TABLE temp.seen")
    return found
