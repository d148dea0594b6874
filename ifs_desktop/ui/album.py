"""The portraits of the open journal as small pixmaps: read off the paint path, gone at a lock."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import work
from ifs_desktop.ui.bus import Bus

if TYPE_CHECKING:
    from ifs_desktop.store import Change, Store

LEVELS = (64, 192, 512)  # px of the side of what is held ready; the nearest larger one is painted
MOST = 48 * 1024 * 1024  # bytes that are held
AT_ONCE = 24  # pictures a worker reads before the first are painted

Wish = tuple[int, int]  # a picture's number, and its level

# Pictures cut to a shape, as ``portrait`` painted them last; they go with what they are cut from.
cuts: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()


class Album(QObject):
    """Gives a portrait at once or not yet; ``came`` tells when those asked for are there."""

    came = Signal(object)  # frozenset[int]: the numbers of pictures that can be painted now

    def __init__(self, store: Store, bus: Bus) -> None:
        super().__init__(bus)
        self._store: Store | None = store
        self._held: OrderedDict[Wish, QPixmap] = OrderedDict()
        self._bytes = 0
        self._wanted: dict[Wish, None] = {}  # in the order they were asked for
        self._unreadable: set[Wish] = set()
        self._job: work.Job | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read)
        bus.changed.connect(self._changed)

    def picture(self, number: int, side: float) -> QPixmap | None:
        """The picture, for a square of this many px of the screen; None if it is not there yet."""
        level = next((one for one in LEVELS if one >= side), LEVELS[-1])
        wish = (number, level)
        found = self._held.get(wish)
        if found is not None:
            self._held.move_to_end(wish)
            return found
        if wish not in self._unreadable and self._store is not None:
            self._wanted[wish] = None
            if self._job is None and not self._soon.isActive():
                self._soon.start()
        near = (self._held.get((number, other)) for other in reversed(LEVELS))
        return next((one for one in near if one is not None), None)

    def held(self) -> int:
        """Bytes of the pictures that are held ready."""
        return self._bytes

    def forget(self) -> None:
        """Hold nothing ready: pictures came or went, or the journal is being locked."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._held.clear()
        cuts.clear()
        self._wanted.clear()
        self._unreadable.clear()
        self._bytes = 0

    def close(self) -> None:
        """Forget everything, the journal too."""
        self._soon.stop()
        self.forget()
        self._store = None

    @Slot()
    def _read(self) -> None:
        if self._store is None or self._job is not None or not self._wanted:
            return
        some = list(self._wanted)[:AT_ONCE]
        self._job = work.start(
            _small, self._store, some, done=self._came, failed=self._failed, parent=self
        )

    def _came(self, made: object) -> None:
        self._job = None
        if not isinstance(made, dict) or self._store is None:
            return
        for wish, image in made.items():
            self._wanted.pop(wish, None)
            if image is None:
                self._unreadable.add(wish)
                continue
            self._held[wish] = QPixmap.fromImage(image)
            self._bytes += _size(wish)
        while self._bytes > MOST and len(self._held) > 1:
            gone, _ = self._held.popitem(last=False)
            self._bytes -= _size(gone)
        if self._wanted:
            self._soon.start()
        self.came.emit(frozenset(number for number, _ in made))
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.update()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._unreadable |= set(self._wanted)
        self._wanted.clear()
        raise error

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "image" in change.tables:
            self.forget()  # what was erased for good is not held on to


_open: list[Album] = []  # of the journal that is open: one in a process


def begin(store: Store, bus: Bus) -> Album:
    """From now on portraits come from this journal; they go with the bus at the latest."""
    end()
    _open.append(Album(store, bus))
    return _open[0]


def end() -> None:
    """The journal is being locked: nothing of its portraits stays."""
    for album in _open:
        if shiboken6.isValid(album):
            album.close()
    _open.clear()


def current() -> Album | None:
    """The album of the open journal."""
    return _open[0] if _open and shiboken6.isValid(_open[0]) else None


def picture(number: int, side: float) -> QPixmap | None:
    """A portrait of the open journal for a square of so many px; None where it is not there."""
    album = current()
    return None if album is None else album.picture(number, side)


def _small(store: Store, wishes: Iterable[Wish]) -> dict[Wish, QImage | None]:
    """In a worker: the pictures, each cut to a square and made small."""
    from ifs_desktop.store import images  # chips are on the lock page too, before there is a store

    made: dict[Wish, QImage | None] = {}
    for number, side in wishes:
        kept = images.image(store, number)
        image = QImage() if kept is None else QImage.fromData(QByteArray(kept.data))
        made[number, side] = None if image.isNull() else _square(image, side)
    return made


def _square(image: QImage, side: int) -> QImage:
    """The middle of a picture, as the square its shape is cut from."""
    least = min(image.width(), image.height())
    left, top = (image.width() - least) // 2, (image.height() - least) // 2
    middle = image.copy(left, top, least, least)
    if least > side:
        keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode
        middle = middle.scaled(side, side, keep, smooth.SmoothTransformation)
    return middle.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _size(wish: Wish) -> int:
    return wish[1] * wish[1] * 4
