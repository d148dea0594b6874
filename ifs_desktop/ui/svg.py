"""Paints SVG pictures given as text.

The first pages paint this way and not with pens and brushes: the first pen made in Python makes all
enums of the Qt namespace too, which costs the start 15 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_MOST = 256  # pictures kept ready
_ready: dict[str, QSvgRenderer] = {}


def paint(painter: QPainter, rect: QRectF, picture: str) -> None:
    """Draw `picture`, stretched to `rect`."""
    renderer = _ready.get(picture)
    if renderer is None:
        from PySide6.QtSvg import QSvgRenderer  # 1 ms, and not every page needs it

        if len(_ready) >= _MOST:
            _ready.clear()
        renderer = _ready[picture] = QSvgRenderer(picture.encode())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, rect)
    painter.restore()
