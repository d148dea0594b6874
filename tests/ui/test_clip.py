"""Copies are plain words that nobody keeps, and they do not outlive half a minute or the lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextBrowser, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import clip
from tests.helpers.mouse import double_click

Control = Qt.KeyboardModifier.ControlModifier
COPIED, SELECTED = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
ALLOWED = {"text/plain", *clip.HINTS}
# Another program that copies something, and goes on running until it is ended.
OTHER = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.clipboard().setText("somebody else's words")
app.processEvents()
print("copied", flush=True)
app.exec()
"""


@pytest.fixture
def guard(qtbot: QtBot) -> Iterator[clip.ClipboardGuard]:
    owner = QWidget()
    yield clip.ClipboardGuard(owner)
    clip.forget()
    owner.deleteLater()


def formats(mode: QClipboard.Mode = COPIED) -> set[str]:
    return set(QGuiApplication.clipboard().mimeData(mode).formats())


def words(mode: QClipboard.Mode = COPIED) -> str:
    return QGuiApplication.clipboard().text(mode)


def line() -> QWidget:
    return QLineEdit("a line of a box")


def plain() -> QWidget:
    return QPlainTextEdit("a line of a box")


def rich() -> QWidget:
    box = QTextEdit()
    box.setHtml("<b>a line</b> of a box")
    return box


def browser() -> QWidget:
    box = QTextBrowser()
    box.setHtml('<a href="https://example.org">a line</a> of a box')
    return box


BOXES = (line, plain, rich, browser)


@pytest.mark.parametrize("make", BOXES)
def test_a_copy_from_any_box_is_plain_words_that_nobody_is_to_keep(
    qtbot: QtBot, guard: clip.ClipboardGuard, make: Callable[[], QWidget]
) -> None:
    box = make()
    qtbot.addWidget(box)
    box.show()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(box, Qt.Key.Key_A, Control)
        QTest.keyClick(box, key, Control)
        assert words() == "a line of a box"
        assert "text/plain" in formats() <= ALLOWED
        assert set(clip.HINTS) <= formats()


def test_the_hints_say_no_in_each_systems_own_way() -> None:
    assert clip.HINTS["x-kde-passwordManagerHint"] == b"secret"
    windows = {name.partition('"')[2].rstrip('"'): value for name, value in clip.HINTS.items()}
    assert windows["CanIncludeInClipboardHistory"] == b"\0\0\0\0"
    assert windows["CanUploadToCloudClipboard"] == b"\0\0\0\0"
    assert "ExcludeClipboardContentFromMonitorProcessing" in windows


@pytest.mark.parametrize("make", [line, plain, rich])
def test_what_is_copied_here_can_be_pasted_here(
    qtbot: QtBot, guard: clip.ClipboardGuard, make: Callable[[], QWidget]
) -> None:
    box, other = make(), QPlainTextEdit()
    for widget in (box, other):
        qtbot.addWidget(widget)
        widget.show()
    QTest.keyClick(box, Qt.Key.Key_A, Control)
    QTest.keyClick(box, Qt.Key.Key_C, Control)
    QTest.keyClick(other, Qt.Key.Key_V, Control)
    assert other.toPlainText() == "a line of a box"


@pytest.mark.skipif(sys.platform != "linux", reason="only X11 copies what is selected")
@pytest.mark.parametrize("make", [line, plain, rich])
def test_what_x11_copies_when_it_is_selected_is_plain_and_taken_back_too(
    qtbot: QtBot, guard: clip.ClipboardGuard, make: Callable[[], QWidget]
) -> None:
    box = make()
    qtbot.addWidget(box)
    box.show()
    inner = box if isinstance(box, QLineEdit) else box.findChild(QWidget, "qt_scrollarea_viewport")
    assert inner is not None
    double_click(inner, QPoint(24, 14))
    assert words(SELECTED) == "line"
    assert "text/plain" in formats(SELECTED) <= ALLOWED
    clip.forget()
    assert words(SELECTED) == ""


def test_a_copy_is_taken_back_after_half_a_minute(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clip.KEPT_FOR == 30_000
    monkeypatch.setattr(clip, "KEPT_FOR", 300)
    owner = QLineEdit("a line of a box")
    qtbot.addWidget(owner)
    kept = clip.ClipboardGuard(owner)
    owner.selectAll()
    owner.copy()
    QTest.qWait(200)
    owner.copy()  # the time begins anew
    QTest.qWait(200)
    assert words() == "a line of a box"
    QTest.qWait(300)
    assert words() == ""
    assert kept.parent() is owner


def test_what_somebody_else_copied_stays(
    qtbot: QtBot, guard: clip.ClipboardGuard, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip.copy_plain("a line of a dialogue")
    other = subprocess.Popen([sys.executable, "-c", OTHER], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "copied\n"
        qtbot.waitUntil(lambda: not QGuiApplication.clipboard().ownsClipboard())
        clip.forget()
        assert words() == "somebody else's words"
    finally:
        other.kill()
        other.communicate()


def test_what_was_copied_by_us_is_taken_back(qtbot: QtBot) -> None:
    clip.copy_plain("a line of a dialogue")
    assert words() == "a line of a dialogue"
    assert formats() <= ALLOWED
    clip.forget()
    assert words() == ""


def test_what_holds_no_words_is_not_kept_as_something_else(
    qtbot: QtBot, guard: clip.ClipboardGuard
) -> None:
    data = QMimeData()
    data.setHtml("<p>in <i>one</i> form only</p>")
    data.setData("application/x-own", b"whatever")
    QGuiApplication.clipboard().setMimeData(data)
    assert formats() <= ALLOWED
