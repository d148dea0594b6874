"""What icon engines written in Python share; apart from glyph.py, whose pens cost the start."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from shiboken6 import isValid

from ifs_desktop.ui import theme

_MOST = 512  # pictures that are held drawn
_held: dict[Hashable, QPixmap] = {}


def kept(engine: QIconEngine, living: list[QIconEngine] = []) -> QIconEngine:  # noqa: B006
    """A clone, held until Qt has deleted it: PySide thinks Python owns what clone() returns."""
    living[:] = [one for one in living if isValid(one)]
    living.append(engine)
    return engine


def drawn(
    engine: QIconEngine, size: QSize, mode: QIcon.Mode, state: QIcon.State, look: Hashable = None
) -> QPixmap:
    """What an engine paints, on a clear ground (Qt's own version leaves the ground as it was).

    With ``look``, all that it depends on beside the theme, it is only painted the first time: a
    button asks for its icon whenever it is painted. Nobody's words may be part of a look; it
    outlives the lock.
    """
    key = (look, size.toTuple(), mode, state, theme.stamp())
    found = None if look is None else _held.get(key)
    if found is not None:
        return found
    picture = QPixmap(size)
    if picture.isNull():
        return picture
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    engine.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
    painter.end()
    if look is not None:
        if len(_held) >= _MOST:
            _held.clear()
        _held[key] = picture
    return picture
