"""The line of a map's time: a slider with a mark for each moment that has a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from ifs_desktop.ui import theme

FINE = 100  # positions of the slider between one step of the map and the next
_KNOB = 16  # px, as the style sheet draws it


class TimeSlider(QSlider):
    """Its value is FINE for each step; arrow keys go by a step, PgUp and PgDn by named moments."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._marks: tuple[int, ...] = ()
        self.setSingleStep(FINE)
        self.setPageStep(FINE)
        self.setAccessibleName(self.tr("Time"))

    def show_steps(self, last: int, marks: Sequence[int]) -> None:
        """From step 0 to ``last``, with marks at some of them."""
        self._marks = tuple(sorted(set(marks)))
        self.setRange(0, last * FINE)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and self._marks:
            at = self.value() / FINE
            if event.key() == Qt.Key.Key_PageUp:
                way = next((m for m in self._marks if m > at), self.maximum() // FINE)
            else:
                way = next((m for m in reversed(self._marks) if m < at), 0)
            self.setValue(way * FINE)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._marks or self.maximum() <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("self"))
        for mark in self._marks:
            x = self._x(mark * FINE)
            painter.drawEllipse(QPointF(x, self.height() - theme.px(4)), 3.0, 3.0)
        painter.end()

    def _x(self, value: int) -> float:
        room = self.width() - _KNOB
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        place = QStyle.sliderPositionFromValue(0, self.maximum(), value, room, turned)
        return _KNOB / 2 + place
