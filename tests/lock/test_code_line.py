"""Typing a recovery code: it groups itself, and a slip is told before anything is tried."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from ifs_desktop.lock.code_line import CodeField
from ifs_desktop.vault import code

WHOLE = code.spell(bytes(range(60, 80)))


@pytest.fixture
def field(frame: QWidget) -> CodeField:
    """The field alone."""
    made = CodeField(frame)
    made.show()
    return made


def line_of(field: CodeField) -> QLineEdit:
    return field.line()


def test_what_is_typed_is_grouped(field: CodeField) -> None:
    line = line_of(field)
    QTest.keyClicks(line, "abcde")
    assert line.text() == "ABCDE"
    QTest.keyClicks(line, "fgo")
    assert line.text() == "ABCDE-FG0"
    assert line.cursorPosition() == len("ABCDE-FG0")


def test_a_sign_put_into_the_middle_moves_the_others_on(field: CodeField) -> None:
    line = line_of(field)
    QTest.keyClicks(line, "ABCDEFGH")
    line.setCursorPosition(2)
    QTest.keyClicks(line, "9")
    assert line.text() == "AB9CD-EFGH"
    assert line.cursorPosition() == 3


def test_both_ways_of_taking_back_pass_over_the_hyphens(field: CodeField) -> None:
    line = line_of(field)
    QTest.keyClicks(line, "ABCDEFG")
    for left in ("ABCDE-F", "ABCDE", "ABCD"):
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        assert line.text() == left
    QTest.keyClicks(line, "EFGH")
    line.setCursorPosition(5)  # before the hyphen
    for left in ("ABCDE-GH", "ABCDE-H", "ABCDE"):
        QTest.keyClick(line, Qt.Key.Key_Delete)
        assert line.text() == left


@pytest.mark.parametrize(
    "pasted",
    [
        WHOLE,
        WHOLE.lower(),
        WHOLE.replace("-", ""),
        WHOLE.replace("-", "\n"),
        f"  {WHOLE.replace('-', ' – ')} ",
        WHOLE.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_can_be_pasted_however_it_was_written(field: CodeField, pasted: str) -> None:
    QApplication.clipboard().setText(pasted)
    QTest.keyClick(line_of(field), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert line_of(field).text() == WHOLE
    assert field.read() == bytes(range(60, 80))
    assert line_of(field).accessibleDescription() == "This is a whole code."


def test_a_slip_is_told_at_the_last_sign_and_forgotten_with_the_next(field: CodeField) -> None:
    line = line_of(field)
    other = "8" if WHOLE[7] != "8" else "9"
    wrong = WHOLE[:7] + other + WHOLE[8:]
    QTest.keyClicks(line, wrong[:-1])
    assert "slip" not in line.accessibleDescription()
    QTest.keyClicks(line, wrong[-1])
    assert "There is a slip somewhere" in line.accessibleDescription()
    assert field.read() is None
    line.setCursorPosition(8)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert "slip" not in line.accessibleDescription()
    QTest.keyClicks(line, WHOLE[7])
    assert line.accessibleDescription() == "This is a whole code."


@pytest.mark.parametrize("typed", ["", "ABCDE", WHOLE[:-1], WHOLE + "7"])
def test_a_code_that_is_too_short_or_too_long_is_told_when_it_is_used(
    field: CodeField, typed: str
) -> None:
    QTest.keyClicks(line_of(field), typed)
    assert field.read() is None
    assert "seven groups of five" in line_of(field).accessibleDescription()
    assert field.window().focusWidget() is line_of(field)


def test_what_was_typed_cannot_be_brought_back_by_undo(field: CodeField) -> None:
    QTest.keyClicks(line_of(field), "ABCDEF")
    assert not line_of(field).isUndoAvailable()
