"""Words without any Markdown in them, laid out at a fifth of the cost: most of what is written."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCursor, QTextDocument

from ifs_desktop.ui import markdown, theme

# What Markdown, or HTML, might take for a sign of its own; rather too much than too little.
_MARKED = re.compile(
    r"[\\`*_\[\]<>&|~#=\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffc]"
    r"|^(?: {4}| {0,3}\t)|^ *(?:[-+:]|\d+[.)])"
    r"|^[ \t]*[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # blanks of other widths, at an end
    r"|[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000][ \t]*$",
    re.MULTILINE,
)
_GAPS = re.compile(r"[ \t]+")


def document(text: str, font: QFont, images: markdown.Images | None = None) -> QTextDocument:
    """The same as ``markdown.document``, which it leaves what is marked to."""
    if _MARKED.search(text):
        return markdown.document(text, font, images)
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        words = _GAPS.sub(" ", line).strip(" ")
        if words:
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    result = QTextDocument()
    result.setDefaultFont(font)
    result.setDocumentMargin(0)
    result.setUndoRedoEnabled(False)
    result.setPlainText("\n".join("\u2028".join(lines) for lines in paragraphs if lines))
    size = font.pixelSize() if font.pixelSize() > 0 else theme.px(16)
    spaced, last = QTextBlockFormat(), QTextBlockFormat()
    proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    spaced.setLineHeight(markdown.LINE_HEIGHT, proportional)
    spaced.setBottomMargin(round(size * 0.6))
    last.setBottomMargin(0)
    cursor = QTextCursor(result)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spaced)
    cursor.setPosition(result.lastBlock().position())
    cursor.mergeBlockFormat(last)
    return result
