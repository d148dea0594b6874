"""Before an exercise that can stir something up: three taps, and ways that are all good ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.blocks import centred
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import CalmScroll, Chip, FlowLayout, Notice, label

MOST_GENTLE = 6


class Ready(QWidget):
    """What is answered here is kept nowhere; nothing has to be answered to go on."""

    begun = Signal(str)  # slug
    ground_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._exercise: Exercise | None = None
        self._groups: list[QButtonGroup] = []
        self._scroll = CalmScroll(parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    @property
    def exercise(self) -> Exercise | None:
        """The one that would begin."""
        return self._exercise

    def show_for(self, exercise: Exercise, gentle: Sequence[Exercise]) -> None:
        """Ask before an exercise; ``gentle`` are those that could be done instead."""
        self._exercise = exercise
        self._groups.clear()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("How is it right now?"), "title", held, wrap=True))
        words = self.tr("Three taps, if you like. They are kept nowhere, and you decide.")
        column.addWidget(label(words, "subtitle", held, wrap=True))
        for question, answers in self._questions():
            column.addSpacing(theme.px(10))
            column.addWidget(self._question(question, answers, held))
        self._word = Notice(
            self.tr("Grounding, something gentle or another day may be kinder now."),
            held,
            lead=self.tr("Good to know."),
            tone="good",
            dismissable=False,
        )
        self._word.hide()
        column.addSpacing(theme.px(10))
        column.addWidget(self._word)
        column.addSpacing(theme.px(10))
        column.addWidget(self._ways(held))
        self._instead = self._gentle_ones(gentle, held)
        self._instead.hide()
        column.addWidget(self._instead)
        column.addStretch(1)
        self._scroll.set_content(centred(held))

    def leave(self) -> None:
        """Forget what was tapped."""
        self._exercise = None
        self._groups.clear()
        self._scroll.let_go()

    def take_focus(self) -> None:
        """To the first answer: Tab leads on, Enter on Begin goes on."""
        if self._groups:
            self._groups[0].buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _questions(self) -> tuple[tuple[str, tuple[str, str, str]], ...]:
        """The last answer of each asks for a kinder way."""
        return (
            (
                self.tr("Where are you?"),
                (self.tr("here in the room"), self.tr("half here"), self.tr("far away")),
            ),
            (
                self.tr("How loud is it inside?"),
                (self.tr("quiet enough"), self.tr("some noise"), self.tr("very loud")),
            ),
            (
                self.tr("Is there time, and someone or something good afterwards?"),
                (self.tr("yes"), self.tr("a little"), self.tr("not today")),
            ),
        )

    def _question(self, question: str, answers: Sequence[str], parent: QWidget) -> QWidget:
        held = QWidget(parent)
        held.setAccessibleName(question)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(question, "subheading", held, wrap=True))
        row = QWidget(held)
        flow = FlowLayout(row, gap=theme.px(8), line_gap=theme.px(8))
        group = QButtonGroup(held)
        for number, words in enumerate(answers):
            chip = Chip(words, row, checkable=True)
            chip.setAccessibleDescription(question)
            group.addButton(chip, number)
            flow.addWidget(chip)
        group.idClicked.connect(self._tapped)
        self._groups.append(group)
        column.addWidget(row)
        return held

    def _ways(self, parent: QWidget) -> QWidget:
        held = QWidget(parent)
        flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
        self.begin = QPushButton(self.tr("Begin"), held)
        self.begin.setProperty("kind", "primary")
        self.begin.clicked.connect(self._begin)
        self.ground = QPushButton(self.tr("Ground me first"), held)
        self.ground.clicked.connect(self.ground_requested)
        self.gentle = QPushButton(self.tr("Something gentle instead"), held)
        self.gentle.clicked.connect(self._show_gentle)
        self.not_today = QPushButton(self.tr("Not today"), held)
        self.not_today.clicked.connect(self.left)
        for button in (self.begin, self.ground, self.gentle, self.not_today):
            flow.addWidget(button)
        return held

    def _gentle_ones(self, gentle: Sequence[Exercise], parent: QWidget) -> QWidget:
        held = QWidget(parent)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(4))
        for exercise in gentle[:MOST_GENTLE]:
            link = QPushButton(exercise.title.replace("&", "&&"), held)
            link.setProperty("kind", "link")
            link.setProperty("slug", exercise.slug)
            link.setAccessibleName(exercise.title)
            link.setAccessibleDescription(exercise.purpose)
            link.clicked.connect(self._begin_other)
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(link)
            row.addWidget(label(exercise.purpose, "small", held, wrap=True), 1)
            column.addLayout(row)
        self.gentle.setVisible(bool(gentle))
        return held

    def _tapped(self, _number: int) -> None:
        hard = any(group.checkedId() == 2 for group in self._groups)
        self._word.setVisible(hard)

    def _show_gentle(self) -> None:
        self._instead.show()
        first = self._instead.findChild(QPushButton)
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self._exercise is not None:
            self.begun.emit(self._exercise.slug)

    def _begin_other(self) -> None:
        self.begun.emit(str(self.sender().property("slug")))
