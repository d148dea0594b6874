"""A journal with a few parts, and the page of profiles over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import edits
from ifs_desktop.parts.page import PartPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus


@dataclass(frozen=True)
class Cast:
    """The ids in the journal of these tests."""

    watchful: int
    door: int
    little: int  # an exile


@pytest.fixture
def cast(store: Store) -> Cast:
    """Three parts of whom nothing is known yet."""
    return Cast(
        edits.add_part(store, name="The Watchful One", role="manager"),
        edits.add_part(store, name="Slam the Door", role="firefighter"),
        edits.add_part(store, name="Little One", role="exile"),
    )


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, store: Store, cast: Cast, tmp_path: Path
) -> Iterator[PartPage]:
    """The page, on the screen and active, with the profile of the first part."""
    theme.apply(qapp, "light")
    bus = Bus(store)
    page = PartPage(store, bus, Settings(str(tmp_path / "settings.txt")))
    page.resize(1000, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.open_ref(Ref("profile", cast.watchful))
    page.sheet.finish()
    page.take_focus()
    yield page
    page.hide()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    bus.close()
