"""What an export holds: every row as it is now, from one moment, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import UniqueConstraint, func, select
from sqlalchemy.orm import Session

from ifs_desktop.exchange.values import TABLES
from ifs_desktop.store import Store
from ifs_desktop.store.changes import Values
from ifs_desktop.store.schema import Row

AT_ONCE = 500  # rows


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The journal at one moment. Only within the block that gave it."""

    session: Session

    def count(self) -> int:
        """How many rows there are."""
        tables = Row.metadata.tables
        counts = (
            self.session.scalar(select(func.count()).select_from(tables[name])) or 0
            for name in TABLES
        )
        return sum(counts)

    def rows(self, name: str, **where: Any) -> Iterator[Values]:
        """The rows of a table, or those whose columns have these values, by id."""
        table = Row.metadata.tables[name]
        query = select(table).order_by(table.c.id)
        for column, value in where.items():
            query = query.where(table.c[column] == value)
        found = self.session.execute(query.execution_options(yield_per=AT_ONCE))
        for row in found.mappings():
            yield dict(row)


@contextmanager
def snapshot(store: Store) -> Iterator[Snapshot]:
    """Read from one moment; safe from any thread."""
    with store.read() as session:
        yield Snapshot(session)


def last_ids(session: Session) -> dict[str, int]:
    """The highest id each table ever gave."""
    used = session.connection().exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {str(name): int(last) for name, last in used}


def unique_columns(name: str) -> list[tuple[str, ...]]:
    """The groups of columns that no two rows of a table share."""
    table = Row.metadata.tables[name]
    return [
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]


def references(name: str) -> dict[str, str]:
    """The columns of a table that point at rows, and the tables these are in."""
    columns = Row.metadata.tables[name].columns
    return {c.name: key.column.table.name for c in columns for key in c.foreign_keys}
