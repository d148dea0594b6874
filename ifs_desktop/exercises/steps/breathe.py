"""A circle to breathe with, or a look around the room for those who had rather not."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import breathe
from ifs_desktop.exercises.steps.one_of import OneOf
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import theme
from ifs_desktop.ui.breath import Breath, Rhythm
from ifs_desktop.ui.widgets import Chip, FlowLayout
from ifs_desktop.ui.widgets.labels import paragraph

WAY = "exercises.breath"  # view state: "breath" or "eyes", taken again the next time
LOOK = 200  # ms between two looks at the clock


class BreatheStep(StepWidget):
    """The circle rests after a few rounds; nobody has to keep up with it."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        self._group = QButtonGroup(self)
        kept = place.store.state(WAY, "breath")
        for name, words in (
            ("breath", self.tr("with the breath")),
            ("eyes", self.tr("eyes open, without breathing")),
        ):
            chip = Chip(words, held, checkable=True)
            chip.setProperty("way", name)
            chip.setChecked(name == kept)
            self._group.addButton(chip)
            flow.addWidget(chip)
        self._group.buttonClicked.connect(self._put)
        shape = place.step.shape
        assert isinstance(shape, breathe.Shape)
        self._ways = OneOf(self)
        self._ways.add(Breathing(shape, self._ways))
        self._ways.add(LookAround(self._ways))
        self.column.addWidget(held)
        self.column.addWidget(self._ways)
        self._show(kept)

    def _put(self, chip: QWidget) -> None:
        way = str(chip.property("way"))
        self.place.store.set_state(WAY, way)
        self._show(way)

    def _show(self, way: str) -> None:
        self._ways.show_face(1 if way == "eyes" else 0)


class Breathing(QWidget):
    """The circle, and below it what it does now."""

    def __init__(self, shape: breathe.Shape, parent: QWidget) -> None:
        super().__init__(parent)
        self._rhythm = Rhythm(shape.breathe_in, shape.hold, shape.breathe_out)
        self._rounds = shape.rounds
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._tell)
        self.circle = Breath(True, self, self._rhythm)
        self.circle.setMinimumHeight(theme.px(220))
        said = self.tr("In for {n} seconds, and out for {m}.")
        if shape.hold:
            said = self.tr("In for {n} seconds, hold for {h}, and out for {m}.")
        self.circle.setAccessibleDescription(
            said.format(n=shape.breathe_in, h=shape.hold, m=shape.breathe_out)
        )
        self.words = paragraph("", "heading", self, centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(8), 0, 0)
        column.addWidget(self.circle, 1)
        column.addWidget(self.words)
        hint = self.tr("Follow it as far as it is good for you. Your own pace is right.")
        column.addWidget(paragraph(hint, "hint", self, centred=True))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self._timer.start()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    def _tell(self) -> None:
        self.show_at(self._clock.elapsed() / 1000)

    def show_at(self, seconds: float) -> None:
        """Say what the breath does at a moment, counted from the first one."""
        if seconds >= self._rounds * self._rhythm.whole:
            self._timer.stop()
            self.circle.rest()
            self.words.setText(self.tr("Breathe as you like"))
            return
        phase = self._rhythm.phase(seconds)
        if phase == "in":
            self.words.setText(self.tr("In"))
        else:
            self.words.setText(self.tr("Hold") if phase == "hold" else self.tr("Out"))


class LookAround(QWidget):
    """Nothing moves here, and nothing is timed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(24), 0, theme.px(24))
        column.setSpacing(theme.px(10))
        for text in (
            self.tr("Let your eyes wander. Find something green, and something round."),
            self.tr("Feel what you sit or stand on. Press your feet down once."),
            self.tr("Listen for the nearest sound, and then for one far away."),
        ):
            column.addWidget(paragraph(text, "reading", self, centred=True))
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
