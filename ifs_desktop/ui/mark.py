"""The app's mark: Self in the middle, three parts around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import svg, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPaintEvent

# Token, centre and radius of each disc in a square of side 1.
_DISCS = (
    ("self", 0.50, 0.45, 0.24),
    ("manager", 0.15, 0.15, 0.145),
    ("firefighter", 0.87, 0.19, 0.125),
    ("exile", 0.36, 0.87, 0.125),
)


def picture() -> str:
    """The mark as an SVG picture, in the present theme's colours."""
    discs = "".join(
        f'<circle cx="{x * 100:g}" cy="{y * 100:g}" r="{radius * 100:g}"'
        f' fill="{theme.value(token)}"/>'
        for token, x, y, radius in _DISCS
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{discs}</svg>'


def paint(painter: QPainter, rect: QRectF) -> None:
    """Draw the mark in the middle of `rect`, in the present theme's colours."""
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    svg.paint(painter, box, picture())


def app_icon() -> QIcon:
    """The window's icon; drawn at four sizes, since window managers scale badly."""
    from PySide6.QtGui import QIcon, QPixmap

    result = QIcon()
    for side in (16, 32, 64, 128):
        pixels = QPixmap(side, side)
        pixels.fill(QColor(0, 0, 0, 0))
        painter = QPainter(pixels)
        paint(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(pixels)
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
