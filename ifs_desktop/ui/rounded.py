"""Round corners of a window without a frame, which need nothing of the desktop."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QRegion
from PySide6.QtWidgets import QWidget

RADIUS = 14


def cut(window: QWidget) -> None:
    """Take the corners off, at the size it has now."""
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(window.rect()), RADIUS, RADIUS)
    window.setMask(QRegion(outline.toFillPolygon().toPolygon()))
