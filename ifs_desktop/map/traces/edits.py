"""The map's own history: each edit that changes how a map looks leaves a trace, in the same step.

A placement without a trace (from an import) has always stood where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from ifs_desktop.store.schema import MapMoment, PartsMap, Placement, Trace, now

# Changes of one placement that follow within this time are one: a held arrow key, a size being
# chosen. A moment that was named in between keeps them apart.
APART = timedelta(seconds=10)
_AT_ONCE = 500  # ids in one question
_LAST_ID = text("SELECT seq FROM sqlite_sequence WHERE name = 'trace'")


def leave(session: Session, placements: Iterable[Placement]) -> None:
    """Note how placements of one map stand from now on, each where it is new to the history."""
    rows = list(placements)
    if not rows:
        return
    session.flush()  # those just made have their ids
    last = _last(session, [row.id for row in rows])
    named = _named(session, rows[0].map_id)
    moment = now()
    # With ids of their own, thousands are written at once; else each is asked which it got.
    ids = count((session.scalar(_LAST_ID) or 0) + 1)
    for row in rows:
        stands = (row.x, row.y, row.size, row.fade, int(row.put_away is None))
        _leave(session, row.map_id, row.id, stands, last.get(row.id), named, moment, ids)


def leave_self(session: Session, parts_map: PartsMap, before: tuple[float, float]) -> None:
    """Note where Self stands from now on; ``before`` is where it stood."""
    session.flush()
    query = select(Trace).where(Trace.map_id == parts_map.id, Trace.placement_id.is_(None))
    last = session.scalar(query.order_by(Trace.id.desc()).limit(1))
    if last is None:
        x, y = before
        last = Trace(map_id=parts_map.id, placement_id=None, since=parts_map.created, x=x, y=y)
        session.add(last)
        session.flush()
    stands = (parts_map.self_x, parts_map.self_y, 1.0, 0.0, 1)
    _leave(session, parts_map.id, None, stands, last, _named(session, parts_map.id), now())


def _leave(
    session: Session,
    map_id: int,
    placement_id: int | None,
    stands: tuple[float, float, float, float, int],
    last: Trace | None,
    named: datetime | None,
    moment: datetime,
    ids: Iterator[int] | None = None,
) -> None:
    if last is not None and stands == (last.x, last.y, last.size, last.fade, last.there):
        return
    x, y, size, fade, there = stands
    recent = last is not None and moment - APART < last.since <= moment
    if last is not None and recent and (named is None or named < last.since):
        last.x, last.y, last.size, last.fade, last.there = stands
        return
    session.add(
        Trace(
            id=None if ids is None else next(ids),
            map_id=map_id,
            placement_id=placement_id,
            since=moment,
            x=x,
            y=y,
            size=size,
            fade=fade,
            there=there,
        )
    )


def _last(session: Session, ids: Sequence[int]) -> dict[int, Trace]:
    """The newest trace of each placement that has one."""
    found: dict[int, Trace] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        newest = (
            select(func.max(Trace.id))
            .where(Trace.placement_id.in_(some))
            .group_by(Trace.placement_id)
        )
        for row in session.scalars(select(Trace).where(Trace.id.in_(newest))):
            if row.placement_id is not None:
                found[row.placement_id] = row
    return found


def _named(session: Session, map_id: int) -> datetime | None:
    """When a moment of this map was last named."""
    query = select(func.max(MapMoment.at)).where(
        MapMoment.map_id == map_id, MapMoment.put_away.is_(None)
    )
    return session.scalar(query)
