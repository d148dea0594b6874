"""A picture of a scene, kept in tiles of which those that look different are drawn again."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem

from ifs_desktop.map import strokes
from ifs_desktop.map.geometry import Rect, Route
from ifs_desktop.map.link_item import LinkItem
from ifs_desktop.map.paper import Paper
from ifs_desktop.ui import theme

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

TILE = 200  # px: drawn in a few ms of the fullest map, most of which is to look what is there
AT_ONCE = 200  # links drawn between two looks at the clock

Tile = tuple[int, int]


class Sheet:
    """``turn`` leads from the scene to the picture's px; ``without`` are items left out."""

    def __init__(self, size: QSize, ratio: float, turn: QTransform) -> None:
        self.size, self.ratio, self.turn = QSize(size), ratio, QTransform(turn)
        self.pixmap = QPixmap(
            QSize(math.ceil(size.width() * ratio), math.ceil(size.height() * ratio))
        )
        if ratio != round(ratio):  # tiles may end within its last px
            self.pixmap.fill(theme.colour("background"))
        self.pixmap.setDevicePixelRatio(ratio)
        self.without: tuple[QGraphicsItem, ...] = ()
        self._across = math.ceil(size.width() / TILE)
        self._down = math.ceil(size.height() / TILE)
        self.stale = {(x, y) for x in range(self._across) for y in range(self._down)}

    def copied(self) -> Sheet:
        """The same picture, to be changed while this one is shown."""
        copy = Sheet(self.size, self.ratio, self.turn)
        copy.pixmap = self.pixmap.copy()
        copy.pixmap.setDevicePixelRatio(self.ratio)
        copy.without, copy.stale = self.without, set(self.stale)
        return copy

    def shifted(self, turn: QTransform) -> Sheet | None:
        """The picture moved to where it stands now; None if it would not stay sharp."""
        dx, dy = turn.dx() - self.turn.dx(), turn.dy() - self.turn.dy()
        whole = dx == round(dx) and dy == round(dy) and self.ratio == round(self.ratio)
        if turn.m11() != self.turn.m11() or not whole:
            return None
        moved = Sheet(self.size, self.ratio, turn)
        moved.without = self.without
        painter = QPainter(moved.pixmap)
        painter.drawPixmap(QPointF(dx, dy), self.pixmap)
        painter.end()
        known = QRect(0, 0, self.size.width(), self.size.height()).translated(round(dx), round(dy))
        moved.stale = {tile for tile in moved.stale if not known.contains(moved._area(tile))}
        for tile in self.stale:
            moved.stale |= moved._tiles(QRectF(self._area(tile)).translated(dx, dy))
        return moved

    def shows(self, turn: QTransform, size: QSize, ratio: float) -> bool:
        """Whether it is the picture of a view like this."""
        return self.turn == turn and self.size == size and self.ratio == ratio

    def spoil(self, boxes: Iterable[Rect] | None) -> None:
        """Boxes of the scene look different; None: everything does."""
        if boxes is None:
            self.stale = {(x, y) for x in range(self._across) for y in range(self._down)}
            return
        scale, dx, dy = self.turn.m11(), self.turn.dx() - 2, self.turn.dy() - 2
        for box in boxes:
            left = max(0, int((box.left * scale + dx) // TILE))
            top = max(0, int((box.top * scale + dy) // TILE))
            right = min(self._across - 1, int((box.right * scale + dx + 4) // TILE))
            bottom = min(self._down - 1, int((box.bottom * scale + dy + 4) // TILE))
            for x in range(left, right + 1):
                for y in range(top, bottom + 1):
                    self.stale.add((x, y))

    def draw_one(self, scene: MapScene, paper: Paper, without: set[LinkItem]) -> None:
        """Draw one of the tiles that look different."""
        self._draw(self._area(self.stale.pop()), scene, paper, without)

    def is_blank(self) -> bool:
        """Whether nothing of it holds."""
        return len(self.stale) == self._across * self._down

    def draw_layers(self, scene: MapScene, paper: Paper, without: set[LinkItem]) -> Iterator[None]:
        """Draw everything a few links at a time: each once, and not for every tile it passes.

        What gets stale meanwhile is left to be drawn after that.
        """
        self.stale.clear()
        whole = QRectF(0, 0, self.size.width(), self.size.height())
        source = self._back().mapRect(whole)
        seen = Rect(source.left(), source.top(), source.right(), source.bottom())
        painter = self._painter(whole)
        paper.paint(painter, whole, self.turn)
        strokes.below(painter, scene, seen, self.turn)
        painter.end()
        yield
        order = sorted(scene.links.values(), key=lambda item: (item.link.kind, item.link.id))
        for start in range(0, len(order), AT_ONCE):
            painter = self._painter(whole)
            some = order[start : start + AT_ONCE]
            strokes.above(painter, some, seen, self.turn, without)
            painter.end()
            yield
        for x in range(self._across):
            for y in range(self._down):
                area = QRectF(self._area((x, y)))
                painter = self._painter(area)
                source = self._back().mapRect(area)
                scene.render(painter, area, source, Qt.AspectRatioMode.IgnoreAspectRatio)
                painter.end()
                yield

    def draw_whole(self, scene: MapScene, paper: Paper, without: set[LinkItem]) -> None:
        """Draw everything at once, in less time than tile by tile."""
        self.stale.clear()
        self._draw(QRect(0, 0, self.size.width(), self.size.height()), scene, paper, without)

    def _draw(self, place: QRect, scene: MapScene, paper: Paper, without: set[LinkItem]) -> None:
        area = QRectF(place)
        painter = self._painter(area)
        paper.paint(painter, area, self.turn)
        source = self._back().mapRect(area)
        if scene.plain:
            seen = Rect(source.left(), source.top(), source.right(), source.bottom())
            strokes.paint(painter, scene, seen, self.turn, without)
        scene.render(painter, area, source, Qt.AspectRatioMode.IgnoreAspectRatio)
        painter.end()

    def _painter(self, area: QRectF) -> QPainter:
        painter = QPainter(self.pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setClipRect(area)
        return painter

    def _back(self) -> QTransform:
        back, _ = self.turn.inverted()
        return back

    def _area(self, tile: Tile) -> QRect:
        left, top = tile[0] * TILE, tile[1] * TILE
        return QRect(left, top, TILE, TILE).intersected(
            QRect(0, 0, self.size.width(), self.size.height())
        )

    def _tiles(self, area: QRectF) -> set[Tile]:
        left, right = (
            max(0, int(area.left() // TILE)),
            min(self._across - 1, int(area.right() // TILE)),
        )
        top, bottom = (
            max(0, int(area.top() // TILE)),
            min(self._down - 1, int(area.bottom() // TILE)),
        )
        return {(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)}


def pieces(route: Route, scale: float, margin: float) -> Iterable[Rect]:
    """Boxes along a line, each about a tile of a sheet of this scale: far less than one around."""
    (ax, ay), (bx, by) = route.start, route.end
    count = max(1, math.ceil((abs(bx - ax) + abs(by - ay)) * scale / TILE * 1.5))
    if not route.is_flat():
        count = max(4, count)
    points = route.points(min(64, count))
    for (px, py), (x, y) in pairwise(points):
        yield Rect(min(x, px), min(y, py), max(x, px), max(y, py)).grown(margin)
