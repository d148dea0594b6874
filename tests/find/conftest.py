"""A journal in which things can be found, and the page of the search over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits
from ifs_desktop.find.page import FindPage
from ifs_desktop.parts.edits import add_part
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Entry, Fact, Tag, Tagged
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

OpenPage = Callable[[], "Shown"]


@dataclass
class Shown:
    """A page on the screen, and where it asked to be led."""

    page: FindPage
    asked: list[Ref]
    qtbot: QtBot

    def look_for(self, text: str) -> list[str]:
        """Type, wait for the answer; the refs that are shown."""
        self.page.box.setText(text)
        return self.settled()

    def settled(self) -> list[str]:
        """What is shown when no answer is waited for."""
        self.qtbot.waitUntil(lambda: not self.page.searching.under_way())
        rows = (self.page.model.row(n).ref for n in range(self.page.model.rowCount()))
        return [f"{ref.kind} {ref.id} {ref.anchor}".rstrip() for ref in rows]


@pytest.fixture
def written(store: Store) -> Store:
    """Two parts, a dialogue with four turns, an entry with a tag, a fact."""
    watchful = add_part(store, name="The Watchful One", role="manager")
    door = add_part(store, name="Slam the Door", role="firefighter")
    dialogue = edits.start_dialogue(store, title="Asking for lantern", part_ids=[watchful, door])
    for part, text in (
        (watchful, "A lantern in the window"),
        (None, "Thank you for the *lantern*"),
        (door, "守夜人の灯り"),
        (watchful, "قنديل في النافذة"),
    ):
        edits.say(store, dialogue_id=dialogue, part_id=part, text=text)
    with store.edit("Write") as session:
        old = datetime(2025, 5, 4, 9, 0, tzinfo=UTC)
        session.add(Entry(title="Old page", text="long before " * 40 + "a lantern", happened=old))
        session.add(Fact(part_id=watchful, kind="job", text="keeps the lantern"))
        session.add(Tag(name="home"))
        session.flush()
        session.add(Tagged(entry_id=1, tag_id=1))
    return store


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens a page over the store, on the screen and active."""
    theme.apply(qapp, "light")
    buses: list[Bus] = []
    pages: list[FindPage] = []

    def opened() -> Shown:
        bus = Bus(store)
        buses.append(bus)
        page = FindPage(store, bus, Settings(str(tmp_path / "settings.txt")))
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1000, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        asked: list[Ref] = []
        page.open_requested.connect(asked.append)
        page.edit_query()
        return Shown(page, asked, qtbot)

    yield opened
    for page in pages:
        page.searching.stop()
        page.commit_drafts()
    for bus in buses:
        bus.close()


@pytest.fixture
def shown(written: Store, open_page: OpenPage) -> Shown:
    """The page over what was written."""
    return open_page()
