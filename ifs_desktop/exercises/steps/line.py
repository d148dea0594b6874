"""A line of positions, eleven if not said otherwise. Until one is taken there is no knob on it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from ifs_desktop.exercises.kinds.scale import POSITIONS
from ifs_desktop.ui import theme

NONE = -1


class PositionLine(QSlider):
    """A slider whose value is -1 until somebody takes a position, and 0 and up from then on."""

    taken = Signal(int)

    def __init__(
        self, parent: QWidget, *, positions: int = POSITIONS, tone: str = "firefighter"
    ) -> None:
        """``tone``: the colour up to the position, by its name in the theme."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._last = positions - 1
        self._tone = tone
        self.setRange(NONE, self._last)
        self.setValue(NONE)
        self.setSingleStep(1)
        self.setPageStep(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._before: int | None = None
        self.valueChanged.connect(self._changed)

    def at(self) -> int | None:
        """The position, or None."""
        return None if self.value() == NONE else self.value()

    def show_at(self, at: int | None) -> None:
        """Show a position, or none, without a signal."""
        blocked = self.blockSignals(True)
        self.setMinimum(NONE if at is None else 0)
        self.setValue(NONE if at is None else at)
        self.blockSignals(blocked)
        self.update()

    def set_before(self, before: int | None) -> None:
        """Show an earlier position as a ring on the line."""
        self._before = before
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(44))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; a digit takes a position at once, that many tenths along the line."""
        if event.text().isdecimal() and event.text().isascii() and not event.modifiers():
            self._take(int(event.text()) * self._last // 10)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take(self._nearest(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._take(self._nearest(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is left to do: the position was taken while pressing."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, thick = self.height() / 2, theme.px(6)
        left, right = self._spot(0), self._spot(self._last)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        groove = QRectF(min(left, right), middle - thick / 2, abs(right - left), thick)
        painter.drawRoundedRect(groove, thick / 2, thick / 2)
        at = self.at()
        strong = theme.colour(self._tone)
        if at:
            end = self._spot(at)
            painter.setBrush(strong)
            painter.drawRoundedRect(
                QRectF(min(left, end), groove.y(), abs(end - left), thick), thick / 2, thick / 2
            )
        self._paint_dots(painter, middle, at)
        if self._before is not None:
            self._paint_ring(painter, QPointF(self._spot(self._before), middle))
        if at is not None:
            self._paint_knob(painter, QPointF(self._spot(at), middle), strong)
        elif self.hasFocus():
            self._paint_focus(painter, groove)
        painter.end()

    def _paint_dots(self, painter: QPainter, middle: float, at: int | None) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = theme.px(2)
        for place in range(self._last + 1):
            passed = at is not None and place < at
            painter.setBrush(theme.colour("raised" if passed else "edge"))
            painter.drawEllipse(QPointF(self._spot(place), middle), radius, radius)

    def _paint_ring(self, painter: QPainter, centre: QPointF) -> None:
        painter.setPen(QPen(theme.colour("secondary"), 2))
        painter.setBrush(theme.colour("background"))
        painter.drawEllipse(centre, theme.px(6), theme.px(6))

    def _paint_knob(self, painter: QPainter, centre: QPointF, strong: QColor) -> None:
        radius = theme.px(10)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius + 4.0, radius + 4.0)
        painter.setPen(QPen(strong, 2))
        painter.setBrush(theme.colour("raised"))
        painter.drawEllipse(centre, radius, radius)

    def _paint_focus(self, painter: QPainter, groove: QRectF) -> None:
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        room = groove.adjusted(-6, -8, 6, 8)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)

    def _changed(self, value: int) -> None:
        if value != NONE:
            self.setMinimum(0)  # once a position is taken the keys cannot lead below it
            self.taken.emit(value)
        self.update()

    def _take(self, at: int) -> None:
        if self.value() == at:
            return
        self.setValue(at)

    def spot(self, share: float) -> float:
        """The x of a share of the line, 0 to 1."""
        return self._spot(share * self._last)

    def _spot(self, place: float) -> float:
        """The x of a position."""
        edge = theme.px(16)
        x = edge + place * (self.width() - 2 * edge) / self._last
        return self.width() - x if self._mirrored() else x

    def _nearest(self, x: float) -> int:
        edge = theme.px(16)
        if self._mirrored():
            x = self.width() - x
        place = round((x - edge) * self._last / max(1, self.width() - 2 * edge))
        return min(max(place, 0), self._last)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft
