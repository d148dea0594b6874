"""Closing a dialogue for today: thanks, what waits, back to the room. All of it can be left out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.dialogue import drafts
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.labels import label, paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll

LONGEST = 2_000
SHARE = 0.68  # of the page's height that the closing may take
LEAST = 110  # design px of what is asked; what is beyond that may have to be scrolled to


class Closing(Card):
    """Stands in the composer's place while a dialogue is being closed."""

    closed = Signal(str, object)  # thanks; what waits, or None
    left = Signal()  # not yet

    def __init__(self, store: Store, dialogue_id: int, unfinished: str | None, parent: QWidget):
        super().__init__(parent, shadow=True)
        self._unfinished = unfinished
        self.thanks = self._line("")
        self.waiting = self._line(unfinished or "")
        self._drafts = (
            LineDraft(self.thanks, store, drafts.of_thanks(dialogue_id)),
            LineDraft(self.waiting, store, drafts.of_waiting(dialogue_id)),
        )
        self.continued = QCheckBox(self.tr("To be continued"), self)
        self.continued.setChecked(unfinished is not None or bool(self.waiting.text()))
        self.waiting.textEdited.connect(self._waits)
        self.setAccessibleName(self.tr("Closing for today"))
        self.setFocusProxy(self.thanks)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def fit(self, height: int) -> None:
        """Leave the turns some room in a page that is ``height`` px tall."""
        self._scroll.set_most(max(theme.px(LEAST), round(height * SHARE) - theme.px(110)))

    def keep(self) -> None:
        """Keep what is typed and not kept yet."""
        for draft in self._drafts:
            draft.flush()

    def forget(self) -> None:
        """The words are in the journal, or were not wanted."""
        for draft in self._drafts:
            draft.forget()

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit(words, self)
        line.setMaxLength(LONGEST)
        line.returnPressed.connect(self._close)
        return line

    def _lay_out(self) -> None:
        lead = paragraph(self.tr("Closing for today"), "heading", self)
        note = label(self.tr("Leave empty whatever does not fit."), "subtitle", self, wrap=True)
        thanks = _over(
            self.thanks, self.tr("Thank the parts that came, if you like. Self says it at the end.")
        )
        waiting = _over(self.waiting, self.tr("What waits for another day"))
        room = label(
            self.tr(
                "Back to the room: feel what holds you up, and let your eyes rest on something "
                "near. F8 grounds you for a little longer."
            ),
            "subtitle",
            self,
            wrap=True,
        )
        asked = QWidget(self)
        asked.setProperty("kind", "clear")
        inner = QVBoxLayout(asked)
        inner.setContentsMargins(theme.px(2), 0, theme.px(2), 0)
        inner.setSpacing(theme.px(4))
        inner.addWidget(note)
        inner.addSpacing(theme.px(8))
        inner.addWidget(thanks)
        inner.addWidget(self.thanks)
        inner.addSpacing(theme.px(6))
        inner.addWidget(self.continued)
        inner.addWidget(waiting)
        inner.addWidget(self.waiting)
        inner.addSpacing(theme.px(10))
        inner.addWidget(room)
        inner.addStretch(1)  # takes what is too much, rather than the labels
        self.setTabOrder(self.thanks, self.continued)
        self.setTabOrder(self.continued, self.waiting)
        self._scroll = _Asked(asked, self)
        self._scroll.setAccessibleName(self.tr("Closing for today"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(14))
        layout.setSpacing(theme.px(8))
        layout.addWidget(lead)
        layout.addWidget(self._scroll)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.not_yet = self._button(self.tr("Not yet"), "quiet")
        self.not_yet.clicked.connect(self.left)
        self.skip = self._button(self.tr("Skip this"), "")
        self.skip.setToolTip(self.tr("Close without any of it"))
        self.skip.clicked.connect(self._skip)
        self.close_button = self._button(self.tr("Close"), "primary")
        self.close_button.setAccessibleName(self.tr("Close for today"))
        self.close_button.clicked.connect(self._close)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.not_yet)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.close_button)
        return row

    def _button(self, text: str, kind: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _waits(self, words: str) -> None:
        if words.strip():
            self.continued.setChecked(True)

    def _close(self) -> None:
        waits = self.waiting.text() if self.continued.isChecked() else None
        self.closed.emit(self.thanks.text(), waits)

    def _skip(self) -> None:
        self.closed.emit("", self._unfinished)


def _over(line: QLineEdit, words: str) -> QLabel:
    """The words over a line."""
    result = label(words, "label", line.parentWidget(), wrap=True)
    result.setBuddy(line)
    line.setAccessibleName(words)
    return result


class _Asked(CalmScroll):
    """As tall as what is asked, up to a height; beyond that it scrolls."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        self._most = 0
        super().__init__(content, parent)

    def set_most(self, most: int) -> None:
        """The height beyond which it scrolls, px."""
        self._most = most
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self.widget()
        layout = None if content is None else content.layout()
        if content is not None and layout is not None and self._most:
            needed = layout.totalHeightForWidth(self.viewport().width())
            self.take_height(max(needed, content.minimumSizeHint().height()), self._most)
