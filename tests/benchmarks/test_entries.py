"""How typing in a very long entry feels, beside Qt's own plain box with the same words."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.entries import edits, queries
from ifs_desktop.entries.page import EntriesPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus

pytestmark = pytest.mark.long

KEYS = 500
PARAGRAPHS, WORDS = 1000, 100
# This process's own time beside the plain box's, which moves whole lines where this one paints:
# with room between its lines, and pictures. The worst are those in which a draft is kept, too.
LIMIT, LIMIT_OF_WORST = 4.0, 10.0
OPEN_LIMIT = 15.0  # opening, with all of it styled
SAID = "the quiet part of me sat by the window and said that it was only looking for a while"


class Painted(QObject):
    """Notices that the words were painted."""

    def __init__(self, box: QAbstractScrollArea) -> None:
        super().__init__(box)
        self.times = 0
        box.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def long_text() -> str:
    chance, words = random.Random(1), SAID.split()
    line = [" ".join(chance.choice(words) for _ in range(WORDS)) for _ in range(PARAGRAPHS)]
    return "\n\n".join(line)


def frames(box: QPlainTextEdit | QTextEdit) -> tuple[list[float], list[float]]:
    """Milliseconds from each of 500 keys, in the middle of the text, to the paint it causes.

    By the clock on the wall, and of this process alone.
    """
    cursor = box.textCursor()
    cursor.setPosition(len(box.toPlainText()) // 2)
    box.setTextCursor(cursor)
    QTest.qWait(300)
    painted = Painted(box)
    none = Qt.KeyboardModifier.NoModifier
    wall, own = [], []
    for number in range(KEYS):
        key, letter = 0, "e" if number % 6 else " "
        if number % 40 == 39:
            key, letter = Qt.Key.Key_Return.value, "\r"
        elif number % 15 == 14:
            key, letter = Qt.Key.Key_Backspace.value, "\b"
        before = painted.times
        begun = time.perf_counter(), time.process_time()
        QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, key, none, letter))
        while painted.times == before:
            QApplication.processEvents()
        wall.append((time.perf_counter() - begun[0]) * 1000)
        own.append((time.process_time() - begun[1]) * 1000)
    return sorted(wall), sorted(own)


def told(what: str, taken: tuple[list[float], list[float]]) -> tuple[float, float]:
    """Print the figures; p95 and p99 of this process's own time."""
    for how, times in zip(("wall", "own"), taken, strict=True):
        p95, p99 = times[int(len(times) * 0.95)], times[int(len(times) * 0.99)]
        middle = times[len(times) // 2]
        print(f"{what}, {how}: {middle:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, {times[-1]:.1f} ms")
    return p95, p99


def test_typing_in_a_very_long_entry_is_as_quick_as_in_a_plain_box(
    qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path
) -> None:
    theme.apply(qapp, "light")
    text = long_text()
    entry = edits.begin_entry(store, title="Long", text=text)
    bus = Bus(store)
    page = EntriesPage(store, bus, Settings(str(tmp_path / "settings.txt")))
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.sheet.show_blank()
    plain = QPlainTextEdit()
    qtbot.addWidget(plain)
    plain.setFont(theme.font(16))
    plain.setFixedSize(page.sheet.text.size())
    with qtbot.waitExposed(plain):
        plain.show()
    begun = time.process_time()
    plain.setPlainText(text)
    plain.repaint()
    base_open = (time.process_time() - begun) * 1000
    base = told("\na plain box", frames(plain))
    plain.hide()
    page.activateWindow()
    begun = time.process_time()
    row = queries.entry(store, entry)
    assert row is not None
    page.sheet.show_entry(row)
    page.sheet.text.viewport().repaint()
    opened = (time.process_time() - begun) * 1000
    print(f"opening: {opened:.0f} ms, a plain box {base_open:.0f} ms")
    page.take_focus()
    page.sheet.clock._timer.setInterval(400)  # drafts more often than they come
    drafted = store.draft(f"entry:{entry}")
    p95, p99 = told("the entry, with drafts kept meanwhile", frames(page.sheet.text))
    assert store.draft(f"entry:{entry}") != drafted, "no draft was kept while it was typed"
    page.commit_drafts()
    bus.close()
    assert p95 <= LIMIT * base[0]
    assert p99 <= LIMIT_OF_WORST * base[1]
    assert opened <= OPEN_LIMIT * base_open
