"""What one meets after unlocking, and how soon one is where one wants to be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.care.activated import Activated
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.shell import last_place
from tests.helpers.app import Person, rest, type_into
from tests.helpers.figures import Figures
from tests.helpers.walk import back_at_the_window

PASSWORD = "a kettle and two cups"  # noqa: S105
SOON = 0.3  # seconds
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person((1024, 700))
    someone.create(PASSWORD)
    someone.press("Go to my map")
    yield someone
    someone.end()


@pytest.fixture
def after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    """However short one is away, it is long enough."""
    monkeypatch.setattr(last_place, "A_WHILE", timedelta())


def contacts(person: Person) -> QPlainTextEdit:
    box = person.find("Whom I can turn to", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    return box


def test_after_a_while_one_meets_today_and_one_key_leads_back(
    person: Person, after_a_while: None
) -> None:
    person.press("Help")
    contacts(person).setFocus()
    type_into(contacts(person), "my sister, after six")
    cursor = contacts(person).textCursor()
    cursor.setPosition(9)
    contacts(person).setTextCursor(cursor)
    for _ in range(2):  # the way back stays until it was taken or one went elsewhere
        person.lock_and_unlock(PASSWORD)
        assert person.window.here() == "today"
        rest(50)
    way = person.find("Back to where you were")
    assert way.hasFocus()
    person.key(Key.Key_Return)
    assert person.window.here() == "help"
    person.wait(contacts(person).hasFocus)
    assert contacts(person).textCursor().position() == 9


def test_for_a_while_one_is_in_the_middle_of_what_one_did(person: Person) -> None:
    person.press("Help")
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "help"
    person.press("Today")
    assert "Back to where you were" not in person.names()  # one comes from there


def test_a_new_journal_and_the_sample_begin_with_today(qtbot: QtBot) -> None:
    someone = Person((1024, 700))
    someone.look_around()
    assert someone.window.here() == "today"
    assert "Back to where you were" not in someone.names()
    assert "To be continued" in someone.names()
    someone.end()


def check_in_field(person: Person) -> QWidget:
    return person.window.page("today").card.asking.chips.first()  # type: ignore[no-any-return]


def jotting_field(_person: Person) -> QWidget | None:
    card = QApplication.activeModalWidget()
    return card.edit if isinstance(card, Capture) else None


def activated_field(_person: Person) -> QWidget | None:
    page = QApplication.activeModalWidget()
    return page.chips.first() if isinstance(page, Activated) else None


@pytest.mark.parametrize(
    ("what", "key", "modifier", "field"),
    [
        ("check-in", Key.Key_F7, None, check_in_field),
        ("impression", Key.Key_J, Control, jotting_field),
        ("activated", Key.Key_F9, None, activated_field),
    ],
)
def test_one_key_leads_from_unlocking_to_the_field_at_once(
    person: Person,
    figures: Figures,
    what: str,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier | None,
    field: Callable[[Person], QWidget | None],
) -> None:
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "map"
    begun = time.process_time()
    person.key(key, *([modifier] if modifier else []))
    wanted = field(person)
    assert wanted is not None and wanted.window().focusWidget() is wanted
    wanted.window().repaint()
    taken = time.process_time() - begun
    figures.note("Today", f"unlocked to the field: {what}", f"{taken * 1000:.0f} ms")
    assert taken < SOON
    person.wait(wanted.hasFocus)  # and what is typed goes there
    top = QApplication.activeModalWidget()
    if isinstance(top, Capture | Activated):
        top.reject()
        back_at_the_window(person)
