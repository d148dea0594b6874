"""How quick the parts map is: events to the painted view, in ms of the clock.

    python tests/tools/map_probe.py [PARTS] [--events 500] [--profile drag|pan|zoom|open|press]

Wants a quiet machine and a display. Tells p50, p95, p99 and the most of dragging one part, panning
and wheel zoom with the whole map visible in a page of 1440×900, the press that begins a drag, how
long after a gesture the picture is sharp, and how long maps of PARTS and of 30 parts take to open.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ifs_desktop import vault
from ifs_desktop.map.page import MapPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.helpers import mouse

PATIENCE = 30.0  # seconds


class Watch(QObject):
    """Notes when a widget was painted."""

    def __init__(self, page: MapPage) -> None:
        super().__init__(page)
        self.painted = 0
        page.view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted += event.type() == QEvent.Type.Paint
        return False

    def frame(self, act: Callable[[], object]) -> tuple[float, float]:
        """Ms by the clock and of the process, from an event until the view was painted."""
        before, clock, process = self.painted, time.perf_counter(), time.process_time()
        act()
        QApplication.sendPostedEvents()
        while self.painted == before and time.perf_counter() - clock < PATIENCE:
            QApplication.processEvents()
            QApplication.sendPostedEvents()
        assert self.painted > before
        return (time.perf_counter() - clock) * 1000, (time.process_time() - process) * 1000


def told(what: str, found: list[tuple[float, float]]) -> None:
    clock = sorted(one[0] for one in found)
    process = [one[1] for one in found]
    if len(clock) == 1:
        print(f"{what:28} {clock[0]:7.1f} ms  (of the process {process[0]:.1f})")
        return
    cuts = statistics.quantiles(clock, n=100)
    own = statistics.quantiles(process, n=100)
    print(
        f"{what:28} p50 {cuts[49]:6.1f}  p95 {cuts[94]:6.1f}  p99 {cuts[98]:6.1f}"
        f"  most {clock[-1]:6.1f} ms  (of the process p50 {own[49]:.1f}, p99 {own[98]:.1f})"
    )


@contextmanager
def looked_into(wanted: bool) -> Iterator[None]:
    profile = cProfile.Profile()
    if wanted:
        profile.enable()
    yield
    if wanted:
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def rest(page: MapPage) -> float:
    """Ms until nothing more is drawn."""
    start = time.perf_counter()
    while not page.view.frame_cache.is_sharp() and time.perf_counter() - start < PATIENCE:
        QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def wait(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="?", type=int, default=2001)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--profile", default="")
    asked = parser.parse_args()
    app = theme.application("probe")
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        password = "four quiet birds outside"  # noqa: S105
        opened = vault.create(folder / "a.ifsjournal", password, data_dir=folder / "data")
        store = Store.open(opened)
        maps = [sample.fill(store, parts=count + 6).maps[-1] for count in (30, asked.parts)]
        gc.collect()
        gc.freeze()  # as the app does when a journal is opened
        page = MapPage(store, Bus(store), Settings(str(folder / "settings.txt")), None)
        page.resize(1440, 900)
        page.show()
        wait(0.6)
        watch = Watch(page)
        measure(page, watch, maps, asked.events, asked.profile)
        page.hide()
        sys.stdout.flush()
        os._exit(0)


def measure(page: MapPage, watch: Watch, maps: list[int], events: int, look: str) -> None:
    first = page._map_id
    for title, map_id in zip(("open 30", "open large"), maps, strict=True):
        with looked_into(look == title):
            told(title, [watch.frame(partial(page._go_to_map, map_id))])
        wait(1.0)
        told(f"{title}, from another", [_again(page, watch, map_id, first)])
        wait(1.0)
    view, scene, paper = page.view, page.scene, page.view.viewport()
    print(f"{len(scene.parts) - 1} parts, {len(scene.links)} links, zoom {view.zoom():.3f}")
    view.fit()
    rest(page)
    middle = paper.rect().center()
    with looked_into(look == "zoom"):
        told("zoom", [watch.frame(partial(_wheel, paper, middle, n)) for n in range(events)])
    _wheel(paper, middle, 3)
    told("sharp after zoom", [(rest(page), 0.0)])
    view.fit()
    rest(page)
    pan(page, watch, events, look)
    view.fit()
    rest(page)
    drag(page, watch, events, look)


def _again(page: MapPage, watch: Watch, map_id: int, other: int) -> tuple[float, float]:
    page._go_to_map(other)
    wait(0.5)
    return watch.frame(partial(page._go_to_map, map_id))


def _wheel(paper: QWidget, at: QPoint, number: int) -> None:
    mouse.wheel(paper, at, 1 if number % 20 < 10 else -1)


def pan(page: MapPage, watch: Watch, events: int, look: str) -> None:
    paper, middle = page.view.viewport(), page.view.viewport().rect().center()
    button = Qt.MouseButton.MiddleButton
    mouse.press(paper, middle, button=button)
    found = []
    with looked_into(look == "pan"):
        for number in range(events):
            at = middle + QPoint(number % 100 - 50, number % 60 - 30)
            found.append(watch.frame(partial(mouse.move, paper, at, button=button)))
    mouse.release(paper, middle, button=button)
    told("pan", found)
    told("sharp after pan", [(rest(page), 0.0)])


def drag(page: MapPage, watch: Watch, events: int, look: str) -> None:
    view, scene, paper = page.view, page.scene, page.view.viewport()
    busy = sorted(scene.parts, key=lambda i: -len(scene.ids_of(i)))[:20]
    presses, moves, drops = [], [], []
    for part_id in busy:
        if part_id == 0:
            continue
        at = view.mapFromScene(*scene.parts[part_id].place())
        with looked_into(look == "press"):
            presses.append(watch.frame(partial(mouse.press, paper, at)))
        with looked_into(look == "drag" and part_id == busy[1]):
            for number in range(max(1, events // len(busy))):
                to = at + QPoint(12 + number % 200, 8 + number % 120)
                moves.append(watch.frame(partial(mouse.move, paper, to)))
        with looked_into(look == "drop"):
            drops.append(watch.frame(partial(mouse.release, paper, at + QPoint(30, 10))))
        rest(page)
        scene.select()
        rest(page)
    told("press", presses)
    told("drag", moves)
    told("drop", drops)


if __name__ == "__main__":
    main()
