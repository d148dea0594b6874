"""What is seen of a picture within a part's shape: moved and brought nearer by mouse or key."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import glyph, portrait, theme
from ifs_desktop.ui.widgets import label

NEAREST = 6.0  # how much larger than the whole a picture is seen at most
STEPS = 50  # of the slider
SIDE = 320  # design px


class Cutting(QWidget):
    """The picture behind the shape; what lies outside of it is veiled."""

    nearer = Signal(int)  # the step of the slider

    def __init__(self, image: QImage, card: PartCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = image
        self._card = replace(card, emoji=None, portrait=None, resting=False)
        self._least = min(image.width(), image.height())
        self._middle = QPointF(image.width() / 2, image.height() / 2)
        self._zoom = 1.0
        self._held: QPointF | None = None
        self.setFixedSize(theme.px(SIDE), theme.px(SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(self.tr("What is seen of the picture"))
        self.setAccessibleDescription(
            self.tr("The arrow keys move it, plus and minus bring it nearer and further.")
        )

    def part(self) -> QRect:
        """The square of the picture that is seen, in its own px."""
        side = max(1, round(self._least / self._zoom))
        left = min(max(0, round(self._middle.x() - side / 2)), self._image.width() - side)
        top = min(max(0, round(self._middle.y() - side / 2)), self._image.height() - side)
        return QRect(left, top, side, side)

    def set_step(self, step: int) -> None:
        """Bring it nearer, by the step of the slider."""
        self._zoom = NEAREST ** (step / STEPS)
        self._shift(QPointF(0, 0))

    def step(self) -> int:
        """The step of the slider that is nearest."""
        return next(n for n in range(STEPS + 1) if NEAREST ** ((n + 0.5) / STEPS) > self._zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        key = Qt.Key(event.key())
        if key in ways:
            self._shift(ways[key] * (self._least / self._zoom / 20))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._bring(-2 if key == Qt.Key.Key_Minus else 2)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            off, self._held = self._held - event.position(), event.position()
            self._shift(off * (self._least / self._zoom / self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned:
            self._bring(2 if turned > 0 else -2)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        painter.fillRect(room, theme.colour("surface"))
        painter.drawImage(room, self._image, QRectF(self.part()))
        size = room.width() - 3  # as wide as the square that is seen, but for its border
        shape = glyph.outline(self._card.shape, size).translated(room.center())
        around = QPainterPath()
        around.addRect(room)
        veil = QColor(theme.colour("background"))
        veil.setAlphaF(0.72)
        painter.fillPath(around.subtracted(shape), veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        colour = portrait.own_colour(self._card)
        painter.setPen(QPen(glyph.pen(self._card.shape, size, colour).color(), 3))
        painter.drawPath(shape)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.end()

    def _bring(self, steps: int) -> None:
        self.nearer.emit(min(max(0, self.step() + steps), STEPS))

    def _shift(self, by: QPointF) -> None:
        half = self._least / self._zoom / 2
        wish = self._middle + by
        self._middle = QPointF(
            min(max(half, wish.x()), self._image.width() - half),
            min(max(half, wish.y()), self._image.height() - half),
        )
        self.update()


class CutDialog(QDialog):
    """Asks what of a picture is to be seen; Enter takes it as it is."""

    chosen = Signal(object)  # QRect

    def __init__(self, image: QImage, card: PartCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("What is to be seen of it?")
        self.setAccessibleName(title)
        self.cutting = Cutting(image, card, self)
        self.zoom = QSlider(Qt.Orientation.Horizontal, self)
        self.zoom.setRange(0, STEPS)
        self.zoom.setAccessibleName(self.tr("Nearer"))
        self.zoom.valueChanged.connect(self.cutting.set_step)
        self.cutting.nearer.connect(self.zoom.setValue)
        self.leave = QPushButton(self.tr("Leave it"), self)
        self.leave.clicked.connect(self.reject)
        self.take = QPushButton(self.tr("Use this picture"), self)
        self.take.setProperty("kind", "primary")
        self.take.setDefault(True)
        self.take.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (24, 20, 24, 20)))
        column.setSpacing(theme.px(10))
        column.addWidget(label(title, "heading", self, wrap=True))
        column.addWidget(label(self.tr("Drag the picture to move it."), "small", self, wrap=True))
        column.addWidget(self.cutting, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        name = label(self.tr("Nearer"), "label", self)
        name.setBuddy(self.zoom)
        row.addWidget(name)
        row.addWidget(self.zoom, 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.take)
        column.addLayout(buttons)
        self.cutting.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @Slot()
    def _take(self) -> None:
        self.chosen.emit(self.cutting.part())
        self.accept()
