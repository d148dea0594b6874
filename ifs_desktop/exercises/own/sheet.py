"""A file that was checked, on the screen: all that is wrong with it, or what its steps will be."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.blocks import centred
from ifs_desktop.exercises.cards import level_words
from ifs_desktop.exercises.catalogue import Exercise, Step
from ifs_desktop.exercises.own.checked import Checked
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import CalmScroll, Card, ElidedLabel, Notice, label


class CheckSheet(QWidget):
    """Nothing of the file is kept before somebody wants it. All of it is shown as plain text."""

    kept = Signal(object)  # Checked
    another_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._checked: Checked | None = None
        self.keep: QPushButton | None = None
        self._scroll = CalmScroll(parent=self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        self._scroll.setAccessibleName(self.tr("What the file holds"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def show_file(self, checked: Checked) -> None:
        """Show what was found."""
        self._checked, self.keep = checked, None
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(ElidedLabel(checked.name, "title", held))
        if checked.exercise is None:
            self._tell_faults(checked, held, column)
        else:
            self._tell_good(checked, checked.exercise, held, column)
        column.addStretch(1)
        self._scroll.set_content(centred(held, 30))

    def leave(self) -> None:
        """Let go of the file."""
        self._checked = self.keep = None
        self._scroll.let_go()

    def take_focus(self) -> None:
        """To keeping it, or to the words about it."""
        (self.keep or self._scroll).setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_faults(self, checked: Checked, held: QWidget, column: QVBoxLayout) -> None:
        words = self.tr("Each place is named below. Change the file and choose it again.")
        lead = self.tr("This file cannot be used yet.")
        column.addWidget(
            Notice(words, held, lead=lead, tone="accent", dismissable=False)  # no alarm: a slip
        )
        column.addLayout(self._ways(held))
        for fault in checked.faults:
            card = Card(held)
            inside = QVBoxLayout(card)
            inside.setContentsMargins(*(theme.px(n) for n in (18, 12, 18, 14)))
            inside.setSpacing(theme.px(3))
            where = self.tr("{file}, line {n}").format(file=checked.name, n=fault.line)
            inside.addWidget(label(where, "small", card, wrap=True))
            inside.addWidget(label(fault.reason, "reading", card, wrap=True))
            column.addWidget(card)

    def _tell_good(
        self, checked: Checked, exercise: Exercise, held: QWidget, column: QVBoxLayout
    ) -> None:
        words = self.tr("It can be shared as it is, or added to your own exercises.")
        if checked.instead is not None:
            words = self.tr("It takes the place of the one you have. Earlier answers stay.")
        lead = self.tr("Nothing is wrong with this file.")
        column.addWidget(Notice(words, held, lead=lead, tone="good", dismissable=False))
        column.addLayout(self._ways(held, instead=checked.instead is not None))
        column.addSpacing(theme.px(8))
        column.addWidget(label(exercise.title, "heading", held, wrap=True))
        column.addWidget(label(exercise.purpose, "subtitle", held, wrap=True))
        level = level_words(exercise.level)
        about = (level, exercise.length, exercise.rhythm, exercise.needs)
        column.addWidget(label(" · ".join(filter(None, about)), "small", held, wrap=True))
        for step in exercise.steps:
            column.addWidget(self._step(step, held))

    def _ways(self, held: QWidget, *, instead: bool | None = None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        another = QPushButton(self.tr("Choose another file…"), held)
        another.clicked.connect(self.another_requested)
        close = QPushButton(self.tr("Close"), held)
        close.clicked.connect(self.left)
        if instead is not None:
            words = self.tr("Replace the one I have") if instead else self.tr("Add it to my own")
            self.keep = QPushButton(words, held)
            self.keep.setProperty("kind", "primary")
            self.keep.clicked.connect(self._keep)
            row.addWidget(self.keep)
        row.addWidget(another)
        row.addWidget(close)
        row.addStretch(1)
        return row

    def _step(self, step: Step, parent: QWidget) -> Card:
        card = Card(parent)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(theme.px(n) for n in (18, 12, 18, 14)))
        inside.setSpacing(theme.px(4))
        ways = (step.next, *step.branch.values(), step.nobody)
        leads = ", ".join(dict.fromkeys(way for way in ways if way))
        about = self.tr("{key}: {kind}").format(key=step.key, kind=step.kind.name)
        if leads:
            about = self.tr("{key}: {kind}, then {next}").format(
                key=step.key, kind=step.kind.name, next=leads
            )
        inside.addWidget(label(about, "small", card, wrap=True))
        inside.addWidget(label(step.heading, "subheading", card, wrap=True))
        for text in (step.text, *step.variants.values()):
            inside.addWidget(label(text, "subtitle", card, wrap=True))
        shown = " · ".join(filter(None, step.shape.shown()))
        if shown:
            inside.addWidget(label(shown, "hint", card, wrap=True))
        return card

    def _keep(self) -> None:
        if self._checked is not None:
            self.kept.emit(self._checked)
