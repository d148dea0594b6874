"""The box words are written in, and the card around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QFrame, QWidget

from ifs_desktop.store.plain import plain
from ifs_desktop.ui import pictures, theme
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.growing import GrowingTextEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WritingEdit(GrowingTextEdit):
    """Plain text in reading size. Enter submits, Shift+Enter is a new line, Tab leaves."""

    submitted = Signal()
    escaped = Signal()
    focused = Signal(bool)
    tab_on_empty = Signal()
    up_on_empty = Signal()
    pictures_offered = Signal(object)  # list[QImage | str], pasted or dropped

    def __init__(self, parent: QWidget, *, most: int) -> None:
        super().__init__(parent, least=1, most=most)
        self.takes_pictures = False
        self.tab_stays = False  # whether Tab in the empty box means something here
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self._use_font()

    def words(self) -> str:
        """What is typed, as a journal can hold it."""
        return plain(self.toPlainText())

    def blank(self) -> bool:
        """Whether nothing but white space is typed."""
        return not self.toPlainText().strip()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        offered = self.takes_pictures and pictures.offered(source)
        return offered or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain words, or pictures: a table that was copied comes as both, and is words."""
        words = source.hasText() and not source.hasUrls()
        if self.takes_pictures and pictures.offered(source) and not words:
            self.pictures_offered.emit(pictures.taken(source))
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
        elif key == Qt.Key.Key_Escape and plain:
            self.escaped.emit()
        elif key == Qt.Key.Key_Up and plain and self.document().isEmpty():
            self.up_on_empty.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and self.tab_stays and self.document().isEmpty():
            self.tab_on_empty.emit()
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._use_font()

    def _use_font(self) -> None:
        font = theme.font(16)
        if self.font() != font:
            self.setFont(font)


class WritingCard(Card):
    """A card that wears the focus ring of the box in it."""

    def __init__(self, parent: QWidget, *, shadow: bool = False) -> None:
        super().__init__(parent, shadow=shadow)
        self._ring = False
        self._inset = (1, 1, -1, -1) if shadow else (0, 0, 0, 0)

    def show_ring(self, shown: bool) -> None:
        """Put the ring on or off."""
        self._ring = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._ring:
            return
        body = QRectF(self.contentsRect())  # without the room of the shadow or the line
        body.adjust(*self._inset)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(body, 13, 13)
        painter.end()
