"""One step on the screen: heading, words, control, and the ways onward."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.steps import WIDGETS, Place, StepWidget
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, label

SENSE = "exercises.sense"  # view state: "", "body" or "words", for steps that have these


class StepSheet(QWidget):
    """Made anew for each step. Skip is there at every step that asks something."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._rests = False
        step = place.step
        self.setAccessibleName(step.heading)
        self.control: StepWidget = WIDGETS[step.kind.name](place, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        heading = label(step.heading, "title", self, wrap=True)
        column.addWidget(heading)
        self._text = label(step.text, "subtitle", self, wrap=True)
        self._text.setFont(theme.font(16))
        column.addWidget(self._text)
        if step.variants:
            column.addSpacing(theme.px(4))
            column.addLayout(self._senses())
        column.addSpacing(theme.px(16))
        column.addWidget(self.control)
        self.revisit: QPushButton | None = None
        if step.revisit is not None:
            self.revisit = QPushButton(step.revisit.label.replace("&", "&&"), self)
            self.revisit.setProperty("kind", "link")
            column.addSpacing(theme.px(4))
            column.addWidget(self.revisit, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(20))
        column.addLayout(self._ways())
        self.control.done.connect(self._lead_on)
        column.addStretch(1)

    def may_go_on(self) -> bool:
        """Whether Continue is open: the step is answered, or asks nothing that it needs."""
        kind = self._place.step.kind
        return kind.ends or not kind.asks or not self.control.answer().is_empty

    def tell(self) -> None:
        """Bring the buttons in line with the answer."""
        self.go_on.setEnabled(self.may_go_on())
        rests = self.control.rests()
        if rests != self._rests:
            self._rests = rests
            self.go_on.setText(self.tr("Keep it for then") if rests else self.tr("Continue"))
            self.skip.setText(self.tr("Go on now") if rests else self.tr("Skip"))

    def take_focus(self) -> None:
        """Where one answers; where nothing is asked (any more), the way on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        self.control.take_focus()

    def _lead_on(self) -> None:
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _senses(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        self._group = QButtonGroup(self)
        kept = self._place.store.state(SENSE, "")
        for name, words in (
            ("", self.tr("in pictures")),
            ("body", self.tr("through the body")),
            ("words", self.tr("in words")),
        ):
            chip = Chip(words, self, checkable=True)
            chip.setProperty("sense", name)
            chip.setAccessibleDescription(self.tr("How this step is put"))
            chip.setChecked(name == kept)
            self._group.addButton(chip)
            row.addWidget(chip)
        row.addStretch(1)
        self._group.buttonClicked.connect(self._put)
        self._say(kept)
        return row

    def _put(self, chip: QWidget) -> None:
        name = str(chip.property("sense"))
        self._place.store.set_state(SENSE, name)
        self._say(name)

    def _say(self, name: str) -> None:
        step = self._place.step
        self._text.setText(step.variants.get(name, step.text))

    def _ways(self) -> QHBoxLayout:
        step, run = self._place.step, self._place.run
        self.back = QPushButton(self.tr("Back"), self)
        self.back.setToolTip(self.tr("One step back (Alt+Left)"))
        self.back.setVisible(not run.is_first)
        self.skip = QPushButton(self.tr("Skip"), self)
        self.skip.setToolTip(self.tr("Go on without an answer"))
        self.skip.setVisible(step.kind.asks and not step.kind.ends)
        self.go_on = QPushButton(
            self.tr("Close for today") if step.kind.ends else self.tr("Continue"), self
        )
        self.go_on.setToolTip(self.tr("Go on (Ctrl+Enter)"))
        self.go_on.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.go_on)
        return row
