"""Words of an earlier step, shown again where they are needed: one need not go back for them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, label


class Quoted(Card):
    """A quiet card, only to read: ``title`` says what the words are."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (18, 12, 18, 14)))
        column.setSpacing(theme.px(4))
        column.addWidget(label(title, "label", self))
        column.addWidget(label(words, "", self, wrap=True))
