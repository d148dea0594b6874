"""The calm land a place to rest lies on: it moves with the map, under everything that stands there.

Qt's own path items, made anew when the theme changes; nothing is painted in Python.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsScene

from ifs_desktop.ui import calm

UNDER = -100.0  # below links and parts
TALL, WIDE = 1100.0, 24_000.0  # scene units; further out the last hill's colour goes on
DEEP = 52_000.0


def sky() -> QBrush:
    """The light behind it."""
    return QBrush(calm.sky(-TALL / 2, TALL * (calm.HORIZON - 0.5)))


def lay(scene: QGraphicsScene) -> list[QGraphicsItem]:
    """Put the land into a scene, with Self's place above the horizon's middle."""
    items: list[QGraphicsItem] = []
    layers = calm.land(QRectF(-WIDE / 2, -TALL / 2, WIDE, TALL))
    for number, (path, colour) in enumerate(layers):
        item = QGraphicsPathItem(path)
        item.setPen(QPen(colour, 0))
        item.setBrush(colour)
        item.setZValue(UNDER + number)
        scene.addItem(item)
        items.append(item)
    ground = scene.addRect(QRectF(-DEEP, TALL / 2 - 1, 2 * DEEP, DEEP), QPen(layers[-1][1], 0))
    ground.setBrush(layers[-1][1])
    ground.setZValue(UNDER)
    return [*items, ground]
