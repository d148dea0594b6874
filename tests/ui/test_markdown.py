"""Markdown is readable. That nothing in it can act: tests/promises/test_p16_*.py."""

from __future__ import annotations

import html
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import markdown, theme


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


def test_a_very_long_text_goes_on_as_it_was_written(qapp: QApplication) -> None:
    text = "<img src=x> & *words*\n" * 12_000
    made = markdown.to_html(text)
    assert made.startswith("<p>&lt;img src=x&gt; &amp; <em>words</em><br>")
    rest = made.partition("From here on as it was written.</p>")[2]
    assert rest.startswith("<p>&lt;img src=x&gt; &amp; *words*<br>")
    assert rest.endswith("There is more; it is all kept.</p>")


def test_words_are_written_in_ink_in_both_themes(qapp: QApplication) -> None:
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        made = markdown.document("> quote", theme.font(16))
        block: Any = made.begin()
        found = next(iter(block)).fragment().charFormat().foreground().color()
        assert found == theme.colour("secondary")
