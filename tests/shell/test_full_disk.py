"""A disk that takes nothing more: said on the page, and what was typed still stands there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from ifs_desktop import unforeseen
from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.dialogue import queries
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import clip
from ifs_desktop.vault import errors
from tests.helpers.app import Person
from tests.shell.conftest import PASSWORD

LINE = "the heron stands still " * 2000


def banners(person: Person) -> str:
    return "\n".join(
        label.text() for label in person.app.frame.findChildren(QLabel) if label.isVisible()
    )


def limit(person: Person, pages: int) -> None:
    """Have SQLite find the disk full once the database has so many pages; 0 for no limit."""
    assert person.app.opened is not None
    with person.app.opened.vault.engine.connect() as connection:
        used = int(str(connection.exec_driver_sql("PRAGMA page_count").scalar()))
        most = used + pages if pages else 4_294_967_294
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")


@pytest.fixture(autouse=True)
def real_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own, in place of the one that fails tests."""
    monkeypatch.setattr(sys, "excepthook", unforeseen.tell_or_show)


def test_a_full_disk_is_said_and_the_line_can_be_sent_again(
    inside: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    number = dialogue.start_dialogue(inside.store, part_ids=[], title="By the water")
    inside.window.open_ref(Ref("dialogue", number))
    box: QPlainTextEdit = inside.find("Write as Self", QPlainTextEdit)
    limit(inside, 2)
    box.setPlainText(LINE)
    QTest.keyClick(box, Qt.Key.Key_Return)
    inside.wait(lambda: "There is no room left on the disk" in banners(inside))
    assert box.toPlainText() == LINE
    assert capsys.readouterr().err == ""
    limit(inside, 0)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert "There is no room left on the disk" not in banners(inside)
    assert box.toPlainText() == ""
    inside.lock_and_unlock(PASSWORD)
    (turn,) = queries.turns(inside.store, number).rows
    assert turn.text == LINE.strip()


def test_only_errors_with_words_for_the_person_are_shown(
    inside: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ValueError(LINE)
    unforeseen.tell_or_show(type(error), error, None)
    assert "heron" not in banners(inside)
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "heron" not in told


def test_after_a_lock_nobody_shows_anything(inside: Person) -> None:
    inside.app.lock()
    assert unforeseen._show is None


def test_a_lock_on_a_full_disk_leaves_nothing_on_the_clipboard_and_no_page(
    inside: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Store, _key: str, _value: object) -> None:
        raise errors.DiskFull(Path("My journal.ifsjournal"))

    window = inside.window
    clip.copy_plain(LINE)
    monkeypatch.setattr(Store, "set_state", full)
    inside.app.lock()
    assert "heron" not in QGuiApplication.clipboard().text()
    assert unforeseen._show is None
    assert not shiboken6.isValid(window)


@pytest.mark.parametrize("why", [errors.DiskFull, errors.FolderMissing, errors.ReadOnlyFolder])
def test_a_file_that_cannot_be_written_is_said_to_be_tried_again_by_itself(
    inside: Person, why: type[errors.JournalError]
) -> None:
    assert inside.app.opened is not None
    inside.app.opened.publishing.refused.emit(why(inside.app.opened.vault.path))
    inside.wait(lambda: "safe on this computer, but not in your file yet" in banners(inside))
    assert "the file is then written by itself." in banners(inside)
