"""Words on a drawing: as letters, or as shapes that look the same without their font."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath


def write(
    painter: QPainter, text: str, font: QFont, colour: QColor, *, outlines: bool, top: float = 0.0
) -> None:
    """One line of text whose upper left corner is (0, ``top``)."""
    baseline = QPointF(0, top + QFontMetricsF(font).ascent())
    path = QPainterPath()
    if outlines:
        path.addText(baseline, font, text)
    if path.isEmpty():  # letters are wanted, or a sign in colours, which has no outline
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(baseline, text)
    else:
        painter.fillPath(path, colour)
