"""The backup of the day is made by the app itself, in a quiet moment; trouble is said once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ifs_desktop import publishing
from ifs_desktop.parts import edits as parts
from ifs_desktop.safekeeping import edits, queries, rounds
from ifs_desktop.ui import work
from ifs_desktop.vault import Vault, backup, connect
from tests.helpers.app import Person, rest
from tests.safekeeping.conftest import PASSWORD, the_vault
from tests.safekeeping.test_daily import damage_working_copy, fill_up, move_clock


@pytest.fixture
def newcomer(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """At a first start."""
    monkeypatch.setattr(publishing, "QUIET", 0.05)
    someone = Person()
    yield someone
    someone.end()


@pytest.fixture
def person(newcomer: Person) -> Person:
    """In a new journal that was not quiet for a minute yet."""
    newcomer.create(PASSWORD)
    return newcomer


def hurry(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on a moment is quiet enough."""
    monkeypatch.setattr(rounds, "QUIET", 0.2)
    person.window._rounds.wait()


def by_itself(vault: Vault) -> list[Path]:
    return [one.path for one in vault.backups() if one.reason == backup.DAILY]


def told(person: Person) -> list[str]:
    return [name for name in person.names() if "backup" in name.lower() and ". " in name]


def test_a_backup_is_made_by_itself_and_one_a_day_is_enough(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    hurry(person, monkeypatch)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: len(by_itself(vault)) == 1)
    backup.verify(by_itself(vault)[0])
    person.wait(lambda: queries.examined(person.store) == date.today())
    parts.add_part(person.store, name="Another", role="manager")
    person.wait(lambda: not vault.changed)
    rest(700)
    assert len(by_itself(vault)) == 1
    tomorrow = move_clock(monkeypatch, 1)
    person.window._rounds.today = lambda: tomorrow
    parts.add_part(person.store, name="A third", role="manager")
    person.wait(lambda: len(by_itself(vault)) == 2)
    assert told(person) == []


def test_writing_puts_it_off(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = person.window._rounds._timer
    for number in range(3):
        planned.start(5_000)  # nearly quiet for a minute
        parts.add_part(person.store, name=f"Part {number}", role="manager")
        assert planned.remainingTime() > 50_000
    hurry(person, monkeypatch)
    person.wait(lambda: len(by_itself(the_vault(person))) == 1)


def test_what_was_looked_at_closely_is_not_changed_by_having_been(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    parts.add_part(person.store, name="Lookout", role="manager")
    hurry(person, monkeypatch)
    person.wait(lambda: len(by_itself(vault)) == 1)
    rest(300)
    assert not vault.changed
    assert vault.backups()[0].generation == vault.generation


def test_a_stick_that_is_gone_is_said_once(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    edits.choose_folder(person.store, folder=tmp_path / "Stick")
    hurry(person, monkeypatch)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: told(person) != [])
    assert len(by_itself(vault)) == 1
    (sentence,) = told(person)
    assert "made on this computer" in sentence
    assert "cannot be found" in sentence
    assert "safe" in sentence
    tomorrow = move_clock(monkeypatch, 1)
    person.window._rounds.today = lambda: tomorrow
    parts.add_part(person.store, name="Another", role="manager")
    person.wait(lambda: len(by_itself(vault)) == 2)
    assert len(told(person)) == 1


def test_a_full_disk_is_said_once_and_tried_again_in_an_hour(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    with monkeypatch.context() as full:
        fill_up(full, vault.backup_folder)
        hurry(person, monkeypatch)
        parts.add_part(person.store, name="Lookout", role="manager")
        person.wait(lambda: told(person) != [])
        (sentence,) = told(person)
        assert "no room" in sentence
        assert "safe" in sentence
        parts.add_part(person.store, name="Another", role="manager")
        rest(1200)
        assert len(told(person)) == 1
    rest(700)
    assert by_itself(vault) == []  # not yet: the hour is not over
    person.window._rounds._not_before -= 3600  # now it is
    person.wait(lambda: len(by_itself(vault)) == 1)


def test_damage_stops_making_and_thinning_out(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    for number in range(60):
        parts.add_part(person.store, name=f"Part {number}", role="manager")
    hurry(person, monkeypatch)
    person.wait(lambda: len(by_itself(vault)) == 1)
    for day in range(-9, 0):
        with monkeypatch.context() as clock:
            move_clock(clock, day)
            vault.backup(backup.DAILY)
    before = by_itself(vault)
    person.window._tidying.stop()  # where a test is slow, it would meet the damage too
    whole = damage_working_copy(vault)
    tomorrow = date.today() + timedelta(days=1)
    person.window._rounds.today = lambda: tomorrow
    vault._unpublished.any = True  # as a change would have it; none can be made any more
    person.window._rounds.wait()
    person.wait(lambda: told(person) != [])
    assert "no old one removed" in told(person)[0]
    assert by_itself(vault) == before
    (vault.working_folder / "work.db").write_bytes(whole)


def test_locking_stops_it_at_once(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = the_vault(person)
    parts.add_part(person.store, name="Lookout", role="manager")
    vault.publish()
    begun: list[bool] = []
    real = connect.snapshot

    def slow(*arguments: Any, **named: Any) -> None:
        begun.append(True)
        for _ in range(1000):
            arguments[3].check()  # the Halt
            time.sleep(0.01)
        real(*arguments, **named)

    monkeypatch.setattr(connect, "snapshot", slow)
    hurry(person, monkeypatch)
    person.wait(lambda: begun != [])
    monkeypatch.setattr(connect, "snapshot", real)
    at = time.monotonic()
    person.app.lock()
    assert time.monotonic() - at < 4  # of ten seconds, on a machine that has other work too
    assert person.relaunched != []
    assert work.wait(5000)
    assert list(vault.backup_folder.parent.rglob("*.ifsjournal")) == []


def test_locking_makes_no_backup(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = the_vault(person)
    hurry(person, monkeypatch)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.app.lock()
    QTest.qWait(500)
    assert list(vault.backup_folder.parent.rglob("*.ifsjournal")) == []


def test_a_sample_journal_has_none(newcomer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    newcomer.look_around()
    hurry(newcomer, monkeypatch)
    parts.add_part(newcomer.store, name="Lookout", role="manager")
    rest(800)
    assert not the_vault(newcomer).backup_folder.exists()


def test_nothing_of_it_is_in_the_settings(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = the_vault(person)
    stick = tmp_path / "A stick of my own"
    stick.mkdir()
    edits.choose_folder(person.store, folder=stick)
    hurry(person, monkeypatch)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: len(list(stick.iterdir())) == 1)
    person.lock_and_unlock(PASSWORD)
    assert queries.folder(person.store) == stick
    told_outside = Path(person.app.settings.file).read_text("utf-8")
    assert "stick" not in told_outside
    assert "backup" not in told_outside
    for file in (tmp_path / "home").rglob("*"):
        if file.is_file():
            assert b"A stick of my own" not in file.read_bytes(), file
    assert vault.journal_id
