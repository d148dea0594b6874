"""Showing a whole map so that nothing on it lies below what floats over the view."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF

from ifs_desktop.map.geometry import Rect

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView

LEAST = 0.1  # the furthest out a map is shown
MARGIN = 28  # scene units around the map
SMALLER = 0.94  # from one try to the next
ACROSS, DOWN = (0.0, 0.25, 0.5, 0.75, 1.0), tuple(n / 8 for n in range(9))  # of the free way
AIR = 6  # px between the map and what floats over it


def fit(view: MapView) -> None:
    """Frame the whole map as large as nothing on it lies below what floats over it.

    As near to the middle as it is clear there, else in a room beside what floats.
    """
    box = view.map_scene.content().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    whole = view.viewport().rect()
    rooms = sorted(_rooms(whole, view.covered), key=lambda room: -_scale(room, box))
    least = _scale(rooms[0], box) if rooms else LEAST
    scale = _scale(whole, box)
    near = _Near(view)
    while scale >= least:
        room = _clear_room(near, box, whole, scale)
        if room is not None:
            view.frame(box, room)
            return
        scale *= SMALLER
    view.frame(box, rooms[0] if rooms and least >= LEAST else whole)


def show(view: MapView, box: Rect) -> None:
    """Bring a box of the map into sight, out from under what floats over it."""
    whole = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
    view.ensureVisible(whole, 40, 40)
    come_out(view, view.mapFromScene(whole).boundingRect())


def come_out(view: MapView, box: QRect) -> None:
    """Move the map as little as needed where a box of the viewport is below what floats over it."""
    seen = view.viewport().rect()
    for card in view.covered:
        over = card.adjusted(-AIR, -AIR, AIR, AIR)
        if not over.intersects(box):
            continue
        ways = (
            (over.right() + 1 - box.left(), 0),
            (over.left() - 1 - box.right(), 0),
            (0, over.bottom() + 1 - box.top()),
            (0, over.top() - 1 - box.bottom()),
        )
        able = [way for way in ways if seen.contains(box.translated(*way))]
        if able:
            dx, dy = min(able, key=lambda way: abs(way[0]) + abs(way[1]))
            view.pan(-dx, -dy)
            box = box.translated(dx, dy)


def _clear_room(near: _Near, box: QRectF, whole: QRect, scale: float) -> QRect | None:
    """Where the map can be shown at a scale with nothing of it hidden."""
    width, height = math.ceil(box.width() * scale), math.ceil(box.height() * scale)
    tries = sorted(
        ((x, y) for x in ACROSS for y in DOWN),
        key=lambda at: (at[0] - 0.5) ** 2 + (at[1] - 0.5) ** 2,
    )
    for x, y in tries:
        left = whole.left() + round((whole.width() - width) * x)
        top = whole.top() + round((whole.height() - height) * y)
        if near.clear(box.left() - left / scale, box.top() - top / scale, scale):
            return QRect(left, top, width, height)
    return None


class _Near:
    """What stands on the map, to be asked whether anything of it would be hidden."""

    def __init__(self, view: MapView) -> None:
        self._scene = scene = view.map_scene
        self._cards = [card.adjusted(-AIR, -AIR, AIR, AIR) for card in view.covered]
        links = () if scene.plain else scene.links.values()
        self._boxes = [link.words_box() for link in links if not link.straight]
        self._boxes += [item.box() for item in scene.areas.values()]
        if scene.hint.isVisible():
            hint = scene.hint.sceneBoundingRect()
            self._boxes.append(Rect(hint.left(), hint.top(), hint.right(), hint.bottom()))

    def clear(self, left: float, top: float, scale: float) -> bool:
        """Whether nothing is below a card if this corner of the map is the viewport's."""
        return not any(
            self._hides(
                Rect(
                    left + card.left() / scale,
                    top + card.top() / scale,
                    left + (card.right() + 1) / scale,
                    top + (card.bottom() + 1) / scale,
                )
            )
            for card in self._cards
        )

    def _hides(self, card: Rect) -> bool:
        scene = self._scene
        near = (scene.parts[i] for i in scene.spots.parts_near(card))
        if any((part.rough() if scene.sparing else part.whole()).touches(card) for part in near):
            return True
        return any(box.touches(card) for box in self._boxes)


def _scale(room: QRect, box: QRectF) -> float:
    """How large a box is shown in a room, at most at 100 %."""
    return min(1.0, room.width() / box.width(), room.height() / box.height())


def _rooms(whole: QRect, covered: Sequence[QRect]) -> list[QRect]:
    """The pieces of ``whole`` beside and above what floats over it."""
    rooms = [whole]
    for card in covered:
        pieces = []
        for room in rooms:
            if not card.intersects(room):
                pieces.append(room)
                continue
            above, beside = QRect(room), QRect(room)
            above.setBottom(card.top() - 1)
            if card.center().x() < whole.center().x():
                beside.setLeft(card.right() + 1)
            else:
                beside.setRight(card.left() - 1)
            pieces += [above, beside]
        rooms = pieces
    return [room for room in rooms if room.width() > 80 and room.height() > 80]
