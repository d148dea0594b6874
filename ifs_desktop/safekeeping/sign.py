"""A line of words with a sign before it: a tick, a call for attention, or “cannot be told”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets.labels import paragraph

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIGNS = {True: ("check", "good"), False: ("alert", "danger"), None: ("info", "hint")}


class Sign(QWidget):
    """The words say all that the sign and its colour say."""

    def __init__(self, good: bool | None, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ""
        self._mark = _Mark(self)
        self._words = paragraph(text, "", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.say(good, text)

    def text(self) -> str:
        """The words."""
        return self._words.text()

    def set_title(self, title: str) -> None:
        """What it is about, for screen readers: eyes see it above."""
        self._title = title
        self._name_it()

    def say(self, good: bool | None, text: str) -> None:
        """Change it, if it is another; None: it cannot be told, or is neither."""
        if (self._mark.good, self._words.text()) != (good, text):
            self._mark.good = good
            self._mark.update()
            self._words.setText(text)
        self._name_it()

    def _name_it(self) -> None:
        name = f"{self._title}: {self.text()}" if self._title else self.text()
        if name != self.accessibleName():
            self.setAccessibleName(name)


class _Mark(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.good: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        name, token = _SIGNS[self.good]
        icons.paint(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), name, token)
        painter.end()
