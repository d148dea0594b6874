"""Undo for every table at once: rows are recorded as they are flushed, and written back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, event, insert, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from ifs_desktop.store.changes import RowChange, Step, Values
from ifs_desktop.store.schema import UNDO_EXEMPT, Row

KEPT_STEPS = 2000
KEPT_SIZE = 32 << 20  # letters and bytes in all of them: a long page or a picture holds many
TYPING_PAUSE = 20.0  # seconds after which typing in the same field is a new step
_BULK = "bulk SQL inside an edit cannot be undone: change mapped rows instead"


class EditSession(Session):
    """A session without the old bulk methods: they go past the flush, and so past undo."""

    def bulk_save_objects(self, *_args: Any, **_named: Any) -> None:
        """Refuse."""
        raise RuntimeError(_BULK)

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


class Recorder:
    """Listens to one session and remembers each touched row as it was and as it is."""

    def __init__(self, session: Session) -> None:
        self._rows: dict[tuple[str, int], RowChange] = {}
        event.listen(session, "after_flush", self._flushed)
        # Not session.deleted: a row that was taken out of its parent's list is not in there.
        event.listen(session, "persistent_to_deleted", self._deleted)
        event.listen(session, "do_orm_execute", _refuse_bulk)
        event.listen(session, "after_transaction_create", _refuse_savepoint)

    def rows(self) -> tuple[RowChange, ...]:
        """What changed, without rows that ended as they began."""
        return tuple(row for row in self._rows.values() if row.before != row.after)

    def _flushed(self, session: Session, _context: object) -> None:
        for item in session.new:
            self._note(item, before=None, after=_now(item, _unset(item)))
        for item in session.dirty:
            if session.is_modified(item) or _set_by_sql(item):
                known = self._known(item)
                if known is None or known.after is None:
                    self._note(item, before=_before(item), after=_now(item, {}))
                else:
                    self._note(item, before=known.before, after=_now(item, known.after))

    def _deleted(self, _session: Session, item: Row) -> None:
        known = self._known(item)
        self._note(item, before=known.before if known else _before(item), after=None)

    def _known(self, item: Row) -> RowChange | None:
        return self._rows.get((item.__tablename__, item.id))

    def _note(self, item: Row, *, before: Values | None, after: Values | None) -> None:
        known = self._known(item)
        if known is not None:
            before = known.before
        table = item.__tablename__
        self._rows[table, item.id] = RowChange(table, item.id, before, after)


def _refuse_bulk(state: ORMExecuteState) -> None:
    statement = state.statement
    if state.is_select:
        return
    if isinstance(statement, TextClause) and statement.text.lstrip()[:7].upper() == "SELECT ":
        return
    raise RuntimeError(_BULK)


def _refuse_savepoint(_session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        raise RuntimeError("a savepoint inside an edit cannot be undone: nest edits instead")


def _set_by_sql(item: Row) -> bool:
    state = inspect(item)
    return not state.expired_attributes.isdisjoint(state.mapper.column_attrs.keys())


def _unset(item: Row) -> Values:
    """What a new row holds in the columns nobody set."""
    return {attr.key: None for attr in inspect(item).mapper.column_attrs}


def _now(item: Row, known: Values) -> Values:
    """The row as it was written; columns that were never looked at are as they were ``known``."""
    state = inspect(item)
    values: Values = {}
    for attr in state.mapper.column_attrs:
        key = attr.key
        if key in state.dict:
            values[key] = state.dict[key]
        elif key in known and key not in state.expired_attributes:
            values[key] = known[key]
        else:
            raise RuntimeError(f"{item.__tablename__}.{key} was written without being known")
    return values


def _before(item: Row) -> Values:
    state = inspect(item)
    values: Values = {}
    for attr in state.mapper.column_attrs:
        key = attr.key
        history = state.attrs[key].history
        if history.deleted:
            values[key] = history.deleted[0]
        elif history.added or key not in state.dict:
            raise RuntimeError(f"{item.__tablename__}.{key} was written without being known")
        else:
            values[key] = state.dict[key]
    return values


def reversed_rows(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """The same changes, backwards."""
    return tuple(RowChange(r.table, r.id, r.after, r.before) for r in reversed(tuple(rows)))


def write(connection: Connection, rows: Iterable[RowChange]) -> None:
    """Bring each row to its ``after``. Foreign keys are checked when the transaction ends.

    All rows are taken out before any is put in, so that two rows which swapped a unique value,
    or a merged step whose order is lost, never stand in each other's way.
    """
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    out: dict[str, list[Values]] = {}
    into: dict[str, list[Values]] = {}
    for row in rows:
        if row.before is not None:
            out.setdefault(row.table, []).append({"_id": row.id})
        if row.after is not None:
            into.setdefault(row.table, []).append(row.after)
    tables = Row.metadata.tables
    for name, keys in out.items():
        connection.execute(delete(tables[name]).where(tables[name].c.id == bindparam("_id")), keys)
    for name, values in into.items():
        connection.execute(insert(tables[name]), values)


class History:
    """The two stacks. It holds plain text, so it is cleared when the journal closes."""

    def __init__(self) -> None:
        self.done: deque[Step] = deque(maxlen=KEPT_STEPS)
        self.undone: list[Step] = []
        self._pushed = 0.0

    def push(self, step: Step) -> None:
        """Remember a step; it joins the last one when both carry the same merge key."""
        rows = tuple(row for row in step.rows if row.table not in UNDO_EXEMPT)
        if not rows:
            return
        step = replace(step, rows=rows, size=_size(rows))
        last = self.done[-1] if self.done and not self.undone else None
        self.undone.clear()
        typing = time.monotonic() - self._pushed < TYPING_PAUSE
        self._pushed = time.monotonic()
        if typing and last is not None and step.merge is not None and last.merge == step.merge:
            self.done.pop()
            joined = _joined(last.rows, rows)
            if joined:  # typed and taken back: nothing is left to undo
                self.done.append(replace(step, rows=joined, size=_size(joined)))
        else:
            self.done.append(step)
        size = sum(one.size for one in self.done)
        while size > KEPT_SIZE and len(self.done) > 1:  # the last one can always be taken back
            size -= self.done.popleft().size

    def clear(self) -> None:
        """Forget everything."""
        self.done.clear()
        self.undone.clear()


def _size(rows: Iterable[RowChange]) -> int:
    values = (
        value for row in rows for side in (row.before, row.after) for value in (side or {}).values()
    )
    return sum(len(value) for value in values if isinstance(value, str | bytes))


def _joined(first: Iterable[RowChange], second: Iterable[RowChange]) -> tuple[RowChange, ...]:
    rows = {(row.table, row.id): row for row in first}
    for row in second:
        known = rows.get((row.table, row.id))
        before = row.before if known is None else known.before
        rows[row.table, row.id] = RowChange(row.table, row.id, before, row.after)
    return tuple(row for row in rows.values() if row.before != row.after)
