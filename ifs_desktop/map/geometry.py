"""Where links run, end and carry their words. Numbers only: no Qt, no store.

Points are (x, y) in scene units, y downwards. A body is what a part covers on the map: the convex
outline of its glyph and the box of the words under it. Links go from body border to body border.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Point = tuple[float, float]

GAP = 5.0  # kept free between a body and the end of a link
CLEAR = 6.0  # kept free between a link and the words beside it
SPREAD = 46.0  # between the middles of parallel links
BOW = 0.10  # how far a lone link bends, as a share of its length
SAMPLES = 20
TURNS = 120  # directions in which the border of a body is known


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Rect:
        """The rectangle with ``by`` more on each side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def moved(self, dx: float, dy: float) -> Rect:
        """The rectangle elsewhere."""
        return Rect(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def touches(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        """Whether a point is inside."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, in turning order."""
        return (
            (self.left, self.top),
            (self.right, self.top),
            (self.right, self.bottom),
            (self.left, self.bottom),
        )


@dataclass(frozen=True, slots=True)
class Body:
    """What a part covers: ``outline`` is a convex polygon around ``centre``, in scene units.

    ``reaches`` says the same in less time: how far the border is all around, see `reaches`.
    """

    centre: Point
    outline: tuple[Point, ...]
    words: Rect
    reaches: tuple[float, ...] = ()

    @property
    def glyph_box(self) -> Rect:
        """The box around the outline."""
        return bounds(self.outline)


@dataclass(frozen=True, slots=True)
class Route:
    """A link's curve: a quadratic Bézier."""

    start: Point
    control: Point
    end: Point

    def at(self, t: float) -> Point:
        """The point at ``t`` in 0…1."""
        u = 1 - t
        a, b, c = u * u, 2 * u * t, t * t
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def direction(self, t: float) -> Point:
        """The unit direction of travel at ``t``."""
        u = 1 - t
        return unit(
            (
                u * (self.control[0] - self.start[0]) + t * (self.end[0] - self.control[0]),
                u * (self.control[1] - self.start[1]) + t * (self.end[1] - self.control[1]),
            )
        )

    def is_flat(self) -> bool:
        """Whether it is a straight line."""
        (ax, ay), (bx, by), (cx, cy) = self.start, self.control, self.end
        return abs((ax + cx) / 2 - bx) + abs((ay + cy) / 2 - by) < 0.01

    def points(self, count: int = SAMPLES) -> tuple[Point, ...]:
        """``count`` + 1 points along the curve."""
        (ax, ay), (bx, by), (cx, cy) = self.start, self.control, self.end
        return tuple(
            [(a * ax + b * bx + c * cx, a * ay + b * by + c * cy) for a, b, c in _weights(count)]
        )


@lru_cache(maxsize=128)
def _weights(count: int) -> tuple[tuple[float, float, float], ...]:
    """How much start, control and end weigh at ``count`` + 1 points of a curve."""
    steps = ((i / count, 1 - i / count) for i in range(count + 1))
    return tuple((u * u, 2 * u * t, t * t) for t, u in steps)


def unit(vector: Point) -> Point:
    """The vector at length 1; (1, 0) for none."""
    length = math.hypot(*vector)
    return (vector[0] / length, vector[1] / length) if length > 1e-9 else (1.0, 0.0)


def bounds(points: Iterable[Point]) -> Rect:
    """The smallest rectangle around the points."""
    xs, ys = zip(*points, strict=True)
    return Rect(min(xs), min(ys), max(xs), max(ys))


def ray(polygon: Sequence[Point], origin: Point, direction: Point) -> tuple[float, float] | None:
    """Where a ray goes through a convex polygon, as two distances ≥ 0; None if it misses.

    ``direction`` is a unit vector. From inside, the first distance is 0.
    """
    near, far = 0.0, math.inf
    turn = _turning(polygon)
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        nx, ny = (by - ay) * turn, (ax - bx) * turn  # outward
        height = nx * (origin[0] - ax) + ny * (origin[1] - ay)
        slope = nx * direction[0] + ny * direction[1]
        if abs(slope) < 1e-12:
            if height > 1e-9:
                return None
        elif slope > 0:
            far = min(far, -height / slope)
        else:
            near = max(near, -height / slope)
    return (near, far) if near <= far and far > 0 else None


def reaches(polygon: Sequence[Point]) -> tuple[float, ...]:
    """How far the border of a convex polygon around 0,0 is in each of TURNS directions."""
    found = []
    for step in range(TURNS):
        angle = 2 * math.pi * step / TURNS
        hit = ray(polygon, (0.0, 0.0), (math.cos(angle), math.sin(angle)))
        found.append(hit[1] if hit else 0.0)
    return tuple(found)


def border(body: Body, towards: Point) -> Point:
    """The last point of the body on the way from its centre ``towards`` another point."""
    x, y = body.centre
    dx, dy = unit((towards[0] - x, towards[1] - y))
    if body.reaches:
        turn = math.atan2(dy, dx) / (2 * math.pi) % 1.0 * TURNS
        before = int(turn) % TURNS
        share = turn - int(turn)
        after = body.reaches[(before + 1) % TURNS]
        distance = body.reaches[before] * (1 - share) + after * share
    else:
        hit = ray(body.outline, body.centre, (dx, dy))
        distance = hit[1] if hit else 0.0
    if body.words.right > body.words.left:
        distance = max(distance, _leaves(body.words, x, y, dx, dy))
    return (x + dx * distance, y + dy * distance)


def route(source: Body, target: Body, *, bend: float) -> Route:
    """The curve from border to border; ``bend`` is how far its middle leaves the straight line.

    Positive bends lie to the left of the way from source to target, as seen on the screen.
    """
    (ax, ay), (bx, by) = source.centre, target.centre
    dx, dy = unit((bx - ax, by - ay))
    control = ((ax + bx) / 2 + dy * bend * 2, (ay + by) / 2 - dx * bend * 2)
    start = _beyond(border(source, control), source.centre)
    end = _beyond(border(target, control), target.centre)
    if (end[0] - start[0]) * dx + (end[1] - start[1]) * dy <= 0:  # the bodies overlap
        start, end = source.centre, target.centre
    # The control is led back so that the drawn piece leaves the borders in the same direction.
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return Route(start, (middle[0] + dy * bend * 1.5, middle[1] - dx * bend * 1.5), end)


def bend_for(source: Point, target: Point, away_from: Point, index: int, count: int) -> float:
    """How far link number ``index`` of ``count`` between the same two parts bends.

    A lone link bows a little, away from Self; parallel ones lie side by side. The answer fits
    ``route(source, target)``; parallel links the other way round pass the ends in the same order.
    """
    if count > 1:
        return (index - (count - 1) / 2) * SPREAD
    (ax, ay), (bx, by) = source, target
    length = math.hypot(bx - ax, by - ay)
    side = (bx - ax) * (away_from[1] - ay) - (by - ay) * (away_from[0] - ax)
    bow = min(BOW * length, 60.0)
    return bow if side >= 0 else -bow


def clear_route(
    source: Body,
    target: Body,
    *,
    bend: float,
    crossed: Callable[[Route], int] | None,
    bendable: bool,
) -> Route:
    """The route with ``bend``, or bent further if that leads it around what is in the way.

    ``crossed`` says how much of a route lies on what stands there.
    """
    best = route(source, target, bend=bend)
    if not bendable or crossed is None:
        return best
    fewest = crossed(best)
    if not fewest:
        return best
    base = abs(bend) or 12.0
    side = math.copysign(1.0, bend)
    for reach in (
        -base * side,
        *(s * r * side for r in (45.0, 80.0, 120.0, 165.0) for s in (1, -1)),
    ):
        tried = route(source, target, bend=reach)
        found = crossed(tried)
        if found < fewest:
            best, fewest = tried, found
        if not fewest:
            break
    return best


def straight(source: Body, target: Body) -> Route:
    """The shortest way from border to border."""
    start = _beyond(border(source, target.centre), source.centre)
    end = _beyond(border(target, source.centre), target.centre)
    return Route(start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end)


def distance(path: Route, point: Point) -> float:
    """How far a point is from the curve."""
    points = path.points()
    return min(to_piece(point, a, b) for a, b in pairwise(points))


def to_piece(point: Point, a: Point, b: Point) -> float:
    """How far a point is from the straight line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    square = dx * dx + dy * dy
    t = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square if square else 0.0
    t = min(1.0, max(0.0, t))
    return math.dist(point, (a[0] + t * dx, a[1] + t * dy))


def label_place(
    path: Route,
    width: float,
    height: float,
    *,
    covered: Callable[[Rect], float],
    lift: float = 0.0,
) -> Rect:
    """Where a link's words go: beside its middle, clear of what stands there.

    ``covered`` is the cost of what a box lies on; ``lift`` makes room for marks on the link.
    Where nothing is quite free, the place that covers least.
    """
    best: tuple[float, Rect] | None = None
    for wish, t in enumerate((0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)):
        if best is not None and best[0] <= wish * 0.5:
            break  # none that is further off can be better
        x, y = path.at(t)
        dx, dy = path.direction(t)
        for side in (1, -1):
            nx, ny = dy * side, -dx * side
            reach = CLEAR + lift + abs(nx) * width / 2 + abs(ny) * height / 2
            cx, cy = x + nx * reach, y + ny * reach
            box = Rect(cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
            cost = wish * 0.5 + (0.25 if side < 0 else 0.0) + _bow_cost(path, nx, ny)
            if best is None or cost < best[0]:
                cost += covered(box)
                if best is None or cost < best[0]:
                    best = (cost, box)
    assert best is not None
    return best[1]


def chevron(path: Route, t: float, size: float, *, back: bool = False) -> tuple[Point, ...]:
    """An open arrow head with its tip at ``t``: wing, tip, wing."""
    tip = path.at(t)
    # The direction a little before the tip: at the very end a strong bend would tilt the head.
    dx, dy = path.direction(min(1.0, max(0.0, t - (0.03 if not back else -0.03))))
    if back:
        dx, dy = -dx, -dy
    return wings(tip, (dx, dy), size)


def wings(tip: Point, direction: Point, size: float) -> tuple[Point, Point, Point]:
    """Wing, tip, wing of an arrow head that points in a unit ``direction``."""
    dx, dy = direction
    back_x, back_y = tip[0] - dx * size, tip[1] - dy * size
    half = size * 0.55
    return (
        (back_x - dy * half, back_y + dx * half),
        tip,
        (back_x + dy * half, back_y - dx * half),
    )


def shifted(points: Sequence[Point], by: float) -> tuple[Point, ...]:
    """A line alongside a line, ``by`` to the left of its way."""
    moved = []
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(0, i - 1)]
        bx, by_ = points[min(len(points) - 1, i + 1)]
        dx, dy = unit((bx - ax, by_ - ay))
        moved.append((x + dy * by, y - dx * by))
    return tuple(moved)


def back_by(path: Route, distance: float) -> float:
    """The ``t`` that lies ``distance`` before the end."""
    length = max(1e-6, _length(path))
    return max(0.0, 1.0 - distance / length)


def reading_order(points: dict[int, Point], row: float = 90.0) -> list[int]:
    """Keys from top to bottom, and from left to right among those about as high."""
    order: list[int] = []
    line: list[int] = []
    for key in sorted(points, key=lambda k: (points[k][1], points[k][0])):
        if line and points[key][1] - points[line[0]][1] >= row:
            order += sorted(line, key=lambda k: points[k][0])
            line = []
        line.append(key)
    return order + sorted(line, key=lambda k: points[k][0])


def nearest(points: dict[int, Point], origin: Point, direction: Point) -> int | None:
    """The key that lies best in a direction from ``origin``; None if none does."""
    best: tuple[float, int] | None = None
    for key, (x, y) in points.items():
        along = (x - origin[0]) * direction[0] + (y - origin[1]) * direction[1]
        if along <= 1e-6:
            continue
        across = abs((x - origin[0]) * direction[1] - (y - origin[1]) * direction[0])
        if across > along * 2:
            continue
        cost = along + 2 * across
        if best is None or cost < best[0]:
            best = (cost, key)
    return best[1] if best else None


def free_place(wish: Point, taken: Sequence[Point], apart: float = 120.0) -> Point:
    """The place nearest to ``wish``, going round it, that keeps ``apart`` from those taken."""
    for ring in range(24):
        steps = max(1, ring * 6)
        for step in range(steps):
            angle = 2 * math.pi * step / steps + math.pi / 2
            x = wish[0] + ring * apart / 2 * math.cos(angle)
            y = wish[1] + ring * apart / 2 * math.sin(angle)
            if all(math.hypot(x - a, y - b) >= apart for a, b in taken):
                return (x, y)
    return wish


def _beyond(point: Point, centre: Point) -> Point:
    dx, dy = unit((point[0] - centre[0], point[1] - centre[1]))
    return (point[0] + dx * GAP, point[1] + dy * GAP)


def _leaves(box: Rect, x: float, y: float, dx: float, dy: float) -> float:
    """How far from x, y a ray leaves a box; 0 if it misses it."""
    near, far = 0.0, math.inf
    for low, high, at, step in (
        (box.left, box.right, x, dx),
        (box.top, box.bottom, y, dy),
    ):
        if abs(step) < 1e-12:
            if not low <= at <= high:
                return 0.0
            continue
        one, other = (low - at) / step, (high - at) / step
        near, far = max(near, min(one, other)), min(far, max(one, other))
    return far if near <= far else 0.0


def _turning(polygon: Sequence[Point]) -> float:
    """1 or -1, so that edge normals can be made to point outward."""
    area = sum(
        ax * by - bx * ay
        for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    )
    return 1.0 if area >= 0 else -1.0


def _bow_cost(path: Route, nx: float, ny: float) -> float:
    """Words sit better on the outer side of a bow."""
    mx = path.control[0] - (path.start[0] + path.end[0]) / 2
    my = path.control[1] - (path.start[1] + path.end[1]) / 2
    return 0.0 if mx * nx + my * ny >= 0 else 0.6


def _length(path: Route) -> float:
    points = path.points(8)
    return sum(math.dist(a, b) for a, b in pairwise(points))
