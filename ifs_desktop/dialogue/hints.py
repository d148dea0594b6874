"""A quiet line of keys and what they do; what has no room is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import KeyHint, label


class KeyHints(QWidget):
    """Pairs of a key and its meaning, and at the end a word on what is kept."""

    def __init__(self, pairs: Sequence[tuple[str, str]], usual: str, parent: QWidget) -> None:
        """``usual``: the word that comes and goes."""
        super().__init__(parent)
        self._usual = usual
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.status = label("", "hint", self)
        self._pairs = [(KeyHint(key, self), label(words, "hint", self)) for key, words in pairs]

    def say(self, status: str) -> None:
        """Show a word such as "Kept"; the empty string for none."""
        if self.status.text() != status:
            self.status.setText(status)
            self._arrange()

    def sizeHint(self) -> QSize:
        heights = [widget.sizeHint().height() for pair in self._pairs for widget in pair]
        return QSize(0, max([self.status.sizeHint().height(), *heights]))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self._arrange()

    def _arrange(self) -> None:
        word = self.status.sizeHint()
        self._put(self.status, self.width() - word.width())
        # The word comes and goes while one types: its room is kept, so that nothing moves.
        usual = self.status.fontMetrics().horizontalAdvance(self._usual)
        room = self.width() - max(word.width(), usual) - theme.px(12)
        x = 0
        for cap, words in self._pairs:
            needed = cap.sizeHint().width() + theme.px(5) + words.sizeHint().width()
            fits = x + needed <= room
            cap.setVisible(fits)
            words.setVisible(fits)
            if fits:
                x = self._put(words, self._put(cap, x) + theme.px(5)) + theme.px(12)
            else:
                x = self.width()

    def _put(self, widget: QWidget, x: int) -> int:
        size = widget.sizeHint()
        box = QRect(x, (self.height() - size.height()) // 2, size.width(), size.height())
        widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        return x + size.width()
