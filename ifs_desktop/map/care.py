"""When links are led with care: at once, or right after a map that is opened was first painted."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ifs_desktop.map import leading

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

SLICE = 0.008  # s of leading between two looks at the events


class Care(QObject):
    """While ``arriving`` links bow as they would alone on the map, and are owed the care."""

    def __init__(self, scene: MapScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.arriving = False
        self._owed: set[int] = set()
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)

    def lead(self, ids: Iterable[int]) -> None:
        """Lead links, and those that are owed it."""
        chosen = (set(ids) | self._owed) & self._scene.links.keys()
        self._owed = set()
        self.hold()
        if self._scene.plain:
            leading.straight(self._scene, chosen)
        elif self.arriving:
            leading.simply(self._scene, chosen)
            self._owed = chosen
            self.hold()
        else:
            leading.carefully(self._scene, chosen)

    def hold(self) -> None:
        """What stands there changes: begin again with what is owed."""
        self._steps = None
        if self._owed:
            self._timer.start(0)
        else:
            self._timer.stop()

    def finish(self) -> None:
        """Owe nothing any more."""
        if self._owed:
            chosen = set(self._owed)
            self.lead(())
            self._scene.spoil_links(chosen)

    @Slot()
    def _work(self) -> None:
        """Lead some, and go on after the events that wait."""
        until = time.perf_counter() + SLICE
        if self._steps is None:
            self._steps = leading.steps(self._scene, self._owed)
        done = False
        while not done and time.perf_counter() < until:
            done = next(self._steps, None) is None
        if not done:
            self._timer.start(0)
            return
        led, self._owed, self._steps = self._owed, set(), None
        self._scene.spoil_links(led)
