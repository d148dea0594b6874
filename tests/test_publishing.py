"""The user's file follows the working copy by itself, and says so when it cannot."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ifs_desktop import publishing, vault
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.store import Store
from ifs_desktop.vault import Vault
from tests.helpers.app import CHEAP, Person

PASSWORD = "three spoons of salt"  # noqa: S105


@pytest.fixture
def person(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """In a new journal that is published a moment after each change."""
    monkeypatch.setattr(publishing, "QUIET", 0.05)
    someone = Person()
    someone.create(PASSWORD)
    yield someone
    someone.end()


def the_vault(person: Person) -> Vault:
    assert person.app.opened is not None
    opened: Vault = person.app.opened.vault
    return opened


def names_in(path: Path, folder: Path) -> list[str]:
    """The parts in a file that was taken along to another computer."""
    folder.mkdir()
    copy = Path(shutil.copy(path, folder))
    opened = vault.unlock(copy, PASSWORD, data_dir=folder / "data")
    store = Store.open(opened)
    names = [part.name for part in known.find_parts(store)]
    store.close()
    opened.close()
    return names


def shown(person: Person) -> str:
    return "\n".join(person.names())


def test_a_change_is_in_the_file_a_moment_later(person: Person, tmp_path: Path) -> None:
    opened = the_vault(person)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: not opened.changed)
    assert names_in(opened.path, tmp_path / "elsewhere") == ["Lookout"]


def test_a_folder_that_is_gone_is_said_and_made_good_when_it_is_back(person: Person) -> None:
    opened = the_vault(person)
    person.wait(lambda: not opened.changed)
    away = opened.path.parent.with_name("away")
    opened.path.parent.rename(away)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: "My journal.ifsjournal" in shown(person))
    assert opened.changed
    away.rename(opened.path.parent)
    parts.add_part(person.store, name="Second", role="manager")
    person.wait(lambda: not opened.changed)
    person.wait(lambda: "My journal.ifsjournal" not in shown(person))


def test_a_file_that_somebody_else_put_in_its_place_is_kept(person: Person) -> None:
    opened = the_vault(person)
    person.wait(lambda: not opened.changed)
    mine = opened.path.read_bytes()
    other = vault.create(
        opened.path.with_name("Other.ifsjournal"),
        "x",
        data_dir=opened.path.parent / "d",
        kdf=CHEAP,
    )
    other.close()
    theirs = other.path.read_bytes()
    opened.path.write_bytes(theirs)
    parts.add_part(person.store, name="Lookout", role="manager")
    person.wait(lambda: opened.conflict_copy is not None)
    person.wait(lambda: "Something else wrote" in shown(person))
    copy = opened.conflict_copy
    assert copy is not None
    assert copy.read_bytes() == theirs
    assert opened.path.read_bytes() not in (mine, theirs)
