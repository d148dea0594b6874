"""The dotted paper a map lies on, and the lines of its grid."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from ifs_desktop.ui import theme

SPACING = 22.0  # scene units between dots at 100 %
LEAST_SPACING = 14.0  # px; further out every second dot goes


class Paper:
    """What lies below everything, drawn sharp for one zoom; ``brush`` is in scene units.

    Without ``land`` it is dotted; with ``grid``, in scene units, it has fine lines so far apart.
    """

    def __init__(
        self, zoom: float, pixel_ratio: float, *, land: QBrush | None, grid: float | None
    ) -> None:
        self._tile: QPixmap | None = None
        if land is not None:
            self.brush = land
            return
        spacing = SPACING if grid is None else grid
        while spacing * zoom < LEAST_SPACING:
            spacing *= 2
        side = max(8, round(spacing * zoom * pixel_ratio))
        self._tile = _lined(side, pixel_ratio) if grid else _dotted(side, zoom, pixel_ratio)
        self._spacing = side / pixel_ratio
        self.brush = QBrush(self._tile)
        self.brush.setTransform(QTransform.fromScale(spacing / side, spacing / side))

    def paint(self, painter: QPainter, area: QRectF, turn: QTransform) -> None:
        """Fill an area of a picture of the scene; quicker than the brush, which has to scale.

        Dots then lie on whole px: a little off from where the brush has them, which nobody sees.
        """
        if self._tile is None:
            painter.save()
            painter.setTransform(turn)
            back, _ = turn.inverted()
            painter.fillRect(back.mapRect(area), self.brush)
            painter.restore()
            return
        spacing = self._spacing
        off = QPointF((area.left() - turn.dx()) % spacing, (area.top() - turn.dy()) % spacing)
        self._tile.setDevicePixelRatio(self._tile.width() / spacing)
        painter.drawTiledPixmap(area, self._tile, off)


class Plain(Paper):
    """The paper far out, where its dots are not to be seen."""

    def __init__(self, land: QBrush | None) -> None:
        super().__init__(1.0, 1.0, land=land or QBrush(theme.colour("background")), grid=None)


def _dotted(side: int, zoom: float, pixel_ratio: float) -> QPixmap:
    tile, painter = _begun(side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("edge"))
    radius = 0.85 * pixel_ratio * min(1.4, max(0.9, zoom))
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    return tile


def _lined(side: int, pixel_ratio: float) -> QPixmap:
    """Lines cross at the corners of the tile: where things snap to."""
    tile, painter = _begun(side)
    colour = theme.mix(theme.colour("background"), theme.colour("edge"), 0.55)
    painter.fillRect(QRectF(0, 0, side, pixel_ratio), colour)
    painter.fillRect(QRectF(0, 0, pixel_ratio, side), colour)
    painter.end()
    return tile


def _begun(side: int) -> tuple[QPixmap, QPainter]:
    tile = QPixmap(side, side)
    tile.fill(theme.colour("background"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return tile, painter
