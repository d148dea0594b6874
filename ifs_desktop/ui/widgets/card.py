"""A sheet of paper on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QWidget

from ifs_desktop.ui import svg, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_RADIUS = 14
_ROOM = (6, 3, 6, 9)  # left, top, right, bottom px kept free for the shadow
_SOLID = 5  # px from the border of a round corner inwards nothing shines through
_drawn: dict[tuple[object, ...], QPixmap] = {}  # what floats is painted as often as what is below


class Card(QFrame):
    """A raised frame with round corners. With `shadow` it floats, on 3 to 9 px of its own room."""

    def __init__(self, parent: QWidget | None = None, *, shadow: bool = False) -> None:
        super().__init__(parent)
        self._shadow = shadow
        if shadow:
            self.setProperty("kind", "floating")
            self.setContentsMargins(*_ROOM)
        else:
            self.setProperty("kind", "card")

    def set_tone(self, tone: str) -> None:
        """ "" (paper), "accent" (soft) or "quiet"; of cards without a shadow."""
        theme.set_kind(self, tone, "tone")

    def solid(self) -> QRect:
        """What of its parent is not seen for it."""
        left, top, right, bottom = (room + _SOLID for room in _ROOM)
        return self.geometry().adjusted(left, top, -right, -bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shadow:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, _picture(self.width(), self.height(), self.devicePixelRatioF()))
        painter.end()


def _picture(width: int, height: int, ratio: float) -> QPixmap:
    key = (width, height, ratio, theme.value("raised"), theme.value("line"))
    found = _drawn.get(key)
    if found is None:
        if len(_drawn) > 16:
            _drawn.clear()
        found = _drawn[key] = QPixmap(round(width * ratio), round(height * ratio))
        found.setDevicePixelRatio(ratio)
        found.fill(QColor(0, 0, 0, 0))
        painter = QPainter(found)
        svg.paint(painter, QRectF(0, 0, width, height), _sheet(width, height))
        painter.end()
    return found


def _sheet(width: int, height: int) -> str:
    """A card of this size in px with a soft edge of thin sheets, a little below it."""
    left, top, right, bottom = _ROOM
    inner, tall = width - left - right, height - top - bottom
    ink, fade = theme.value("shadow"), 0.06 if theme.is_dark() else 0.013
    sheets = [
        f'<rect x="{left - grow:g}" y="{top + 3 - grow:g}" width="{inner + 2 * grow:g}"'
        f' height="{tall + 2 * grow:g}" rx="{_RADIUS + grow:g}" fill="{ink}"'
        f' fill-opacity="{fade}"/>'
        for grow in (6, 5, 4, 3, 2, 1)
    ]
    body = (
        f'<rect x="{left + 0.5:g}" y="{top + 0.5:g}" width="{inner - 1:g}" height="{tall - 1:g}"'
        f' rx="{_RADIUS}" fill="{theme.value("raised")}" stroke="{theme.value("line")}"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f"{''.join(sheets)}{body}</svg>"
    )
