"""The page before the first dialogue: what this place is for, and one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.glyph import Glyph
from ifs_desktop.ui.widgets.labels import paragraph


class Empty(QWidget):
    """A kind word in the middle of the page."""

    begin_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        shapes = QHBoxLayout()
        shapes.setSpacing(theme.px(14))
        shapes.addStretch(1)
        for role, size in (("manager", 34), ("self", 56), ("firefighter", 36)):
            shapes.addWidget(Glyph(role, theme.px(size), self))
        shapes.addStretch(1)
        lead = paragraph(self.tr("Let a part speak"), "heading", self, centred=True)
        words = paragraph(
            self.tr(
                "Here Self and your parts can talk, one line at a time. Write as whoever has "
                "something to say; nobody needs to be ready."
            ),
            "subtitle",
            self,
            centred=True,
        )
        words.setMaximumWidth(theme.px(400))
        self.button = QPushButton(self.tr("Begin a dialogue"), self)
        self.button.setProperty("kind", "primary")
        self.button.setAccessibleName(self.tr("Begin a dialogue"))
        self.button.clicked.connect(self.begin_requested)
        self.setFocusProxy(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(24))
        layout.setSpacing(theme.px(10))
        layout.addStretch(2)
        layout.addLayout(shapes)
        layout.addSpacing(theme.px(10))
        layout.addWidget(lead)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(words, 100)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(theme.px(8))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
