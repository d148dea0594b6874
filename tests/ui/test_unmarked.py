"""Words without Markdown look as they do by way of Markdown."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import markdown, theme, unmarked

WIDTH = 300
SIGNS = "aé守夜人 \t\n.-+1)(:'\"!?…\u00a0مZ\\*_[]<&#=>|`~"


def looks(document: QTextDocument) -> tuple[str, float, list[tuple[str, float, float]]]:
    document.setTextWidth(WIDTH)
    blocks = []
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        blocks.append((_trimmed(block.text()), shape.bottomMargin(), shape.lineHeight()))
        block = block.next()
    return _trimmed(document.toPlainText()), document.size().height(), blocks


def _trimmed(text: str) -> str:
    """Blanks at the end of a line are not seen."""
    return re.sub(" +(?=[\n\u2028]|$)", "", text)


@given(st.text(alphabet=SIGNS, max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("One line.")
@example("One  line\nand the next \n\n\n  Another,   paragraph \n")
@example("1) no list\n- a list")
@example("- a list")
@example("12. a list")
@example("2026 was it")
@example("    code\n\nno code")
@example("a\n    b")
@example("مرحبا hello\n\n守夜人")
def test_unmarked_words_look_as_by_way_of_markdown(qapp: QApplication, text: str) -> None:
    font = theme.font(16)
    plain, marked = unmarked.document(text, font), markdown.document(text, font)
    assert looks(plain) == looks(marked)


def test_plain_words_take_the_short_way_and_marked_ones_do_not(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    for text in ("I notice – it’s here, isn’t it? (So.)", "a\n\nb", "5 - 3", "10% or 12:30"):
        assert type(unmarked.document(text, theme.font(16))) is QTextDocument
    for text in ("**b**", "- a", "1. a", "# a", "> a", "a | b", "![w](image:7)", "&amp;", "`c`"):
        assert isinstance(unmarked.document(text, theme.font(16)), markdown.Document)
