"""Words with the hits marked: bold, on a soft ground and underlined, so never by colour alone."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ifs_desktop.find.looking import Marks
from ifs_desktop.ui import theme

_MARKS_DRAWN = 40


def paint(
    painter: QPainter, box: QRect, text: str, marks: Marks, font: QFont, lines: int = 1
) -> None:
    """Draw ``text`` in at most so many lines; what does not fit ends in …

    Each paragraph runs in its own direction, right-to-left from the right.
    """
    if not text or box.width() < 8:
        return
    if not marks and lines == 1:  # half the time
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.TextFlag.TextSingleLine), shown)
        return
    painter.setPen(theme.colour("ink"))
    lay_out(text, marks, font, box.width(), lines).draw(painter, QPointF(box.topLeft()))


def lay_out(text: str, marks: Marks, font: QFont, width: int, lines: int) -> QTextLayout:
    """``text`` as ``paint`` draws it in so many px, for who draws it again and again."""
    layout, used = _laid_out(text, marks, font, width, lines)
    if used < _units(text):
        cut = text.encode("utf-16-le")[: 2 * max(0, used - 2)].decode("utf-16-le", "ignore")
        layout, _ = _laid_out(cut.rstrip() + "…", marks, font, width, lines)
    return layout


def wide(text: str, marks: Marks, font: QFont) -> int:
    """The px one line of it takes."""
    if not marks:
        return QFontMetrics(font).horizontalAdvance(text) + 2
    layout, _ = _laid_out(text, marks, font, 1 << 20, 1)
    return round(layout.lineAt(0).naturalTextWidth()) + 2 if layout.lineCount() else 0


def _laid_out(
    text: str, marks: Marks, font: QFont, width: int, lines: int
) -> tuple[QTextLayout, int]:
    """The layout, and how many UTF-16 units of the text stand in it."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if runs_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    if marks:
        layout.setFormats(_formats(text, marks))
    layout.beginLayout()
    used, top = 0, 0.0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() + theme.px(2)
        used = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, used


def _formats(text: str, marks: Marks) -> list[QTextLayout.FormatRange]:
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setBackground(theme.colour("self_soft"))
    look.setForeground(theme.colour("ink"))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(theme.colour("self"))
    found = []
    for start, end in marks[:_MARKS_DRAWN]:
        if end <= len(text):
            one = QTextLayout.FormatRange()
            one.start, one.length = _units(text[:start]), _units(text[start:end])
            one.format = look
            found.append(one)
    return found


def runs_left(text: str) -> bool:
    """Whether its first letter belongs to a script that runs from right to left."""
    for sign in text:
        way = unicodedata.bidirectional(sign)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False


def _units(text: str) -> int:
    """Its length as Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
