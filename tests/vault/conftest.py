"""Fixtures for the vault's tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ifs_desktop.vault import Vault
from tests.vault import journals


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the journal's file is, or will be."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder / "My journal.ifsjournal"


@pytest.fixture
def journal(path: Path, data_dir: Path) -> Iterator[Vault]:
    """An open journal with one text, published."""
    opened = journals.new(path, data_dir, "first")
    yield opened
    opened.abandon()


@pytest.fixture
def closed(path: Path, data_dir: Path) -> Path:
    """The file of a journal with one text."""
    journals.new(path, data_dir, "first").close()
    return path


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that an account without rights can get at; pytest's own are root's alone."""
    folder = Path(tempfile.mkdtemp(prefix="ifs-vault-"))
    folder.chmod(0o777)
    yield folder
    for name, _, _ in os.walk(folder):
        os.chmod(name, 0o700)
    shutil.rmtree(folder)
