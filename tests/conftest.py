"""Fixtures every test may use: private folders, a real encrypted journal, its store and bus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.store import Store
from ifs_desktop.vault import Kdf, Vault

PASSWORD = "four quiet birds outside"  # noqa: S105
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / f".{name.lower()}"))


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where the app keeps its private working copies."""
    return tmp_path / "data"


@pytest.fixture
def opened(tmp_path: Path, data_dir: Path) -> Iterator[tuple[Store, Vault]]:
    """A new, empty, encrypted journal, unlocked."""
    opened_vault = vault.create(
        tmp_path / "My journal.ifsjournal", PASSWORD, data_dir=data_dir, kdf=CHEAP
    )
    store = Store.open(opened_vault)
    yield store, opened_vault
    store.close()
    opened_vault.abandon()


@pytest.fixture
def store(opened: tuple[Store, Vault]) -> Store:
    """The store of a new, empty journal."""
    return opened[0]
