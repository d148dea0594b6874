"""Work in threads, and its answers."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import work

# The offscreen platform has no window manager and says so, as a warning.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Page(QWidget):
    """Gets answers by bound methods, as pages do."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []
        self.threads: list[int] = []

    def done(self, result: object) -> None:
        self.told.append(result)
        self.threads.append(threading.get_ident())

    def failed(self, error: BaseException) -> None:
        self.told.append(error)
        self.threads.append(threading.get_ident())


def test_a_result_arrives_on_the_ui_thread(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    work.start(
        lambda x, y: (x + y, threading.get_ident()),
        2,
        3,
        done=page.done,
        failed=page.failed,
        parent=page,
    )
    qtbot.waitUntil(lambda: bool(page.told))
    result = page.told[0]
    assert isinstance(result, tuple) and result[0] == 5
    assert result[1] != threading.get_ident()
    assert page.threads == [threading.get_ident()]


def test_an_exception_arrives_as_itself(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)

    def fails() -> None:
        raise ValueError("the reason")

    work.start(fails, done=page.done, failed=page.failed, parent=page)
    qtbot.waitUntil(lambda: bool(page.told))
    assert isinstance(page.told[0], ValueError) and str(page.told[0]) == "the reason"


def test_an_answer_that_comes_soon_is_there_at_once_and_told_once(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    work.start(int, "7", done=page.done, failed=page.failed, parent=page).wait(10)
    assert page.told == [7]
    work.start(int, "seven", done=page.done, failed=page.failed, parent=page).wait(10)
    assert isinstance(page.told[1], ValueError)
    gate = threading.Event()
    slow = work.start(gate.wait, done=page.done, failed=page.failed, parent=page)
    slow.wait(0.01)
    assert len(page.told) == 2
    gate.set()
    qtbot.waitUntil(lambda: len(page.told) > 2)
    slow.wait(10)
    qtbot.wait(20)
    assert page.told[2:] == [True]


def test_a_cancelled_job_tells_nobody(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    gate = threading.Event()
    job = work.start(gate.wait, done=page.done, failed=page.failed, parent=page)
    job.cancel()
    gate.set()
    assert work.wait(5000)
    qtbot.wait(50)
    assert page.told == []


def test_a_page_that_died_is_not_called_and_not_kept(qtbot: QtBot) -> None:
    page = Page()
    gate = threading.Event()
    work.start(gate.wait, done=page.done, failed=page.failed, parent=page)
    seen = weakref.ref(page)
    shiboken6.delete(page)
    del page
    gc.collect()
    assert seen() is None  # although the function still runs
    gate.set()
    assert work.wait(5000)
    qtbot.wait(50)


def test_nothing_is_left_of_a_job_that_answered(qtbot: QtBot) -> None:
    parent = QObject()
    told: list[object] = []
    for number in range(30):
        work.start(int, number, done=told.append, failed=told.append, parent=parent)
    qtbot.waitUntil(lambda: len(told) == 30)
    assert sorted(told) == list(range(30))  # type: ignore[type-var]
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not parent.children())
    assert not work._running


def test_waiting_tells_when_time_ran_out(qtbot: QtBot) -> None:
    parent = QObject()
    gate = threading.Event()
    work.start(gate.wait, done=print, failed=print, parent=parent)
    assert not work.wait(20)
    gate.set()
    assert work.wait(5000)
    del parent
