"""Labels: one in a kind of the style sheet, one that elides, one that looks like a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ifs_desktop.ui import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

# Values of Qt's enums, set as properties: the first use of the Qt namespace itself makes all of
# its enums and costs the start 15 ms, and these labels stand on the first page.
_PLAIN_TEXT = 0
_RICH_TEXT = 1
_CENTRED = 0x84
READING_LINE = 140  # % of the font's own height, which is about 1.17 em


def label(
    text: str, kind: str = "", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """A plain-text label; `kind` is one the style sheet knows ("title", "heading", "hint" …)."""
    result = QLabel(parent)
    result.setProperty("textFormat", _PLAIN_TEXT)
    result.setText(text)
    result.setWordWrap(wrap)
    if kind:
        result.setProperty("kind", kind)
    if kind == "pill":
        result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return result


def paragraph(
    text: str, kind: str, parent: QWidget | None = None, *, centred: bool = False
) -> QLabel:
    """A label that wraps and takes the height its lines need; reading text gets room between."""
    result = label(text, kind, parent, wrap=True)
    if kind == "reading":
        from html import escape  # 1 ms that the first page need not pay

        result.setProperty("textFormat", _RICH_TEXT)
        words = escape(text).replace("\n", "<br>")
        result.setText(f'<p style="line-height: {READING_LINE}%">{words}</p>')
    if centred:
        result.setProperty("alignment", _CENTRED)
    policy = result.sizePolicy()
    policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    result.setSizePolicy(policy)
    return result


def told(text: str, kind: str, parent: QWidget | None = None) -> QLabel:
    """A paragraph of what somebody typed: a word wider than its place does not widen the place."""
    result = paragraph(text, kind, parent)
    result.setMinimumWidth(1)
    return result


class KeyHint(QLabel):
    """A key or keys, drawn like a key cap: KeyHint("Ctrl L")."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, parent)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is then its tooltip."""

    def __init__(self, text: str = "", kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        if kind:
            self.setProperty("kind", kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self._tell()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 6), hint.height())

    def resizeEvent(self, event: object) -> None:
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return  # as on the first page, which would pay 11 ms for the names below
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QPainter, QPalette

        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # the words' own
        side = self.style().visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(
            painter,
            room,
            int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute),
            self.palette(),
            self.isEnabled(),
            shown,
            QPalette.ColorRole.WindowText,
        )
        painter.end()

    def _tell(self) -> None:
        wide = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(tip.plain(self.text()) if wide else "")
