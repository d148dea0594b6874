"""The page of today over a real journal, shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.today.page import TodayPage
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

OpenPage = Callable[[], TodayPage]


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[OpenPage]:
    """Makes and shows the page; call it again for a journal that was locked meanwhile."""
    theme.apply(qapp, "light")
    bus = Bus(store)
    made: list[TodayPage] = []

    def close() -> None:
        for page in made:
            page.commit_drafts()
            page.hide()
            page.deleteLater()
        made.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def make() -> TodayPage:
        close()
        page = TodayPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)  # type: ignore[arg-type]
        page.resize(1000, 900)
        page.show()
        page.activateWindow()
        with qtbot.waitActive(page):
            pass
        made.append(page)
        return page

    yield make
    close()
    bus.close()


@pytest.fixture
def page(open_page: OpenPage) -> TodayPage:
    return open_page()
