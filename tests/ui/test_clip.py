"""What the app copied does not outlive the lock on the clipboard."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import clip


def test_what_was_copied_by_us_is_taken_back(qtbot: QtBot) -> None:
    clip.copy_plain("a line of a dialogue")
    assert QGuiApplication.clipboard().text() == "a line of a dialogue"
    clip.forget()
    assert QGuiApplication.clipboard().text() == ""


def test_what_was_copied_from_a_box_is_taken_back(qtbot: QtBot) -> None:
    box = QLineEdit("a line of a box")
    qtbot.addWidget(box)
    box.selectAll()
    box.copy()
    assert QGuiApplication.clipboard().text() == "a line of a box"
    clip.forget()
    assert QGuiApplication.clipboard().text() == ""
