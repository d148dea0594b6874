"""The quiet live style of Markdown while it is typed: the signs stay, and step back.

What a block looks like follows from the block alone (and whether a fence is open before it), each
rule passes over it once, and none looks further than a few hundred letters for its end: so no
line can keep the keyboard waiting.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ifs_desktop.ui import theme

LONGEST = 10_000  # letters of a block that are styled
_FENCED = 1  # block state: within a fence
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]{0,8}(?:>[ \t]?){1,20}")
_ITEM = re.compile(r"[ \t]{0,60}(?:[-*+]|\d{1,9}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:-[ \t]?){3,80}|(?:\*[ \t]?){3,80}|(?:_[ \t]?){3,80})$")
_FENCE = re.compile(r"[ \t]{0,3}(?:```|~~~)")
_INLINE = re.compile(
    r"(?P<code>`[^`]{1,500}`)"
    r"|(?P<image>!\[[^\[\]]{0,300}\]\(image:\d{1,15}\))"
    r"|(?P<link>\[[^\[\]]{1,300}\]\([^()\s]{1,300}\))"
    r"|(?P<strong>\*\*(?=[^\s*])[^*]{1,500}(?<!\s)\*\*|(?<!\w)__(?=[^\s_])[^_]{1,500}(?<!\s)__(?!\w))"
    r"|(?P<em>\*(?=[^\s*])[^*]{1,500}(?<!\s)\*|(?<!\w)_(?=[^\s_])[^_]{1,500}(?<!\s)_(?!\w))"
)
_TWICE = re.compile("[\U00010000-\U0010ffff]")
_SIZES = (1.4, 1.25, 1.1)  # of the headings, as ``markdown`` shows them
_CHANGES = (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange)


class LiveMarkdown(QSyntaxHighlighter):
    """Styles the words of a text box; it belongs to their document, and follows theme and font."""

    def __init__(
        self, box: QTextEdit | QPlainTextEdit, document: QTextDocument | None = None
    ) -> None:
        """``document`` is one that the box will show; else it is the one that it shows."""
        super().__init__(document or box.document())
        self._box = box
        self.restyling = False  # meanwhile the box says textChanged, though no word has changed
        self._dressed = ("", "")
        self._formats: dict[str, QTextCharFormat] = {}
        self._dress()
        box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take on the theme's new colours, or the new size."""
        if event.type() in _CHANGES and self._dress():
            self.restyle()
        return False

    def restyle(self) -> None:
        """Style all blocks anew, now."""
        self.restyling = True
        self.rehighlight()
        self.restyling = False

    def highlightBlock(self, text: str) -> None:
        """Style one block."""
        text = _TWICE.sub("\ufffd\ufffd", text)  # Qt counts a sign beyond the first plane as two
        inside = self.previousBlockState() == _FENCED
        self.setCurrentBlockState(0)
        if _FENCE.match(text):
            self.setCurrentBlockState(0 if inside else _FENCED)
            self.setFormat(0, len(text), self._formats["mark"])
        elif inside:
            self.setCurrentBlockState(_FENCED)
            self.setFormat(0, len(text), self._formats["code"])
        elif text:
            self._style(text[:LONGEST])

    def _style(self, text: str) -> None:
        first = text[0]
        base = ""
        if first == "#" and (found := _HEADING.match(text)):
            base = f"h{min(len(found[1]), len(_SIZES) + 1)}"
            self.setFormat(0, len(text), self._formats[base])
            self._put(found.start(), found.end(), base, "mark")
        elif first in " \t>" and (found := _QUOTE.match(text)):
            base = "quote"
            self.setFormat(0, len(text), self._formats[base])
            self._put(0, found.end(), "", "mark")
        elif first in " \t-*_" and _RULE.match(text):
            self._put(0, len(text), "", "mark")
            return
        elif found := _ITEM.match(text):
            self._put(0, found.end(), "", "mark")
        for found in _INLINE.finditer(text):
            self._inline(found, base)

    def _inline(self, found: re.Match[str], base: str) -> None:
        kind = str(found.lastgroup)
        start, end = found.span()
        if kind == "image":
            self._put(start, end, base, "image")
        elif kind == "link":
            words = found[0].index("](")
            self._put(start, start + 1, base, "mark")
            self._put(start + 1, start + words, base, "link")
            self._put(start + words, end, base, "mark")
        else:
            signs = 2 if kind == "strong" else 1
            self._put(start, end, base, kind)
            self._put(start, start + signs, base, "mark")
            self._put(end - signs, end, base, "mark")

    def _put(self, start: int, end: int, base: str, kind: str) -> None:
        key = f"{base} {kind}"
        made = self._formats.get(key)
        if made is None:
            made = QTextCharFormat(self._formats[base]) if base else QTextCharFormat()
            made.merge(self._formats[kind])
            self._formats[key] = made
        self.setFormat(start, end - start, made)

    def _dress(self) -> bool:
        """Make the formats anew; whether anything has changed."""
        font = self._box.font()
        dressed = (theme.value("ink") + theme.value("hint"), font.key())
        if dressed == self._dressed:
            return False
        self._dressed = dressed
        size = font.pixelSize() if font.pixelSize() > 0 else theme.px(16)
        self._formats = {
            "mark": _format(colour=theme.colour("hint")),
            "quote": _format(colour=theme.colour("secondary")),
            "image": _format(colour=theme.colour("hint"), size=round(size * 0.85)),
            "link": _format(colour=theme.colour("accent")),
            "strong": _format(bold=True),
            "em": _format(slanted=True),
            "code": _format(ground=theme.colour("not_sure_soft"), fixed=True),
        }
        for level, scale in enumerate((*_SIZES, 1.0), start=1):
            self._formats[f"h{level}"] = _format(bold=True, size=round(size * scale))
        return True


def _format(
    *,
    colour: QColor | None = None,
    ground: QColor | None = None,
    bold: bool = False,
    slanted: bool = False,
    fixed: bool = False,
    size: int = 0,
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour is not None:
        made.setForeground(colour)
    if ground is not None:
        made.setBackground(ground)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    if slanted:
        made.setFontItalic(True)
    if fixed:
        families = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
        made.setFontFamilies(families)
    if size:
        made.setProperty(QTextCharFormat.Property.FontPixelSize.value, size)
    return made
