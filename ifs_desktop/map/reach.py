"""How far a map reaches: what lies on it stays where a view can still come to it."""

from __future__ import annotations

FARTHEST = 50_000.0

Place = tuple[float, float]


def within(place: Place) -> Place:
    """Rounded to half units, and kept where a view can still reach it."""
    x, y = (max(-FARTHEST, min(FARTHEST, round(v * 2) / 2)) for v in place)
    return x, y
