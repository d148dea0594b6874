"""Fixtures for the tests of the promises: the vault's, and processes to be killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.vault.conftest import closed, journal, path
from tests.vault.nursery import Nursery

__all__ = ["closed", "journal", "nursery", "path"]


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """A process whose children work on a journal until they are killed."""
    with closing(Nursery()) as made:
        yield made
