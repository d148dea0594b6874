"""A small calm line: where the words of a reading stood, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ifs_desktop.parts.queries import ReadingCard
from ifs_desktop.ui import theme, tip
from ifs_desktop.ui.days import short_day

_WIDE, _TALL = 168, 40  # design px
_TOP_LEVEL = 4
_LAST = 24  # readings that are drawn; earlier ones are in the list


class Trend(QWidget):
    """Draws the readings that have a level, by time; near is up. It says nothing of good or bad.

    A screen reader, and who rests the mouse on it, gets the words with their days.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._points: list[tuple[datetime, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_readings(self, title: str, readings: Sequence[ReadingCard]) -> None:
        """Show these, the newest first."""
        drawn = [r for r in readings if r.level is not None][:_LAST]
        self._points = [(r.said_at, r.level) for r in reversed(drawn) if r.level is not None]
        said = [in_words(reading) for reading in reversed(readings[:_LAST])]
        self.setAccessibleName(self.tr("{what}, over time").format(what=title))
        self.setAccessibleDescription(". ".join(said))
        self.setToolTip(tip.plain("\n".join(said)))
        self.setVisible(len(self._points) > 1)
        self.update()

    def points(self) -> list[QPointF]:
        """Where each is drawn, from the earliest on."""
        room, side = self.rect(), theme.px(6)
        first, last = self._points[0][0], self._points[-1][0]
        span = max((last - first).total_seconds(), 1.0)
        placed = [
            QPointF(
                side + (room.width() - 2 * side) * ((when - first).total_seconds() / span),
                side + (room.height() - 2 * side) * (1 - level / _TOP_LEVEL),
            )
            for when, level in self._points
        ]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            placed = [QPointF(room.width() - point.x(), point.y()) for point in placed]
        return placed

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDE), theme.px(_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self.points()
        path = QPainterPath(points[0])
        for before, point in pairwise(points):
            middle = (before.x() + point.x()) / 2
            path.cubicTo(QPointF(middle, before.y()), QPointF(middle, point.y()), point)
        line = theme.colour("accent")
        painter.setPen(QPen(line, 1.5, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(path)
        for number, point in enumerate(points):
            last = number == len(points) - 1
            painter.setPen(QPen(line, 1.5))
            painter.setBrush(line if last else theme.colour("raised"))
            painter.drawEllipse(point, 3.5 if last else 2.5, 3.5 if last else 2.5)
        painter.end()


def in_words(reading: ReadingCard) -> str:
    """ "23 November: curious"."""
    return f"{short_day(reading.said_at.date(), date.today())}: {reading.word}"
