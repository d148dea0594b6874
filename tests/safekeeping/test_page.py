"""The page Backups, with real files, keys and clicks."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop import several
from ifs_desktop import vault as vaults
from ifs_desktop.lock import older_backups
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.safekeeping import queries, words
from ifs_desktop.safekeeping.page import BackupsPage
from ifs_desktop.safekeeping.panel import Panel
from ifs_desktop.store import Store
from ifs_desktop.ui import ask, work
from ifs_desktop.vault import Halt, backup, conflict, connect, files
from tests.helpers.app import Person, rest
from tests.safekeeping.conftest import PASSWORD, rot, the_vault, words_on
from tests.safekeeping.test_daily import damage_working_copy, fill_up


def show(person: Person) -> BackupsPage:
    """The page anew, with everything on it checked."""
    person.window.go("map")
    page: BackupsPage = person.window.page("backups")
    settle(person, page)
    return page


def settle(person: Person, page: BackupsPage) -> None:
    person.wait(lambda: not page.busy())
    person.wait(lambda: all(panel.model.unknown() is None for panel in panels(page)))


def panels(page: BackupsPage) -> tuple[Panel, Panel]:
    return page.backups, page.versions


def verdicts(panel: Panel) -> list[str]:
    return [panel.model.verdict(row)[1] for row in panel.model.rows()]


def go_to(panel: Panel, path: Path) -> None:
    panel.choose(path)
    assert panel.shelf.current() is not None


def test_it_begins_with_no_backup_and_says_when_there_will_be_one(
    person: Person, backups: BackupsPage
) -> None:
    said = words_on(person)
    assert "No backups yet" in said
    assert "On this computer" in said
    assert "does not survive a lost" in said
    assert "not changed in two places" in said
    assert not backups.backups.shelf.isVisible()
    assert person.find("The folder for backups").text() == str(the_vault(person).backup_folder)


def test_a_backup_by_hand_is_listed_and_whole(person: Person, backups: BackupsPage) -> None:
    parts.add_part(person.store, name="Lookout", role="manager")
    person.press("Make a backup now")
    person.wait(lambda: len(backups.backups.model.rows()) == 1)
    settle(person, backups)
    (row,) = backups.backups.model.rows()
    assert row.reason == backup.BY_HAND
    assert verdicts(backups.backups) == ["Whole"]
    assert "There is a backup of this moment" in " ".join(person.names())
    opened = vaults.unlock(row.path, PASSWORD, data_dir=row.path.parent / "elsewhere")
    store = Store.open(opened)
    assert [part.name for part in known.find_parts(store)] == ["Lookout"]
    store.close()
    opened.close()


def test_each_file_has_its_verdict_in_words(person: Person) -> None:
    vault = the_vault(person)
    whole, rotten, cut, over, headless = (vault.backup(backup.DAILY) for _ in range(5))
    rot(rotten)
    cut.write_bytes(cut.read_bytes()[:-10])
    over.write_bytes(b"something else")
    headless.write_bytes(headless.read_bytes()[:8] + bytes(20_000))
    page = show(person)
    said = {row.path: page.backups.model.verdict(row) for row in page.backups.model.rows()}
    assert said[whole] == (True, "Whole")
    assert said[rotten][0] is False and "part of it is damaged" in said[rotten][1]
    assert said[cut][0] is False and "its end is missing" in said[cut][1]
    assert said[over][0] is False and "Not a journal" in said[over][1]
    assert said[headless][0] is False and "beginning is damaged" in said[headless][1]
    listed = QAccessible.queryAccessibleInterface(page.backups.shelf.list)
    spoken = [listed.child(n).text(QAccessible.Text.Name) for n in range(listed.childCount())]
    assert sum("Whole" in text for text in spoken) == 1
    assert sum("Not whole" in text or "Not a journal" in text for text in spoken) == 4
    assert all("Made by itself" in text for text in spoken)


def test_what_was_not_whole_is_looked_at_again(person: Person) -> None:
    kept = the_vault(person).backup(backup.BY_HAND)
    content = kept.read_bytes()
    kept.write_bytes(content[:-10])
    assert verdicts(show(person).backups)[0].startswith("Not whole")
    kept.write_bytes(content)  # it was synced meanwhile
    assert verdicts(show(person).backups) == ["Whole"]


def test_it_says_checking_until_it_knows(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    the_vault(person).backup(backup.BY_HAND)
    real, let_go = backup.verify, Halt()

    def slow(*arguments: object) -> object:
        while not let_go._stopped:
            time.sleep(0.01)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "verify", slow)
    page: BackupsPage = person.window.page("backups")
    person.wait(lambda: len(page.backups.model.rows()) == 1)
    assert verdicts(page.backups) == ["Checking…"]
    let_go.interrupt()
    settle(person, page)
    assert verdicts(page.backups) == ["Whole"]


def test_restoring_makes_a_new_file_and_leaves_the_journal(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    opened: list[str] = []
    monkeypatch.setattr(several, "open_in_new_window", lambda path: opened.append(path))
    parts.add_part(person.store, name="Then", role="manager")
    kept = vault.backup(backup.BY_HAND)
    parts.add_part(person.store, name="Now", role="manager")
    vault.publish()
    before = vault.path.read_bytes()
    page = show(person)
    person.press("Make a backup now")
    person.wait(lambda: len(page.backups.model.rows()) == 2)
    settle(person, page)
    go_to(page.backups, kept)
    with ask.answer(True) as asked:
        person.press("Restore…")
        person.wait(lambda: not page.busy())
    assert asked == ["Restore this backup?"]
    (copy,) = vault.path.parent.glob("*restored*")
    assert vault.path.read_bytes() == before
    said = " ".join(person.names())
    assert copy.name in said
    assert "password your journal had when this backup was made" in said
    assert copy.read_bytes() == kept.read_bytes()
    person.press("Open it in a new window", page.backups)
    assert opened == [str(copy)]
    with ask.answer(True):
        person.press("Restore…")
        person.wait(lambda: not page.busy())
    assert len(list(vault.path.parent.glob("*restored*"))) == 2  # nor over another
    with ask.answer(False):
        person.press("Restore…")
    assert len(list(vault.path.parent.glob("*restored*"))) == 2


def test_a_damaged_backup_cannot_be_restored(person: Person) -> None:
    kept = the_vault(person).backup(backup.BY_HAND)
    rot(kept)
    page = show(person)
    assert not person.find("Restore…", QPushButton).isEnabled()
    QTest.keyClick(page.backups.shelf.list, Qt.Key.Key_Return)  # nor by Enter: nothing is asked
    assert page.backups.shelf.current() is not None


def test_a_backup_that_rots_just_then_is_not_restored(person: Person) -> None:
    vault = the_vault(person)
    kept = vault.backup(backup.BY_HAND)
    page = show(person)
    rot(kept)
    with ask.answer(True):
        person.press("Restore…")
        person.wait(lambda: not page.busy())
    assert "It was not restored. Not whole" in " ".join(person.names())
    assert list(vault.path.parent.glob("*restored*")) == []


def test_no_room_for_a_restored_file_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    vault.backup(backup.BY_HAND)
    page = show(person)
    fill_up(monkeypatch, vault.path.parent)
    with ask.answer(True):
        person.press("Restore…")
        person.wait(lambda: not page.busy())
    assert "there is no room left on the disk of your journal" in " ".join(person.names())
    monkeypatch.undo()


def test_removing_is_asked_about_and_takes_only_that_file(person: Person) -> None:
    vault = the_vault(person)
    one, other = vault.backup(backup.BY_HAND), vault.backup(backup.DAILY)
    page = show(person)
    go_to(page.backups, one)
    with ask.answer(False) as asked:
        person.press("Remove…")
    assert asked == ["Remove this backup?"]
    assert one.exists()
    page.backups.shelf.list.setFocus()
    with ask.answer(True):
        QTest.keyClick(page.backups.shelf.list, Qt.Key.Key_Delete)
        person.wait(lambda: len(page.backups.model.rows()) == 1)
    assert not one.exists()
    assert other.exists()


def test_a_file_that_cannot_be_removed_is_said(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_vault(person).backup(backup.BY_HAND)
    page = show(person)
    monkeypatch.setattr(files, "remove", lambda _path: None)
    with ask.answer(True):
        person.press("Remove…")
        person.wait(lambda: "could not be removed" in " ".join(person.names()))
    assert len(page.backups.model.rows()) == 1


def test_a_file_with_a_name_of_ones_own_is_never_removed(person: Person) -> None:
    vault = the_vault(person)
    kept = vault.backup(backup.BY_HAND)
    kept.rename(kept.with_name("the good one.ifsjournal"))
    page = show(person)
    assert not person.find("Remove…", QPushButton).isEnabled()
    assert "left to you" in words_on(person)
    QTest.keyClick(page.backups.shelf.list, Qt.Key.Key_Delete)
    assert kept.with_name("the good one.ifsjournal").exists()


def test_where_it_is_can_be_read_and_copied(person: Person) -> None:
    kept = the_vault(person).backup(backup.BY_HAND)
    show(person)
    person.press("Show where it is")
    line = person.find("Where it is", QLineEdit)
    assert line.text() == str(kept)
    assert line.isReadOnly()
    person.press("Copy the path: Where it is")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text(QClipboard.Mode.Clipboard) == str(kept)


def test_the_actions_are_in_a_menu_too(person: Person) -> None:
    the_vault(person).backup(backup.BY_HAND)
    page = show(person)
    listed = page.backups.shelf.list
    listed.setFocus()
    from PySide6.QtGui import QContextMenuEvent

    at = listed.visualRect(listed.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, at, listed.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(listed.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Restore…",
        "Show where it is",
        "Remove…",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert person.find("Where it is", QLineEdit).isVisible()


def test_backups_go_to_a_folder_of_ones_choice_and_back(person: Person, tmp_path: Path) -> None:
    vault = the_vault(person)
    stick = tmp_path / "Mein Stick ümläut 日本語"
    stick.mkdir()
    page = show(person)
    with ask.answer(str(stick)):
        person.press("Choose a folder…")
    settle(person, page)
    assert f"In the folder “{stick.name}”" in words_on(person)
    person.press("Make a backup now")
    person.wait(lambda: len(page.backups.model.rows()) == 1)
    settle(person, page)
    assert page.backups.model.rows()[0].path.parent == stick
    stick.rename(tmp_path / "gone")
    page = show(person)
    assert "cannot be found now" in words_on(person)
    person.press("Make a backup now")
    person.wait(lambda: len(page.backups.model.rows()) == 1)
    settle(person, page)
    assert page.backups.model.rows()[0].path.parent == vault.backup_folder
    assert "was made on this computer" in " ".join(person.names())
    assert not stick.exists()
    person.press("Back to this computer")
    settle(person, page)
    assert queries.folder(person.store) is None
    assert "cannot be found now" not in words_on(person)


def test_a_full_disk_is_said_and_nothing_is_lost(
    person: Person, backups: BackupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_up(monkeypatch, the_vault(person).backup_folder)
    person.press("Make a backup now")
    person.wait(lambda: not backups.busy())
    said = " ".join(person.names())
    assert "No backup could be made" in said
    assert "safe" in said
    assert person.find("Make a backup now").isEnabled()


def test_another_version_is_listed_opened_and_removed(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    opened: list[str] = []
    monkeypatch.setattr(several, "open_in_new_window", lambda path: opened.append(path))
    copy = conflict.keep_copy(
        vault.path, Path(person.folders.data), lambda at: files.duplicate(vault.path, at)
    )
    page = show(person)
    assert [row.path for row in page.versions.model.rows()] == [copy]
    assert page.backups.model.rows() == []  # it is no backup
    assert verdicts(page.versions) == ["Whole"]
    assert "conflict" in page.versions.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    person.press("Open it in a new window", page.versions)
    assert opened == [str(copy)]
    with ask.answer(True) as asked:
        person.press("Remove…", page.versions)
        person.wait(lambda: page.versions.model.rows() == [])
    assert asked == ["Remove this version?"]
    assert not copy.exists()
    assert vault.path.exists()


def test_checking_a_sound_journal_says_so(person: Person, backups: BackupsPage) -> None:
    person.press("Check this journal")
    bar = person.find("How much of the check is done", QProgressBar)
    assert bar.isVisible()
    person.wait(lambda: "everything is whole" in words_on(person))
    assert not bar.isVisible()
    person.wait(lambda: "Each encrypted page is as it was written." in person.names())
    assert queries.examined(person.store) is not None


def test_what_a_check_found_comes_into_sight(person: Person, backups: BackupsPage) -> None:
    person.app.frame.resize(1024, 700)
    show(person)
    person.find("Check this journal", QPushButton).setFocus()
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "everything is whole" in words_on(person))
    found = "The search finds what it is meant to find."
    person.wait(lambda: found in person.names())
    last = person.find(found)
    person.wait(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_each_backup_tells_why_it_was_made(person: Person) -> None:
    for reason, said in (
        (backup.BY_HAND, "Made by you"),
        (older_backups.REASON, "Made after the password was changed"),
        ("before-update", "Made before an update"),
    ):
        path = the_vault(person).backup(reason)
        (row,) = [one for one in queries.backups(the_vault(person), None) if one.path == path]
        assert words.backup_line(row).startswith(said)


def test_checking_a_damaged_journal_says_what_and_what_next(person: Person) -> None:
    vault = the_vault(person)
    for number in range(60):
        parts.add_part(person.store, name=f"Part {number}", role="manager")
    vault.publish()
    show(person)
    rot(vault.path)
    whole = damage_working_copy(vault, spare=-2)
    person.press("Check this journal")
    person.wait(lambda: "damaged on its disk" in words_on(person))
    said = words_on(person)
    assert "Your journal file is damaged on its disk" in said
    assert "A page of the working copy" in said
    assert "Lock and unlock" in said
    (vault.working_folder / "work.db").write_bytes(whole)


def test_a_check_can_be_cancelled(
    person: Person, backups: BackupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = connect.snapshot

    def slow(*arguments: Any, **named: Any) -> None:
        time.sleep(2)
        real(*arguments, **named)

    monkeypatch.setattr(connect, "snapshot", slow)
    person.press("Check this journal")
    person.wait(lambda: "search index" in words_on(person))
    person.press("Cancel the check")
    person.wait(lambda: "check was stopped" in words_on(person))
    assert person.find("Check this journal", QPushButton).hasFocus()


def test_locking_in_the_middle_of_everything_takes_less_than_a_second(
    person: Person, backups: BackupsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    vault.backup(backup.BY_HAND)
    with vault.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE big (x)")
        for _ in range(12):  # locking writes all of it to the file, too
            connection.exec_driver_sql("INSERT INTO big VALUES (randomblob(500000))")
    vault.publish()
    person.press("Check this journal")
    person.press("Make a backup now")
    person.window.go("map")
    person.window.go("backups")
    rest(50)
    at = time.monotonic()
    person.app.lock()
    took = time.monotonic() - at
    assert person.relaunched != []
    assert work.wait(20_000)
    assert took < 1, took


def test_long_lists_are_quick(person: Person) -> None:
    vault = the_vault(person)
    kept = vault.backup(backup.DAILY)
    for number in range(50):
        files.duplicate(kept, kept.with_name(f"2026-01-01 10.00.{number:02} daily.ifsjournal"))
    page: BackupsPage = person.window.page("backups")
    person.wait(lambda: len(page.backups.model.rows()) == 51)
    at = time.process_time()
    for _ in range(50):
        QTest.keyClick(page.backups.shelf.list, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert time.process_time() - at < 1.5
    assert page.backups.shelf.list.currentIndex().row() == 50
    assert page.backups.shelf.height() < 700  # it scrolls
    settle(person, page)
    assert set(verdicts(page.backups)) == {"Whole"}


def test_the_sample_journal_says_why_it_has_none(qtbot: QtBot) -> None:
    someone = Person()
    someone.look_around()
    someone.window.go("backups")
    assert "sample journal is gone" in words_on(someone)
    assert "Make a backup now" not in someone.names()
    someone.end()


def test_the_menu_leads_there(person: Person) -> None:
    for text, place in (("Backups", "backups"), ("Privacy", "privacy")):
        actions = [
            action
            for menu in person.app.frame.menuBar().findChildren(QMenu)
            for action in menu.actions()
            if action.text() == text
        ]
        assert len(actions) == 1
        actions[0].trigger()
        assert person.window.here() == place


def test_settings_lead_there(person: Person) -> None:
    for text, place in (("Backups", "backups"), ("Privacy", "privacy")):
        person.window.go("settings")
        person.press(text, person.window.page("settings"))
        assert person.window.here() == place


def test_the_page_comes_back_after_a_lock(person: Person, backups: BackupsPage) -> None:
    os.environ.pop("IFS_DESKTOP_JOURNAL", None)
    person.lock_and_unlock(PASSWORD)
    assert person.window.here() == "backups"
