"""Has Qt find the fonts for the names in this journal, in quiet moments, before they are shown.

The first word in each script takes 10 ms and more, for each font it is written in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Slot

from ifs_desktop.map import queries
from ifs_desktop.map.items import present
from ifs_desktop.store import Store

QUIET = 150  # ms after the page was made: then it is on the screen
BETWEEN = 1  # ms from script to script


class Lettering(QObject):
    """One script at a time, once. Belongs to a page."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._left: Iterator[str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._timer.start(QUIET)

    @Slot()
    def _step(self) -> None:
        if self._left is None:
            self._left = iter(samples(queries.names(self._store)))
        text = next(self._left, None)
        if text is not None:
            type_ = present()
            for measure in (type_.name_measure, type_.line_measure):
                measure.horizontalAdvance(text)
            self._timer.start(BETWEEN)


def samples(names: Iterable[str]) -> list[str]:
    """A letter of each script that is found in the names."""
    found: dict[str, str] = {}
    for letter in dict.fromkeys("".join(names)):
        found.setdefault(unicodedata.name(letter, "?").partition(" ")[0], letter)
    return list(found.values())
