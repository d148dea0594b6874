"""How hard the password is to guess, as a short bar and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

AFTER = 120  # ms of no typing: a long password costs some milliseconds to weigh


class StrengthMeter(QWidget):
    """Empty until something is typed. An estimate, not a rule: any password is accepted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._password = ""
        self._bar = _Bar(self)
        self._words = ElidedLabel("", "hint", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._bar)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self._words, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER)
        self._timer.timeout.connect(self._weigh)

    def look_at(self, password: str) -> None:
        """Weigh this password soon."""
        self._password = password
        self._timer.start()

    def text(self) -> str:
        """What is said of the password now."""
        return self._words.text()

    def _weigh(self) -> None:
        from ifs_desktop.lock.strength import estimate

        level = int(estimate(self._password))
        words = (
            "",
            self.tr("Easy to guess"),
            self.tr("Could be guessed"),
            self.tr("Hard to guess"),
            self.tr("Very hard to guess"),
        )
        self._bar.set_level(level)
        self._words.setText(words[level])


class _Bar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._level = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_level(self, level: int) -> None:
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(84), theme.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._level:
            return
        from PySide6.QtCore import Qt  # late: it costs the first page 15 ms
        from PySide6.QtGui import QPainter

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 3.0
        wide = (self.width() - 3 * gap) / 4
        filled = theme.colour("accent")
        empty = theme.colour("line")
        for number in range(4):
            painter.setBrush(filled if number < self._level else empty)
            painter.drawRoundedRect(QRectF(number * (wide + gap), 0, wide, self.height()), 3, 3)
