"""Undo for every table at once: rows are recorded as they are flushed, and written back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, event, insert, inspect, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState, Session

from ifs_desktop.store.changes import RowChange, Step, Values
from ifs_desktop.store.schema import UNDO_EXEMPT, Row

KEPT_STEPS = 2000
TYPING_PAUSE = 20.0  # seconds after which typing in the same field is a new step


class Recorder:
    """Listens to one session and remembers each touched row as it was and as it is."""

    def __init__(self, session: Session) -> None:
        self._rows: dict[tuple[str, int], RowChange] = {}
        event.listen(session, "after_flush", self._flushed)
        event.listen(session, "do_orm_execute", _refuse_bulk)

    def rows(self) -> tuple[RowChange, ...]:
        """What changed, without rows that ended as they began."""
        return tuple(row for row in self._rows.values() if row.before != row.after)

    def _flushed(self, session: Session, _context: object) -> None:
        for item in session.new:
            self._note(item, None, _now(item))
        for item in session.dirty:
            if session.is_modified(item):
                self._note(item, _before(item), _now(item))
        for item in session.deleted:
            self._note(item, _before(item), None)

    def _note(self, item: Row, before: Values | None, after: Values | None) -> None:
        table = item.__tablename__
        known = self._rows.get((table, item.id))
        if known is not None:
            before = known.before
        self._rows[table, item.id] = RowChange(table, item.id, before, after)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not state.is_select:
        raise RuntimeError("bulk SQL inside an edit cannot be undone: change mapped rows instead")


def _now(item: Row) -> Values:
    state = inspect(item)
    return {attr.key: state.dict[attr.key] for attr in state.mapper.column_attrs}


def _before(item: Row) -> Values:
    state = inspect(item)
    values: Values = {}
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].history
        if history.deleted:
            values[attr.key] = history.deleted[0]
        elif history.added:
            raise RuntimeError(f"{item.__tablename__}.{attr.key} was set before it was loaded")
        else:
            values[attr.key] = state.dict[attr.key]
    return values


def reversed_rows(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The same changes, backwards."""
    return tuple(RowChange(r.table, r.id, r.after, r.before) for r in reversed(tuple(rows)))


def write(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Bring each row to its ``after``. Foreign keys are checked when the transaction ends."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for row in rows:
        table: Any = Row.metadata.tables[row.table]
        if row.after is None:
            connection.execute(delete(table).where(table.c.id == row.id))
        elif row.before is None:
            connection.execute(insert(table).values(row.after))
        else:
            connection.execute(update(table).where(table.c.id == row.id).values(row.after))


class History:
    """The two stacks. It holds plain text, so it is cleared when the journal closes."""

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=KEPT_STEPS)
        self.undone: list[Step] = []
        self._pushed = 0.0

    def push(self, step: Step) -> None:
        """Remember a step; it joins the last one when both carry the same merge key."""
        if all(row.table in UNDO_EXEMPT for row in step.rows):
            return
        last = self.done[-1] if self.done and not self.undone else None
        self.undone.clear()
        typing = time.monotonic() - self._pushed < TYPING_PAUSE
        self._pushed = time.monotonic()
        if typing and last is not None and step.merge is not None and last.merge == step.merge:
            self.done[-1] = Step(step.label, _joined(last.rows, step.rows), step.place, step.merge)
        else:
            self.done.append(step)

    def clear(self) -> None:
        """Forget everything."""
        self.done.clear()
        self.undone.clear()


def _joined(first: Iterable[RowChange], second: Iterable[RowChange]) -> tuple[RowChange, ...]:
    rows = {(row.table, row.id): row for row in first}
    for row in second:
        known = rows.get((row.table, row.id))
        before = row.before if known is None else known.before
        rows[row.table, row.id] = RowChange(row.table, row.id, before, row.after)
    return tuple(rows.values())
