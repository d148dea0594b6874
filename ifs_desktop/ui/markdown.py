"""Markdown as people write it, made harmless: no raw HTML, no pictures, no live links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from ifs_desktop.ui import theme

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li"),
    *("blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "span"),
}
_LONGEST = 200_000  # characters; longer texts, and texts nested too deep, are shown as they are
_LINE_HEIGHT = 135  # per cent of the font's own line, which comes to 1.6 of its size
_made: list[Markdown] = []


def to_html(text: str) -> str:
    """HTML of a text in Markdown; links become "label (address)", pictures their description."""
    import nh3

    if len(text) > _LONGEST:
        return _plain(text)
    try:
        converter = _converter()
        converter.reset()
        html = converter.convert(text)
    except (RecursionError, ValueError):
        return _plain(text)
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(),
        attributes={"ol": {"start"}},
        url_schemes=set(),
        link_rel=None,
        strip_comments=True,
    )


def document(text: str, font: QFont) -> QTextDocument:
    """A laid-out document in the theme's colours. It loads nothing from anywhere."""
    result = Document()
    result.setDefaultFont(font)
    result.setDocumentMargin(0)
    result.setIndentWidth(24)
    result.setUndoRedoEnabled(False)
    result.setDefaultStyleSheet(_sheet(font))
    result.setHtml(to_html(text))
    _space_lines(result)
    return result


class Document(QTextDocument):
    """Answers every request for a resource with one clear pixel."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel


def _converter() -> Markdown:
    if _made:
        return _made[0]
    from markdown import Markdown
    from markdown.extensions.fenced_code import FencedCodeExtension
    from markdown.extensions.nl2br import Nl2BrExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.treeprocessors import Treeprocessor

    class Inert(Treeprocessor):
        def run(self, root: Element) -> None:
            _make_inert(root)

    made = Markdown(
        extensions=[Nl2BrExtension(), SaneListExtension(), FencedCodeExtension(), TableExtension()],
        output_format="html",
    )
    made.preprocessors.deregister("html_block")  # raw HTML stays text
    made.inlinePatterns.deregister("html")
    made.treeprocessors.register(Inert(made), "inert", 15)  # after inline patterns, before output
    _made.append(made)
    return made


def _make_inert(root: Element) -> None:
    """Turn links and pictures into words, in place."""
    for element in root.iter():
        if element.tag == "a":
            address = (element.get("href") or "").strip()
            address = address.removeprefix("mailto:")
            element.tag = "span"
            element.attrib.clear()
            shown = "".join(element.itertext()).strip()
            if address and address != shown:
                _append(element, f" ({address})" if shown else address)
        elif element.tag == "img":
            words = (element.get("alt") or "").strip()
            element.tag = "span"
            element.attrib.clear()
            element.text = words


def _append(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _plain(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "<p>" + safe.replace("\n", "<br>") + "</p>"


def _sheet(font: QFont) -> str:
    size = font.pixelSize() if font.pixelSize() > 0 else theme.px(16)
    ink, quiet = theme.value("ink"), theme.value("secondary")
    ground, line = theme.value("not_sure_soft"), theme.value("edge")
    headings = "".join(
        f"h{level} {{ font-size: {round(size * scale)}px; font-weight: 600; margin-top: {size}px;"
        f" margin-bottom: {round(size * 0.35)}px; }}"
        for level, scale in ((1, 1.4), (2, 1.25), (3, 1.1), (4, 1), (5, 1), (6, 1))
    )
    return (
        f"body {{ color: {ink}; }}"
        f"p {{ margin-top: 0; margin-bottom: {round(size * 0.6)}px; }}"
        f"blockquote {{ color: {quiet}; margin-left: {size}px; margin-right: 0; }}"
        f"code, pre {{ font-family: monospace; background-color: {ground}; }}"
        f"pre {{ margin-left: {round(size * 0.5)}px; }}"
        f"table {{ border-collapse: collapse; border: 1px solid {line}; }}"
        f"th, td {{ padding: 4px 8px; border: 1px solid {line}; }}"
        f"{headings}"
    )


def _space_lines(document: QTextDocument) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    last = document.lastBlock()
    cursor.setPosition(last.position())
    end = QTextBlockFormat()
    end.setBottomMargin(0)
    cursor.mergeBlockFormat(end)
