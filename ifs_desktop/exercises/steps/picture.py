"""A place to rest as a picture: calm land, Self in the middle, and the parts that rest there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.rest.queries import Resting
from ifs_desktop.ui import calm, glyph, portrait, theme, tip

TALL = 300  # design px
REACH = 520.0  # scene units from top to bottom
STEP, FINE_STEP = 16.0, 4.0  # scene units of an arrow key
SHAPE, WIDE = 38, 116  # design px of a part's shape, and of the room for its name
RADIUS = 14
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Spot = tuple[float, float]


class Picture(QWidget):
    """It asks no journal: it shows who rests, and tells where somebody was put."""

    moved = Signal(int, object)  # a part, and where: scene units
    left = Signal(int)  # a part that goes

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Left and right are places: they do not mirror with the language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.tokens: dict[int, Token] = {}
        self._coming: Token | None = None
        self._land = QPixmap()
        self._drawn: tuple[object, ...] = ()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(TALL))

    def show_resting(self, resting: tuple[Resting, ...]) -> None:
        """Show these parts, each at its place."""
        wanted = {one.part.id: one for one in resting}
        for part in [part for part in self.tokens if part not in wanted]:
            token = self.tokens.pop(part)
            token.hide()
            token.deleteLater()
        for part, one in wanted.items():
            if part not in self.tokens:
                self.tokens[part] = Token(one.part, self)
                self.tokens[part].show()
            self.tokens[part].show_card(one.part)
            self.tokens[part].spot = (one.x, one.y)
        self._arrange()

    def drag(self, card: PartCard, at: QPoint) -> None:
        """A part that is on its way here, at a point of the screen."""
        if self._coming is None:
            self._coming = Token(card, self)
        here = self.mapFromGlobal(at)
        self._coming.setVisible(self.rect().contains(here))
        self._coming.move(here - self._coming.rect().center())
        self._coming.raise_()

    def drop(self, at: QPoint) -> Spot | None:
        """It is let go: where that is in the place, or None outside of it."""
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.hide()
            coming.deleteLater()
        here = self.mapFromGlobal(at)
        return self.spot_at(QPointF(here)) if self.rect().contains(here) else None

    def spot_at(self, at: QPointF) -> Spot:
        """The spot of the place at a point of this widget."""
        by, middle = self._scale(), QRectF(self.rect()).center()
        return ((at.x() - middle.x()) / by, (at.y() - middle.y()) / by)

    def point_of(self, spot: Spot) -> QPointF:
        """The point of this widget at a spot of the place, kept within it."""
        by, middle = self._scale(), QRectF(self.rect()).center()
        half = theme.px(SHAPE) / 2 + theme.px(6)
        below = half + QFontMetrics(theme.font(12)).height()
        x = min(max(half, middle.x() + spot[0] * by), max(half, self.width() - half))
        y = min(max(half, middle.y() + spot[1] * by), max(half, self.height() - below))
        return QPointF(x, y)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = (self.size(), self.devicePixelRatioF(), theme.is_dark())
        if look != self._drawn:
            self._land, self._drawn = self._draw_land(), look
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._land)
        painter.end()

    def _draw_land(self) -> QPixmap:
        """Drawn once: the parts move above it."""
        ratio = self.devicePixelRatioF()
        land = QPixmap(self.size() * ratio)
        land.setDevicePixelRatio(ratio)
        land.fill(Qt.GlobalColor.transparent)
        painter = QPainter(land)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        edge = QPainterPath()
        edge.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(edge)
        calm.paint(painter, box)
        side = theme.px(54)
        sun = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        glyph.paint(painter, sun, glyph.SELF)
        painter.setClipping(False)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()
        return land

    def _arrange(self) -> None:
        for token in self.tokens.values():
            token.stand()

    def _scale(self) -> float:
        return max(0.1, self.height() / REACH)


class Token(QAbstractButton):
    """A part that rests: moved by the mouse or the arrow keys, and it may go whenever it likes."""

    def __init__(self, card: PartCard, picture: Picture) -> None:
        super().__init__(picture)
        self._picture = picture
        self._card = card
        self.spot: Spot = (0.0, 0.0)
        self._grip: QPoint | None = None
        self._moving = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        tall = theme.px(SHAPE) + QFontMetrics(theme.font(12)).height() + theme.px(10)
        self.resize(theme.px(WIDE), tall)
        self.show_card(card)

    def show_card(self, card: PartCard) -> None:
        """Who it is."""
        self._card = card
        self.setAccessibleName(card.name)
        self.setAccessibleDescription(self.tr("Rests here. Arrow keys move it, Delete lets it go."))
        self.setToolTip(tip.plain(card.name))
        self.update()

    def stand(self) -> None:
        """At its spot."""
        if self._moving:
            return
        at = self._picture.point_of(self.spot)
        self.move(round(at.x() - self.width() / 2), round(at.y() - self._middle()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            by = FINE_STEP if fine else STEP
            x, y = self.spot
            dx, dy = _ARROWS[key]
            self._to((x + dx * by, y + dy * by))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._picture.left.emit(self._card.id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self.raise_()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        off = event.position().toPoint() - self._grip
        self._moving = self._moving or off.manhattanLength() >= QApplication.startDragDistance()
        if self._moving:
            self.move(self.pos() + off)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moving, self._moving, self._grip = self._moving, False, None
        if moving:
            middle = self.pos() + QPoint(self.width() // 2, round(self._middle()))
            self._to(self._picture.spot_at(QPointF(middle)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(SHAPE)
        box = QRectF((self.width() - side) / 2, theme.px(5), side, side)
        portrait.paint(painter, box, self._card, selected=self.hasFocus())
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        top = theme.px(SHAPE + 8)
        room = QRect(0, top, self.width(), self.height() - top)
        shown = QFontMetrics(font).elidedText(
            self._card.name, Qt.TextElideMode.ElideRight, room.width()
        )
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(room, int(flags), shown)
        painter.end()

    def _to(self, spot: Spot) -> None:
        kept = self._picture.spot_at(self._picture.point_of(spot))
        self._picture.moved.emit(self._card.id, (round(kept[0]), round(kept[1])))

    def _middle(self) -> float:
        return theme.px(5) + theme.px(SHAPE) / 2
