"""How true it feels: a calm line with words along it. Nothing is chosen beforehand."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import strength
from ifs_desktop.exercises.steps.ledger import belief_of
from ifs_desktop.exercises.steps.quoted import Quoted
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, label
from ifs_desktop.ui.widgets.line import PositionLine

POSITIONS = strength.HIGHEST // strength.STEP + 1


class StrengthStep(StepWidget):
    """No place on it is better than another."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, strength.Shape)
        self._shape = shape
        self._before = None if shape.compare is None else place.run.answer(shape.compare).at
        words = belief_of(place)
        if words:
            self.column.addWidget(Quoted(self.tr("The belief"), words, self))
        card = Card(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.px(n) for n in (20, 18, 20, 18)))
        column.setSpacing(theme.px(4))
        now = QHBoxLayout()
        now.setSpacing(theme.px(8))
        self._word = label("", "heading", card)
        self._number = label("", "subtitle", card)
        now.addStretch(1)
        now.addWidget(self._word)
        now.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBottom)
        now.addStretch(1)
        column.addLayout(now)
        self._line = PositionLine(card, positions=POSITIONS, tone="accent")
        self._line.setAccessibleName(place.step.heading)
        if self._before is not None:
            self._line.set_before(self._before // strength.STEP)
        column.addWidget(self._line)
        column.addWidget(WordsAlong(shape.words, self._line, card))
        self.column.addWidget(card)
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._line.taken.connect(self._taken)
        self._tell()

    def answer(self) -> strength.Answer:
        at = self._line.at()
        return strength.Answer(None if at is None else at * strength.STEP)

    def show_answer(self, answer: strength.Answer) -> None:
        self._line.show_at(None if answer.at is None else answer.at // strength.STEP)
        self._tell()

    def take_focus(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken(self, _at: int) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        at = self.answer().at
        word = self._shape.word(at)
        self._word.setText(word or self.tr("Take a place on the line"))
        theme.set_kind(self._word, "heading" if word else "subtitle")
        self._number.setText("" if at is None else str(at))
        heard = word or self.tr("nothing chosen yet")
        if self._before is not None:
            began = self._shape.word(self._before)
            heard += ". " + self.tr("When you began: {word}").format(word=began)
        self._line.setAccessibleDescription(heard)
        note = self._shape.note(self._before, at)
        self._note.setText(note)
        self._note.setVisible(bool(note))


class WordsAlong(QWidget):
    """Words under a line, each below its own place; only the ends where there is no room."""

    def __init__(self, words: tuple[str, ...], line: PositionLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._line = words, line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), QFontMetrics(theme.font(12)).height() + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def boxes(self) -> list[tuple[str, QRect]]:
        """The words that have room, each with its box."""
        metrics = QFontMetrics(theme.font(12))
        found: list[tuple[str, QRect]] = []
        for place, word in enumerate(self._words):
            wide = metrics.horizontalAdvance(word) + 2
            middle = self._line.spot(place / (len(self._words) - 1))
            left = min(max(0, round(middle - wide / 2)), max(0, self.width() - wide))
            found.append((word, QRect(left, 0, wide, self.height())))
        found.sort(key=lambda one: one[1].left())
        gap = theme.px(8)
        close = any(one.right() + gap > other.left() for (_, one), (_, other) in pairwise(found))
        return [found[0], found[-1]] if close else found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("secondary"))
        for word, room in self.boxes():
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), word)
        painter.end()
