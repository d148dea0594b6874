"""A scale on the screen: words at both ends, and a word for where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import scale
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.store import Ref
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, Notice, label
from ifs_desktop.ui.widgets.line import PositionLine


class ScaleStep(StepWidget):
    """Nothing is chosen beforehand, and no position is better than another."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, scale.Shape)
        self._shape = shape
        self._before: int | None = None
        if shape.compare is not None:
            self._before = place.run.answer(shape.compare).at
        card = Card(self)
        self._fill(card)
        self.column.addWidget(card)
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._ground = self._offer()
        self.column.addWidget(self._ground)
        self._line.taken.connect(self._taken)
        self._tell()

    def answer(self) -> scale.Answer:
        return scale.Answer(self._line.at())

    def show_answer(self, answer: scale.Answer) -> None:
        self._line.show_at(answer.at)
        self._tell()

    def take_focus(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, card: QWidget) -> None:
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
        self._line = PositionLine(card)
        self._line.set_before(self._before)
        column.addWidget(self._line)
        ends = QHBoxLayout()
        ends.addWidget(self._end(card, self._shape.words[0]))
        ends.addStretch(1)
        ends.addWidget(self._end(card, self._shape.words[-1]))
        column.addLayout(ends)

    def _end(self, card: QWidget, word: str) -> QLabel:
        return label(word, "small", card)

    def _offer(self) -> Notice:
        notice = Notice(
            self.tr("Would you like to ground first? Nothing here will be lost."),
            self,
            lead=self.tr("That is a lot."),
            tone="good",
            dismissable=False,
        )
        notice.add_link(self.tr("Ground me")).clicked.connect(self._ground_me)
        return notice

    def _taken(self, _at: int) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        at = self._line.at()
        word = self._shape.word(at)
        self._word.setText(word or self.tr("Take a place on the line"))
        theme.set_kind(self._word, "heading" if word else "subtitle")
        self._number.setText("" if at is None else str(at))
        heard = word or self.tr("nothing chosen yet")
        if self._before is not None:
            heard += ". " + self.tr("When you began: {word}").format(
                word=self._shape.word(self._before)
            )
        self._line.setAccessibleName(self.place.step.heading)
        self._line.setAccessibleDescription(heard)
        note = self._shape.note(self._before, at)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._ground.setVisible(self._shape.offers_grounding(at))

    def _ground_me(self) -> None:
        self.open_requested.emit(Ref("page", None, "ground"))
