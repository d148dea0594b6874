"""The column of a page: something new in it comes into sight, and nothing of it stays behind."""

from __future__ import annotations

import gc
import weakref

import shiboken6
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph


def long_column(qtbot: QtBot) -> tuple[QWidget, Column]:
    """A window, and in it a column that is much longer."""
    window = QWidget()
    qtbot.addWidget(window)
    column = Column("A page", window)
    QVBoxLayout(window).addWidget(column)
    for _ in range(40):
        column.add(QLabel("A line", column))
    window.resize(600, 300)
    window.show()
    qtbot.waitExposed(window)
    return window, column


def test_what_came_last_is_scrolled_into_sight(qtbot: QtBot) -> None:
    _window, column = long_column(qtbot)
    last = QLabel("The last line", column)
    column.add(last)
    last.show()
    assert last.visibleRegion().isEmpty()
    column.show_child(last)
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())


def test_a_page_left_at_that_very_moment_is_freed(qtbot: QtBot) -> None:
    _window, column = long_column(qtbot)
    column.show_child(column.findChildren(QLabel)[-1])
    dead = weakref.ref(column)
    shiboken6.delete(column)
    del column
    gc.collect()
    assert dead() is None


def test_a_column_ends_where_its_words_end(qtbot: QtBot) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    column = Column("A page", frame)
    column.resize(900, 400)
    words = [paragraph("There is a lot to say about herons. " * 6, "", column) for _ in range(40)]
    for one in words:
        column.add(one)
    frame.show()
    qtbot.waitExposed(frame)
    area = column.findChild(QScrollArea)
    assert area is not None
    sheet = area.widget()
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.height() > area.viewport().height())
    below = sheet.height() - words[-1].mapTo(sheet, words[-1].rect().bottomLeft()).y()
    assert 0 < below < 80
