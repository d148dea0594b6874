"""The drawn figure: its outline, and what the places of it are called. Numbers only: no Qt.

The figure stands in a picture that is WIDE times as wide as it is high. Points are 0 to 1 across
and down that picture, left and right as seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

WIDE = 0.46  # width of the picture, of its height
Point = tuple[float, float]

# The right half of the body as seen, from the neck down the arm and leg to the middle: how far
# from the middle and how far down, in heights of the picture.
_HALF: tuple[Point, ...] = (
    (0.024, 0.112),
    (0.025, 0.140),
    (0.036, 0.162),
    (0.088, 0.183),
    (0.112, 0.215),
    (0.124, 0.280),
    (0.137, 0.365),
    (0.156, 0.450),
    (0.170, 0.500),
    (0.172, 0.540),
    (0.158, 0.556),
    (0.147, 0.525),
    (0.138, 0.468),
    (0.114, 0.380),
    (0.096, 0.300),
    (0.083, 0.250),
    (0.074, 0.330),
    (0.069, 0.385),
    (0.085, 0.455),
    (0.093, 0.520),
    (0.087, 0.620),
    (0.072, 0.710),
    (0.073, 0.790),
    (0.054, 0.900),
    (0.052, 0.945),
    (0.070, 0.975),
    (0.052, 0.988),
    (0.024, 0.980),
    (0.024, 0.940),
    (0.022, 0.890),
    (0.025, 0.790),
    (0.016, 0.710),
    (0.013, 0.600),
    (0.002, 0.505),
)
HEAD = (0.0, 0.074, 0.047, 0.062)  # middle x and y, half width and half height, in heights

# What is there: (side or "" for both, name, middle across and down, reach) in heights; the nearest
# one that reaches is said. Left and right are the person's own, so they change sides at the back.
_PLACES: tuple[tuple[str, str, float, float], ...] = (
    ("front", "forehead", 0.0, 0.035),
    ("front", "eyes", 0.0, 0.065),
    ("front", "jaw", 0.0, 0.115),
    ("front", "throat", 0.0, 0.155),
    ("front", "chest", 0.0, 0.225),
    ("front", "stomach", 0.0, 0.315),
    ("front", "belly", 0.0, 0.395),
    ("front", "pelvis", 0.0, 0.475),
    ("back", "back of the head", 0.0, 0.065),
    ("back", "neck", 0.0, 0.145),
    ("back", "between the shoulder blades", 0.0, 0.235),
    ("back", "middle of the back", 0.0, 0.320),
    ("back", "lower back", 0.0, 0.400),
    ("back", "seat", 0.0, 0.480),
)
_PAIRED: tuple[tuple[str, float, float], ...] = (
    ("shoulder", 0.085, 0.190),
    ("upper arm", 0.112, 0.270),
    ("elbow", 0.122, 0.360),
    ("forearm", 0.140, 0.430),
    ("hand", 0.158, 0.520),
    ("hip", 0.070, 0.440),
    ("thigh", 0.050, 0.590),
    ("knee", 0.045, 0.710),
    ("lower leg", 0.048, 0.820),
    ("foot", 0.045, 0.965),
)
_AROUND = 0.10  # further away than this from everything, it is beside the body


def place_name(side: str, x: float, y: float) -> str:
    """What is at a point: "chest", "left:shoulder", or "around" beside the body."""
    across, down = (x - 0.5) * WIDE, y
    found = [
        (math.hypot(across - px, down - py), name)
        for where, name, px, py in _PLACES
        if where == side
    ]
    for name, px, py in _PAIRED:
        for way in (1, -1):
            seen_right = way > 0
            own = "left" if seen_right == (side == "front") else "right"
            found.append((math.hypot(across - way * px, down - py), f"{own}:{name}"))
    off, name = min(found)
    return name if off <= _AROUND else "around"


def outline() -> list[Point]:
    """The body without its head: points all the way round, in heights from the upper middle."""
    half = _smooth(_HALF)
    return [*half, *((-x, y) for x, y in reversed(half))]


def _smooth(points: Sequence[Point], between: int = 6) -> list[Point]:
    """A soft line through the points (Catmull-Rom)."""
    made: list[Point] = []
    for number in range(len(points) - 1):
        before = points[max(0, number - 1)]
        start, end = points[number], points[number + 1]
        after = points[min(len(points) - 1, number + 2)]
        for step in range(between):
            t = step / between
            made.append(
                (
                    _curve(before[0], start[0], end[0], after[0], t),
                    _curve(before[1], start[1], end[1], after[1], t),
                )
            )
    return [*made, points[-1]]


def _curve(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
