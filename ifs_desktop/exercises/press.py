"""A card that is one button: to be clicked anywhere, or pressed with Space or Enter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.ui import theme


class PressCard(QAbstractButton):
    """Paper with room for words; what stands on it lets the mouse through."""

    def __init__(self, name: str, parent: QWidget, *, radius: int = 14) -> None:
        super().__init__(parent)
        self._radius = radius
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(n) for n in (17, 15, 17, 15)))
        self.column.setSpacing(theme.px(4))

    def add(self, widget: QWidget) -> None:
        """Words on the card."""
        widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.column.addWidget(widget)

    def sizeHint(self) -> QSize:
        return self.column.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("raised")
        if self.isDown():
            ground = theme.colour("pressed")
        elif self.underMouse():
            ground = theme.mix(ground, theme.colour("hover"), 0.6)
        border = QPen(theme.colour("line"), 1)
        if self.hasFocus():
            border = QPen(theme.colour("accent"), 2)
        inset = border.widthF() / 2
        painter.setPen(border)
        painter.setBrush(ground)
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(body, self._radius, self._radius)
        painter.end()
