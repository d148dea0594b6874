"""Markdown is readable, and nothing in it can act."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import markdown, theme

TARGETS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "&#106;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "data:text/html;base64,PHNjcmlwdD4=",
    "smb://host/x",
    "http://tracker.example/p.png",
    "https://example.org/?a=1&b=2",
    "ftp://example.org/x",
    "mailto:a@example.org",
    "qrc:/secret",
    "../../journal",
)
RAW = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.example/a.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src='file:///etc/passwd'>",
    "<svg/onload=alert(1)>",
    "<iframe src=//x.example></iframe>",
    "<object data=//x.example></object>",
    "<embed src=//x.example>",
    "<link rel=stylesheet href=//x.example/a.css>",
    "<style>body{background:url(//x.example)}</style>",
    "<style>@import url(file:///etc/passwd);</style>",
    "<base href=//x.example>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=//x.example>x</a>",
    "<div style='background:url(//x.example)'>x</div>",
    "<p style=\"background-image:url('file:///x')\">x</p>",
    "<body background=//x.example>",
    "<table background='//x.example'><tr><td>x</table>",
    "<form action=//x.example><input></form>",
    "<video src=//x.example></video>",
    "<audio src=//x.example autoplay></audio>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<!-- <script>alert(1)</script> -->",
    "<!--><img src=//x.example>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>alert(1)</script>",
    "<img src=x\nonerror=alert(1)>",
    "<img/src=//x.example>",
    "<b onclick=alert(1)>x</b>",
    "<noscript><img src=//x.example></noscript>",
    "<template><img src=//x.example></template>",
    "<xmp><img src=//x.example></xmp>",
    "<textarea><img src=//x.example></textarea>",
    "<title><img src=//x.example></title>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=//x.example&#62;",
)
HOSTILE = (
    *(f"[label]({target})" for target in TARGETS),
    *(f"![picture]({target})" for target in TARGETS),
    *RAW,
    *(f"> - **{raw}**" for raw in RAW[:8]),
    "<javascript:alert(1)>",
    "<https://x.example/>",
    "<a@example.org>",
    "[label][1]\n\n[1]: javascript:alert(1) 'title'",
    "![picture][1]\n\n[1]: file:///etc/passwd",
    "[![picture](//x.example/a.png)](javascript:alert(1))",
    '[a](<javascript:alert(1)> "onmouseover=alert(1)")',
    '[x](https://x.example "" onclick="alert(1)")',
    "```html\n<script>alert(1)</script>\n```",
    "``` {.x onclick=alert(1)}\n<img src=//x.example>\n```",
    "`<img src=//x.example>`",
    "    <img src=//x.example>",
    "| a |\n|---|\n| <img src=//x.example> |",
    "| a |\n|:-:|\n| [x](javascript:alert(1)) |",
    "# <img src=//x.example>",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 <img src=//x.example>",
    "> " * 600 + "deep",
    "*" * 4000,
    "[" * 3000,
    "![" * 1500,
)
HARMLESS_TAG = re.compile(
    r"</?(p|br|hr|h[1-6]|strong|em|ul|ol( start=\"\d+\")?|li|blockquote|code|pre|table|thead"
    r"|tbody|tr|th|td|span)>"
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_survives(text: str) -> None:
    made = markdown.to_html(text)
    rest = HARMLESS_TAG.sub("", made)
    assert "<" not in rest, made


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_document_asks_for_anything_outside(text: str, qapp: QApplication) -> None:
    made = markdown.document(text, theme.font(16))
    block = made.begin()
    while block.isValid():
        pieces: Any = block  # iterable, which its types don't say
        for piece in pieces:
            shape = piece.fragment().charFormat()
            assert not shape.isImageFormat()
            assert not shape.isAnchor()
            assert not shape.anchorHref()
        block = block.next()


def test_there_are_at_least_sixty_hostile_texts() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("target", ["https://example.org/x", "javascript:alert(1)"])
def test_a_link_shows_its_words_and_its_address(target: str) -> None:
    assert f"label ({target})" in html.unescape(markdown.to_html(f"[label]({target})"))


def test_a_bare_address_is_shown_once() -> None:
    assert html.unescape(markdown.to_html("<https://x.example/>")).count("https://x.example/") == 1


def test_a_picture_becomes_its_description() -> None:
    made = markdown.to_html("before ![the garden](//x.example/a.png) after")
    assert "before <span>the garden</span> after" in made


def test_raw_html_is_shown_as_it_was_written(qapp: QApplication) -> None:
    shown = markdown.document("I <b>am</b> here", theme.font(16)).toPlainText()
    assert shown == "I <b>am</b> here"


def test_what_people_write_is_kept(qapp: QApplication) -> None:
    made = markdown.to_html(
        "# Head\n\n*a* **b** `c`\nsecond line\n\n> quote\n\n- one\n- two\n\n3. three\n\n"
        "| h |\n|---|\n| d |\n\n```\nblock\n```\n"
    )
    for piece in (
        "<h1>Head</h1>",
        "<em>a</em> <strong>b</strong> <code>c</code><br>",
        "second line",
        "<blockquote>",
        "<ul>",
        '<ol start="3">',
        "<td>d</td>",
        "<pre><code>block",
    ):
        assert piece in made, piece


def test_a_single_line_break_stays_one(qapp: QApplication) -> None:
    assert markdown.document("one\ntwo", theme.font(16)).toPlainText() == "one\ntwo"


def test_a_very_long_text_is_shown_as_it_is() -> None:
    text = "<img src=x> & *words*\n" * 12_000
    made = markdown.to_html(text)
    assert made.startswith("<p>&lt;img src=x&gt; &amp; *words*<br>")


def test_a_document_answers_every_request_with_one_pixel(qapp: QApplication) -> None:
    made = markdown.document("words", theme.font(16))
    for kind in QTextDocument.ResourceType:
        got = made.resource(kind.value, QUrl("file:///etc/passwd"))
        assert isinstance(got, QImage) and got.size().toTuple() == (1, 1)


def test_words_are_written_in_ink_in_both_themes(qapp: QApplication) -> None:
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        made = markdown.document("> quote", theme.font(16))
        block: Any = made.begin()
        found = next(iter(block)).fragment().charFormat().foreground().color()
        assert found == theme.colour("secondary")
