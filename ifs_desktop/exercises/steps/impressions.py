"""Short lines as they come: one line to type in, what was noted below, and a quiet line of time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import impressions
from ifs_desktop.exercises.steps.pick_parts import NameLine
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts.noticed import kind_icon, kind_name
from ifs_desktop.store.schema import IMPRESSION_KINDS
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

NO_TIME = "exercises.no_time"  # view state: whether the line of time is hidden
LONGEST_LINE = 500
_TICK = 1000  # ms


class ImpressionsStep(StepWidget):
    """Enter keeps a line. One stops when one likes; nothing ends by itself."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, impressions.Shape)
        self._answer = impressions.Answer()
        self.line = NameLine(self)
        self.line.setFont(theme.font(16))
        self.line.setMaxLength(LONGEST_LINE)
        self.line.setPlaceholderText(self.tr("A word or two, then Enter"))
        self.line.setAccessibleName(place.step.heading)
        self.line.setAccessibleDescription(self.tr("Enter keeps a line."))
        self.column.addWidget(self.line)
        self.chips = [self._chip(number, kind) for number, kind in enumerate(IMPRESSION_KINDS, 1)]
        held = QWidget(self)
        held.setAccessibleName(self.tr("What kind it is, if you like"))
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        for chip in self.chips:
            flow.addWidget(chip)
        self.column.addWidget(held)
        self.time = TimeLine(place, shape.minutes, self)
        self.column.addWidget(self.time)
        self._rows: dict[int, NoticedRow] = {}
        self._noted = QVBoxLayout()
        self._noted.setSpacing(theme.px(2))
        self.column.addLayout(self._noted)
        self.line.setText(place.store.draft(self._draft()))
        self._clock = DraftClock(self)
        self._clock.due.connect(self.settle)
        self.line.textChanged.connect(self._typed)
        self.line.entered.connect(self.enter)

    def answer(self) -> impressions.Answer:
        return self._answer

    def show_answer(self, answer: impressions.Answer) -> None:
        self._answer = answer
        here = {one.number: one for one in answer.lines}
        for number in [number for number in self._rows if number not in here]:
            row = self._rows.pop(number)
            self._noted.removeWidget(row)
            row.hide()
            row.deleteLater()
        for number, one in here.items():
            if number not in self._rows:
                row = NoticedRow(one, self)
                row.away.clicked.connect(self._take_away)
                self._rows[number] = row
                self._noted.insertWidget(0, row)  # the last one stands next to the line

    def take_focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """A line without an Enter counts, too."""
        self.enter()

    def settle(self) -> None:
        self._clock.drop()
        self.place.store.keep_draft(self._draft(), self.line.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+1 … Alt+4 say what kind the line is."""
        number = event.key() - Qt.Key.Key_1
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and 0 <= number < len(self.chips):
            self.chips[number].click()
        else:
            super().keyPressEvent(event)

    def enter(self) -> None:
        """Keep the line; without words there is nothing to keep."""
        text = " ".join(self.line.text().split())
        if not text:
            return
        kind = next(
            (k for k, c in zip(IMPRESSION_KINDS, self.chips, strict=True) if c.isChecked()), None
        )
        self.show_answer(self._answer.with_line(text, kind))
        for chip in self.chips:
            chip.setChecked(False)
        self.line.clear()
        self.changed.emit()

    def _draft(self) -> str:
        """Where half a line waits: the run may not be kept yet."""
        return f"exercise:{self.place.run.exercise.slug}:{self.place.step.key}:line"

    def _typed(self) -> None:
        self.time.begin()
        self._clock.touch()

    def _take_away(self) -> None:
        number = int(self.sender().property("number"))
        self.show_answer(self._answer.without(number))
        self.take_focus()
        self.changed.emit()

    def _chip(self, number: int, kind: str) -> Chip:
        icon, key = kind_icon(kind), f"Alt {number}"
        chip = Chip(kind_name(kind), self, icon=icon, key=key, checkable=True)
        chip.clicked.connect(self._kind_chosen)
        return chip

    def _kind_chosen(self) -> None:
        """One kind at most; a second press takes it back."""
        for chip in self.chips:
            if chip is not self.sender():
                chip.setChecked(False)
        self.take_focus()


class NoticedRow(QWidget):
    """One line that was noted, and a way to take it away."""

    def __init__(self, one: impressions.Noticed, parent: QWidget) -> None:
        super().__init__(parent)
        self.away = QPushButton(self)
        self.away.setProperty("kind", "quiet")
        self.away.setProperty("tone", "icon")
        self.away.setIcon(icons.icon("x"))
        self.away.setProperty("number", one.number)
        self.away.setAccessibleName(self.tr("Take this line away"))
        self.away.setAccessibleDescription(one.text)
        self.away.setToolTip(self.tr("Take this line away"))
        sign = label("", "", self)
        sign.setPixmap(icons.icon(kind_icon(one.kind)).pixmap(theme.px(16)))
        sign.setAccessibleName(kind_name(one.kind))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), theme.px(2), 0, theme.px(2))
        row.setSpacing(theme.px(10))
        row.addWidget(sign)
        row.addWidget(label(one.text, "reading", self, wrap=True), 1)
        row.addWidget(self.away)


class TimeLine(QWidget):
    """Fills while time goes by, without a number and without a sound; it can be hidden."""

    def __init__(self, place: Place, minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = place.store
        self._whole = minutes * 60_000
        self._since = QElapsedTimer()
        self.bar = QProgressBar(self)
        self.bar.setRange(0, self._whole)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Time, only as a hint"))
        self._words = label("", "small", self, wrap=True)
        self.hide_it = QPushButton(self)
        self.hide_it.setProperty("kind", "link")
        self.hide_it.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._words, 1)
        row.addWidget(self.hide_it)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(6))
        column.setSpacing(theme.px(4))
        column.addWidget(self.bar)
        column.addLayout(row)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        self._show()

    def begin(self) -> None:
        """With the first sign that is typed."""
        if not self._since.isValid():
            self._since.start()
            self._timer.start()

    def tick(self) -> None:
        """Once full it stays full."""
        gone = min(self._since.elapsed(), self._whole)
        self.bar.setValue(gone)
        if gone == self._whole:
            self._timer.stop()
        self._say()

    def _turn(self) -> None:
        self._store.set_state(NO_TIME, not self._store.state(NO_TIME, False))
        self._show()

    def _show(self) -> None:
        hidden = bool(self._store.state(NO_TIME, False))
        self.bar.setVisible(not hidden)
        self._words.setVisible(not hidden)
        words = self.tr("Show the time") if hidden else self.tr("Hide the time")
        self.hide_it.setText(words)
        self._say()

    def _say(self) -> None:
        full = self.bar.value() == self._whole
        self._words.setText(
            self.tr("Enough for now, or go on as long as you like.")
            if full
            else self.tr("A few minutes. Stop whenever you like.")
        )
