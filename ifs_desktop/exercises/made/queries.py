"""The rows that answers wrote elsewhere: which are there, and which live on by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import Row

_TABLES = {mapper.class_.__tablename__: mapper.class_ for mapper in Row.registry.mappers}
# What tells that a row is as its answer left it: it says what the answer says.
_SAYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("moment", "opinion", "prediction", "letter", "belief"), ("text",)),
    "small_step": ("text", "planned_on"),
    "promise": ("text", "due_on"),
    "reading": ("word",),
}


def there(session: Session, table: str, row_id: int) -> bool:
    """Whether there is such a row, also if it was put away."""
    known = _TABLES.get(table)
    return known is not None and session.get(known, row_id) is not None


def here(session: Session, table: str, row_ids: Iterable[int]) -> frozenset[int]:
    """Those of these rows that were not erased."""
    key = _TABLES[table].id
    return frozenset(session.scalars(select(key).where(key.in_(set(row_ids)))))


def on_their_own(session: Session, made: Mapping[str, int], before: str) -> frozenset[str]:
    """The names of rows that were reworded, put away or erased since ``before`` was answered.

    What they say now is somebody's own doing: an answer does not write over it.
    """
    said = {_even(text) for text in _texts(json.loads(before))}
    return frozenset(
        name for name, row_id in made.items() if not _is_as_left(session, name, row_id, said)
    )


def _is_as_left(session: Session, name: str, row_id: int, said: set[str]) -> bool:
    table = table_of(name)
    if not there(session, table, row_id):
        return False
    row: Any = session.get_one(_TABLES[table], row_id)
    texts = (getattr(row, column) for column in _SAYS.get(table, ()))
    return getattr(row, "put_away", None) is None and all(_even(t) in said for t in texts if t)


def table_of(name: str) -> str:
    """The table of a row that was made: what stands before the colon of its name."""
    return name.partition(":")[0]


def _texts(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list | dict):
            waiting += one.values() if isinstance(one, dict) else one


def _even(text: str) -> str:
    return " ".join(plain(text).split())
