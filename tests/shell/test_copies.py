"""The running app's copies: plain and unwatched wherever they are made, gone at lock and quit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ifs_desktop.ui import clip
from tests.helpers.app import Person, type_into

SECRET = "the otter under the bridge"
Control = Qt.KeyboardModifier.ControlModifier


def copy_from_composer(person: Person) -> None:
    """Write, select all, and copy by the keys."""
    person.press("Dialogues")
    composer: QPlainTextEdit = person.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, SECRET)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        QTest.keyClick(composer, key, Control)
    assert QGuiApplication.clipboard().text() == SECRET
    formats = QGuiApplication.clipboard().mimeData().formats()
    assert set(formats) == {"text/plain", *clip.HINTS}


def test_a_copy_is_gone_from_the_clipboard_when_the_journal_is_locked(sample: Person) -> None:
    copy_from_composer(sample)
    sample.window.request_lock()
    sample.wait(lambda: sample.relaunched != [])
    assert QGuiApplication.clipboard().text() == ""


def test_and_when_the_program_ends(sample: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_from_composer(sample)
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    sample.app.quit()
    assert QGuiApplication.clipboard().text() == ""


def test_what_is_copied_on_the_lock_page_is_gone_too_when_the_program_ends(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip.copy_plain(SECRET)
    monkeypatch.setattr(QApplication, "quit", lambda *_: None)
    person.app.quit()
    assert QGuiApplication.clipboard().text() == ""
