"""How long a dialogue of ten thousand turns takes to open, scroll and write in, beside a short one.

A frame is from the event to the painted view. Figures are printed; what is asserted are ratios
within one run, since a busy machine slows both alike: the time of the process, not of the clock.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits
from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store, sample
from ifs_desktop.store.schema import Turn
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.helpers import mouse

pytestmark = pytest.mark.long

SHORT, LONG = 1_000, 10_000  # turns; both are more than are kept laid out
OTHERS = 700  # dialogues in the list beside those of the sample
EVENTS = 500
PATIENCE = 5.0  # seconds a frame is waited for
SCROLL_LIMIT = 1.6  # of the short dialogue's median
OPEN_LIMIT = 150.0  # ms more than the short one takes
SAY_LIMIT = 1.6
ROW_LIMIT = 0.25  # of what Qt's own list takes to lay so many rows out anew, for one line said


class Watch(QObject):
    """Notes how long it takes until a widget was painted."""

    def __init__(self, page: DialoguePage) -> None:
        super().__init__(page)
        self._painted = 0
        page.talk.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._painted += event.type() == QEvent.Type.Paint
        return False

    def frame(self, act: Callable[[], object]) -> tuple[float, float]:
        """Ms by the clock and of the process, from an event to the painted view."""
        before, clock, process = self._painted, time.perf_counter(), time.process_time()
        act()
        while self._painted == before and time.perf_counter() - clock < PATIENCE:
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        assert self._painted > before
        return (time.perf_counter() - clock) * 1000, (time.process_time() - process) * 1000


@dataclass
class Desk:
    """A page over a journal with a short and a long dialogue, and an empty one."""

    page: DialoguePage
    watch: Watch
    dialogues: dict[int, int]
    empty: int

    def open(self, turns: int) -> tuple[float, float]:
        self.page.open_ref(Ref("dialogue", self.empty))
        QTest.qWait(50)
        ref = Ref("dialogue", self.dialogues[turns])
        return self.watch.frame(lambda: self.page.open_ref(ref))


@pytest.fixture
def desk(store: Store, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    sample.fill(store, turns=LONG + SHORT)
    with store.edit("Gather", undoable=False) as session:
        for number in range(OTHERS):
            edits.start_dialogue(store, title=f"Another {number}", part_ids=[1, 2])
        made = [edits.start_dialogue(store, title=str(n), part_ids=[1, 2]) for n in range(3)]
        session.flush()
        for number, turn in enumerate(session.query(Turn).order_by(Turn.id)):
            turn.dialogue_id = made[0] if number < SHORT else made[1]
            turn.position = float(number)
    bus = Bus(store)
    page = DialoguePage(store, bus, Settings(str(tmp_path / "settings.txt")))
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    gc.collect()
    yield Desk(page, Watch(page), {SHORT: made[0], LONG: made[1]}, made[2])
    page.hide()
    bus.close()


def told(what: str, found: dict[int, list[tuple[float, float]]]) -> float:
    """Print the figures; the ratio of the medians of long to short, in time of the process."""
    for turns, frames in found.items():
        clock, process = ([one[n] for one in frames] for n in (0, 1))
        cuts = statistics.quantiles(clock, n=100)
        print(
            f"\n{what}, {turns:,} turns: median {statistics.median(clock):.1f} ms,"
            f" p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f}"
            f" (of the process: median {statistics.median(process):.1f})"
        )
    long, short = (statistics.median([one[1] for one in found[n]]) for n in (LONG, SHORT))
    return long / short


def scrolled(desk: Desk, turns: int, rounds: int) -> list[tuple[float, float]]:
    """Wheel, pages and the thumb, by turns."""
    desk.open(turns)
    view = desk.page.talk.view
    view.setFocus()
    paper, bar = view.viewport(), view.verticalScrollBar()
    frames: list[tuple[float, float]] = []
    act: Callable[[], object]
    for number in range(rounds):
        QApplication.processEvents()
        kind = number % 5
        low = bar.value() > bar.maximum() // 2
        if kind == 4:
            share = (number * 7919) % rounds / rounds
            act = partial(bar.setValue, round(bar.maximum() * share))
        elif kind == 3:
            view.setCurrentIndex(view.indexAt(paper.rect().center()))
            key = Qt.Key.Key_PageUp if low else Qt.Key.Key_PageDown
            act = partial(QTest.keyClick, view, key)
        else:
            act = partial(mouse.wheel, paper, paper.rect().center(), 1 if low else -1)
        frames.append(desk.watch.frame(act))
    return frames


def test_a_long_dialogue_opens_and_scrolls_as_a_short_one(desk: Desk) -> None:
    opened = {n: [desk.open(n) for _ in range(5)] for n in (SHORT, LONG)}
    told("opening", opened)
    long, short = (min(one[1] for one in opened[n]) for n in (LONG, SHORT))
    assert desk.page.talk.model.rowCount() == LONG
    assert long - short < OPEN_LIMIT
    ratio = told("scrolling", {n: scrolled(desk, n, EVENTS) for n in (SHORT, LONG)})
    assert ratio < SCROLL_LIMIT


def test_a_line_said_at_the_end_of_a_long_dialogue_costs_what_it_costs_in_a_short_one(
    desk: Desk,
) -> None:
    found: dict[int, list[tuple[float, float]]] = {}
    for turns in (SHORT, LONG):
        desk.open(turns)
        box, frames = desk.page.talk.composer.edit, []
        for number in range(25):
            box.setPlainText(f"One more line of mine, number {number}.")
            QTest.qWait(20)
            frames.append(desk.watch.frame(partial(QTest.keyClick, box, Qt.Key.Key_Return)))
        found[turns] = frames
    assert told("saying a line", found) < SAY_LIMIT


def test_a_new_row_is_laid_out_at_a_fraction_of_what_qts_own_list_takes(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.open(LONG)
    talk = desk.page.talk
    plain = QListView()
    qtbot.addWidget(plain)
    plain.setModel(talk.model)
    plain.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def cost(act: Callable[[], object]) -> float:
        begun = time.process_time()
        for _ in range(5):
            act()
        return (time.process_time() - begun) * 200

    heights = count(40)

    def one_row() -> None:
        talk.view._heights.measured(LONG // 2, next(heights))
        talk.view._stay((LONG // 2, 0))

    ours = cost(one_row)
    theirs = cost(plain.doItemsLayout)
    print(f"\nlaying out anew: {ours:.1f} ms, Qt's own list with a line a row {theirs:.1f} ms")
    assert ours < theirs * ROW_LIMIT
