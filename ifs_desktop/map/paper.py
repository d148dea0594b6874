"""The dotted paper a map lies on, and the lines of its grid."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from ifs_desktop.ui import theme

SPACING = 22.0  # scene units between dots at 100 %
LEAST_SPACING = 14.0  # px; further out every second dot goes


class Paper:
    """What lies below everything, drawn sharp for one zoom.

    Without ``land``, a brush in scene units, it is dotted; with ``grid``, in scene units, it has
    fine lines so far apart.
    """

    def __init__(
        self, zoom: float, pixel_ratio: float, *, land: QBrush | None, grid: float | None
    ) -> None:
        self.land = land
        if land is not None:
            return
        spacing = SPACING if grid is None else grid
        while spacing * zoom < LEAST_SPACING:
            spacing *= 2
        self._lines = None if grid is None else spacing * zoom
        if self._lines is None:
            side = max(8, round(spacing * zoom * pixel_ratio))
            self._tile = _dotted(side, zoom, pixel_ratio)

    def paint(self, painter: QPainter, area: QRectF, turn: QTransform) -> None:
        """Fill an area of what shows the scene, in its px, to which the painter is clipped.

        Quicker than a brush that has to scale. Dots lie on whole px, a little off from where a
        brush has them, which nobody sees.
        """
        if self.land is not None:
            painter.save()
            painter.setTransform(turn)
            back, _ = turn.inverted()
            painter.fillRect(back.mapRect(area), self.land)
            painter.restore()
            return
        if self._lines is not None:
            _rule(painter, area, self._lines, turn)
            return
        side, ratio = self._tile.deviceIndependentSize().width(), self._tile.devicePixelRatio()
        # From where a tile begins: Qt rounds how far into a tile to begin, which leaves a seam.
        across = (area.left() - round(turn.dx() * ratio) / ratio) % side
        down = (area.top() - round(turn.dy() * ratio) / ratio) % side
        painter.drawTiledPixmap(area.adjusted(-across, -down, 0, 0), self._tile)


class OnPaper(QGraphicsView):
    """A view whose scene lies on paper."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None) -> None:
        super().__init__(scene, parent)
        self.paper = Paper(1.0, 1.0, land=None, grid=None)

    def lay(self, *, land: QBrush | None = None, grid: float | None = None) -> None:
        """Lie on fresh paper: the theme, the zoom or what it shows is another."""
        zoom, ratio = self.transform().m11(), self.devicePixelRatioF()
        self.paper = Paper(zoom, ratio, land=land, grid=grid)
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        turn = painter.worldTransform()
        # On many screens px of ours end between those of the screen: what is exposed begins and
        # ends a little outside of ``rect``, and is all the painter can reach.
        area = turn.mapRect(QRectF(rect)).toAlignedRect().adjusted(-1, -1, 1, 1)
        painter.setWorldTransform(QTransform())
        self.paper.paint(painter, QRectF(area), turn)
        painter.setWorldTransform(turn)


class Plain(Paper):
    """The paper far out, where its dots are not to be seen."""

    def __init__(self, land: QBrush | None) -> None:
        super().__init__(1.0, 1.0, land=land or QBrush(theme.colour("background")), grid=None)


def _dotted(side: int, zoom: float, pixel_ratio: float) -> QPixmap:
    tile = QPixmap(side, side)
    tile.fill(theme.colour("background"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("edge"))
    radius = 0.85 * pixel_ratio * min(1.4, max(0.9, zoom))
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    tile.setDevicePixelRatio(pixel_ratio)
    return tile


def _rule(painter: QPainter, area: QRectF, step: float, turn: QTransform) -> None:
    """Lines that cross just where things snap to, each a px wide."""
    colour = theme.mix(theme.colour("background"), theme.colour("edge"), 0.55)
    painter.fillRect(area, theme.colour("background"))
    for x in _steps(area.left(), area.right(), turn.dx(), step):
        painter.fillRect(QRectF(x, area.top(), 1, area.height()), colour)
    for y in _steps(area.top(), area.bottom(), turn.dy(), step):
        painter.fillRect(QRectF(area.left(), y, area.width(), 1), colour)


def _steps(start: float, end: float, origin: float, step: float) -> list[int]:
    """The px from ``start`` to ``end`` that lie whole steps from ``origin``."""
    first, last = math.floor((start - origin) / step), math.ceil((end - origin) / step)
    return [math.floor(origin + n * step) for n in range(first, last + 1)]
