"""Fixtures for exercises: the one that comes with the app, its page, and a short one in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

FOLDER = Path(resources_path.path("exercises"))


@pytest.fixture
def then_or_now() -> Exercise:
    return catalogue.read_file(FOLDER / "then-or-now.md")


def activate(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and give it the keyboard; without it no shortcut is heard."""
    window.show()
    window.activateWindow()
    with qtbot.waitActive(window):
        pass


def free(window: QWidget) -> None:
    """Let a window die now, as a lock does before it closes the journal."""
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[ExercisesPage]:
    """The page on a real journal, shown."""
    theme.apply(qapp, "light")
    bus = Bus(store)
    made = ExercisesPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)
    made.resize(1000, 760)
    activate(qtbot, made)
    yield made
    made.commit_drafts()
    free(made)
    bus.close()
