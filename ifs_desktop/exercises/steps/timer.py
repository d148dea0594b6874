"""Quiet minutes on the screen: a ring that fills softly, without numbers, to be ended any time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.exercises.kinds import timer
from ifs_desktop.exercises.steps.one_of import OneOf
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, FlowLayout
from ifs_desktop.ui.widgets.labels import paragraph

BELL = "exercises.bell"  # view state: whether the computer's own sound marks the end
LOOK = 500  # ms between two looks at the clock


class TimerStep(StepWidget):
    """Choosing, sitting, and afterwards. Leaving in the middle keeps the time one sat."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, timer.Shape)
        self._answer = timer.Answer()
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look)
        self._ways = OneOf(self)
        self._ways.add(self._choosing(shape))
        self._ways.add(self._sitting())
        self._ways.add(self._afterwards())
        self.column.addWidget(self._ways)

    def answer(self) -> timer.Answer:
        if not self._timer.isActive() or self._answer.minutes is None:
            return self._answer
        sat = min(self._clock.elapsed() // 1000, self._answer.minutes * 60)
        return timer.Answer(self._answer.minutes, sat)

    def show_answer(self, answer: timer.Answer) -> None:
        if self._timer.isActive() and not answer.is_empty:
            return  # one is sitting: what was kept on the way changes nothing
        self._timer.stop()
        self._answer = answer
        self._show_end() if not answer.is_empty else self._ways.show_face(0)

    def take_focus(self) -> None:
        if self._ways.shown() == 0:
            self._minutes.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._ways.shown() == 1:
            self.end.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, minutes: int) -> None:
        """Sit for some minutes, from now on."""
        self._answer = timer.Answer(minutes)
        self._clock.start()
        self._timer.start()
        self.ring.show_share(0.0)
        self._ways.show_face(1)
        self.take_focus()
        self.changed.emit()

    def stop(self) -> None:
        """The end, whenever one likes."""
        self._answer = self.answer()
        self._timer.stop()
        self._show_end()
        self.changed.emit()
        self.done.emit()

    def settle(self) -> None:
        """What follows may close the journal: the time was taken by then."""
        if self._timer.isActive():
            self._answer = self.answer()

    def _choosing(self, shape: timer.Shape) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        held = QWidget(page)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        self._minutes = QButtonGroup(self)
        for minutes in shape.minutes:
            words = self.tr("{n} minutes") if minutes > 1 else self.tr("{n} minute")
            chip = Chip(words.format(n=minutes), held)
            chip.setAccessibleDescription(self.tr("Begin now. You can end it at any time."))
            self._minutes.addButton(chip, minutes)
            flow.addWidget(chip)
        self._minutes.idClicked.connect(self.begin)
        column.addWidget(held)
        self.bell = QCheckBox(self.tr("This computer’s own short sound at the end"), page)
        self.bell.setChecked(bool(self.place.store.state(BELL, False)))
        self.bell.toggled.connect(self._keep_bell)
        column.addWidget(self.bell)
        column.addStretch(1)
        return page

    def _sitting(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(12))
        self.ring = Ring(page)
        column.addWidget(self.ring, 1)
        self.end = QPushButton(self.tr("End it here"), page)
        self.end.setAccessibleDescription(self.tr("Any length is enough."))
        self.end.clicked.connect(self.stop)
        column.addWidget(self.end, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _afterwards(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.setSpacing(theme.px(12))
        self.full = Ring(page)
        self.full.show_share(1.0)
        column.addWidget(self.full, 1)
        self.sat = paragraph("", "heading", page, centred=True)
        column.addWidget(self.sat)
        self.again = QPushButton(self.tr("Sit once more"), page)
        self.again.setProperty("kind", "link")
        self.again.clicked.connect(self._choose_again)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        return page

    def _look(self) -> None:
        minutes = self._answer.minutes or 1
        share = self._clock.elapsed() / (minutes * 60_000)
        self.ring.show_share(min(share, 1.0))
        if share >= 1:
            self.stop()
            if self.bell.isChecked():
                QApplication.beep()

    def _show_end(self) -> None:
        minutes = self._answer.sat // 60
        words = self.tr("You sat for about {n} minutes.")
        if minutes < 2:
            words = self.tr("You sat for about a minute.") if minutes else self.tr("You sat down.")
        self.sat.setText(words.format(n=minutes))
        self._ways.show_face(2)

    def _choose_again(self) -> None:
        self._ways.show_face(0)
        self.take_focus()

    def _keep_bell(self, on: bool) -> None:
        self.place.store.set_state(BELL, on)


class Ring(QWidget):
    """A soft ring that fills from the top. It tells no time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setMinimumHeight(theme.px(200))
        self.setAccessibleName(self.tr("A ring that fills slowly"))

    def show_share(self, share: float) -> None:
        """How much of it is filled, 0 to 1; drawn in small steps, and in few with less motion."""
        steps = 12 if theme.reduced_motion() else 360
        share = int(share * steps) / steps
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = theme.px(7)
        radius = min(self.width(), self.height()) / 2 - thick
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(centre, radius - thick * 1.5, radius - thick * 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("track"), thick))
        painter.drawEllipse(centre, radius, radius)
        pen = QPen(theme.colour("accent"), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        room = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if self._share > 0:
            painter.drawArc(room, 90 * 16, -int(self._share * 360 * 16))
        painter.end()
