"""Pictures of what was said over time, drawn by hand: lines of points, and pairs of before and
after. The arrow keys go from point to point, a screen reader says each, Enter opens its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ifs_desktop.store import Ref
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.days import short_day

_TALL = 216  # design px
_DOT = 4.5  # radius, design px
_INSET = 10  # from the ends of the lines to the first and the last mark, design px
_NEAR = 18  # how far from a point the mouse may be, design px
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 4), (1.5, 3.5), (10, 4, 2, 4), (3, 3), (12, 5))


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of the picture. ``line`` tells which line it is on, ``said`` what it says aloud."""

    when: datetime
    level: float
    said: str
    ref: Ref
    line: int = 0
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line looks: its colour, and the shape of the part it is about."""

    colour: QColor
    role: str = ""


class Chart(QWidget):
    """Marks over time, between ``lowest`` and ``highest``; each line has its own dashes."""

    open_requested = Signal(object)  # Ref
    pointed = Signal(str)  # what the mark says that is pointed at; empty for none

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: list[Mark] = []
        self._pens: list[Pen] = []
        self._levels: tuple[tuple[float, str], ...] = ()
        self._even = False
        self._order: dict[datetime, int] = {}  # of the moments that there are
        self._places: list[QPointF] = []
        self._laid: tuple[QRectF, Qt.LayoutDirection] | None = None  # where they were reckoned
        self._side = 0.0  # how wide the widest word is
        self._at = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(self.tr("The arrow keys go from point to point, Enter opens one."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(
        self,
        marks: Sequence[Mark],
        pens: Sequence[Pen],
        levels: Sequence[tuple[float, str]],
        *,
        even: bool = False,
    ) -> None:
        """Show these, from the earliest on.

        ``levels`` are the heights that have a word, the lowest first. ``even``: the same room
        between any two moments, so that pairs of one day can be told apart.
        """
        self._marks = sorted(marks, key=lambda mark: mark.when)
        self._pens, self._levels, self._even = list(pens), tuple(levels), even
        self._order = {when: n for n, when in enumerate(sorted({mark.when for mark in marks}))}
        self._laid, self._side = None, 0.0
        self._at = -1
        said = dict.fromkeys(mark.said for mark in self._marks)  # a pair is said once
        self.setAccessibleDescription("\n".join(said))
        self.pointed.emit("")
        self.update()

    def marks(self) -> list[Mark]:
        """Those that are shown, from the earliest on."""
        return list(self._marks)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(_TALL))

    # ---- where things are
    def place(self, number: int) -> QPointF:
        """Where a mark is drawn."""
        room = self._room()
        if self._laid != (room, self.layoutDirection()):
            self._laid = (room, self.layoutDirection())
            self._places = [self._place(mark, room) for mark in self._marks]
        return self._places[number]

    def _place(self, mark: Mark, room: QRectF) -> QPointF:
        low, high = self._levels[0][0], self._levels[-1][0]
        up = (mark.level - low) / (high - low)
        across = self._across(mark.when)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = 1 - across
        inset = theme.px(_INSET)
        x = room.left() + inset + (room.width() - 2 * inset) * across
        return QPointF(x, room.bottom() - room.height() * up)

    def _across(self, when: datetime) -> float:
        if self._even:
            return (self._order[when] + 0.5) / len(self._order)
        first, last = self._marks[0].when, self._marks[-1].when
        span = (last - first).total_seconds()
        return 0.5 if span <= 0 else (when - first).total_seconds() / span

    def _room(self) -> QRectF:
        """Where marks may stand: words to the left of it (or right), days below."""
        if not self._side:
            words = [self.fontMetrics().horizontalAdvance(word) for _, word in self._levels]
            self._side = float(max(words, default=0) + theme.px(14))
        side = min(self._side, self.width() * 0.4)
        edge, line = theme.px(14), self.fontMetrics().height()
        room = QRectF(self.rect()).adjusted(side, edge, -edge, -(line + theme.px(22)))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room.moveLeft(edge)
        return room

    # ---- drawing
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._marks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each word its own
        self._draw_levels(painter)
        self._draw_days(painter)
        self._draw_lines(painter)
        for number, mark in enumerate(self._marks):
            self._draw_mark(painter, number, mark)
        painter.end()

    def _draw_levels(self, painter: QPainter) -> None:
        room, metrics = self._room(), self.fontMetrics()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        low, high = self._levels[0][0], self._levels[-1][0]
        gap = theme.px(10)
        for level, word in self._levels:
            y = room.bottom() - room.height() * (level - low) / (high - low)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(theme.colour("hint"))
            if rtl:
                box = QRectF(room.right() + gap, y - 20, self.width() - room.right() - gap, 40)
            else:
                box = QRectF(0, y - 20, room.left() - gap, 40)
            side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
            short = metrics.elidedText(word, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(
                box, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, short
            )

    def _draw_days(self, painter: QPainter) -> None:
        """The first day and the last, under their marks."""
        room, today = self._room(), date.today()
        days = [short_day(self._marks[n].when.date(), today) for n in (0, -1)]
        painter.setPen(theme.colour("hint"))
        below = QRectF(0, room.bottom() + theme.px(14), self.width(), self.fontMetrics().height())
        places = [self.place(0).x(), self.place(len(self._marks) - 1).x()]
        for day, x in list(zip(days, places, strict=True))[: 1 if days[0] == days[1] else 2]:
            wide = self.fontMetrics().horizontalAdvance(day)
            left = min(max(0.0, x - wide / 2), self.width() - wide)
            box = QRectF(left, below.top(), wide + 1, below.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day)

    def _draw_lines(self, painter: QPainter) -> None:
        for line, pen in enumerate(self._pens):
            places = [self.place(n) for n, mark in enumerate(self._marks) if mark.line == line]
            if len(places) < 2:
                continue
            path = QPainterPath(places[0])
            for place in places[1:]:
                path.lineTo(place)
            stroke = QPen(pen.colour, 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
            dashes = _DASHES[line % len(_DASHES)]
            if dashes:
                stroke.setDashPattern([dash / 2 for dash in dashes])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(stroke)
            painter.drawPath(path)

    def _draw_mark(self, painter: QPainter, number: int, mark: Mark) -> None:
        place, pen = self.place(number), self._pens[mark.line]
        size = theme.px(_DOT) * self._wider(number)
        painter.setPen(QPen(pen.colour, 1.8))
        painter.setBrush(theme.colour("raised") if mark.hollow else pen.colour)
        if pen.role:
            shape = glyph.outline(pen.role, size * 2.6)
            painter.drawPath(shape.translated(place))
        else:
            painter.drawEllipse(place, size, size)
        if number == self._at:
            size = theme.px(_DOT)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 1.6))
            painter.drawEllipse(place, size * 2.1, size * 2.1)

    def _wider(self, number: int) -> float:
        """How much larger than others a mark is drawn."""
        return 1.0

    # ---- going from mark to mark
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if rtl:
            back, on = on, back
        steps = {back: -1, on: 1}
        if event.key() in steps and self._marks:
            self._step(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home and self._marks:
            self._point(0)
        elif event.key() == Qt.Key.Key_End and self._marks:
            self._point(len(self._marks) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.open_requested.emit(self._marks[self._at].ref)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._at < 0 and self._marks and event.reason() in keys:
            self._point(len(self._marks) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if found >= 0 else Qt.CursorShape.ArrowCursor
        )
        if found >= 0 and found != self._at:
            self._point(found, aloud=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._near(event.position())
        if found >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._point(found)
            self.open_requested.emit(self._marks[found].ref)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._side = 0.0
            self.updateGeometry()

    def _near(self, at: QPointF) -> int:
        best, least = -1, float(theme.px(_NEAR)) ** 2
        for number in range(len(self._marks)):
            away = self.place(number) - at
            far = away.x() ** 2 + away.y() ** 2
            if far < least:
                best, least = number, far
        return best

    def _step(self, by: int) -> None:
        """To the next mark that says something else; both of a pair say the same."""
        last = len(self._marks) - 1
        at = self._at if self._at >= 0 else (-1 if by > 0 else last + 1)
        here = self._marks[at] if 0 <= at <= last else None
        at += by
        while here is not None and 0 <= at <= last and self._marks[at].when == here.when:
            if self._marks[at].said != here.said:
                break
            at += by
        if 0 <= at <= last:
            self._point(at)

    def _point(self, number: int, *, aloud: bool = True) -> None:
        self._at = number
        said = self._marks[number].said
        self.pointed.emit(said)
        self.update()
        if aloud and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))


class PairChart(Chart):
    """Before and after, one pair beside the other, joined by a thin line."""

    def _draw_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("secondary"), 1.4))
        ends: dict[datetime, QPointF] = {}
        for number, mark in enumerate(self._marks):
            place = self.place(number)
            if mark.when in ends:
                painter.drawLine(ends[mark.when], place)
            ends[mark.when] = place

    def _wider(self, number: int) -> float:
        """As loud afterwards as before: the hollow one is seen around the filled one."""
        mark = self._marks[number]
        after = self._marks[number + 1] if number + 1 < len(self._marks) else mark
        hidden = mark.hollow and not after.hollow
        hidden = hidden and (after.when, after.level) == (mark.when, mark.level)
        return 1.8 if hidden else 1.0
