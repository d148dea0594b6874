"""A person in front of the whole app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD
from tests.helpers.app import Person

__all__ = ["PASSWORD"]


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """At the lock page of a first start."""
    someone = Person()
    yield someone
    someone.end()


@pytest.fixture
def inside(person: Person, begun_journal: Path) -> Person:
    """In a new journal, on its map."""
    person.open(begun_journal, PASSWORD)
    return person


@pytest.fixture
def sample(person: Person) -> Person:
    """In the sample journal."""
    person.look_around()
    return person
