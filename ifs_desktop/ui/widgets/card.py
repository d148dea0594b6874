"""A sheet of paper on the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ifs_desktop.ui import theme

_RADIUS = 14
_ROOM = (6, 3, 6, 9)  # left, top, right, bottom px kept free for the shadow


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

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._shadow:
            super().paintEvent(event)
            return
        left, top, right, bottom = _ROOM
        body = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tint = QColor(theme.colour("shadow"))
        tint.setAlpha(15 if theme.is_dark() else 4)
        painter.setBrush(tint)
        for step in range(12, 0, -1):  # a soft edge of thin sheets, a little below the card
            grow = step / 2
            sheet = body.adjusted(-grow, -grow + 3, grow, grow + 3)
            painter.drawRoundedRect(sheet, _RADIUS + grow, _RADIUS + grow)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()
