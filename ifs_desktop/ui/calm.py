"""A calm piece of land in the colours of the theme: a low sun and hills, one behind the other."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath

from ifs_desktop.ui import theme

SUN = 0.16  # radius, of the height
HORIZON = 0.60  # of the height, from the top
Layer = tuple[QPainterPath, QColor]


def sky(top: float, horizon: float) -> QLinearGradient:
    """The light above the land, from one y to another."""
    ground = theme.colour("background")
    gradient = QLinearGradient(0, top, 0, horizon)
    gradient.setColorAt(0, theme.mix(ground, theme.colour("accent_soft"), 0.75))
    gradient.setColorAt(1, theme.mix(ground, theme.colour("self_soft"), 0.55))
    return gradient


def land(box: QRectF) -> list[Layer]:
    """Sun and hills that fill ``box`` below its horizon, the furthest first."""
    tall = box.height()
    horizon = box.top() + HORIZON * tall
    far = theme.mix(theme.colour("accent_soft"), theme.colour("good_soft"), 0.35)
    middle = theme.mix(theme.colour("good_soft"), theme.colour("accent_soft"), 0.25)
    near = theme.mix(theme.colour("good_soft"), theme.colour("good"), 0.10)
    sun = QPainterPath()
    middle_x = box.center().x() + 0.42 * tall
    sun.addEllipse(QPointF(middle_x, horizon - 0.12 * tall), SUN * tall, SUN * tall)
    light = theme.mix(theme.colour("self_soft"), theme.colour("self"), 0.16)
    return [
        (sun, light),
        (_hills(box, horizon, 0.10 * tall, 1.10 * tall, 0.15), far),
        (_hills(box, horizon + 0.12 * tall, 0.08 * tall, 1.45 * tall, 0.60), middle),
        (_hills(box, horizon + 0.25 * tall, 0.06 * tall, 1.90 * tall, 0.30), near),
    ]


def paint(painter: QPainter, box: QRectF) -> None:
    """Fill ``box`` with it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, sky(box.top(), box.top() + HORIZON * box.height()))
    for path, colour in land(box):
        painter.setBrush(colour)
        painter.drawPath(path)


def _hills(box: QRectF, base: float, rise: float, period: float, phase: float) -> QPainterPath:
    """A gentle wave round ``base``, over the whole width, filled to the bottom of the box."""
    start = box.center().x() + (phase - 1) * period
    while start > box.left():
        start -= period
    path = QPainterPath(QPointF(start, box.bottom()))
    path.lineTo(start, base)
    x = start
    while x < box.right():
        half = x + period / 2
        path.cubicTo(x + period * 0.18, base - rise, half - period * 0.18, base - rise, half, base)
        end = x + period
        path.cubicTo(half + period * 0.18, base + rise, end - period * 0.18, base + rise, end, base)
        x = end
    path.lineTo(x, box.bottom())
    path.closeSubpath()
    return path
