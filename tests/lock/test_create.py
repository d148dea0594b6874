"""Making a journal: what is asked for, how strong a password is, and the words that are offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ifs_desktop import resources_path
from ifs_desktop.lock import words
from tests.lock.door import Door

NAME, FOLDER, PASSWORD, REPEAT = "Name", "Where it is kept", "Password", "Repeat password"


@pytest.mark.parametrize(
    ("typed", "sentence", "place"),
    [
        ({NAME: ""}, "Give the journal a name.", NAME),
        ({NAME: "///"}, "Give the journal a name.", NAME),
        ({FOLDER: " "}, "Choose a folder for the journal.", FOLDER),
        ({PASSWORD: ""}, "Choose a password.", PASSWORD),
        ({REPEAT: ""}, "Type the password once more.", REPEAT),
        (
            {REPEAT: "blue dors"},
            "The two are not the same yet. You could show both.",
            REPEAT,
        ),
    ],
)
def test_what_is_missing_is_asked_for_where_it_belongs(
    first: Door, typed: dict[str, str], sentence: str, place: str
) -> None:
    for name, text in {PASSWORD: "blue doors", REPEAT: "blue doors", **typed}.items():
        first.field(name).setText(text)
    first.press("Create journal")
    assert first.said() == [sentence]
    assert first.field(place).accessibleDescription() == sentence
    assert first.focus() is first.field(place)
    assert first.created == []
    QTest.keyClick(first.field(place), Qt.Key.Key_X)
    assert first.said() == []


def test_a_filled_in_page_asks_for_the_journal_by_key_alone(first: Door, tmp_path: Path) -> None:
    assert first.focus() is first.field(PASSWORD)
    QTest.keyClicks(first.field(PASSWORD), "blue doors")
    first.field(REPEAT).setFocus()
    QTest.keyClicks(first.field(REPEAT), "blue doors")
    QTest.keyClick(first.field(REPEAT), Qt.Key.Key_Return)
    assert first.created == [(str(tmp_path / "My journal.ifsjournal"), "blue doors")]


def test_any_password_is_accepted(first: Door) -> None:
    for name in (PASSWORD, REPEAT):
        first.field(name).setText("a")
    first.press("Create journal")
    assert [password for _, password in first.created] == ["a"]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("1234", "Easy to guess"),
        ("violet shed", "Could be guessed"),
        ("seldom pears march", "Hard to guess"),
        ("seldom pears march under violet rain", "Very hard to guess"),
    ],
)
def test_the_strength_of_a_password_is_said_in_words(
    first: Door, qtbot: QtBot, password: str, said: str
) -> None:
    QTest.keyClicks(first.field(PASSWORD), password)
    qtbot.waitUntil(lambda: said in first.words())
    first.field(PASSWORD).setText("")
    qtbot.waitUntil(lambda: said not in first.words())


def test_six_words_of_the_list_are_suggested_and_shown(first: Door) -> None:
    listed = Path(resources_path.path("words", "english.txt")).read_text().split()
    first.press("Suggest words")
    typed = first.field(PASSWORD)
    assert typed.echoMode() == QLineEdit.EchoMode.Normal
    assert len(typed.text().split(" ")) == 6
    assert set(typed.text().split(" ")) <= set(listed)
    assert first.focus() is first.field(REPEAT)
    assert first.field(REPEAT).text() == ""


def test_the_suggested_words_are_new_each_time() -> None:
    assert len({words.suggest() for _ in range(20)}) == 20
    assert len(words.suggest(3).split()) == 3


def test_nothing_can_be_changed_while_the_journal_is_made(first: Door) -> None:
    for name in (PASSWORD, REPEAT):
        first.field(name).setText("blue doors")
    first.page.set_busy(True)
    assert "Making your journal…" in first.words()
    assert all(first.field(name).isReadOnly() for name in (NAME, FOLDER, PASSWORD, REPEAT))
    for text in ("Create journal", "Suggest words", "Choose…", "Look around first"):
        assert not first.button(text).isEnabled()
    QTest.keyClick(first.field(REPEAT), Qt.Key.Key_Return)
    assert first.created == []
    first.page.set_busy(False)
    assert "Making your journal…" not in first.words()
    first.press("Create journal")
    assert len(first.created) == 1
