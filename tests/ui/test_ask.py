"""Questions: the safe answer, the keyboard, and no traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import ask, theme

# The offscreen platform has no window manager and says so, as a warning.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def meanwhile(act: Callable[[QDialog], None]) -> None:
    """Act on the dialog that the next line of the test opens."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(50, go)


def test_escape_is_the_safe_answer(window: QWidget) -> None:
    meanwhile(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask.confirm(window, "Put it away?", "You can take it back.", "Put away", "Keep") is False


def test_the_safe_answer_has_the_focus(window: QWidget) -> None:
    seen: list[str] = []

    def act(dialog: QDialog) -> None:
        focus = dialog.focusWidget()
        assert isinstance(focus, QPushButton)
        seen.append(focus.text())
        assert dialog.windowModality() == Qt.WindowModality.WindowModal
        QTest.keyClick(focus, Qt.Key.Key_Return)

    meanwhile(act)
    assert ask.confirm(window, "Put it away?", "", "Put away", "Keep", danger=True) is False
    assert seen == ["Keep"]


def test_the_other_answer_is_a_tab_away(window: QWidget) -> None:
    def act(dialog: QDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_Tab)
        focus = dialog.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Space)

    meanwhile(act)
    assert ask.confirm(window, "Put it away?", "", "Put away", "Keep") is True


def test_an_option_is_chosen_by_its_number(window: QWidget) -> None:
    def act(dialog: QDialog) -> None:
        [button] = [b for b in dialog.findChildren(QPushButton) if b.text() == "Not now"]
        button.click()

    meanwhile(act)
    assert ask.choose(window, "May we come closer?", "", ["Yes", "Not now", "Not asked"]) == 1


def test_leaving_a_choice_is_no_choice(window: QWidget) -> None:
    meanwhile(lambda dialog: dialog.reject())
    assert ask.choose(window, "May we come closer?", "", ["Yes", "Not now"]) is None


def test_a_line_is_given_by_enter(window: QWidget) -> None:
    def act(dialog: QDialog) -> None:
        focus = dialog.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, "  Little One ")
        QTest.keyClick(focus, Qt.Key.Key_Return)

    meanwhile(act)
    assert ask.text(window, "A name", "What is it called?", "old") == "Little One"


def test_a_line_left_by_escape_is_none(window: QWidget) -> None:
    meanwhile(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask.text(window, "A name", "What is it called?", "old") is None


def test_locking_closes_a_question_with_the_safe_answer(window: QWidget) -> None:
    QTimer.singleShot(50, ask.close_all)
    assert ask.confirm(window, "Put it away?", "", "Put away", "Keep") is False


def test_no_dialog_is_left_behind(window: QWidget) -> None:
    meanwhile(lambda dialog: dialog.reject())
    ask.confirm(window, "Put it away?", "", "Put away", "Keep")
    assert window.findChildren(QDialog) == []


def test_answers_are_preset_in_turn(window: QWidget) -> None:
    with ask.answer(True, 1, "x", None, "/a/b") as asked:
        assert ask.confirm(window, "one", "", "y", "n") is True
        assert ask.choose(window, "two", "", ["a", "b"]) == 1
        assert ask.text(window, "three", "", "") == "x"
        assert ask.open_file(window, "four", "") is None
        assert ask.save_file(window, "five", "") == "/a/b"
        with pytest.raises(AssertionError, match="no answer is left for: six"):
            ask.tell(window, "six", "")
    assert asked == ["one", "two", "three", "four", "five", "six"]


@pytest.fixture
def own_dialogs(qapp: QApplication, tmp_path: Path) -> Iterator[Path]:
    """Qt's own file dialog, with its notes in a folder of the test."""
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, True)
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "conf")
    )
    yield tmp_path / "conf"
    qapp.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, False)


def test_a_file_dialog_leaves_no_trace_of_where_it_was(
    window: QWidget, own_dialogs: Path, tmp_path: Path
) -> None:
    place = tmp_path / "a very private place"
    place.mkdir()
    (place / "My journal.ifsjournal").write_bytes(b"x")

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText("My journal.ifsjournal")
        dialog.accept()

    meanwhile(act)
    taken = ask.open_file(window, "Open a journal", str(place), "Journals (*.ifsjournal)")
    assert taken == str(place / "My journal.ifsjournal")
    for file in own_dialogs.rglob("*"):
        if file.is_file():
            assert "private" not in file.read_text(), file


def test_a_saved_file_gets_its_ending(window: QWidget, own_dialogs: Path, tmp_path: Path) -> None:
    meanwhile(lambda dialog: dialog.accept())
    taken = ask.save_file(
        window,
        "Keep as",
        str(tmp_path),
        "Journals (*.ifsjournal)",
        name="Mine",
        suffix="ifsjournal",
    )
    assert taken == str(tmp_path / "Mine.ifsjournal")
