"""Below the six Fs: what could be said, what can be done with the thread, who left it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.dialogue.channels import CHANNELS, channel_name
from ifs_desktop.dialogue.guiding import says
from ifs_desktop.dialogue.guiding.queries import Guide
from ifs_desktop.dialogue.guiding.wrapped import Prompt
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import label


class Prompts(QWidget):
    """Things that could be said now; each is offered to the composer, never sent."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[Prompt] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addWidget(label(self.tr("You could say"), "label", self))
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Offer these; they are kept where they are the same."""
        if [button.prompt for button in self.buttons] == list(lines):
            return
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for line in lines:
            button = Prompt(line, self)
            button.clicked.connect(self._pressed)
            self._column.addWidget(button)
            button.show()
            self.buttons.append(button)
        self.setVisible(bool(lines))

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, Prompt):
            self.chosen.emit(button.prompt)


class Steps(QWidget):
    """The moves of the thread, as chips; two of them choose other prompts while they are on."""

    step_back_requested = Signal()
    meet_requested = Signal()
    aside_requested = Signal()
    another_requested = Signal()
    mood_changed = Signal(str)  # "stuck", "closing" or ""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=theme.px(6), line_gap=theme.px(6))
        self.stuck = Chip(self.tr("I’m stuck"), self, checkable=True)
        self.closing = Chip(self.tr("Coming to an end"), self, checkable=True)
        self.another = Chip(self.tr("Someone else is here"), self)
        self.back = Chip(self.tr("It stepped back"), self)
        self.met = Chip(self.tr("Thank it and close"), self)
        self.aside = Chip(self.tr("Stop here for today"), self)
        for chip in (
            *(self.stuck, self.closing, self.another),
            *(self.back, self.met, self.aside),
        ):
            flow.addWidget(chip)
        self.stuck.clicked.connect(self._stuck)
        self.closing.clicked.connect(self._closing)
        self.another.clicked.connect(self.another_requested)
        self.back.clicked.connect(self.step_back_requested)
        self.met.clicked.connect(self.meet_requested)
        self.aside.clicked.connect(self.aside_requested)

    def mood(self) -> str:
        """Which prompts the person asked for."""
        if self.stuck.isChecked():
            return "stuck"
        return "closing" if self.closing.isChecked() else ""

    def calm(self) -> None:
        """Back to the prompts that fit the F."""
        self.stuck.setChecked(False)
        self.closing.setChecked(False)

    def show_depth(self, depth: int) -> None:
        """Only a part that asked to be heard can step back."""
        self.back.setVisible(depth > 0)
        self.met.setVisible(depth == 0)

    def _stuck(self) -> None:
        self.closing.setChecked(False)
        self.mood_changed.emit(self.mood())

    def _closing(self) -> None:
        self.stuck.setChecked(False)
        self.mood_changed.emit(self.mood())


class Earlier(QWidget):
    """Who left the stack of this dialogue; each can be heard again."""

    again_requested = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chips: list[Chip] = []
        self._shown: object = None
        self._flow = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(label(self.tr("In this dialogue"), "label", self))
        column.addLayout(self._flow)

    def show_ended(self, guide: Guide) -> None:
        """The last one who left comes first."""
        shown = [(floor, guide.parts[floor.part_id]) for floor in guide.thread.ended]
        if shown == self._shown:
            return
        self._shown = shown
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for floor, card in reversed(shown):
            chip = Chip(says.left(floor, guide.parts), self, look=card)
            noted = ", ".join(words for _, words in floor.noted)
            chip.setAccessibleDescription(noted)
            chip.setProperty("part", card.id)
            chip.clicked.connect(self._pressed)
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self.setVisible(bool(self.chips))

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.again_requested.emit(int(chip.property("part")))


class Channel(QWidget):
    """How parts are sensed: it chooses among prompts for pictures, for the body, for words."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = CalmCombo(self)
        self.box.setAccessibleName(self.tr("How I sense parts"))
        for channel in CHANNELS:
            self.box.addItem(channel_name(channel), channel)
        self.box.activated.connect(self._activated)
        heading = label(self.tr("How I sense parts"), "label", self)
        heading.setBuddy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(heading)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_channel(self, channel: str | None) -> None:
        """The channel of this dialogue, or the one used last."""
        self.box.setCurrentIndex(max(0, self.box.findData(channel)))

    def _activated(self, _index: int) -> None:
        self.chosen.emit(str(self.box.currentData()))
