"""A circle that opens and closes as slowly as a calm breath; it rests when motion is unwanted."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import theme

FRAME = 33  # ms; slow movement needs no more
RESTING = 0.6  # how far it is open while it does not move


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds of a breath in, of holding it, and of the breath out."""

    breathe_in: float = 4.0
    hold: float = 0.0
    breathe_out: float = 6.0  # a longer breath out is what settles

    @property
    def whole(self) -> float:
        """Seconds of one round."""
        return self.breathe_in + self.hold + self.breathe_out

    def phase(self, seconds: float) -> str:
        """ "in", "hold" or "out", at a moment."""
        moment = seconds % self.whole
        if moment < self.breathe_in:
            return "in"
        return "hold" if moment < self.breathe_in + self.hold else "out"

    def opening(self, seconds: float) -> float:
        """How far the circle is open, 0 to 1, at a moment."""
        moment = seconds % self.whole
        phase = self.phase(seconds)
        if phase == "in":
            share = moment / self.breathe_in
        elif phase == "hold":
            share = 1.0
        else:
            share = 1 - (moment - self.breathe_in - self.hold) / self.breathe_out
        return (1 - math.cos(math.pi * share)) / 2


CALM = Rhythm()


class Breath(QWidget):
    """Three soft discs around a small one. ``moving=False`` keeps them still."""

    def __init__(self, moving: bool, parent: QWidget, rhythm: Rhythm = CALM) -> None:
        super().__init__(parent)
        self._rhythm = rhythm
        self._moving = moving and not theme.reduced_motion()
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self.update)
        self.setAccessibleName(
            self.tr("A circle, slowly opening and closing") if self._moving else self.tr("A circle")
        )

    def rest(self) -> None:
        """Move no more."""
        self._moving = False
        self._timer.stop()
        self.setAccessibleName(self.tr("A circle"))
        self.update()

    def is_moving(self) -> bool:
        """Whether it opens and closes right now."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:
        """A square that leaves room for the words."""
        return QSize(theme.px(220), theme.px(220))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with a breath in."""
        super().showEvent(event)
        self._clock.start()
        if self._moving:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The discs, at this moment's size."""
        seconds = self._clock.elapsed() / 1000
        share = self._rhythm.opening(seconds) if self._moving else RESTING
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.width() / 2, self.height() / 2)
        full = min(self.width(), self.height()) / 2 - 2
        soft = theme.colour("accent_soft")
        painter.setPen(Qt.PenStyle.NoPen)
        for part, alpha in ((1.0, 0.35), (0.78, 0.6), (0.56, 1.0)):
            soft.setAlphaF(alpha)
            painter.setBrush(soft)
            radius = full * part * (0.55 + 0.45 * share)
            painter.drawEllipse(centre, radius, radius)
        painter.setBrush(theme.colour("self_soft"))
        painter.setPen(QPen(theme.colour("self"), 2))
        painter.drawEllipse(centre, full * 0.2, full * 0.2)
