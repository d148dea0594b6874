"""The recovery code: made with a journal, typed in when the password is forgotten."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.lock import sheet
from ifs_desktop.lock.give_code import GiveCode
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.ui import ask
from ifs_desktop.vault import errors
from tests.conftest import PASSWORD
from tests.helpers.app import Person, drop_deleted
from tests.helpers.codes import (
    asked_groups,
    choose_code,
    keep_code,
    opens,
    said,
    shown_code,
    traces,
    type_groups,
)
from tests.helpers.pdf import text_of
from tests.lock.test_sheet import paper

NEW = "ten green pebbles in a row"
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot, new_journal: Path) -> Iterator[Person]:
    """On the page of the recovery code of a journal that never went further."""
    someone = Person()
    someone.open(new_journal, PASSWORD)
    yield someone
    someone.end()


def file_of(person: Person) -> Path:
    return person.documents / "My journal.ifsjournal"


def lock(person: Person) -> None:
    """Lock by key; the new process's lock page."""
    person.key(Qt.Key.Key_L, Control)
    person.wait(lambda: person.relaunched != [])
    person.end()
    person.relaunched.clear()
    person.start()


def forget_password(person: Person, words: str, new: str = NEW) -> None:
    """From the lock page, by code."""
    choose_code(person)
    person.type("Recovery code", words)
    person.type("New password", new)
    person.type("Repeat new password", new)
    person.press("Open with this code")


# ---- making it


def test_a_new_journal_opens_at_its_recovery_code_and_then_the_honest_page(qtbot: QtBot) -> None:
    person = Person()
    person.create(PASSWORD, code=True)
    assert person.window.here() == "code"
    assert "If you forget your password" in said(person)
    assert "Whoever finds the sheet can open your journal" in said(person)
    words = keep_code(person)
    assert "opens this journal from now on" in said(person)
    QTest.keyClick(person.find("Go on"), Qt.Key.Key_Return)
    assert person.window.here() == "honest"
    assert opens(file_of(person), vault.code.read(words))
    assert opens(file_of(person), PASSWORD)
    person.end()


def test_the_whole_way_from_the_code_to_a_new_password(person: Person) -> None:
    words = keep_code(person)
    person.press("Go on")
    person.press("Go to my map")
    parts.add_part(person.store, name="Lookout", role="manager")
    lock(person)
    forget_password(person, words.lower().replace("-", " "))
    person.wait(person.opened)
    assert "Your recovery code still opens it too" in said(person)
    assert [part.name for part in known.find_parts(person.store)] == ["Lookout"]
    assert opens(file_of(person), NEW)
    assert not opens(file_of(person), PASSWORD)
    assert opens(file_of(person), vault.code.read(words))
    person.lock_and_unlock(NEW)
    assert "recovery code" not in said(person).lower()
    assert traces(words, PASSWORD, NEW) == []


def test_a_code_counts_only_when_two_groups_were_typed(person: Person) -> None:
    words = shown_code(person)
    person.press("I have it safe")
    assert words.split("-")[0] not in said(person)  # or it would be copied from the screen
    first, second = asked_groups(person)
    person.press("Keep this code")
    assert f"Type group {first} from your sheet." in said(person)
    type_groups(person, words.replace(words.split("-")[second - 1], "22222"))
    person.press("Keep this code")
    assert f"Group {second} of the code is another one" in said(person)
    field = person.find(f"Group {second}", QLineEdit)
    assert field.hasFocus() and field.selectedText() == "22222"
    assert "another one" in field.accessibleDescription()
    assert not opens(file_of(person), vault.code.read(words))
    person.keys(words.split("-")[second - 1])
    assert "another one" not in said(person)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "Go on" in person.names())
    assert opens(file_of(person), vault.code.read(words))


def test_the_code_can_be_looked_at_again_before_it_is_typed(person: Person) -> None:
    words = shown_code(person)
    person.press("I have it safe")
    person.press("Show the code again")
    assert shown_code(person) == words


def test_which_groups_are_asked_is_a_matter_of_chance(person: Person) -> None:
    seen = set()
    for _ in range(12):
        person.press("Parts map")
        person.window.go("code")
        person.press("I have it safe")
        seen.add(tuple(asked_groups(person)))
    assert all(len(two) == 2 for two in seen)
    assert len(seen) > 2


def test_without_a_code_it_goes_on_and_is_not_asked_again(person: Person) -> None:
    words = shown_code(person)
    person.press("Not now")
    assert person.window.here() == "honest"
    assert not opens(file_of(person), vault.code.read(words))
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "honest"


def test_going_elsewhere_leaves_it_for_later_and_forgets_the_code(person: Person) -> None:
    words = shown_code(person)
    page = person.window.page("code")
    dead = weakref.ref(page.findChildren(GiveCode)[0])
    person.press("Parts map")
    drop_deleted()
    assert dead() is None, gc.get_referrers(dead())
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "code"
    assert shown_code(person) != words


def test_a_window_out_of_sight_for_a_while_shows_the_same_code(person: Person) -> None:
    words = shown_code(person)
    person.app.frame.showMinimized()
    QApplication.processEvents()
    person.app.frame.showNormal()
    QTest.qWaitForWindowExposed(person.app.frame)
    assert shown_code(person) == words


def test_grounding_in_between_shows_the_same_code(person: Person) -> None:
    words = shown_code(person)
    person.key(Qt.Key.Key_F8)
    person.press("Back to where I was")
    assert shown_code(person) == words


def test_a_code_that_could_not_be_written_does_not_count(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shown_code(person)
    before = file_of(person).read_bytes()
    person.press("I have it safe")
    type_groups(person, words)

    def refuse(*_: object) -> None:
        raise errors.DiskFull(file_of(person))

    assert person.app.opened is not None
    monkeypatch.setattr(person.app.opened.vault, "_publish", refuse)
    person.press("Keep this code")
    person.wait(lambda: "does not count yet" in said(person))
    assert "no room left" in said(person)
    assert file_of(person).read_bytes() == before
    monkeypatch.undo()
    person.press("Keep this code")
    person.wait(lambda: "Go on" in person.names())
    assert opens(file_of(person), vault.code.read(words))


# ---- reading, copying, printing it


def test_each_group_is_a_stop_for_the_keyboard_and_is_spelled_out(person: Person) -> None:
    focus = QApplication.focusWidget()
    words = []
    for number in range(1, 8):
        assert isinstance(focus, QLabel)
        assert focus.accessibleName() == f"Group {number}"
        words.append(focus.text())
        assert focus.accessibleDescription() == " ".join(focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    assert "-".join(words) == shown_code(person)
    assert focus is person.find("Print…")


def test_a_copy_is_gone_from_the_clipboard_when_it_is_locked(person: Person) -> None:
    person.press("Copy")
    assert QGuiApplication.clipboard().text() == shown_code(person)
    assert "After 30 seconds, and when you lock" in said(person)
    person.app.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_saving_as_pdf_puts_the_code_there_and_nowhere_else(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = shown_code(person)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    before = temporary.stat().st_mtime_ns
    stick = tmp_path / "stick"
    stick.mkdir()
    with ask.answer(str(stick / "code.pdf")):
        person.press("Save as PDF…")
    assert "Saved as “code.pdf”" in said(person)
    on_paper = text_of((stick / "code.pdf").read_bytes())
    for group in words.split("-"):
        assert group in on_paper
    assert "My journal" in on_paper
    assert temporary.stat().st_mtime_ns == before
    assert traces(words) == []


def test_a_place_that_takes_no_sheet_is_told(person: Person, tmp_path: Path) -> None:
    with ask.answer(str(tmp_path / "not there" / "code.pdf")):
        person.press("Save as PDF…")
    assert "The sheet was not saved" in said(person)
    with ask.answer(None):
        person.press("Save as PDF…")


def test_printing_sends_the_sheet_to_the_printer(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "print_on", lambda *_: True)
    with ask.answer(QPrinter()):
        person.press("Print…")
    assert "Sent to the printer." in said(person)
    with ask.answer(None):
        person.press("Print…")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_sheet_printed_to_a_file_is_said_to_be_there(person: Person, tmp_path: Path) -> None:
    with ask.answer(paper(tmp_path / "not there" / "printed.pdf")):
        person.press("Print…")
    assert "The sheet was not saved" in said(person)
    with ask.answer(paper(tmp_path / "printed.pdf")):
        person.press("Print…")
    assert f"Saved as “{tmp_path / 'printed.pdf'}”. It opens without a password" in said(person)
    assert "Sent to the printer" not in said(person)
    on_paper = text_of((tmp_path / "printed.pdf").read_bytes())
    for group in shown_code(person).split("-"):
        assert group in on_paper


# ---- typing it in


@pytest.fixture
def outside(person: Person) -> tuple[Person, str]:
    """At the lock page, with the code in hand."""
    words = keep_code(person)
    lock(person)
    return person, words


def test_a_slip_is_told_before_anything_is_tried(
    outside: tuple[Person, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, words = outside
    tried: list[object] = []
    monkeypatch.setattr(vault, "unlock", lambda *args, **_: tried.append(args))
    last = "2" if words[-1] != "2" else "3"
    forget_password(person, words[:-1] + last)
    assert "There is a slip somewhere" in said(person)
    person.type("Recovery code", words[:20])
    person.press("Open with this code")
    assert "seven groups of five" in said(person)
    assert tried == []


def test_the_code_of_another_journal_is_told_and_all_that_was_typed_stays(
    outside: tuple[Person, str],
) -> None:
    person, words = outside
    forget_password(person, vault.code.spell(bytes(20)))
    person.wait(lambda: "does not open “My journal.ifsjournal”" in said(person))
    assert person.find("Recovery code").hasFocus()
    person.type("Recovery code", words)
    person.key(Qt.Key.Key_Return)
    person.wait(person.opened)
    assert opens(file_of(person), NEW)


def test_a_journal_without_a_code_says_so(person: Person) -> None:
    person.press("Not now")
    lock(person)
    forget_password(person, vault.code.spell(bytes(20)))
    person.wait(lambda: "has no recovery code" in said(person))
    assert opens(file_of(person), PASSWORD)


def test_the_new_password_is_asked_for_twice(outside: tuple[Person, str]) -> None:
    person, words = outside
    choose_code(person)
    person.type("Recovery code", words)
    person.press("Open with this code")
    assert "Choose a password." in said(person)
    person.type("New password", NEW)
    person.type("Repeat new password", "something else")
    person.press("Open with this code")
    assert "not the same yet" in said(person)
    assert opens(file_of(person), PASSWORD)


def test_one_can_go_back_to_the_password(outside: tuple[Person, str]) -> None:
    person, _ = outside
    choose_code(person)
    person.press("Back to the password")
    person.wait(lambda: "Password" in person.names())
    assert "Welcome back" in said(person)
    person.unlock(PASSWORD)
    person.wait(person.opened)


def test_a_disk_that_takes_no_new_password_locks_nobody_out(
    outside: tuple[Person, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, words = outside

    def refuse(*_: object) -> None:
        raise errors.DiskFull(file_of(person))

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "_publish", refuse)
        forget_password(person, words)
        person.wait(person.opened)
    assert "its password is still the old one" in said(person)
    assert "no room left" in said(person)
    assert opens(file_of(person), PASSWORD)


def test_the_lock_page_imports_none_of_it_before_it_is_asked(person: Person) -> None:
    lock(person)
    names = [type(w).__name__ for w in person.app.frame.findChildren(QWidget)]
    assert "ForgotForm" not in names
    choose_code(person)
    names = [type(w).__name__ for w in person.app.frame.findChildren(QWidget)]
    assert "ForgotForm" in names


# ---- locking in the middle


def print_dialog(person: Person) -> None:
    QTimer.singleShot(400, person.app, person.app.lock)
    person.press("Print…")


def half_typed(person: Person) -> None:
    person.press("I have it safe")
    person.keys("AB")


def being_kept(person: Person) -> None:
    words = shown_code(person)
    person.press("I have it safe")
    type_groups(person, words)
    person.press("Keep this code")


def nothing(person: Person) -> None:
    """The code is on the screen."""


@pytest.mark.parametrize("state", [nothing, half_typed, being_kept, print_dialog])
def test_it_locks_at_once_from_every_step_and_asks_nothing(
    person: Person, state: Callable[[Person], None]
) -> None:
    words = shown_code(person)
    dead = [
        weakref.ref(thing)
        for thing in (
            person.window.page("code"),
            *person.app.frame.findChildren(GiveCode),
            *person.app.frame.findChildren(QLabel),
        )
    ]
    state(person)
    began = time.process_time()
    person.app.lock()
    assert time.process_time() - began < 1
    person.wait(lambda: person.relaunched != [])
    drop_deleted()
    alive = [ref() for ref in dead if ref() is not None]
    assert not alive, [gc.get_referrers(thing) for thing in alive[:1]]
    assert not isinstance(QApplication.activeModalWidget(), QDialog)
    assert traces(words, PASSWORD) == []
    person.end()
    person.relaunched.clear()
    person.start()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    settled = opens(file_of(person), vault.code.read(words))
    assert person.window.here() == ("honest" if settled else "code")
