"""The lock page alone, without the app around it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import theme
from tests.lock.door import Door


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    """A shown window to put a page into."""
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    qtbot.waitExposed(window)
    yield window


@pytest.fixture
def first(frame: QWidget, tmp_path: Path) -> Door:
    """The page of a first start."""
    return Door(frame, "", tmp_path)


@pytest.fixture
def known(frame: QWidget, tmp_path: Path) -> Door:
    """The page for a journal that was open before, whose file is gone."""
    return Door(frame, str(tmp_path / "My journal.ifsjournal"), tmp_path)
