"""Both pages can be heard and used by keyboard, and nothing of them outlives the lock."""

from __future__ import annotations

import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget

from ifs_desktop.safekeeping import edits
from ifs_desktop.ui import ask, work
from ifs_desktop.vault import backup, conflict, files
from tests.flows.test_accessible_names import unnamed
from tests.helpers.app import Person, drop_deleted
from tests.safekeeping.conftest import rot, the_vault, words_on
from tests.safekeeping.test_page import settle, show


def fill(person: Person) -> None:
    """Backups, one of them damaged, and another version."""
    vault = the_vault(person)
    for reason in (backup.BY_HAND, backup.DAILY, "before-update"):
        kept = vault.backup(reason)
    rot(kept)
    conflict.keep_copy(
        vault.path, Path(person.folders.data), lambda at: files.duplicate(vault.path, at)
    )


def test_every_control_has_a_name(person: Person) -> None:
    page = show(person)
    assert unnamed(person.app.frame) == []
    fill(person)
    page = show(person)
    person.press("Show where it is", page.backups)
    person.press("Check this journal")
    assert unnamed(person.app.frame) == []
    person.wait(lambda: "everything is whole" in words_on(person))
    with ask.answer(True):
        person.press("Restore…")
        person.wait(lambda: not page.busy())
    assert "Open it in a new window" in person.names()
    assert unnamed(person.app.frame) == []
    person.window.go("privacy")
    person.wait(lambda: "Read from this system" in words_on(person))
    assert unnamed(person.app.frame) == []


def test_everything_on_the_page_is_reached_by_tab(person: Person) -> None:
    fill(person)
    page = show(person)
    person.find("Make a backup now").setFocus()
    reached = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    wanted = {button for button in page.findChildren(QPushButton) if button.isVisible()}
    wanted = {button for button in wanted if button.isEnabled()}
    assert {button.accessibleName() or button.text() for button in wanted - reached} == set()
    assert page.backups.shelf.list in reached
    assert page.versions.shelf.list in reached


def test_the_list_is_walked_by_the_arrow_keys_and_tells_of_each_file(person: Person) -> None:
    fill(person)
    page = show(person)
    listed = page.backups.shelf.list
    listed.setFocus()
    names = []
    for _ in range(3):
        current = page.backups.shelf.current()
        assert current is not None
        names.append(current.path.name)
        assert current.path.name in words_on(person)
        QTest.keyClick(listed, Qt.Key.Key_Down)
    assert len(set(names)) == 3


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_nothing_is_wider_than_the_page(person: Person, size: tuple[int, int]) -> None:
    fill(person)
    person.app.frame.resize(*size)
    edits.choose_folder(person.store, folder=Path("/not/there/" * 20 + "日本語" + "n" * 200))
    kept = the_vault(person).backup(backup.BY_HAND)
    kept.rename(kept.with_name("n" * 200 + ".ifsjournal"))
    page = show(person)
    page.backups.choose(kept.with_name("n" * 200 + ".ifsjournal"))
    for place in ("backups", "privacy"):
        shown: QWidget = person.window.page(place)
        person.wait(lambda: not work_under_way(person))
        area = shown.findChild(QScrollArea)
        assert area is not None
        content = area.widget()
        assert content is not None
        QApplication.processEvents()
        assert content.width() <= area.viewport().width(), place


def work_under_way(person: Person) -> bool:
    page = person.window.page(person.window.here())
    return bool(getattr(page, "busy", bool)())


def test_both_pages_are_freed_at_the_lock(person: Person) -> None:
    fill(person)
    page = show(person)
    settle(person, page)
    privacy = person.window.page("privacy")
    person.wait(lambda: "Read from this system" in words_on(person))
    held = [page, privacy, page.backups, page.backups.model, page.examining, person.window._rounds]
    watched = [weakref.ref(thing) for thing in held]
    gone: list[str] = []
    page.destroyed.connect(lambda: gone.append("backups"))
    privacy.destroyed.connect(lambda: gone.append("privacy"))
    del page, privacy, held
    person.app.lock()
    assert work.wait(5000)
    drop_deleted()
    assert sorted(gone) == ["backups", "privacy"]
    assert [ref() for ref in watched] == [None] * len(watched)
