"""Draws the figure from both sides with the marks on it, and tells what is done there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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

from ifs_desktop.body import figure, words
from ifs_desktop.body.queries import MarkCard
from ifs_desktop.store.schema import BODY_SIDES
from ifs_desktop.ui import glyph, portrait, theme

STEP, FINE = 0.02, 0.005  # how far an arrow key moves a mark, of the figure's height
_DRAG = 5  # px
_MARK_GLYPH = 0.9  # of a mark's radius

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BodyView(QWidget):
    """Places are (side, x, y) as in ``BodyMark``."""

    pointed = Signal(str, float, float)  # a place where nothing is, clicked
    chosen = Signal(object)  # a mark's id, or None
    moved = Signal(int, str, float, float)
    nudged = Signal(int, str, float, float)
    opened = Signal(int)  # Enter or a double click on a mark
    asked_for_one = Signal()  # N: a new mark by key

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: tuple[MarkCard, ...] = ()
        self._chosen: int | None = None
        self._pressed: QPointF | None = None
        self._dragged: tuple[str, float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # Left and right are sides of a body: it does not mirror with the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(self.tr("Figure"))
        self._say()

    def show_marks(self, marks: Sequence[MarkCard]) -> None:
        """Show these, and no others."""
        self._marks = tuple(marks)
        if self._chosen not in {mark.id for mark in self._marks}:
            self._chosen = None
        self._say()
        self.update()

    def choose(self, mark_id: int | None) -> None:
        """Ring a mark."""
        if mark_id != self._chosen:
            self._chosen = mark_id
            self._say()
            self.update()

    def current(self) -> MarkCard | None:
        """The mark that is chosen."""
        return next((mark for mark in self._marks if mark.id == self._chosen), None)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(620), theme.px(560))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(300))

    # ---- where things are
    def box(self, side: str) -> QRectF:
        """The picture of one side, in px."""
        gap = theme.px(28)
        tall = max(1.0, self.height() - theme.px(52))
        wide = figure.WIDE * tall
        if 2 * wide + gap > self.width() - theme.px(24):
            wide = (self.width() - theme.px(24) - gap) / 2
            tall = wide / figure.WIDE
        left = (self.width() - 2 * wide - gap) / 2
        top = (self.height() - tall - theme.px(24)) / 2
        return QRectF(left if side == "front" else left + wide + gap, top, wide, tall)

    def point(self, side: str, x: float, y: float) -> QPointF:
        """A place in px."""
        box = self.box(side)
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    def _place(self, at: QPointF) -> tuple[str, float, float] | None:
        for side in BODY_SIDES:
            box = self.box(side)
            if box.contains(at):
                return (
                    side,
                    (at.x() - box.left()) / box.width(),
                    (at.y() - box.top()) / box.height(),
                )
        return None

    def _mark_at(self, at: QPointF) -> MarkCard | None:
        for mark in reversed(self._marks):
            off = self.point(mark.side, mark.x, mark.y) - at
            reach = max(theme.px(10), mark.size * self.box(mark.side).height())
            if off.x() ** 2 + off.y() ** 2 <= reach**2:
                return mark
        return None

    # ---- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side in BODY_SIDES:
            self._paint_figure(painter, side)
        for mark in self._marks:
            if mark.id != self._chosen:
                self._paint_mark(painter, mark)
        current = self.current()
        if current is not None:
            self._paint_mark(painter, current)
        if self.hasFocus() and current is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 10, 10)
        painter.end()

    def _paint_figure(self, painter: QPainter, side: str) -> None:
        box = self.box(side)
        tall = box.height()
        painter.save()
        painter.translate(box.center().x(), box.top())
        painter.scale(tall, tall)
        line = QPen(theme.colour("edge"), 1.6)
        line.setCosmetic(True)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(line)
        painter.setBrush(theme.colour("surface"))
        painter.drawPath(_silhouette())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        soft = QPen(line)
        soft.setWidthF(1.1)
        soft.setColor(theme.colour("line"))
        painter.setPen(soft)
        painter.drawPath(_inner(side))
        painter.restore()
        painter.setPen(theme.colour("secondary"))
        painter.setFont(theme.font(13))
        below = QRectF(box.left(), box.bottom() + theme.px(6), box.width(), theme.px(22))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words.side_name(side))

    def _paint_mark(self, painter: QPainter, mark: MarkCard) -> None:
        side, x, y = mark.side, mark.x, mark.y
        if self._dragged is not None and mark.id == self._chosen:
            side, x, y = self._dragged
        centre = self.point(side, x, y)
        radius = max(theme.px(9), mark.size * self.box(side).height())
        own = QColor(mark.part.colour) if mark.part.colour else glyph.colours(mark.part.shape)[0]
        wash = QColor(own)
        wash.setAlphaF(0.30 if theme.is_dark() else 0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawEllipse(centre, radius, radius)
        sign = min(radius * 2 * _MARK_GLYPH, theme.px(26))
        box = QRectF(centre.x() - sign / 2, centre.y() - sign / 2, sign, sign)
        portrait.paint(painter, box, mark.part)
        if mark.id == self._chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawEllipse(centre, radius + 3, radius + 3)

    # ---- mouse
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        mark = self._mark_at(event.position())
        self._pressed = event.position() if mark is not None else None
        if mark is not None:
            self.choose(mark.id)
            self.chosen.emit(mark.id)
            return
        place = self._place(event.position())
        self.choose(None)
        self.chosen.emit(None)
        if place is not None:
            self.pointed.emit(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.current() is None:
            return
        off = event.position() - self._pressed
        if self._dragged is None and off.manhattanLength() < _DRAG:
            return
        self._dragged = self._place(event.position()) or self._dragged
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place, self._dragged, self._pressed = self._dragged, None, None
        if place is not None and self._chosen is not None:
            self.moved.emit(self._chosen, *place)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None:
            self.opened.emit(mark.id)

    # ---- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mark = Qt.Key(event.key()), self.current()
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._dragged = self._pressed = None
            self.update()
        elif key in _ARROWS and mark is not None:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(mark, *_ARROWS[key], by=FINE if fine else STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and mark is not None:
            self.opened.emit(mark.id)
        elif key == Qt.Key.Key_Space and self._marks:
            ids = [one.id for one in self._marks]
            at = ids.index(mark.id) + 1 if mark is not None else 0
            self.choose(ids[at % len(ids)])
            self.chosen.emit(self._chosen)
        else:
            super().keyPressEvent(event)

    def _nudge(self, mark: MarkCard, dx: int, dy: int, *, by: float) -> None:
        """Over the inner edge of one picture lies the other one."""
        side, x, y = mark.side, mark.x + dx * by / figure.WIDE, mark.y + dy * by
        if x > 1 and side == "front":
            side, x = "back", x - 1
        elif x < 0 and side == "back":
            side, x = "front", x + 1
        self.nudged.emit(mark.id, side, min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _say(self) -> None:
        mark = self.current()
        if mark is None:
            said = self.tr("Space goes from place to place, arrow keys move the chosen one.")
        else:
            said = f"{mark.part.name}. {words.mark_line(mark)}"
        self.setAccessibleDescription(said)


def _silhouette() -> QPainterPath:
    """The figure, in heights around the upper middle."""
    body = QPainterPath()
    points = figure.outline()
    body.moveTo(*points[0])
    for point in points[1:]:
        body.lineTo(*point)
    body.closeSubpath()
    x, y, across, down = figure.HEAD
    head = QPainterPath()
    head.addEllipse(QPointF(x, y), across, down)
    return body.united(head)


def _inner(side: str) -> QPainterPath:
    """The few lines that tell front from back."""
    path = QPainterPath()
    if side == "front":
        for way in (1, -1):
            path.moveTo(way * 0.012, 0.178)
            path.quadTo(way * 0.05, 0.168, way * 0.082, 0.186)
            path.moveTo(way * 0.014, 0.262)
            path.quadTo(way * 0.045, 0.276, way * 0.066, 0.252)
        path.addEllipse(QPointF(0, 0.405), 0.004, 0.006)
        return path
    path.moveTo(0, 0.165)
    path.quadTo(0.004, 0.29, 0, 0.435)
    for way in (1, -1):
        path.moveTo(way * 0.032, 0.215)
        path.quadTo(way * 0.066, 0.240, way * 0.040, 0.275)
        path.moveTo(way * 0.008, 0.515)
        path.quadTo(way * 0.05, 0.530, way * 0.078, 0.500)
    return path
