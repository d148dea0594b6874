"""A new key, made by a person: new password, new code, locked, and the old ways in are closed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop.lock import sentences
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Kdf, code, files, key
from tests.helpers.app import CHEAP, Person
from tests.helpers.codes import keep_code, opens, said, shown_code, traces, type_groups

PASSWORD = "nine blue pebbles"  # noqa: S105
NEW = "ten green pebbles in a row"
SECOND = "eleven red pebbles"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real password costs a second each time."""

    def cheap(seconds: float = 1.0) -> Kdf:
        return CHEAP

    monkeypatch.setattr(key, "calibrate", cheap)


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """Has begun to make a new key; the journal has a recovery code."""
    someone = Person()
    someone.create(PASSWORD, code=True)
    someone.window.go("map")
    parts.add_part(someone.store, name="Lookout", role="manager")
    someone.press("Settings")
    someone.press("Password and recovery code")
    someone.press("Make a new key…")
    yield someone
    someone.end()


def file_of(person: Person) -> Path:
    return person.documents / "My journal.ifsjournal"


def go_on(person: Person, current: str = PASSWORD) -> None:
    person.type("Current password", current)
    person.type("New password", NEW)
    person.type("Repeat new password", NEW)
    person.key(Qt.Key.Key_Return)


def renew(person: Person) -> str:
    """All the way to the lock; the new code."""
    go_on(person)
    person.wait(lambda: "I have it safe" in person.names())
    words = shown_code(person)
    person.press("I have it safe")
    type_groups(person, words)
    person.press("Keep this code")
    person.wait(lambda: bool(person.relaunched))
    return words


def test_the_new_password_and_the_new_code_open_and_nothing_older_does(person: Person) -> None:
    old_copy = file_of(person).read_bytes()
    words = renew(person)
    assert person.relaunched[0][1] == sentences.RENEWED
    assert opens(file_of(person), NEW)
    assert opens(file_of(person), code.read(words))
    assert not opens(file_of(person), PASSWORD)
    copy = file_of(person).with_name("old copy.ifsjournal")
    copy.write_bytes(old_copy)
    assert opens(copy, PASSWORD)
    person.end()
    person.start(*person.relaunched[0])
    assert "Your journal has a new key" in said(person)
    assert "Your journal has a new key" not in warned(person)  # it is good news
    person.unlock(NEW)
    person.wait(person.opened)
    assert [card.name for card in known.find_parts(person.store)] == ["Lookout"]
    assert not traces(PASSWORD, NEW, words)


def test_only_who_knows_the_password_comes_to_the_code(person: Person) -> None:
    go_on(person, current="guessed")
    person.wait(lambda: "does not open" in said(person))
    assert "I have it safe" not in person.names()
    person.type("Current password", PASSWORD)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "I have it safe" in person.names())


def test_one_thing_at_a_time_and_not_now_leaves_all_as_it_was(person: Person) -> None:
    assert "Change the password" not in person.names()
    person.press("Not now")
    assert "Change the password" in person.names()
    person.press("Make a new key…")
    go_on(person)
    person.wait(lambda: "I have it safe" in person.names())
    person.press("Not now")
    assert "Make a new key…" in person.names()
    assert not person.relaunched
    person.app.lock()
    assert opens(file_of(person), PASSWORD)
    assert not opens(file_of(person), NEW)


def test_not_now_tells_that_the_password_typed_counts_for_nothing(person: Person) -> None:
    person.press("Not now")
    person.type("Current password", PASSWORD)
    person.type("New password", SECOND)
    person.type("Repeat new password", SECOND)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "Your new password opens this journal" in notices(person))
    person.press("Make a new key…")
    go_on(person, current=SECOND)
    person.wait(lambda: "I have it safe" in person.names())
    not_now = person.find("Not now", QPushButton)
    assert not_now.accessibleDescription() == "Leaves password, code and key as they are."
    person.press("Not now")
    assert "your password and your recovery code are the ones you had" in notices(person)
    assert "Your new password" not in notices(person)
    begin = person.find("Make a new key…", QPushButton)
    assert begin.hasFocus()
    person.wait(lambda: not begin.visibleRegion().isEmpty())
    person.press("Make a new key…")
    assert "the ones you had" not in notices(person)


def warned(person: Person) -> str:
    """What has the colour of a warning."""
    found = person.app.frame.findChildren(QLabel)
    return "\n".join(one.text() for one in found if one.property("kind") == "warn")


def notices(person: Person) -> str:
    """What soft lines on the screen say."""
    found = person.app.frame.findChildren(Notice)
    return "\n".join(one.accessibleName() for one in found if one.isVisible())


def test_tab_goes_from_the_form_to_not_now(person: Person) -> None:
    person.find("Go on to the code", QPushButton).setFocus()
    person.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is person.find("Not now", QPushButton)


def test_locking_on_the_way_leaves_the_old_key(person: Person) -> None:
    go_on(person)
    person.wait(lambda: "I have it safe" in person.names())
    person.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: bool(person.relaunched))
    assert person.relaunched[0][1] == ""
    assert opens(file_of(person), PASSWORD)
    assert not opens(file_of(person), NEW)


def test_a_key_that_cannot_be_written_is_said_and_the_old_one_holds(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.replace

    def full(name: Path, path: Path) -> None:
        if path == file_of(person):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(name, path)

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", full)
        renew(person)
    assert person.relaunched[0][1] == sentences.NOT_RENEWED
    assert "could not be written" in sentences.at_lock(sentences.NOT_RENEWED)
    assert opens(file_of(person), PASSWORD)
    person.end()
    person.start(*person.relaunched[0])
    assert "still hold" in warned(person)
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert [card.name for card in known.find_parts(person.store)] == ["Lookout"]


def test_a_code_made_for_a_new_key_counts_for_nothing_before(person: Person) -> None:
    person.press("Not now")
    person.type("Password", PASSWORD)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "I have it safe" in person.names())
    words = keep_code(person)
    person.press("Make a new key…")
    go_on(person)
    person.wait(lambda: "I have it safe" in person.names())
    other = shown_code(person)
    assert other != words
    assert opens(file_of(person), code.read(words))
    assert not opens(file_of(person), code.read(other))
