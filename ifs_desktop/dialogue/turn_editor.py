"""Giving a turn other words, in the place where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue.bubble import BELOW, GAP, GLYPH, column
from ifs_desktop.dialogue.writing import WritingCard, WritingEdit
from ifs_desktop.store.plain import plain
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock

MOST_LINES = 16
SIDE = 16  # design px between the card's border and the words


class SplittingEdit(WritingEdit):
    """Ctrl+Enter splits at the cursor; without Ctrl it is as in the composer."""

    split_here = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.split_here.emit()
        else:
            super().keyPressEvent(event)

    def halves(self) -> tuple[str, str]:
        """The words before and after the cursor."""
        text, at = self.toPlainText(), self.textCursor().position()
        signs = text.encode("utf-16-le")  # as Qt counts: a sign beyond the first plane is two
        before = signs[: 2 * at].decode("utf-16-le", "ignore")
        return plain(before), plain(text[len(before) :])


class TurnEditor(QWidget):
    """Enter keeps the new words, Escape leaves the turn as it was, Ctrl+Enter makes two of it."""

    kept = Signal(str)
    split_asked = Signal(str, str)  # the words of both
    left_as_it_was = Signal(str)  # the words that were typed
    draft_due = Signal(str)
    resized = Signal()

    def __init__(self, speaker: str, said: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._said = said
        self._top = 0
        self._clock = DraftClock(self)
        self._clock.due.connect(self._tell_draft)
        self._card = WritingCard(self)
        self.edit = SplittingEdit(self._card, most=MOST_LINES)
        self.edit.setAccessibleName(self.tr("Edit what {name} said").format(name=speaker))
        self.edit.setPlainText(words)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.submitted.connect(self._keep)
        self.edit.split_here.connect(self._split)
        self.edit.cursorPositionChanged.connect(self._offer_split)
        self.edit.escaped.connect(self._leave)
        self.edit.focused.connect(self._focus_moved)
        self.edit.focused.connect(self._card.show_ring)
        self.edit.textChanged.connect(self._clock.touch)
        self.setFocusProxy(self.edit)
        self._keep_button = QPushButton(self.tr("Keep"), self._card)
        self._keep_button.setProperty("kind", "primary")
        self._keep_button.setAccessibleName(self.tr("Keep the new words"))
        self._keep_button.setToolTip(self.tr("Enter"))
        self._keep_button.clicked.connect(self._keep)
        self._leave_button = QPushButton(self.tr("Leave as it was"), self._card)
        self._leave_button.setProperty("kind", "quiet")
        self._leave_button.setAccessibleName(self.tr("Leave it as it was"))
        self._leave_button.setToolTip(self.tr("Esc"))
        self._leave_button.clicked.connect(self._leave)
        self._split_button = QPushButton(self.tr("Split here"), self._card)
        self._split_button.setProperty("kind", "quiet")
        self._split_button.setAccessibleName(self.tr("Split into two lines at the cursor"))
        self._split_button.setToolTip(self.tr("Ctrl Enter"))
        self._split_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the cursor stays in the words
        self._split_button.clicked.connect(self._split)
        self._lay_out()
        self._offer_split()

    def changed(self) -> bool:
        """Whether the words differ from what was said."""
        return self.words().strip() != self._said.strip()

    def words(self) -> str:
        """The words as they stand in the box."""
        return self.edit.words()

    def blank(self) -> bool:
        """Whether nothing is left in the box."""
        return self.edit.blank()

    def flush(self) -> None:
        """Keep the draft now, if there is something new in it."""
        self._clock.flush()

    def drop_clock(self) -> None:
        """The words are kept or left: there is no draft of them."""
        self._clock.drop()

    def set_top(self, px: int) -> None:
        """Leave room for the speaker's name."""
        self._top = px
        self._align()

    def wanted_height(self) -> int:
        """Px this editor takes in the list."""
        buttons = (self._keep_button, self._leave_button, self._split_button)
        for widget in (*buttons, self.edit):
            widget.ensurePolished()  # the style sheet has a say in their size
        self._outer.invalidate()
        return self._outer.sizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._split_button)
        buttons.addStretch(1)
        buttons.addWidget(self._leave_button)
        buttons.addWidget(self._keep_button)
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(theme.px(SIDE), theme.px(12), theme.px(SIDE), theme.px(10))
        inner.setSpacing(theme.px(8))
        inner.addWidget(self.edit)
        inner.addLayout(buttons)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._card)
        self._align()
        self.setTabOrder(self.edit, self._keep_button)
        self.setTabOrder(self._keep_button, self._leave_button)
        self.setTabOrder(self._leave_button, self._split_button)

    def _align(self) -> None:
        # The words stand where they stood, the card around them.
        left, wide = column(self.width())
        border = theme.px(SIDE) + 1
        near, far = left + theme.px(GLYPH + GAP) - border, self.width() - left - wide - border
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            near, far = far, near
        self._outer.setContentsMargins(max(0, near), self._top, max(0, far), theme.px(BELOW))

    def _focus_moved(self, inside: bool) -> None:
        if not inside:
            self._clock.flush()

    def _tell_draft(self) -> None:
        self.draft_due.emit(self.words() if self.changed() else "")

    def _keep(self) -> None:
        if not self.blank():
            self.kept.emit(self.words())

    def _offer_split(self) -> None:
        self._split_button.setEnabled(all(half.strip() for half in self.edit.halves()))

    def _split(self) -> None:
        first, second = self.edit.halves()
        if first.strip() and second.strip():
            self.split_asked.emit(first, second)

    def _leave(self) -> None:
        self.left_as_it_was.emit(self.words())
