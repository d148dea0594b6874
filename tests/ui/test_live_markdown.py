"""What is typed is styled quietly: signs step back, words stay as they are."""

from __future__ import annotations

import time
from typing import Any

import pytest
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import theme
from ifs_desktop.ui.live_markdown import LiveMarkdown
from tests.helpers.hostile import ALONE, SLOW


@pytest.fixture
def box(qtbot: QtBot) -> QTextEdit:
    """A box with live style; the highlighter belongs to its document."""
    made = QTextEdit()
    made.setFont(theme.font(16))
    made.setAcceptRichText(False)
    LiveMarkdown(made)
    qtbot.addWidget(made)
    return made


def look(box: QTextEdit, words: str) -> QTextCharFormat:
    """The style of these words, which stand once in the box."""
    at = box.toPlainText().index(words)
    block = box.document().findBlock(at)
    formats: Any = block.layout().formats()
    for piece in formats:
        if piece.start <= at - block.position() < piece.start + piece.length:
            return QTextCharFormat(piece.format)
    return QTextCharFormat()


def test_signs_step_back_and_words_take_on_what_they_ask_for(box: QTextEdit) -> None:
    text = "# Head *lean*\n> said **loud**\n- item `code`\n![hill](image:7)\n[words](https://x.y)\n"
    box.setPlainText(text)
    hint, secondary = theme.colour("hint"), theme.colour("secondary")
    for mark in ("# ", "> ", "- ", "*lean", "**l", "`code", "](https"):
        assert look(box, mark).foreground().color() == hint, mark
    head = look(box, "Head")
    assert head.fontWeight() == QFont.Weight.DemiBold
    assert head.property(QTextCharFormat.Property.FontPixelSize.value) > theme.px(20)
    lean = look(box, "lean")
    assert lean.fontItalic() and lean.fontWeight() == QFont.Weight.DemiBold
    assert look(box, "said").foreground().color() == secondary
    assert look(box, "loud").fontWeight() == QFont.Weight.DemiBold
    assert look(box, "code").background().color() == theme.colour("not_sure_soft")
    assert look(box, "image:7").foreground().color() == hint
    assert look(box, "words").foreground().color() == theme.colour("accent")
    assert look(box, "item").foreground().style().value == 0
    assert box.toPlainText() == text


def test_a_fence_reaches_over_its_lines_and_ends(box: QTextEdit) -> None:
    box.setPlainText("```\n# not a head\n```\n# a head")
    assert look(box, "not").fontWeight() != QFont.Weight.DemiBold
    assert look(box, "a head").fontWeight() != QFont.Weight.DemiBold
    cursor = box.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert look(box, "not").fontWeight() == QFont.Weight.DemiBold


def test_plain_signs_within_words_are_left_alone(box: QTextEdit) -> None:
    box.setPlainText("3 * 4 * 5, snake_case_name, #tag, a*b, 2 - 1, >_<")
    formats: Any = box.document().firstBlock().layout().formats()
    assert list(formats) == []


def test_the_style_follows_the_theme(qapp: QApplication, box: QTextEdit) -> None:
    box.setPlainText("# Head")
    box.show()
    for name in ("dark", "light"):
        theme.apply(qapp, name)
        assert look(box, "# ").foreground().color() == theme.colour("hint"), name


def test_no_line_keeps_the_keyboard_waiting(qtbot: QtBot) -> None:
    box = QPlainTextEdit()
    qtbot.addWidget(box)
    live = LiveMarkdown(box)

    def spent(text: str) -> float:
        box.setPlainText(text[:8_000])
        start = time.process_time()
        live.restyle()
        return time.process_time() - start

    usual = min(spent("Some *plain* words **here** and `there`. " * 180) for _ in range(3))
    for text in (*ALONE, *SLOW):
        text = text.replace("\n", " ")
        took = spent(text)
        if took > 6 * usual:
            took = min(took, spent(text), spent(text))
        assert took <= 12 * usual, text[:40]


def test_what_lies_beyond_the_first_plane_moves_no_style(box: QTextEdit) -> None:
    box.setPlainText("🌊🌊🌊 **loud** words")
    (mark, loud, other) = box.document().firstBlock().layout().formats()[:3]
    at = len("🌊🌊🌊 ".encode("utf-16-le")) // 2
    assert [(one.start, one.length) for one in (mark, loud, other)] == [
        (at, 2),
        (at + 2, 4),
        (at + 6, 2),
    ]
