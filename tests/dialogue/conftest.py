"""A journal with three parts and a dialogue, and the page over it."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.parts.edits import add_part
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.draft_clock import DraftClock

OpenPage = Callable[[], DialoguePage]


@dataclass(frozen=True)
class Cast:
    """The ids in the journal of these tests."""

    watchful: int
    door: int
    little: int  # an exile
    dialogue: int


@pytest.fixture
def cast(store: Store) -> Cast:
    """Three parts, and an empty dialogue of two of them."""
    watchful = add_part(store, name="The Watchful One", role="manager")
    door = add_part(store, name="Slam the Door", role="firefighter")
    little = add_part(store, name="Little One", role="exile")
    dialogue = edits.start_dialogue(store, title="Asking", part_ids=[watchful, door])
    return Cast(watchful, door, little, dialogue)


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens a page over the store, on the screen and active."""
    theme.apply(qapp, "light")
    buses: list[Bus] = []
    pages: list[weakref.ref[DialoguePage]] = []  # a test may look whether one is freed

    def opened() -> DialoguePage:
        bus = Bus(store)
        buses.append(bus)
        page = DialoguePage(store, bus, Settings(str(tmp_path / "settings.txt")))
        pages.append(weakref.ref(page))
        qtbot.addWidget(page)
        page.resize(1100, 760)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield opened
    for known in pages:
        page = known()
        if page is not None and shiboken6.isValid(page):
            page.hide()  # as at a lock: the pages go before the store
            for clock in page.findChildren(DraftClock):
                clock.drop()  # the store goes before the page here
    for bus in buses:
        bus.close()


@pytest.fixture
def page(cast: Cast, open_page: OpenPage) -> DialoguePage:
    """The page with the dialogue of the cast open, and the cursor in the composer."""
    page = open_page()
    page.talk.write()
    return page
