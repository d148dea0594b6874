"""I'm activated: F9 from anywhere, half a minute, and what was given stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.care.activated import Activated
from ifs_desktop.care.grounding import Grounding
from ifs_desktop.check_ins import queries
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.store import Store
from tests.helpers.app import Person, type_into
from tests.helpers.walk import back_at_the_window

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sample(qtbot: QtBot) -> Iterator[Person]:
    person = Person()
    person.look_around()
    yield person
    person.end()


def page() -> Activated:
    found = QApplication.activeModalWidget()
    assert isinstance(found, Activated)
    return found


def kept(store: Store) -> list[queries.CheckInRow]:
    return [row for row in queries.day(store, date.today()) if row.kind == "activated"]


def test_by_keys_alone_it_is_half_a_minute(sample: Person) -> None:
    sample.key(Key.Key_F9)
    focus = page().chips.first()
    sample.wait(focus.hasFocus)
    who = focus.accessibleName()
    QTest.keyClick(focus, Key.Key_Space)
    page().body.setFocus()
    type_into(page().body, "a tight throat")
    page().before.line.setFocus()
    QTest.keyClick(page().before.line, Key.Key_7)
    QTest.keyClick(page().before.line, Key.Key_Return)
    assert page()._ways.isVisible()  # the breath
    sample.press("Eyes open, without the breath")
    sample.key(Key.Key_Return)
    assert page().after.line.hasFocus()
    QTest.keyClick(page().after.line, Key.Key_5)
    page().helped.setFocus()
    type_into(page().helped, "the floor")
    QTest.keyClick(page().helped, Key.Key_Return)
    assert QApplication.activeModalWidget() is None
    (row,) = kept(sample.store)
    assert [one.part.name for one in row.present] == [who]
    assert (row.body, row.before, row.after) == ("a tight throat", 7, 5)
    assert row.helped == "the floor"
    sample.window.undo()  # all of it is one step
    assert kept(sample.store) == [] and sample.window.here() == "today"


def test_esc_leaves_and_keeps_what_was_given_and_nothing_given_is_nothing(sample: Person) -> None:
    sample.key(Key.Key_F9)
    QTest.keyClick(page(), Key.Key_Escape)
    assert kept(sample.store) == []
    back_at_the_window(sample)
    sample.key(Key.Key_F9)
    type_into(page().body, "a fi")
    sample.press("chest")
    QTest.keyClick(page(), Key.Key_Escape)
    (row,) = kept(sample.store)
    assert row.body == "a fi, chest"
    back_at_the_window(sample)
    sample.key(Key.Key_F9)  # anew
    page().chips.first().setFocus()
    for _ in range(2):
        QTest.keyClick(page().chips.first(), Key.Key_Space)
    assert len(kept(sample.store)) == 1
    sample.press("I don’t know")
    QTest.keyClick(page(), Key.Key_Escape)
    assert len(kept(sample.store)) == 1


def test_a_strong_alarm_offers_grounding_first(sample: Person) -> None:
    for strength in range(11):
        sample.window.be_activated()
        page().before.line._take(strength)
        told = page().before._ground
        assert told.isVisible() == (strength >= 8), strength
        if strength == 8:
            sample.press("Ground me", within=told)
            assert isinstance(QApplication.activeModalWidget(), Grounding)
            sample.press("Back to where I was")
            assert page().before.at() == 8  # nothing was lost
        QTest.keyClick(page(), Key.Key_Escape)
        back_at_the_window(sample)


def test_it_lies_over_any_dialog_once_and_goes_back_to_it(sample: Person) -> None:
    sample.press("Dialogues")
    composer = sample.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, "in the middle of a w")
    sample.key(Key.Key_J, Control)
    card = QApplication.activeModalWidget()
    assert isinstance(card, Capture)
    type_into(card.edit, "half a th")
    QTest.keyClick(card.edit, Key.Key_F9)
    QTest.keyClick(page(), Key.Key_F9)  # a second one is not laid over the first
    assert len(sample.app.frame.findChildren(Activated)) == 1
    QTest.keyClick(page(), Key.Key_F8)
    assert isinstance(QApplication.activeModalWidget(), Grounding)
    sample.press("Back to where I was")
    QTest.keyClick(page(), Key.Key_Escape)
    assert QApplication.activeModalWidget() is card
    QTest.keyClick(card.edit, Key.Key_Escape)
    assert composer.toPlainText() == "in the middle of a w"


def test_it_is_named_on_the_rail_the_menu_and_among_the_keys(sample: Person) -> None:
    sample.press("I’m activated", within=sample.window._rail)
    QTest.keyClick(page(), Key.Key_Escape)
    back_at_the_window(sample)
    (go,) = [one for one in sample.app.frame.menuBar().findChildren(QMenu) if one.title() == "&Go"]
    assert "I’m activated" in [action.text() for action in go.actions()]
    everywhere = dict(sample.window.all_keys()[0][1])
    assert (everywhere["I’m activated"], everywhere["Check in"]) == ("F9", "F7")
    sample.window.go("today")
    sample.press("I’m activated", within=sample.window.page("today"))
    QTest.keyClick(page(), Key.Key_Escape)


def test_no_number_is_said_and_no_better_is_praised(sample: Person) -> None:
    sample.window.be_activated()
    page().before.line._take(9)
    page().go_on()
    page().go_on()
    page().after.line._take(2)
    words = "\n".join(re.sub("<[^>]*>", "", one.text()) for one in page().findChildren(QLabel))
    assert not any(sign.isdigit() for sign in words)
    assert not any(word in words.lower() for word in ("well done", "great", "better", "success"))
    heard = page().after.line.accessibleDescription()
    assert heard == "faint. When you began: almost too much"
    QTest.keyClick(page(), Key.Key_Escape)
