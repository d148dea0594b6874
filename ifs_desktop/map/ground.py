"""What stands where on a map, by cells, so that nothing has to look at everything. No Qt.

A Grid finds boxes near a place; a Ground says what a link or its words would lie on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ifs_desktop.map.geometry import Point, Rect, Route

SIDE = 64.0  # of a cell, in scene units: about a glyph
FINE = 16.0  # of a cell for points of lines: as high as words
BOX_COST, LINE_COST = 20.0, 8.0

Cell = tuple[int, int]


class Grid:
    """Boxes by a key; those near a box or a point are found without looking at all."""

    def __init__(self, side: float) -> None:
        self._side = side
        self._cells: dict[Cell, set[int]] = defaultdict(set)
        self._boxes: dict[int, Rect] = {}

    def put(self, key: int, box: Rect) -> None:
        """Set the box of a key."""
        if self._boxes.get(key) == box:
            return
        self.take(key)
        self._boxes[key] = box
        for cell in _cells(box, self._side):
            self._cells[cell].add(key)

    def take(self, key: int) -> None:
        """Forget a key."""
        box = self._boxes.pop(key, None)
        if box is not None:
            for cell in _cells(box, self._side):
                self._cells[cell].discard(key)

    def boxes(self) -> Iterable[Rect]:
        """All boxes."""
        return self._boxes.values()

    def near(self, box: Rect) -> set[int]:
        """The keys whose boxes touch this one."""
        cells = list(_cells(box, self._side))
        if len(cells) > len(self._boxes):
            return {key for key, other in self._boxes.items() if other.touches(box)}
        found: set[int] = set()
        for cell in cells:
            if cell in self._cells:
                found |= self._cells[cell]
        return {key for key in found if self._boxes[key].touches(box)}


class Ground:
    """Boxes of parts, with whose they are, lines and words of links that are already placed."""

    def __init__(self, boxes: Iterable[tuple[int, Rect]]) -> None:
        self._boxes: dict[Cell, list[tuple[int, Rect]]] = {}
        self._points: dict[Cell, list[Point]] = {}
        for owner, box in boxes:
            self._add(owner, box)

    def add_line(self, points: Sequence[Point]) -> None:
        """A line runs there."""
        for point in points:
            cell = (int(point[0] // FINE), int(point[1] // FINE))
            self._points.setdefault(cell, []).append(point)

    def add_words(self, box: Rect) -> None:
        """Words stand there."""
        self._add(-1, box)

    def crossings(self, path: Route, ends: tuple[int, int]) -> int:
        """How many sampled points of a route lie on what is there, its two ends aside."""
        found = 0
        first, second = ends
        boxes = self._boxes
        for x, y in path.points():  # written out: this is most of what leading links costs
            here = boxes.get((int(x // SIDE), int(y // SIDE)))
            if here is None:
                continue
            for owner, box in here:
                if owner in (first, second):
                    continue
                if box.left < x < box.right and box.top < y < box.bottom:
                    found += 1
        return found

    def cost(self, box: Rect) -> float:
        """What words would cover in a box: other words, parts, lines."""
        cost = 0.0
        met: set[int] = set()
        for cell in _cells(box, SIDE):
            for _, other in self._boxes.get(cell, ()):
                if id(other) not in met and other.touches(box):
                    met.add(id(other))
                    cost += BOX_COST
        inside = box.grown(2.0)
        left, top, right, bottom = inside.left, inside.top, inside.right, inside.bottom
        for cell in _cells(inside, FINE):
            for x, y in self._points.get(cell, ()):
                if left < x < right and top < y < bottom:
                    cost += LINE_COST
        return cost

    def _add(self, owner: int, box: Rect) -> None:
        for cell in _cells(box, SIDE):
            self._boxes.setdefault(cell, []).append((owner, box))


def _cells(box: Rect, side: float) -> Iterable[Cell]:
    """The cells a box lies on."""
    left, right = int(box.left // side), int(box.right // side)
    top, bottom = int(box.top // side), int(box.bottom // side)
    if left == right and top == bottom:
        return ((left, top),)
    return [(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
