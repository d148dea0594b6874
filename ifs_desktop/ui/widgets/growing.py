"""A plain text field that grows with what is written in it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget


class GrowingTextEdit(QPlainTextEdit):
    """Between `least` and `most` lines high; beyond that it scrolls. Tab leaves the field."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 2, most: int = 12) -> None:
        super().__init__(parent)
        self._least = least
        self._most = most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_lines(self, least: int, most: int) -> None:
        """Change the least and the most lines shown."""
        self._least, self._most = least, most
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._wanted())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _wanted(self) -> int:
        line = self.fontMetrics().lineSpacing()
        inside = min(max(self._written(self._most * line), self._least * line), self._most * line)
        frame = self.height() - self.viewport().height()
        around = frame if 0 < frame < 64 else 2 * self.frameWidth() + 8
        return ceil(inside + 2 * self.document().documentMargin()) + around

    def _written(self, enough: float) -> float:
        """The height of the text in px, as far as `enough`: other scripts have taller lines."""
        layout = self.document().documentLayout()
        height = 0.0
        block = self.document().firstBlock()
        while block.isValid() and height < enough:
            height += layout.blockBoundingRect(block).height()
            block = block.next()
        return height

    @Slot()
    def _fit(self, *_: object) -> None:
        wanted = self._wanted()
        if self.minimumHeight() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)
