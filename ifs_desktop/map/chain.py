"""Where the next name is typed when parts are named one after the other. Numbers only: no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from ifs_desktop.map.geometry import Point, Rect, free_place

APART, ROW = 184.0, 150.0
EDGE = 100.0  # kept from the edge of what is seen


def next_place(last: Point, left: float, seen: Rect, taken: Sequence[Point]) -> Point:
    """Beside the last one; at the edge of what is seen, in a new row that begins at ``left``."""
    x, y = last[0] + APART, last[1]
    if x > seen.right - EDGE:
        x, y = left, y + ROW
    return free_place((x, y), taken)
