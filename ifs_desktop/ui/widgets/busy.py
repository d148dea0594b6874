"""Three softly breathing dots that say: a moment, please."""

from __future__ import annotations

from math import pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ifs_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QTimerEvent
    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

_TICK_MS = 50
_BREATH_MS = 2400


class BusySign(QWidget):
    """Moves only while it is seen, and not at all when less motion is wanted."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """`text`: what is being done, for screen readers and as the tooltip."""
        super().__init__(parent)
        self._timer = 0
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text or self.tr("A moment, please"))

    def set_text(self, text: str) -> None:
        self.setAccessibleName(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(48), theme.px(20))

    def moving(self) -> bool:
        return self._timer != 0

    def showEvent(self, event: QShowEvent) -> None:
        if not self._timer and not theme.reduced_motion():
            self._timer = self.startTimer(_TICK_MS)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._timer:
            self.killTimer(self._timer)
            self._timer = 0
        super().hideEvent(event)

    def timerEvent(self, event: QTimerEvent) -> None:
        self._at = (self._at + _TICK_MS) % _BREATH_MS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tint = theme.colour("accent")
        step = self.width() / 4
        for index in (0, 1, 2):
            phase = self._at / _BREATH_MS - index / 6
            breath = 0.5 + 0.5 * sin(2 * pi * phase) if self._timer else 0.6
            tint.setAlphaF(0.3 + 0.7 * breath)
            painter.setBrush(tint)
            radius = theme.px(3) + theme.px(2) * breath * 0.5
            painter.drawEllipse(QPointF(step * (index + 1), self.height() / 2), radius, radius)
        painter.end()
