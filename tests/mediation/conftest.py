"""Two parts in conflict, an exile, and the page over their journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.mediation.page import MediationPage
from ifs_desktop.parts.edits import add_part
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

OpenPage = Callable[[], MediationPage]


@dataclass(frozen=True)
class Cast:
    """The ids in the journal of these tests."""

    planner: int
    scroller: int
    little: int  # an exile


@pytest.fixture
def cast(store: Store) -> Cast:
    """Three parts."""
    return Cast(
        add_part(store, name="The Planner", role="manager"),
        add_part(store, name="Night Scroller", role="firefighter"),
        add_part(store, name="Little One", role="exile"),
    )


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens a page over the store, on the screen and active."""
    theme.apply(qapp, "light")
    buses: list[Bus] = []

    def opened() -> MediationPage:
        bus = Bus(store)
        buses.append(bus)
        page = MediationPage(store, bus, Settings(str(tmp_path / "settings.txt")))
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


@pytest.fixture
def page(cast: Cast, open_page: OpenPage) -> MediationPage:
    """The page over the journal of the cast."""
    return open_page()
