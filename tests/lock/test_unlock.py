"""Unlocking: what is said when it does not open, and what stays ready to be typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.vault import errors
from tests.conftest import CHEAP
from tests.lock.door import Door

CAPS = "Caps Lock is on"


def typed(line: QLineEdit, letter: str, *modifiers: Qt.KeyboardModifier) -> None:
    """One letter as a keyboard sends it, whatever Caps Lock made of it."""
    how = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        how |= one
    key = ord(letter.upper())
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(line, QKeyEvent(kind, key, how, letter))


def test_enter_asks_for_the_journal_with_the_password(known: Door, tmp_path: Path) -> None:
    QTest.keyClicks(known.field("Password"), "blue doors")
    QTest.keyClick(known.field("Password"), Qt.Key.Key_Return)
    assert known.unlocked == [(str(tmp_path / "My journal.ifsjournal"), "blue doors")]


def test_without_a_password_one_is_asked_for(known: Door) -> None:
    known.press("Unlock")
    assert known.said() == ["Type your password first."]
    assert known.unlocked == []
    assert known.focus() is known.field("Password")


def test_a_wrong_password_keeps_the_focus_and_is_selected(known: Door, tmp_path: Path) -> None:
    path = tmp_path / "My journal.ifsjournal"
    vault.create(path, "right", data_dir=tmp_path / "data", kdf=CHEAP).close()
    QTest.keyClicks(known.field("Password"), "wrong")
    known.page.set_busy(True)
    try:
        vault.unlock(path, "wrong", data_dir=tmp_path / "data")
    except errors.WrongPassword as error:
        known.page.refuse(error)
    line = known.field("Password")
    assert len(known.said()) == 1 and "password" in known.said()[0]
    assert line.accessibleDescription() == known.said()[0]
    assert known.focus() is line
    assert (line.selectionStart(), line.selectionLength()) == (0, 5)
    QTest.keyClicks(line, "right")
    assert line.text() == "right"
    assert known.said() == []


def test_a_journal_that_is_not_there_any_more_has_its_sentence(known: Door, tmp_path: Path) -> None:
    try:
        vault.unlock(tmp_path / "My journal.ifsjournal", "right", data_dir=tmp_path / "data")
    except errors.JournalMissing as error:
        known.page.refuse(error)
    assert len(known.said()) == 1
    assert "“My journal.ifsjournal”" in known.said()[0]


def test_a_journal_that_is_open_elsewhere_can_be_opened_all_the_same(
    known: Door, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(known.field("Password"), "blue doors")
    known.press("Unlock")
    path = tmp_path / "My journal.ifsjournal"
    known.page.set_busy(True)
    known.page.refuse(errors.HeldElsewhere(path, computer="attic", account="ana", since="today"))
    assert "“attic”" in known.said()[0] and "“ana”" in known.said()[0]
    qtbot.waitUntil(lambda: "Open it here anyway" in buttons(known))
    known.button("Unlock").setFocus()
    QTest.keyClick(known.button("Unlock"), Qt.Key.Key_Tab)
    assert known.focus() is known.button("Open it here anyway")
    known.press("Open it here anyway")
    assert known.unlocked == [(str(path), "blue doors")] * 2
    assert known.insisted == [False, True]
    known.page.set_busy(True)
    assert "Open it here anyway" not in buttons(known)
    known.page.refuse(errors.WrongPassword(path))
    assert "Open it here anyway" not in buttons(known)


def buttons(door: Door) -> list[str]:
    """The words of every button that is seen."""
    return [button.text() for button in door.page.findChildren(QPushButton) if button.isVisible()]


def test_an_unknown_error_shows_no_detail(known: Door) -> None:
    known.page.refuse(ValueError("what somebody wrote about their mother"))
    assert len(known.said()) == 1
    assert "mother" not in known.said()[0]


def test_the_way_for_who_forgot_comes_without_a_jump(known: Door, qtbot: QtBot) -> None:
    before = known.page.findChildren(UnlockForm)[0].size()
    qtbot.waitUntil(lambda: "I forgot my password" in buttons(known))
    assert known.page.findChildren(UnlockForm)[0].size() == before
    known.button("Unlock").setFocus()
    QTest.keyClick(known.button("Unlock"), Qt.Key.Key_Tab)
    assert known.focus() is known.button("I forgot my password")


def test_the_links_rest_while_it_opens(known: Door, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "I forgot my password" in buttons(known))
    QTest.keyClicks(known.field("Password"), "blue doors")
    known.page.set_busy(True)
    assert "Opening…" in known.words()
    for text in ("Open another journal…", "New journal…", "Unlock", "I forgot my password"):
        assert not known.button(text).isEnabled()
    QTest.keyClick(known.field("Password"), Qt.Key.Key_Return)
    assert known.unlocked == []
    known.page.set_busy(False)
    assert "Opening…" not in known.words()
    for text in ("Open another journal…", "New journal…", "Unlock", "I forgot my password"):
        assert known.button(text).isEnabled()


def test_caps_lock_is_told_by_the_letters_and_by_its_key(known: Door) -> None:
    line = known.field("Password")
    typed(line, "A")
    assert known.said() == [CAPS]
    typed(line, "a")
    assert known.said() == []
    typed(line, "a", Qt.KeyboardModifier.ShiftModifier)
    assert known.said() == [CAPS]
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert known.said() == []


def test_show_and_hide_by_mouse(known: Door) -> None:
    line = known.field("Password")
    QTest.keyClicks(line, "blue doors")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    known.press("Show")
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    known.press("Hide")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert line.text() == "blue doors"


def test_a_new_journal_can_be_begun_and_left_again(known: Door, qtbot: QtBot) -> None:
    known.press("New journal…")
    qtbot.waitUntil(lambda: "A journal for your parts" in known.words())
    assert known.focus() is known.field("Password")
    known.press("Back")
    qtbot.waitUntil(lambda: "Welcome back" in known.words())
    assert "My journal.ifsjournal" in known.words()


def test_the_mark_stands_in_the_middle(known: Door, qtbot: QtBot) -> None:
    picture = known.page.grab().toImage()
    ground = picture.pixelColor(3, 3)
    title = next(
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) != ground for x in range(0, picture.width(), 3))
    )
    seen = [x for x in range(picture.width()) if picture.pixelColor(x, title + 8) != ground]
    assert abs((seen[0] + seen[-1]) / 2 - picture.width() / 2) < 8
    assert known.page.rect().contains(QPoint(seen[0], title))


def test_tab_goes_down_the_page(known: Door, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "I forgot my password" in buttons(known))
    visited = []
    for _ in range(6):
        focus = known.focus()
        assert focus is not None
        visited.append(focus.accessibleName() or focus.property("text"))
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == [
        "Password",
        "Show what is typed",
        "Unlock",
        "I forgot my password",
        "Open another journal…",
        "New journal…",
    ]
