"""A person in a new journal of their own, with nothing made by itself unless a test wants it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ifs_desktop.safekeeping.page import BackupsPage
from ifs_desktop.vault import Vault
from tests.conftest import PASSWORD
from tests.helpers.app import Person

__all__ = ["PASSWORD"]


@pytest.fixture
def person(qtbot: QtBot, begun_journal: Path) -> Iterator[Person]:
    """In a new journal, published, on its map."""
    someone = Person()
    someone.open(begun_journal, PASSWORD)
    the_vault(someone).publish()
    yield someone
    someone.end()


@pytest.fixture
def backups(person: Person) -> BackupsPage:
    """The page, with its lists read."""
    page: BackupsPage = person.window.page("backups")
    person.wait(lambda: not page.busy())
    return page


def the_vault(person: Person) -> Vault:
    """The vault of the open journal."""
    assert person.app.opened is not None
    opened: Vault = person.app.opened.vault
    return opened


def words_on(person: Person) -> str:
    """Every label that is seen."""
    labels = person.app.frame.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def rot(path: Path) -> None:
    """Change a byte somewhere in the pages of a file."""
    content = bytearray(path.read_bytes())
    content[9_000] ^= 1
    path.write_bytes(content)
