"""The guide folded into one line over the dialogue: the stack stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ifs_desktop.dialogue.guiding import says
from ifs_desktop.dialogue.guiding.queries import Guide
from ifs_desktop.parts.profile import isolated
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets.labels import ElidedLabel


class Strip(QFrame):
    """ "Slam the Door ← The Watchful One · Feel toward", and the way to the whole guide."""

    unfold_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.button = QPushButton(self.tr("Six Fs"), self)
        self.button.setProperty("kind", "quiet")
        icons.beside(self.button, "pane")
        self.button.setAccessibleName(self.tr("Show the six Fs"))
        self.button.setToolTip(self.tr("Show the six Fs (Ctrl+G)"))
        self.button.clicked.connect(self.unfold_requested)
        self.glyph = Portrait(theme.px(18), self)
        self.words = ElidedLabel("", "small", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(3), theme.px(14), theme.px(3))
        row.setSpacing(theme.px(8))
        row.addWidget(self.glyph)
        row.addWidget(self.words, 1)
        row.addStretch(0)
        row.addWidget(self.button)

    def show_guide(self, guide: Guide) -> None:
        """Name the stack, the target first, and the F where it stands."""
        top = guide.thread.top
        self.glyph.setVisible(top is not None)
        if top is None:
            self.words.setText(self.tr("No part is being met with the six Fs."))
            return
        card = guide.parts[top.part_id]
        self.glyph.show_look(card)
        left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        names = [
            isolated(guide.parts[floor.part_id].name) for floor in reversed(guide.thread.floors)
        ]
        name = {stage: name for stage, name, _ in says.stages()}[top.stage]
        at = self.tr("to be continued") if guide.thread.resting else name
        self.words.setText(f"{(' ← ' if left else ' → ').join(names)} · {at}")
