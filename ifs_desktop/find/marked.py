"""Words with the hits marked: bold, on a soft ground and underlined, so never by colour alone."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ifs_desktop.find.looking import Marks
from ifs_desktop.ui import theme

_MARKS_DRAWN = 40
_DOTS = "…"
_ENDLESS = 1 << 20  # px: nothing is as long


class Hand:
    """What words are written with: made once for a font and a theme, not for each row."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self.dots = QFontMetricsF(font).horizontalAdvance(_DOTS)
        self.mark = look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setBackground(theme.colour("self_soft"))
        look.setForeground(theme.colour("ink"))
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(theme.colour("self"))
        self.ways = _option(False), _option(True)
        self.gap = theme.px(2)  # between lines


class Words:
    """Words laid out in so many px: drawn again and again without being shaped again."""

    def __init__(self, text: str, marks: Marks, hand: Hand, width: int, lines: int = 1) -> None:
        """In at most so many lines; what does not fit ends in …

        Each paragraph runs in its own direction, right-to-left from the right.
        """
        self._hand = hand
        self._layout = layout = QTextLayout(text, hand.font)
        layout.setCacheEnabled(True)
        back = runs_left(text)
        layout.setTextOption(hand.ways[back])
        if marks:
            layout.setFormats(_formats(text, marks, hand.mark))
        end = _units(text)
        self._dots: QPointF | None = None
        layout.beginLayout()
        top, line = 0.0, layout.createLine()
        for number in range(lines):
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            if number == lines - 1 or line.textStart() + line.textLength() >= end:
                break
            top += line.height() + hand.gap
            line = layout.createLine()
        if line.textStart() + line.textLength() < end:
            self._end_in_dots(line, width, back)
        layout.endLayout()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """With the painter's pen, from this corner on."""
        self._layout.draw(painter, at)
        if self._dots is not None:
            painter.setFont(self._hand.font)
            painter.drawText(at + self._dots, _DOTS)

    def wide(self) -> int:
        """The px that the words of the first line take."""
        return round(self._layout.lineAt(0).naturalTextWidth())

    def _end_in_dots(self, line: QTextLine, width: int, back: bool) -> None:
        """Make the line end earlier; to lay all of it out again would take as long as before."""
        dots = self._hand.dots
        line.setLineWidth(max(0.0, width - dots))
        used = line.naturalTextWidth()
        if back:
            line.setPosition(QPointF(dots, line.y()))
        self._dots = QPointF(width - used - dots if back else used, line.y() + line.ascent())


def wide(text: str, marks: Marks, hand: Hand) -> int:
    """The px one line of it takes."""
    return Words(text, marks, hand, _ENDLESS).wide() + 2


def _option(back: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if back:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option


def _formats(text: str, marks: Marks, look: QTextCharFormat) -> list[QTextLayout.FormatRange]:
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
