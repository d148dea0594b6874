"""What icon engines written in Python share; apart from glyph.py, whose pens cost the start."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from shiboken6 import isValid


def kept(engine: QIconEngine, living: list[QIconEngine] = []) -> QIconEngine:  # noqa: B006
    """A clone, held until Qt has deleted it: PySide thinks Python owns what clone() returns."""
    living[:] = [one for one in living if isValid(one)]
    living.append(engine)
    return engine


def drawn(engine: QIconEngine, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
    """What an engine paints, on a clear ground (Qt's own version leaves the ground as it was)."""
    picture = QPixmap(size)
    if picture.isNull():
        return picture
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    engine.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
    painter.end()
    return picture
