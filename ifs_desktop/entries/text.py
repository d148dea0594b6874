"""Where an entry is read and written: one surface, with pictures below their lines."""

from __future__ import annotations

import re
from collections import OrderedDict

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from ifs_desktop.parts.mention import units
from ifs_desktop.store import Store
from ifs_desktop.store.images import NAMED
from ifs_desktop.store.plain import plain
from ifs_desktop.ui import fitting, pictures, theme
from ifs_desktop.ui.live_markdown import LiveMarkdown
from ifs_desktop.ui.pictures import Pictures

WIDTH = 700  # design px of the column of words
_LINE_HEIGHT = 140  # per cent of the font's own line
_ABOVE, _BELOW = 6, 14  # design px around a picture
_HELD = 12  # pictures ready for the screen
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryText(QTextEdit):
    """Plain words only. It tells what was typed; its page keeps it."""

    typed = Signal()
    left = Signal()
    pictures_offered = Signal(object)  # list[QImage | str]

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = Pictures(store)
        self._shown: OrderedDict[int, QImage | None] = OrderedDict()
        self._drawn = False  # whether a picture stands in the text
        self._quiet = False
        self._touched = (0, 0)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("Entry"))
        self.setPlaceholderText(self.tr("Write what is here. It is kept as you type."))
        self.setFont(theme.font(16))
        self._leading = QTimer(self)
        self._leading.setSingleShot(True)
        self._leading.timeout.connect(self._lead)
        self.textChanged.connect(self._changed)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Begin with these words, in a document of their own.

        The one on the screen would be laid out to its end at once; a new one is as it is seen.
        """
        self._quiet = True
        self._pictures.forget()
        self._shown.clear()
        self._drawn = False
        document = QTextDocument(self)
        document.setDefaultFont(self.font())
        document.setDocumentMargin(0)
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        spaced = QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        spaced.setLineHeight(_LINE_HEIGHT, height)
        cursor.setBlockFormat(spaced)  # first: the blocks to come take it over
        cursor.insertText(text)
        if NAMED.search(text):
            self._fit_pictures(document, document.begin(), document.lastBlock(), joined=False)
        document.setUndoRedoEnabled(True)
        before = self.document()
        self._live = LiveMarkdown(self, document)
        self._live.restyle()  # or Qt would do it later, and say that words had changed
        document.blockSignals(True)  # or the layout's coming would have it all styled again
        document.documentLayout()
        document.blockSignals(False)
        self.setDocument(document)
        document.contentsChange.connect(self._note_change)
        if shiboken6.isValid(before) and before.parent() is self:
            before.deleteLater()
        self._quiet = False

    def words(self) -> str:
        """What stands there, as a journal can hold it."""
        raw = self.document().toRawText()  # toPlainText would lose spaces that do not break
        return plain(raw.replace("\u2029", "\n").replace("\u2028", "\n"))

    def add_picture(self, number: int) -> None:
        """Put a picture of the journal on a line of its own, where the cursor is."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.clearSelection()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        name = f"![{self.tr('Picture')}](image:{number})"
        before = "" if not cursor.block().text().strip() else "\n"
        cursor.insertText(f"{before}{name}\n")
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def lead_to(self, words: str) -> None:
        """Choose these words where they stand first, and bring them into sight."""
        between = r"[\W_]+".join(re.escape(word) for word in words.split())
        raw = self.document().toRawText()
        found = re.search(rf"(?<!\w){between}", raw) or re.search(between, raw, re.IGNORECASE)
        if not between or found is None:
            return
        cursor = self.textCursor()
        cursor.setPosition(units(raw[: found.start()]))
        cursor.setPosition(units(raw[: found.end()]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._lead()
        self._leading.start()  # a page that is only now shown gets its width later

    def _lead(self) -> None:
        """What is chosen a third of the way down: what comes before it is seen as well."""
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    # What is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertBlock()  # Qt would put a sign there that no text file knows
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return pictures.offered(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain words, or pictures, which the page has made safe first."""
        if pictures.offered(source) and not (source.hasText() and not source.hasUrls()):
            self.pictures_offered.emit(pictures.taken(source))
        elif source.hasText():
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _note_change(self, at: int, removed: int, added: int) -> None:
        if removed != added or not self._quiet:
            first, last = self._touched
            start, end = (
                (at, at + added) if first == last else (min(first, at), max(last, at + added))
            )
            self._touched = start, max(end, start + 1)

    def _changed(self) -> None:
        if self._quiet or self._live.restyling:
            self._touched = 0, 0
            return
        start, end = self._touched
        self._touched = 0, 0
        document = self.document()
        first, last = document.findBlock(start), document.findBlock(end)
        if self._drawn or any(NAMED.search(block.text()) for block in _from(first, last)):
            self._quiet = True
            self._fit_pictures(document, first, last if last.isValid() else document.lastBlock())
            self._quiet = False
        self.typed.emit()

    # Pictures

    def _fit_pictures(
        self, document: QTextDocument, first: QTextBlock, last: QTextBlock, *, joined: bool = True
    ) -> None:
        """Leave room below each line that is a picture, and none below others."""
        edit = QTextCursor(document)
        begun = False
        for block in _from(first, last):
            image = self._image_of(block)
            self._drawn = self._drawn or image is not None
            wanted = 0.0
            if image is not None:
                wanted = image.height() / image.devicePixelRatio() + theme.px(_ABOVE + _BELOW)
            if block.blockFormat().bottomMargin() == wanted:
                continue
            if not begun:
                begun = True
                if joined:
                    edit.joinPreviousEditBlock()  # one Ctrl+Z takes both back
                else:
                    edit.beginEditBlock()
            edit.setPosition(block.position())
            room = QTextBlockFormat()
            room.setBottomMargin(wanted)
            edit.mergeBlockFormat(room)
        if begun:
            edit.endEditBlock()

    def _image_of(self, block: QTextBlock) -> QImage | None:
        if block.length() < 12:
            return None
        found = NAMED.fullmatch(block.text().strip())
        return None if found is None else self._image(int(found[1]))

    def _image(self, number: int) -> QImage | None:
        if number not in self._shown:
            image = self._pictures(number)
            room = {"width": WIDTH, "height": 440}
            self._shown[number] = None if image is None else fitting.fitted(image, **room)
            self._pictures.forget()  # the large one: only the fitted one is needed
            while len(self._shown) > _HELD:
                self._shown.popitem(last=False)
        self._shown.move_to_end(number)
        return self._shown[number]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._drawn:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block().previous()
        if not block.isValid():
            block = self.document().begin()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if box.top() - top > self.viewport().height():
                break
            image = self._image_of(block)
            if image is not None:
                size = image.deviceIndependentSize()
                left = 0.0
                if block.textDirection() == Qt.LayoutDirection.RightToLeft:
                    left = self.viewport().width() - size.width()
                lines = block.layout().boundingRect().height()
                at = QPointF(left, box.top() - top + lines + theme.px(_ABOVE))
                path = QPainterPath()
                path.addRoundedRect(QRectF(at, size), 10, 10)
                painter.setClipPath(path)
                painter.drawImage(at, image)
                painter.setClipping(False)
            block = block.next()
        painter.end()

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._centre()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != theme.font(16):
            self.setFont(theme.font(16))

    def _centre(self) -> None:
        """A column of words that is not too wide to read, with the scroll bar at the edge."""
        side = side_margin(self.width())
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, 0, side, 0)


def side_margin(width: int) -> int:
    """Px beside the column of words in so wide a page."""
    return max(theme.px(28), (width - theme.px(WIDTH)) // 2)


def _from(first: QTextBlock, last: QTextBlock) -> list[QTextBlock]:
    """The blocks from one to another."""
    found, end = [], last.blockNumber() if last.isValid() else first.blockNumber()
    block = first
    while block.isValid() and block.blockNumber() <= end:
        found.append(block)
        block = block.next()
    return found
