"""What of a scene is at a point or in a box, found without looking at everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.ground import Grid
from ifs_desktop.map.link_item import LinkItem
from ifs_desktop.map.part_item import PartItem

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

SIDE = 256.0  # of a cell, in scene units
STRIDE = 512.0  # of a cell for lines: they are long
NEAR = 2.0  # around words that are taken hold of

Cell = tuple[int, int]


class Spots:
    """Keeps up with a scene: told of parts at once, of links when somebody asks."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._parts = Grid(SIDE)
        self._words = Grid(SIDE)
        self._lines: dict[Cell, set[int]] = {}
        self._cells_of: dict[int, tuple[Cell, ...]] = {}
        self._stale: set[int] = set()

    def put_part(self, item: PartItem) -> None:
        """A part stands somewhere else, or looks different."""
        self._parts.put(item.part_id, item.rough())

    def take_part(self, part_id: int) -> None:
        """A part is gone."""
        self._parts.take(part_id)

    def put_link(self, link_id: int) -> None:
        """A link is led differently."""
        self._stale.add(link_id)

    def take_link(self, link_id: int) -> None:
        """A link is gone."""
        self._stale.discard(link_id)
        self._forget(link_id)

    def part_boxes(self) -> list[Rect]:
        """What each part covers, with room for its words."""
        return list(self._parts.boxes())

    def parts_near(self, box: Rect) -> list[int]:
        """Parts that may touch a box, in the order they were added."""
        return sorted(self._parts.near(box))

    def links_near(self, box: Rect) -> list[int]:
        """Links whose lines may run through a box."""
        self.catch_up()
        left, right = int(box.left // STRIDE) - 1, int(box.right // STRIDE) + 1
        top, bottom = int(box.top // STRIDE) - 1, int(box.bottom // STRIDE) + 1
        if (right - left) * (bottom - top) > len(self._lines):
            return sorted(i for i, item in self._scene.links.items() if item.area().touches(box))
        found: set[int] = set()
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                found |= self._lines.get((x, y), set())
        return sorted(found)

    def catch_up(self, most: int | None = None) -> bool:
        """Take in up to so many links that were led since; whether none is left."""
        while self._stale and (most is None or most > 0):
            link_id = self._stale.pop()
            self._forget(link_id)
            item = self._scene.links.get(link_id)
            if item is not None:
                self._take_in(link_id, item)
            if most is not None:
                most -= 1
        return not self._stale

    def is_current(self) -> bool:
        """Whether it knows where all links run."""
        return not self._stale

    def part_at(self, at: Point, reach: float = 0.0) -> int | None:
        """The topmost part whose glyph or words are there."""
        found: tuple[float, int] | None = None
        spot = Rect(at[0], at[1], at[0], at[1]).grown(reach / 2 + 0.5)
        for part_id in self.parts_near(spot):
            item = self._scene.parts[part_id]
            glyph_box, word_box = item.boxes()
            there = glyph_box.grown(reach / 2).holds(at) or word_box.holds(at)
            if there and (found is None or item.zValue() >= found[0]):
                found = (item.zValue(), part_id)
        return found[1] if found else None

    def link_at(self, at: Point, reach: float) -> int | None:
        """The link whose words are there, or whose line is nearest."""
        self.catch_up()
        spot = Rect(at[0], at[1], at[0], at[1]).grown(max(reach, NEAR))
        for link_id in sorted(self._words.near(spot)):
            if self._scene.links[link_id].words_box().grown(NEAR).holds(at):
                return link_id
        best: tuple[float, int] | None = None
        for link_id in self.links_near(spot):
            item = self._scene.links[link_id]
            if not item.area().touches(spot.grown(1.0)):
                continue
            off = item.distance(at)
            if off <= reach and (best is None or off < best[0]):
                best = (off, link_id)
        return best[1] if best else None

    def _take_in(self, link_id: int, item: LinkItem) -> None:
        if item.words_box().right > item.words_box().left:
            self._words.put(link_id, item.words_box())
        (ax, ay), (bx, by) = item.route.start, item.route.end
        count = max(1, int((abs(bx - ax) + abs(by - ay)) / STRIDE * 1.5))
        cells = {(int(x // STRIDE), int(y // STRIDE)) for x, y in item.route.points(count)}
        self._cells_of[link_id] = tuple(cells)
        for cell in cells:
            self._lines.setdefault(cell, set()).add(link_id)

    def _forget(self, link_id: int) -> None:
        self._words.take(link_id)
        for cell in self._cells_of.pop(link_id, ()):
            self._lines[cell].discard(link_id)
