"""A map page in a window, on a real journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits
from ifs_desktop.map.page import MapPage
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus


class Drawn:
    """The page, the parts on its map by name, and where they are on the screen."""

    def __init__(self, page: MapPage, store: Store, map_id: int, parts: dict[str, int]) -> None:
        self.page = page
        self.store = store
        self.map_id = map_id
        self.parts = parts
        self.view = page.canvas.view
        self.scene = page.canvas.scene
        self.paper = page.canvas.view.viewport()

    def at(self, name: str, dx: int = 0, dy: int = 0) -> QPoint:
        """A part's centre in viewport pixels, a little off."""
        x, y = self.scene.parts[self.parts.get(name, 0)].place()
        return self.view.mapFromScene(x, y) + QPoint(dx, dy)

    def handle(self, name: str) -> QPoint:
        """Where the link handle of a part is, in viewport pixels."""
        return self.view.mapFromScene(*self.scene.parts[self.parts[name]].handle_place())


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(str(tmp_path / "settings.txt"))


@pytest.fixture
def empty(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[Drawn]:
    """A page with an empty map."""
    yield from open_page(qtbot, store, settings, {})


@pytest.fixture
def drawn(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[Drawn]:
    """A page with three parts, one of them guarding another."""
    map_id = edits.ensure_map(store)
    parts = {
        name: edits.new_part_on_map(store, map_id=map_id, name=name, role=role, at=at)
        for name, role, at in (
            ("Watchful", "manager", (-200, -90)),
            ("Slam", "firefighter", (200, -80)),
            ("Little", "exile", (0, 200)),
        )
    }
    part_edits.relate(
        store, source_id=parts["Watchful"], target_id=parts["Little"], kind="protects"
    )
    yield from open_page(qtbot, store, settings, parts)


@pytest.fixture
def sampled(qtbot: QtBot, store: Store, settings: Settings) -> Iterator[Drawn]:
    """A page with the sample journal's own map, which has a past."""
    sample.fill(store)
    yield from open_page(qtbot, store, settings, {})


def open_page(
    qtbot: QtBot, store: Store, settings: Settings, parts: dict[str, int]
) -> Iterator[Drawn]:
    """A page that is shown, with the focus on its map."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    bus = Bus(store)
    page = MapPage(store, bus, settings, None)
    page.resize(1200, 800)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.canvas.view.setFocus()
    qtbot.waitUntil(lambda: page.canvas.view.hasFocus())
    qtbot.wait(10)  # the first fit is queued behind the layout
    yield Drawn(page, store, edits.ensure_map(store), parts)
    page.hide()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as a lock: none waits longer
    bus.close()
