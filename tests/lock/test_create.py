"""Making a journal: what is asked for, how strong a password is, and the words that are offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop import resources_path
from ifs_desktop.lock import words
from ifs_desktop.vault import errors
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


def test_it_is_said_what_opens_the_journal_and_what_does_not(first: Door) -> None:
    (told,) = [words for words in first.words() if "opens your journal" in words]
    assert "Only this password" in told and "a recovery code that you can make next" in told
    assert "not us, not this computer" in told


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


def test_tab_goes_through_the_form_from_top_to_bottom(first: Door) -> None:
    first.field(NAME).setFocus()
    visited = []
    for _ in range(9):
        focus = first.focus()
        assert focus is not None
        text = focus.text() if isinstance(focus, QPushButton) else ""
        visited.append(focus.accessibleName() or text)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    show = "Show what is typed"
    assert visited == [
        NAME,
        FOLDER,
        "Choose a folder",
        PASSWORD,
        show,
        "Suggest words",
        REPEAT,
        show,
        "Create journal",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a/b\\c", "Saved as abc.ifsjournal"),
        ("What now?", "Saved as What now.ifsjournal"),
        ("Plain", ""),
        ("Plain ", ""),
        ("Plain.ifsjournal", ""),
        ("///", ""),
        ("", ""),
    ],
)
def test_a_name_that_is_not_the_files_says_how_it_is_saved(
    first: Door, typed: str, said: str
) -> None:
    line = first.field(NAME)
    line.selectAll()
    QTest.keyClicks(line, typed)
    if not typed:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    assert line.accessibleDescription() == said
    assert [words for words in first.words() if words.startswith("Saved as")] == [said] * bool(said)
    line.selectAll()
    QTest.keyClicks(line, "Mine")
    assert line.accessibleDescription() == ""


def place(widget: QWidget) -> QRect:
    """Where it is in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("larger", [0, 4, 12])
def test_the_button_for_the_folder_is_level_with_its_field(
    frame: QWidget, qapp: QApplication, tmp_path: Path, larger: int
) -> None:
    usual = qapp.font()
    font = QFont(usual)
    font.setPixelSize(QFontInfo(usual).pixelSize() + larger)
    qapp.setFont(font)
    try:
        door = Door(frame, "", tmp_path)
        QApplication.processEvents()
        button, line = place(door.button("Choose…")), place(door.field(FOLDER))
        assert (button.top(), button.bottom()) == (line.top(), line.bottom())
        assert place(door.field(NAME)).top() == line.top()
    finally:
        qapp.setFont(usual)


def test_what_is_said_of_the_folder_is_as_wide_as_the_card(first: Door) -> None:
    first.page.refuse(errors.FolderMissing(Path("/nowhere/My journal.ifsjournal")))
    QApplication.processEvents()
    (sentence,) = first.said()
    said = next(label for label in first.page.findChildren(QLabel) if label.text() == sentence)
    assert (place(said).left(), place(said).right()) == (
        place(first.field(PASSWORD)).left(),
        place(first.field(PASSWORD)).right(),
    )
    assert first.field(FOLDER).accessibleDescription() == sentence
    assert place(said).top() > place(first.field(FOLDER)).bottom()
    assert place(said).bottom() < place(first.field(PASSWORD)).top()


@pytest.mark.parametrize(
    "error",
    [
        errors.ReadOnlyFolder,
        errors.DiskFull,
        errors.PublishFailed,
        errors.NoPrivateFolder,
        errors.FolderMissing,
    ],
)
def test_a_journal_that_was_not_made_is_not_said_to_be_safe(
    first: Door, error: type[errors.JournalError]
) -> None:
    first.page.refuse(error(Path("/nowhere/My journal.ifsjournal")))
    (sentence,) = first.said()
    assert "“My journal.ifsjournal” was not made" in sentence
    assert not any(word in sentence for word in ("safe", "saved", "you have written", "lost"))


def test_the_picture_of_the_link_comes_once_the_page_is_seen(first: Door, qtbot: QtBot) -> None:
    link = first.button("Suggest words")
    qtbot.waitUntil(lambda: not link.icon().isNull())
    assert link.width() >= link.sizeHint().width()
