"""Lining up what is selected, and the grid. Numbers only: no Qt, no store.

A part is its place and the box of its glyph around it; words below it do not count.
"""

from __future__ import annotations

from collections.abc import Mapping

from ifs_desktop.map.geometry import Point, Rect

GRID = 22.0  # scene units between the lines of the grid
WAYS = ("left", "centre", "right", "top", "middle", "bottom")
DIRECTIONS = ("across", "down")

Standing = Mapping[int, tuple[Point, Rect]]  # by any key


def aligned(parts: Standing, way: str) -> dict[int, Point]:
    """Where parts stand if they are lined up ``way``, within the box they fill together.

    "centre" is one below the other, "middle" one beside the other.
    """
    boxes = {key: box.moved(*at) for key, (at, box) in parts.items()}
    if not boxes:
        return {}
    left, right = min(b.left for b in boxes.values()), max(b.right for b in boxes.values())
    top, bottom = min(b.top for b in boxes.values()), max(b.bottom for b in boxes.values())
    found: dict[int, Point] = {}
    for key, ((x, y), box) in parts.items():
        found[key] = {
            "left": (left - box.left, y),
            "centre": ((left + right - box.left - box.right) / 2, y),
            "right": (right - box.right, y),
            "top": (x, top - box.top),
            "middle": (x, (top + bottom - box.top - box.bottom) / 2),
            "bottom": (x, bottom - box.bottom),
        }[way]
    return found


def distributed(parts: Standing, direction: str) -> dict[int, Point]:
    """Where parts stand with the same gap between each two; the outer ones stay."""
    down = direction == "down"

    def span(key: int) -> tuple[float, float]:
        at, box = parts[key]
        placed = box.moved(*at)
        return (placed.top, placed.bottom) if down else (placed.left, placed.right)

    order = sorted(parts, key=lambda key: (sum(span(key)), key))
    found = {key: at for key, (at, _) in parts.items()}
    if len(order) < 3:
        return found
    spans = [span(key) for key in order]
    inside = sum(end - start for start, end in spans[1:-1])
    gap = (spans[-1][0] - spans[0][1] - inside) / (len(order) - 1)
    edge = spans[0][1]
    for key, (start, end) in zip(order[1:-1], spans[1:-1], strict=True):
        by = edge + gap - start
        x, y = found[key]
        found[key] = (x, y + by) if down else (x + by, y)
        edge += gap + end - start
    return found


def snapped(at: Point) -> Point:
    """The crossing of the grid that is nearest."""
    return (round(at[0] / GRID) * GRID, round(at[1] / GRID) * GRID)


def snapped_step(at: Point, direction: Point) -> Point:
    """The next crossing from a place in the direction of an arrow key."""
    x, y = snapped(at)
    dx, dy = direction
    across = x if dx and (x - at[0]) * dx > 0 else x + dx * GRID
    down = y if dy and (y - at[1]) * dy > 0 else y + dy * GRID
    return (across, down)
