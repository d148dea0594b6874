"""Help: whom to turn to is kept as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.care import queries
from ifs_desktop.care.help import HelpPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui.bus import Bus


@pytest.fixture
def contacts(qtbot: QtBot, store: Store, tmp_path: Path) -> Iterator[QPlainTextEdit]:
    """The box of contacts on the page, with the cursor in it."""
    bus = Bus(store)
    window = QWidget()
    qtbot.addWidget(window)
    settings = Settings(str(tmp_path / "settings.txt"))
    page = HelpPage(store, bus, settings, window, list)
    page.resize(700, 600)
    with qtbot.waitExposed(window):
        window.show()
    box = page.findChildren(QPlainTextEdit)[0]
    box.setFocus()
    yield box
    page.commit_drafts()
    bus.close()


def test_who_types_on_without_a_pause_is_kept_too(contacts: QPlainTextEdit, store: Store) -> None:
    QTest.keyClicks(contacts, "Ada, at any hour", delay=50)  # 1.6 seconds, no pause
    assert queries.contacts(store).startswith("Ada")


def test_undo_takes_back_what_was_written(contacts: QPlainTextEdit, store: Store) -> None:
    QTest.keyClicks(contacts, "Ada")
    page = contacts.window().findChildren(HelpPage)[0]
    page.commit_drafts()
    store.undo()
    assert contacts.toPlainText() == queries.contacts(store) == ""


def test_a_sign_no_file_can_hold_does_not_keep_the_rest_from_being_kept(
    contacts: QPlainTextEdit, store: Store
) -> None:
    contacts.setPlainText("Ada \ud83d and\x00 Grace")
    page = contacts.window().findChildren(HelpPage)[0]
    page.commit_drafts()
    page.commit_drafts()
    assert queries.contacts(store) == "Ada  and Grace"
    assert store.undo() is not None
    assert store.undo() is None
