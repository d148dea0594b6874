"""How much of a text is converted: all that people write, and nothing that would take long."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import markdown, theme
from ifs_desktop.ui.markdown_bounds import convertible
from tests.helpers.figures import Figures
from tests.helpers.hostile import ALONE, SLOW

ORDINARY = (
    "# A day\n\nSome *plain* words **here** and there, with `code` and [a link](https://x.y).\n\n"
    "> quiet\n\n- one\n    - two\n- three\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
)


def test_what_people_write_is_converted_whole() -> None:
    for text in (
        ORDINARY * 12,
        "Plain words, one after another. " * 800,
        "one\n\n" * 300,
        "",
        "\n",
    ):
        assert convertible(text) == len(text)


def test_no_text_makes_anyone_wait(figures: Figures) -> None:
    def spent(text: str) -> float:
        start = time.process_time()
        markdown.to_html(text)
        return time.process_time() - start

    spent(ORDINARY)
    measure = min(spent(ORDINARY * 12) for _ in range(3))  # two pages of a journal
    worst = 0.0
    for text in (*ALONE, *SLOW):
        took = spent(text)
        if took > 5 * measure:  # something else may have been in the way
            took = min(took, spent(text), spent(text))
        assert took <= 10 * measure, text[:40]
        worst = max(worst, took)
    figures.note("P16", "slowest text, ms", round(worst * 1000))


def test_what_would_take_long_is_shown_as_it_was_written_after_a_note(qapp: QApplication) -> None:
    shown = markdown.document("*one*\n\n" + "[" * 2000, theme.font(16)).toPlainText()
    lines = shown.split("\n")
    assert lines[0] == "one"
    assert lines[1] == "From here on as it was written."
    assert lines[2].endswith("[" * 2000)


def test_after_a_text_that_was_given_up_the_next_one_is_shown_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown, "convertible", len)  # as if the estimate had been wrong
    assert markdown.to_html("1. " * 1000 + "x").endswith("1. x</p>")
    assert markdown.to_html("*x*") == "<p><em>x</em></p>"


def picture(number: int) -> QImage | None:
    if number != 7:
        return None
    image = QImage(1600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def test_a_picture_of_the_journal_is_shown_and_no_other(qapp: QApplication) -> None:
    text = "![one](image:7)\n\n![two](image:8) ![three](image:7/../x) ![four](IMAGE:7?)"
    made = markdown.document(text, theme.font(16), picture)
    assert made.toPlainText() == "\ufffc\ntwo three four"
    made.setTextWidth(600)
    image = made.resource(2, "image:7")
    assert isinstance(image, QImage) and image.deviceIndependentSize().width() == theme.px(480)
    assert theme.px(120) < made.size().height() < theme.px(120) + theme.px(90)


def test_without_pictures_their_words_are_shown() -> None:
    assert markdown.to_html("![one](image:7)") == "<p><span>one</span></p>"
    assert "img" not in markdown.to_html("![one](image:7)", lambda _number: None)
    shown = markdown.to_html("![one](image:7)", lambda _number: QSize(20, 10))
    assert shown == '<p><img height="10" src="image:7" width="20"></p>'


def test_an_address_cannot_be_turned_around(qapp: QApplication) -> None:
    text = "[safe](https://x.example/\u202egro.knab)"
    assert (
        markdown.document(text, theme.font(16))
        .toPlainText()
        .endswith("(https://x.example/gro.knab)")
    )
