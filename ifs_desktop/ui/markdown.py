"""Markdown as people write it, made harmless: no raw HTML, no live links, none but own pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from ifs_desktop.ui import fitting, theme
from ifs_desktop.ui.markdown_bounds import convertible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

Images = Callable[[int], QImage | None]
SizeOf = Callable[[int], QSize | None]

_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li"),
    *("blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "span", "img"),
}
_PLAIN_LETTERS, _PLAIN_LINES = 60_000, 1_500  # of what is shown as it was written
_PICTURE = "\ufffc"  # the sign that stands for one in a QTextDocument
LINE_HEIGHT = 135  # per cent of the font's own line, which comes to 1.6 of its size
_KEPT_IMAGE = re.compile(r"image:(\d{1,15})", re.ASCII)
# Signs that turn the words after them around: an address could be made to read as another one.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_made: list[Markdown] = []
_size_of: list[SizeOf | None] = [None]  # of the pictures the text at hand may show


def to_html(text: str, size_of: SizeOf | None = None) -> str:
    """HTML of a text in Markdown; links become "label (address)", pictures their description.

    ``size_of`` says how large a picture of the journal is shown, None where there is no such one.
    What would take too long to convert is shown as it was written, with a note before it.
    """
    end = convertible(text)
    html = _converted(text[:end], size_of) if end else ""
    if html is None:
        html, end = "", 0
    if end == len(text):
        return html
    words = QCoreApplication.translate("Markdown", "From here on as it was written.")
    return html + _note(words) + _plain(text[end:])


def document(text: str, font: QFont, images: Images | None = None) -> QTextDocument:
    """A laid-out document in the theme's colours. It loads nothing from anywhere.

    ``images`` gives a picture of the journal by its number, None where there is no such one.
    """
    result = Document(images)
    result.setDefaultFont(font)
    result.setDocumentMargin(0)
    result.setIndentWidth(24)
    result.setUndoRedoEnabled(False)
    result.setDefaultStyleSheet(_sheet(font))
    result.setHtml(to_html(text, None if images is None else result.size_of))
    _space_lines(result)
    return result


class Document(QTextDocument):
    """Shows pictures of the journal; answers every other request with one clear pixel."""

    def __init__(self, images: Images | None = None) -> None:
        super().__init__()
        self._images = images
        self._scaled: dict[int, QImage] = {}

    def size_of(self, number: int) -> QSize | None:
        """How large a picture is shown; None where there is none."""
        if number not in self._scaled and self._images is not None:
            image = self._images(number)
            if image is not None and not image.isNull():
                self._scaled[number] = fitting.fitted(image)
        image = self._scaled.get(number)
        return None if image is None else image.deviceIndependentSize().toSize()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        found = _KEPT_IMAGE.fullmatch(name if isinstance(name, str) else name.toString())
        if found is not None and int(found[1]) in self._scaled:
            return self._scaled[int(found[1])]
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel


def _converted(text: str, size_of: SizeOf | None) -> str | None:
    """Harmless HTML, or None where the text is nested too deep after all."""
    import nh3

    try:
        converter = _converter()
        converter.reset()
        _size_of[0] = size_of
        html = converter.convert(text)
    except (RecursionError, ValueError):
        _made.clear()  # it would still think that it stands within what it gave up
        return None
    finally:
        _size_of[0] = None
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=set(),
        attributes={"ol": {"start"}, "img": {"src", "width", "height"}},
        attribute_filter=_harmless,
        url_schemes={"image"},
        link_rel=None,
        strip_comments=True,
    )


def _harmless(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _KEPT_IMAGE.fullmatch(value) else None
    return value if value.isdecimal() else None


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
    """Turn links into words, in place, and pictures that are not of the journal."""
    for element in root.iter():
        if element.tag == "a":
            address = (element.get("href") or "").strip()
            address = _TURNING.sub("", address.removeprefix("mailto:"))
            element.tag = "span"
            element.attrib.clear()
            shown = "".join(element.itertext()).strip()
            if address and address != shown:
                _append(element, f" ({address})" if shown else address)
        elif element.tag == "img":
            words, source = (element.get("alt") or "").strip(), element.get("src") or ""
            element.attrib.clear()
            size = _shown_size(source)
            if size is None:
                element.tag = "span"
                element.text = words
            else:
                element.set("src", source)
                element.set("width", str(size.width()))
                element.set("height", str(size.height()))


def _shown_size(source: str) -> QSize | None:
    size_of, found = _size_of[0], _KEPT_IMAGE.fullmatch(source)
    return None if size_of is None or found is None else size_of(int(found[1]))


def _append(element: Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _plain(text: str) -> str:
    """As it was written, up to where it would take too long to lay out."""
    shown = text[:_PLAIN_LETTERS].split("\n", _PLAIN_LINES)[:_PLAIN_LINES]
    plain = "\n".join(shown)
    safe = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = "<p>" + safe.replace("\n", "<br>") + "</p>"
    if len(plain) == len(text):
        return html
    words = QCoreApplication.translate("Markdown", "There is more; it is all kept.")
    return html + _note(words)


def _note(words: str) -> str:
    return f'<p class="note">{words}</p>'


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
        f".note {{ color: {theme.value('hint')}; font-style: italic; }}"
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
    spacing.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    spacing.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    found = document.find(_PICTURE)
    while not found.isNull():  # or a third of the picture's height would stay empty above it
        found.mergeBlockFormat(spacing)
        found = document.find(_PICTURE, found)
    last = document.lastBlock()
    cursor.setPosition(last.position())
    end = QTextBlockFormat()
    end.setBottomMargin(0)
    cursor.mergeBlockFormat(end)
