"""Ctrl+J from anywhere: a word or two, Enter, and one is where one was."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ifs_desktop.inbox import queries
from ifs_desktop.inbox.capture import Capture
from tests.helpers.app import Person, rest, type_into

Control = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def card() -> Capture:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Capture)
    return found


def waiting(person: Person) -> list[tuple[str, str | None]]:
    rows = queries.impressions(person.store, sorted_ones=False, limit=2)
    return [(row.text, row.kind) for row in rows]


def test_a_jotting_takes_nothing_from_what_is_being_written(sample: Person) -> None:
    sample.press("Dialogues")
    composer = sample.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, "before after")
    cursor = composer.textCursor()
    cursor.setPosition(6)
    composer.setTextCursor(cursor)
    sample.key(Key.Key_J, Control)
    type_into(card().edit, "Small, and a bit cold")
    QTest.keyClick(card().edit, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(card().edit, Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    assert waiting(sample)[0] == ("Small, and a bit cold", "feeling")
    sample.app.frame.activateWindow()
    sample.wait(composer.hasFocus)
    type_into(composer, ",")
    assert composer.toPlainText() == "before, after"
    sample.window.undo()
    assert waiting(sample)[0][0] != "Small, and a bit cold"
    assert sample.window.here() == "inbox"


def test_it_lies_over_a_dialog_and_half_a_jotting_waits(sample: Person) -> None:
    view = sample.window.page("map").view
    view.setFocus()
    QTest.keyClick(view, Key.Key_N)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Key.Key_J, Control)
    type_into(card().edit, "half a th")
    QTest.keyClick(card().edit, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(card().edit, Key.Key_J, Control)  # a second one is not laid over the first
    QTest.keyClick(card().edit, Key.Key_Escape)
    assert QApplication.activeModalWidget() is dialog
    QTest.keyClick(dialog, Key.Key_J, Control)
    assert (card().edit.toPlainText(), card().kind()) == ("half a th", "thought")
    QTest.keyClick(card().edit, Key.Key_Return)
    assert waiting(sample)[0] == ("half a th", "thought")
    QTest.keyClick(dialog, Key.Key_J, Control)
    assert (card().edit.toPlainText(), card().kind()) == ("", None)
    QTest.keyClick(card().edit, Key.Key_Return)  # nothing typed: it is only gone
    assert QApplication.activeModalWidget() is dialog
    QTest.keyClick(dialog, Key.Key_Escape)


def test_the_card_is_there_within_a_frame(sample: Person) -> None:
    sample.wait(lambda: sample.window.above.card is not None)
    rest(50)
    taken: list[float] = []
    for _ in range(5):
        begin = time.process_time()
        sample.window.jot()
        QApplication.processEvents()
        taken.append(time.process_time() - begin)
        card().reject()
        rest(20)
    assert min(taken) < 0.0167, taken


@pytest.mark.parametrize("place", ["inbox", "trash"])
def test_the_menu_leads_to_both_pages(sample: Person, place: str) -> None:
    sample.window.actions_by_name[place].trigger()
    assert sample.window.here() == place
    focus = QApplication.focusWidget()
    assert focus is not None and sample.window.page(place).isAncestorOf(focus)
