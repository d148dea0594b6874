"""The dotted paper a map lies on."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap, QTransform

from ifs_desktop.ui import theme

SPACING = 22.0  # scene units between dots at 100 %
LEAST_SPACING = 14.0  # px; further out every second dot goes


def dotted(zoom: float, pixel_ratio: float) -> QBrush:
    """A texture with one dot, drawn sharp for this zoom, to fill the background with."""
    spacing = SPACING
    while spacing * zoom < LEAST_SPACING:
        spacing *= 2
    side = max(8, round(spacing * zoom * pixel_ratio))
    tile = QPixmap(side, side)
    tile.fill(theme.colour("background"))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("edge"))
    radius = 0.85 * pixel_ratio * min(1.4, max(0.9, zoom))
    painter.drawEllipse(QPointF(side / 2, side / 2), radius, radius)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(spacing / side, spacing / side))
    return brush
