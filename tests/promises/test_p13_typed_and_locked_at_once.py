"""P13: what was typed less than half a second before the lock is there after unlocking."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.care.honest import READ
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Store
from tests.conftest import PASSWORD
from tests.helpers.app import Person, rest, type_into
from tests.helpers.figures import Figures, Rounds

Box = QPlainTextEdit | QTextEdit
LETTERS = "abcdefghijklmnop öß静🌿*_"
PAUSES = (0, 0, 1, 4, 12, 30, 80, 180, 450)  # ms between the last letter and the lock
SOON = 0.5  # seconds from the first letter to the lock


def in_a_dialogue(person: Person) -> Box:
    """The composer of the dialogue that was left open."""
    box: Box = person.window.page("dialogues").talk.composer.edit
    return box


def in_the_journal(person: Person) -> Box:
    """The entry that was left open; at first the blank one."""
    box: Box = person.window.page("entries").sheet.text
    return box


BOXES: dict[str, Callable[[Person], Box]] = {"dialogue": in_a_dialogue, "entry": in_the_journal}


@pytest.fixture
def journal(tmp_path: Path, new_journal: Path) -> Path:
    """A journal with a dialogue in it."""
    path = Path(shutil.copy(new_journal, tmp_path))
    opened = vault.unlock(path, PASSWORD, data_dir=tmp_path / "apart")
    store = Store.open(opened)
    part = parts.add_part(store, name="The Watchful One", role="manager")
    dialogues.start_dialogue(store, title="Asking", part_ids=[part])
    store.set_state(READ, True)
    store.close()
    opened.close()
    return path


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person()
    yield someone
    someone.end()


def unlock(person: Person, journal: Path) -> None:
    person.lock_page.open_file(str(journal))
    QApplication.processEvents()
    person.unlock(PASSWORD)
    person.wait(person.opened)


@pytest.mark.parametrize("where", BOXES)
def test_what_was_typed_right_before_the_lock_is_there(
    person: Person, journal: Path, where: str, rounds: Rounds, figures: Figures
) -> None:
    chance = random.Random(where)  # noqa: S311
    typed, latest = "", 0.0
    unlock(person, journal)
    pauses = [pause for _ in range(rounds(1, 22)) for pause in chance.sample(PAUSES, len(PAUSES))]
    for pause in pauses:
        box = BOXES[where](person)
        assert box.toPlainText() == typed
        box.setFocus()
        box.moveCursor(box.textCursor().MoveOperation.End)
        begin = time.monotonic()
        for letter in chance.choices(LETTERS, k=chance.randint(1, 12)):
            type_into(box, letter)
            typed += letter
            if chance.random() < 0.2:
                QApplication.processEvents()
        rest(pause)
        latest = max(latest, time.monotonic() - begin)
        QTest.keyClick(box, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        person.wait(lambda: person.app.window is None)
        person.end()
        person.start()
        unlock(person, journal)
        figures.note("P13", "locks within half a second of typing", 1)
    assert BOXES[where](person).toPlainText() == typed
    assert latest < 4 * SOON  # of a machine that has other work too
