"""A journal with three parts, and the page over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.entries.page import EntriesPage
from ifs_desktop.parts.edits import add_part
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

OpenPage = Callable[[], EntriesPage]


@pytest.fixture
def cast(store: Store) -> dict[str, int]:
    """Three parts by their names."""
    roles = {"Watch": "manager", "The Watchful One": "manager", "Little One": "exile"}
    return {name: add_part(store, name=name, role=role) for name, role in roles.items()}


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens a page over the store, on the screen and active."""
    theme.apply(qapp, "light")
    buses: list[Bus] = []

    def opened() -> EntriesPage:
        bus = Bus(store)
        buses.append(bus)
        page = EntriesPage(store, bus, Settings(str(tmp_path / "settings.txt")))
        qtbot.addWidget(page)
        page.resize(1100, 760)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield opened
    for bus in buses:
        bus.close()
