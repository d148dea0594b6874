"""The app's mark: Self in the middle, three parts around it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import theme

# Token, centre and radius of each disc in a square of side 1.
_DISCS = (
    ("self", 0.50, 0.45, 0.24),
    ("manager", 0.15, 0.15, 0.145),
    ("firefighter", 0.87, 0.19, 0.125),
    ("exile", 0.36, 0.87, 0.125),
)


def paint(painter: QPainter, rect: QRectF) -> None:
    """Draw the mark in the middle of `rect`, in the present theme's colours."""
    size = min(rect.width(), rect.height())
    left = rect.center().x() - size / 2
    top = rect.center().y() - size / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for token, x, y, radius in _DISCS:
        painter.setBrush(theme.colour(token))
        painter.drawEllipse(QPointF(left + x * size, top + y * size), radius * size, radius * size)
    painter.restore()


def app_icon() -> QIcon:
    """The window's icon; drawn at four sizes, since window managers scale badly."""
    result = QIcon()
    for side in (16, 32, 64, 128):
        picture = QPixmap(QSize(side, side))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(picture)
    return result


class Mark(QWidget):
    """The mark as a widget of a fixed size in px."""

    def __init__(self, size: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()))
        painter.end()
