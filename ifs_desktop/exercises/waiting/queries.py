"""The run that was handed over to another page and is to be gone on with."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.store import Store
from ifs_desktop.store.schema import Run


def waiting(store: Store) -> tuple[int, str] | None:
    """The latest run that waits, by its id and its exercise's slug; None if none does."""
    with store.read() as session:
        row = session.execute(
            select(Run.id, Run.exercise)
            .where(Run.put_away.is_(None), Run.state == "open", Run.waits_kind.is_not(None))
            .order_by(Run.started.desc(), Run.id.desc())
            .limit(1)
        ).first()
        return None if row is None else (row[0], row[1])
