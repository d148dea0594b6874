"""A person in front of the whole app."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.app import Person

PASSWORD = "a lamp in the hall"  # noqa: S105


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    """At the lock page of a first start."""
    someone = Person()
    yield someone
    someone.end()


@pytest.fixture
def inside(person: Person) -> Person:
    """In a new journal, on its map."""
    person.create(PASSWORD)
    person.press("Go to my map")
    return person


@pytest.fixture
def sample(person: Person) -> Person:
    """In the sample journal."""
    person.look_around()
    return person
