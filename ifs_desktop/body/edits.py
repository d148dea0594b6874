"""What a person can do with places in the body: each verb is one edit, one undo step."""

from __future__ import annotations

from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import BODY_SIDES, BodyMark, now

SIZE, LEAST, MOST = 0.045, 0.02, 0.14  # a mark's radius, of the figure's height
LONGEST = 300  # letters that say how it feels there


def mark(
    store: Store,
    *,
    part_id: int,
    side: str,
    x: float,
    y: float,
    size: float = SIZE,
    text: str = "",
) -> int:
    """Mark where a part is felt; the mark's id. x and y are 0 to 1 across and down the figure."""
    if side not in BODY_SIDES:
        raise ValueError(f"{side} is no side")
    row = BodyMark(
        part_id=part_id,
        side=side,
        x=_within(x),
        y=_within(y),
        size=_size(size),
        text=plain(text).strip()[:LONGEST],
    )
    with store.edit("Mark in the body", place=Ref("body", part_id)) as session:
        session.add(row)
        session.flush()
    return row.id


def move_mark(
    store: Store,
    *,
    mark_id: int,
    side: str,
    x: float,
    y: float,
    merge: tuple[object, ...] | None = None,
) -> None:
    """Move a mark, perhaps to the other side. ``merge``: what follows it is the same step."""
    if side not in BODY_SIDES:
        raise ValueError(f"{side} is no side")
    with store.edit("Move in the body", place=Ref("body"), merge=merge) as session:
        row = session.get_one(BodyMark, mark_id)
        if (row.side, row.x, row.y) != (side, _within(x), _within(y)):
            row.side, row.x, row.y = side, _within(x), _within(y)


def resize_mark(
    store: Store, *, mark_id: int, size: float, merge: tuple[object, ...] | None = None
) -> None:
    """Make the place larger or smaller."""
    with store.edit("Change size", place=Ref("body"), merge=merge) as session:
        row = session.get_one(BodyMark, mark_id)
        if row.size != _size(size):
            row.size = _size(size)


def describe_mark(
    store: Store, *, mark_id: int, text: str, merge: tuple[object, ...] | None = None
) -> None:
    """Say how it feels there; letters typed with one ``merge`` are one step."""
    with store.edit("Say how it feels", place=Ref("body"), merge=merge) as session:
        row = session.get_one(BodyMark, mark_id)
        words = plain(text)[:LONGEST]
        if row.text != words:
            row.text = words


def put_mark_away(store: Store, *, mark_id: int) -> None:
    """Take a mark off the figure."""
    with store.edit("Take off the body", place=Ref("body")) as session:
        row = session.get_one(BodyMark, mark_id)
        if row.put_away is None:
            row.put_away = now()


def _within(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)


def _size(value: float) -> float:
    return round(min(MOST, max(LEAST, value)), 4)
