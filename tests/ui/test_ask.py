"""Questions: the safe answer, the keyboard, and no traces."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateTimeEdit,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import ask, theme, title

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

    left = iter(range(500))  # tries

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        there = isinstance(dialog, QDialog) and dialog.isActiveWindow()
        if not there and next(left, None) is not None:
            QTimer.singleShot(10, go)
            return
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        except BaseException:
            dialog.reject()  # or the test would wait for ever
            raise

    QTimer.singleShot(10, go)


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


PLACE, FILE = "a very private place", "My journal.ifsjournal"


def places(tmp_path: Path) -> Path:
    """A folder that is worth noting, for whoever notes such things."""
    place = tmp_path / PLACE
    place.mkdir()
    (place / FILE).write_bytes(b"x")
    return place


def choose_file(name: str) -> Callable[[QDialog], None]:
    """Type a name into the file dialog and take it, as a person does."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        # GTK's dialog, where a desktop has it, would write its own list of recent files.
        assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(line, QLineEdit)
        line.setText(name)
        dialog.accept()

    return act


def test_no_file_dialog_leaves_a_trace_of_where_it_was(window: QWidget, tmp_path: Path) -> None:
    place = places(tmp_path)
    filters = "Journals (*.ifsjournal)"
    meanwhile(choose_file(FILE))
    assert ask.open_file(window, "Open a journal", str(place), filters) == str(place / FILE)
    meanwhile(choose_file("Another one"))
    saved = ask.save_file(window, "Keep as", str(place), filters, suffix="ifsjournal")
    assert saved == str(place / "Another one.ifsjournal")
    meanwhile(choose_file(str(place)))
    assert ask.open_folder(window, "Where to", str(place)) == str(place)
    meanwhile(lambda dialog: dialog.reject())
    assert ask.open_file(window, "Open a journal", str(place)) is None
    traces = []
    for file in (tmp_path / "home").rglob("*"):
        words = str(file).encode() + (file.read_bytes() if file.is_file() else b"")
        traces += [file for word in (PLACE, FILE, "Another one") if word.encode() in words]
        traces += [file for word in (PLACE, FILE) if word.encode("utf-16-le") in words]
    assert traces == []


def test_a_file_dialog_would_leave_a_trace_if_nothing_were_done(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """So that the test above is known to look where Qt writes."""
    home = tmp_path / "home"
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(home))
    dialog = QFileDialog(None, "", str(places(tmp_path)))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.reject()
    shiboken6.delete(dialog)
    found = [file for file in home.rglob("*") if file.is_file()]
    assert any(PLACE.replace(" ", "%20") in file.read_text() for file in found)
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def test_where_windows_would_note_folders_they_are_taken_out_again(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    notes = QSettings(QSettings.Scope.UserScope, "QtProject")
    notes.setValue("FileDialog/lastVisited", f"file:///{PLACE}")
    notes.setValue("FileDialog/viewMode", "Detail")
    notes.sync()
    ask.forget_files()
    kept = "".join(file.read_text() for file in tmp_path.rglob("*.conf"))
    assert "viewMode" in kept
    assert PLACE not in kept
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def test_a_saved_file_gets_its_ending(window: QWidget, tmp_path: Path) -> None:
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


def test_the_window_of_printing_tells_nothing_where_the_title_is_neutral(window: QWidget) -> None:
    titles: list[str] = []

    def act(dialog: QDialog) -> None:
        titles.append(dialog.windowTitle())
        dialog.reject()

    for neutral in (False, True):
        title.wear(neutral)
        meanwhile(act)
        assert ask.printer(window, "Print the recovery code") is None
    title.wear(False)
    assert titles == ["Print the recovery code", ""]


def test_a_moment_is_set_on_the_clock_on_the_wall_and_not_after_the_latest(window: QWidget) -> None:
    elsewhere = datetime(2026, 3, 3, 9, 14, 30, tzinfo=timezone(timedelta(hours=9)))
    latest = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

    def later(minutes: int) -> Callable[[QDialog], None]:
        def act(dialog: QDialog) -> None:
            clock = dialog.findChild(QDateTimeEdit)
            assert clock is not None and clock.hasFocus()
            assert clock.accessibleName() == "When"
            clock.setDateTime(clock.dateTime().addSecs(60 * minutes))
            QTest.keyClick(clock, Qt.Key.Key_Return)

        return act

    meanwhile(later(0))
    assert ask.when(window, "Change its time", "When", elsewhere) == elsewhere
    meanwhile(later(-44))
    wall = datetime(2026, 3, 3, 8, 30)
    assert ask.when(window, "Change its time", "When", elsewhere) == wall.astimezone()
    meanwhile(later(600))
    found = ask.when(window, "Change its time", "When", elsewhere, latest=latest)
    assert found == datetime(2026, 3, 3, 12, 0).astimezone()
    meanwhile(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask.when(window, "Change its time", "When", elsewhere) is None
