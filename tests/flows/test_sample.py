"""Looking around first: a journal that leaves nothing behind, unless it is kept."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import queries as dialogues
from ifs_desktop.lock.keep import KeepDialog
from ifs_desktop.parts import queries as parts
from ifs_desktop.vault import Kdf, key
from tests.helpers.app import CHEAP, Person, type_into

PASSWORD = "the heron stays all winter"  # noqa: S105
WORD = "perambulation"


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """In the sample journal, with a word written into it."""
    someone = Person()
    someone.look_around()
    someone.press("Dialogues")
    type_into(someone.find("Write as Self", QPlainTextEdit), WORD)
    someone.window.commit_drafts()
    yield someone
    someone.end()


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A journal that is kept costs next to nothing, once this is set; it is, unless a test waits.

    What a real one costs is measured by tests/vault/test_round_trip.py and the benchmarks.
    """
    may_go_on = threading.Event()
    may_go_on.set()

    def calibrate() -> Kdf:
        assert may_go_on.wait(20)
        return CHEAP

    monkeypatch.setattr(key, "calibrate", calibrate)
    return may_go_on


def files() -> list[Path]:
    return [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]


def readable(word: str) -> list[Path]:
    return [path for path in files() if word.encode() in path.read_bytes()]


def test_it_is_full_of_life_and_says_what_it_is(person: Person) -> None:
    assert "This is a sample journal. It is gone when you lock or close it." in " ".join(
        person.names()
    )
    assert len(parts.find_parts(person.store)) >= 5
    assert len(dialogues.dialogues(person.store)) >= 3
    assert readable(WORD) == []
    assert readable("Watchful") == []


def test_it_is_gone_when_it_is_locked(person: Person) -> None:
    assert any(path.name == "work.db" for path in files())
    person.app.lock()
    assert person.relaunched == [("", "")]
    assert not any(path.name.startswith("work.db") for path in files())
    assert not any(path.suffix == ".ifsjournal" for path in files())


@pytest.mark.usefixtures("cheap")
def test_it_can_be_kept_as_ones_own(person: Person) -> None:
    person.press("Keep as mine…")
    person.type("Name", "Mine now")
    person.type("Password", PASSWORD)
    person.type("Repeat password", PASSWORD)
    person.press("Keep it")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert not any("sample journal" in name for name in person.names())
    assert person.window.here() == "code"  # now that it is a journal of one's own
    person.press("Not now")
    assert person.window.here() == "honest"
    count = len(parts.find_parts(person.store))
    person.lock_and_unlock(PASSWORD)
    assert len(parts.find_parts(person.store)) == count
    assert person.window.here() == "honest"
    person.press("Dialogues")
    assert person.find("Write as Self", QPlainTextEdit).toPlainText() == WORD
    assert readable(WORD) == []


def test_keeping_can_be_left_for_later(person: Person) -> None:
    person.press("Keep as mine…")
    assert isinstance(QApplication.activeModalWidget(), KeepDialog)
    person.press("Not now")
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert not any(path.suffix == ".ifsjournal" for path in files())
    assert any("sample journal" in name for name in person.names())


def test_keeping_is_not_left_half_way(person: Person, cheap: threading.Event) -> None:
    cheap.clear()
    person.press("Keep as mine…")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeepDialog)
    person.type("Name", "Mine now")
    person.type("Password", PASSWORD)
    person.type("Repeat password", PASSWORD)
    person.press("Keep it")
    assert not person.find("Not now").isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    cheap.set()
    person.wait(lambda: QApplication.activeModalWidget() is None)
    assert not any("sample journal" in name for name in person.names())


def test_a_lock_while_it_is_being_kept_loses_nothing(
    person: Person, cheap: threading.Event
) -> None:
    assert person.app.opened is not None
    busy = person.app.opened.vault._publishing
    cheap.clear()
    person.press("Keep as mine…")
    person.type("Name", "Mine now")
    person.type("Password", PASSWORD)
    person.type("Repeat password", PASSWORD)
    person.press("Keep it")
    person.wait(lambda: not _is_free(busy))
    threading.Timer(0.5, cheap.set).start()
    person.app.lock()
    file, _notice = person.relaunched[-1]
    assert Path(file).name == "Mine now.ifsjournal"
    person.start()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    person.press("Dialogues")
    assert person.find("Write as Self", QPlainTextEdit).toPlainText() == WORD


def _is_free(lock: Any) -> bool:
    if taken := lock.acquire(blocking=False):
        lock.release()
    return bool(taken)
