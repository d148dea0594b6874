"""The small card to jot something down on, over whatever else is open; Enter, and it is gone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.inbox import edits
from ifs_desktop.inbox.queries import JOT_KIND, ImpressionRow, draft_of
from ifs_desktop.parts.noticed import kind_icon, kind_name
from ifs_desktop.store import Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import IMPRESSION_KINDS
from ifs_desktop.ui import rounded, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import GrowingTextEdit, label
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDE, _MOST_LINES = 600, 8
_HIGH = 0.22  # how far down in the window it lies


class JotEdit(GrowingTextEdit):
    """One line that grows. Enter submits, Shift+Enter is a new line."""

    submitted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, least=1, most=_MOST_LINES)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setFont(theme.font(16))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and not shift:
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape or _number(event) is not None:
            event.ignore()  # the card takes it
        else:
            super().keyPressEvent(event)


class Capture(QDialog):
    """Keeps a new impression, or new words for one. What is half typed waits in a draft.

    Made once and shown again, since making it takes longer than a frame; closed, it holds no words.
    """

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._store = store
        self._over = parent.window()
        self._row: ImpressionRow | None = None
        self.setAccessibleName(self.tr("Jot something down"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.edit = JotEdit(self)
        self.edit.setAccessibleName(self.tr("What is here?"))
        self.edit.setPlaceholderText(self.tr("What is here? A word or two is enough."))
        self.edit.submitted.connect(self.keep)
        self.chips = [self._chip(number, kind) for number, kind in enumerate(IMPRESSION_KINDS, 1)]
        self._lay_out()
        self._clock = DraftClock(self)
        self._clock.due.connect(self.commit_drafts)
        self.edit.textChanged.connect(self._clock.touch)
        self.finished.connect(self._finished)
        self.create()  # not winId: it would make native windows of all that lies beside this
        self.grab()  # what only the first picture costs is paid before the card is asked for

    def take(self, row: ImpressionRow | None = None) -> None:
        """Show the card, with what was half typed the last time; ``row`` is to be reworded."""
        self._row = row
        draft = self._store.draft(self._place())
        kind = self._store.draft(JOT_KIND) or None
        if row is not None:
            draft, kind = draft or row.text, row.kind
        self.edit.setPlainText(draft)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        for known, chip in zip(IMPRESSION_KINDS, self.chips, strict=True):
            chip.setChecked(known == kind)
        self._clock.drop()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        self.open()

    def kind(self) -> str | None:
        """The kind that is chosen, if any."""
        chosen = (
            kind for kind, c in zip(IMPRESSION_KINDS, self.chips, strict=True) if c.isChecked()
        )
        return next(chosen, None)

    def keep(self) -> None:
        """Keep it and be gone; without words there is nothing to keep."""
        try:
            if self._row is None:
                edits.jot(self._store, text=self.edit.toPlainText(), kind=self.kind())
            else:
                edits.reword(
                    self._store,
                    impression_id=self._row.id,
                    text=self.edit.toPlainText(),
                    kind=self.kind(),
                )
        except edits.NothingSaid:
            self.reject()
            return
        self._clock.drop()
        self.accept()

    def commit_drafts(self) -> None:
        """Keep what is half typed for the next time."""
        if not self.isVisible():
            return
        self._keep_draft()

    def _keep_draft(self) -> None:
        words = plain(self.edit.toPlainText())
        if self._row is not None and words == self._row.text:
            words = ""
        self._store.keep_draft(self._place(), words)
        if self._row is None:
            self._store.keep_draft(JOT_KIND, self.kind() or "" if words.strip() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+1 … Alt+4 say what kind it is."""
        number = _number(event)
        if number is not None:
            self.chips[number].click()
        else:
            super().keyPressEvent(event)

    def _chip(self, number: int, kind: str) -> Chip:
        chip = Chip(
            kind_name(kind), self, icon=kind_icon(kind), key=f"Alt {number}", checkable=True
        )
        chip.setAutoDefault(False)
        chip.clicked.connect(self._chosen)
        return chip

    def _chosen(self) -> None:
        """One kind at most; a second press takes it back."""
        for chip in self.chips:
            if chip is not self.sender():
                chip.setChecked(False)
        self._clock.touch()

    def _place(self) -> str:
        return draft_of(None if self._row is None else self._row.id)

    def _finished(self) -> None:
        """Left by Esc: what is typed stays for the next time."""
        if self.result() != QDialog.DialogCode.Accepted:
            self._keep_draft()
        self.edit.clear()
        self._row = None
        self._clock.drop()

    def _lay_out(self) -> None:
        card = QFrame(self)
        card.setProperty("kind", "card")
        kinds = QWidget(card)
        policy = kinds.sizePolicy()
        policy.setHeightForWidth(True)
        kinds.setSizePolicy(policy)
        flow = FlowLayout(kinds, gap=theme.px(8), line_gap=theme.px(8))
        for chip in self.chips:
            flow.addWidget(chip)
        keep = QPushButton(self.tr("Keep"), card)
        keep.setProperty("kind", "primary")
        keep.setAutoDefault(False)
        keep.clicked.connect(self.keep)
        words = self.tr("Enter keeps it. Esc closes; what you typed waits here.")
        foot = QHBoxLayout()
        foot.addWidget(label(words, "small", card, wrap=True), 1)
        foot.addWidget(keep)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(theme.px(20), theme.px(18), theme.px(20), theme.px(14))
        inner.setSpacing(theme.px(14))
        inner.addWidget(self.edit)
        inner.addWidget(kinds)
        inner.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()  # what is typed has grown
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rounded.cut(self)

    def _fit(self) -> None:
        """As high as what is typed, and always within the window."""
        window = self._over
        wide = min(theme.px(_WIDE), window.width() - theme.px(32))
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setFixedSize(wide, layout.heightForWidth(wide))
        left = (window.width() - wide) // 2
        self.move(window.mapToGlobal(QPoint(left, round(window.height() * _HIGH))))


def _number(event: QKeyEvent) -> int | None:
    """Which kind Alt and a digit name."""
    number = event.key() - Qt.Key.Key_1
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return number if alt and 0 <= number < len(IMPRESSION_KINDS) else None
