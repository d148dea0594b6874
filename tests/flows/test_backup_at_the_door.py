"""A journal that does not open: its backups are at hand, and one is put beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.ui import ask
from ifs_desktop.vault import backup
from tests.helpers.app import Person
from tests.helpers.codes import said

PASSWORD = "the blue door, twice"  # noqa: S105
LINK = "Restore a backup…"


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """Has a journal with one part in it and two backups, one of them damaged; it is locked."""
    someone = Person()
    someone.create(PASSWORD)
    parts.add_part(someone.store, name="Lookout", role="manager")
    assert someone.app.opened is not None
    vault = someone.app.opened.vault
    vault.backup(backup.DAILY)
    rotten = vault.backup(backup.BY_HAND)
    rotten.write_bytes(rotten.read_bytes()[:-100])
    someone.app.lock()
    someone.end()
    yield someone
    someone.end()


def file_of(person: Person) -> Path:
    return person.documents / "My journal.ifsjournal"


def rot(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[9_000] ^= 1
    path.write_bytes(content)


def lose_both_headers(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    content[4196] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


def refused(person: Person) -> None:
    person.start(str(file_of(person)))
    person.unlock(PASSWORD)
    person.wait(lambda: LINK in person.names())


@pytest.mark.parametrize("harm", [rot, lose_both_headers, empty, remove])
def test_a_whole_backup_is_put_beside_the_journal_and_opens(
    person: Person, harm: Callable[[Path], None]
) -> None:
    harm(file_of(person))
    before = file_of(person).read_bytes() if file_of(person).exists() else None
    refused(person)
    with ask.answer(0) as asked:
        person.press(LINK)
    assert asked == ["Restore a backup"]
    person.wait(lambda: "beside the one that did not open" in said(person))
    assert (file_of(person).read_bytes() if file_of(person).exists() else None) == before
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert [card.name for card in known.find_parts(person.store)] == ["Lookout"]
    assert person.app.opened is not None
    assert "restored" in person.app.opened.vault.path.name


def test_only_whole_ones_are_offered_and_it_can_be_left(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, _text: str, options: list[str]) -> None:
        offered.extend(options)

    rot(file_of(person))
    refused(person)
    monkeypatch.setattr(ask, "choose", choose)
    person.press(LINK)
    assert len(offered) == 1
    assert offered[0].startswith("Today, ")
    assert len(list(person.documents.iterdir())) == 1
    person.type("Password", "x")
    assert LINK not in person.names()


def test_a_wrong_password_offers_no_backup(person: Person) -> None:
    person.start(str(file_of(person)))
    person.unlock("not this one")
    person.wait(lambda: "does not open" in said(person))
    QTest.qWait(200)
    assert LINK not in person.names()


def test_tab_leads_to_it(person: Person) -> None:
    rot(file_of(person))
    refused(person)
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Tab)
    with ask.answer(None):
        person.key(Qt.Key.Key_Space)
    assert LINK in person.names()
