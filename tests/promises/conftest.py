"""Fixtures for the tests of the promises: the vault's, and processes to be killed."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.vault.conftest import closed, journal, path
from tests.vault.nursery import Nursery

__all__ = ["closed", "journal", "nursery", "path"]


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """A process whose children work on a journal until they are killed."""
    if sys.platform == "win32":
        pytest.skip("forks")
    with closing(Nursery()) as made:
        yield made


@pytest.fixture(autouse=True)
def patience(pytestconfig: pytest.Config) -> None:
    """Let no watchdog print where a test stands that was asked to take minutes."""
    if pytestconfig.getoption("--long"):
        faulthandler.cancel_dump_traceback_later()
