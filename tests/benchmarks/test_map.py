"""How quick a map of 2,000 parts and 4,000 links is, beside Qt's own view of the same scene.

A frame is from the event to the painted view. Figures are printed (for those of a quiet machine see
tests/tools/map_probe.py); what is asserted are ratios within one run, of the time of the process.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QGraphicsView
from pytestqt.qtbot import QtBot

from ifs_desktop.map import queries
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.page import MapPage
from ifs_desktop.map.scene import MapScene
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.helpers import mouse
from tests.helpers.figures import Figures, Rounds

pytestmark = pytest.mark.long

PARTS = 2_001
LIMIT = 1 / 4  # of the median frame of Qt's own view
SHARP = 1.5  # of one whole drawing by Qt's own view, for a sharp picture after a gesture


class Watch(QObject):
    """Notes how long it takes until a viewport was painted."""

    def __init__(self, viewport: QObject) -> None:
        super().__init__(viewport)
        self._painted = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._painted += event.type() == QEvent.Type.Paint
        return False

    def frame(self, act: Callable[[], object]) -> float:
        """Ms of the process from an event to the painted view."""
        before, start = self._painted, time.process_time()
        act()
        QApplication.sendPostedEvents()
        while self._painted == before:
            QApplication.processEvents()
            QApplication.sendPostedEvents()
        return (time.process_time() - start) * 1000


@dataclass
class Desk:
    page: MapPage
    naive: QGraphicsView
    scene: MapScene  # of the naive view
    part: int  # one with many links


@pytest.fixture
def desk(store: Store, qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    theme.apply(qapp, "light")
    map_id = sample.fill(store, parts=PARTS + 6).maps[-1]
    store.set_state("map:current", map_id)
    bus = Bus(store)
    page = MapPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(page.view.frame_cache.is_sharp, timeout=60_000)
    scene = MapScene()
    picture = queries.picture(store, map_id)
    assert picture is not None
    scene.show_picture(picture)
    naive = QGraphicsView(scene)
    qtbot.addWidget(naive)
    naive.setRenderHint(QPainter.RenderHint.Antialiasing)
    naive.resize(page.view.size())
    naive.scale(page.view.zoom(), page.view.zoom())
    naive.centerOn(0, 0)
    with qtbot.waitExposed(naive):
        naive.show()
    part = max(scene.parts, key=lambda i: len(scene.ids_of(i)) if i != SELF_ID else 0)
    yield Desk(page, naive, scene, part)
    page.hide()
    naive.hide()
    naive.setScene(None)
    bus.close()


def told(figures: Figures, what: str, ours: list[float], naive: list[float]) -> float:
    """Print the figures; the ratio of the medians."""
    for name, found in (("the page", ours), ("Qt's own view", naive)):
        cuts = statistics.quantiles(found, n=100)
        print(f"\n{what}, {name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f}, p99 {cuts[98]:.1f}")
    ratio = statistics.median(ours) / statistics.median(naive)
    figures.note("map", f"{what} of 2,000 parts, share of Qt's own view", round(ratio, 3))
    return ratio


def test_moving_and_looking_around_costs_a_fraction_of_qts_own_view(
    desk: Desk, figures: Figures, rounds: Rounds, qtbot: QtBot
) -> None:
    events, few = rounds(100, 500), rounds(8, 20)
    view, paper = desk.page.view, desk.page.view.viewport()
    ours, naive = Watch(paper), Watch(desk.naive.viewport())
    middle = paper.rect().center()

    def turn(number: int) -> None:
        mouse.wheel(paper, middle, 1 if number % 20 < 10 else -1)

    def turn_naive(number: int) -> None:
        by = 1.2 if number % 20 < 10 else 1 / 1.2
        desk.naive.scale(by, by)

    zoomed = [ours.frame(partial(turn, n)) for n in range(events)]
    plainly = [naive.frame(partial(turn_naive, n)) for n in range(few)]
    assert told(figures, "zoom", zoomed, plainly) < LIMIT
    view.fit()
    view.set_zoom(1.5 * view.zoom())
    start = time.process_time()
    qtbot.waitUntil(view.frame_cache.is_sharp, timeout=60_000)
    sharp = (time.process_time() - start) * 1000
    whole = statistics.median(naive.frame(desk.naive.viewport().update) for _ in range(5))
    figures.note("map", "sharp after a gesture, of one drawing by Qt", round(sharp / whole, 2))
    assert sharp < SHARP * whole + 100

    middle_button = Qt.MouseButton.MiddleButton
    mouse.press(paper, middle, button=middle_button)
    panned = [
        ours.frame(partial(mouse.move, paper, _near(middle, n), button=middle_button))
        for n in range(events)
    ]
    mouse.release(paper, middle, button=middle_button)
    bar = desk.naive.horizontalScrollBar()
    plainly = [naive.frame(partial(bar.setValue, 300 * (n % 5))) for n in range(few)]
    assert told(figures, "pan", panned, plainly) < 1  # Qt scrolls, and draws what comes into sight

    view.fit()
    qtbot.waitUntil(view.frame_cache.is_sharp, timeout=60_000)
    at = view.mapFromScene(*desk.page.scene.parts[desk.part].place())
    press = ours.frame(partial(mouse.press, paper, at))
    dragged = [
        ours.frame(partial(mouse.move, paper, at + QPoint(12 + n % 200, 8 + n % 120)))
        for n in range(events)
    ]
    mouse.release(paper, at + QPoint(60, 30))
    plainly = [naive.frame(partial(_drag, desk, n)) for n in range(few)]
    assert told(figures, "drag", dragged, plainly) < LIMIT
    assert press < whole


def _near(middle: QPoint, number: int) -> QPoint:
    return middle + QPoint(number % 100 - 50, number % 60 - 30)


def _drag(desk: Desk, number: int) -> None:
    by = QPointF(12 + number % 200, 8 + number % 120) / desk.page.view.zoom()
    x, y = desk.scene.parts[desk.part].place()
    desk.scene.drag({desk.part: (x + by.x() % 90, y + by.y() % 90)})
