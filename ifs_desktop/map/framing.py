"""Showing a whole map so that nothing on it lies below what floats over the view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ifs_desktop.map.geometry import Rect

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView

MARGIN = 28  # scene units around the map
LIFTS = (0.0, 0.1, 0.2, 0.3)  # how far out of the middle, of the height


def fit(view: MapView) -> None:
    """Frame the whole map: in the middle if that is clear, else raised, else in the best room."""
    box = view.map_scene.content().adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
    whole = view.viewport().rect()
    for lift in LIFTS:
        view.frame(box, whole.adjusted(0, 0, 0, -round(lift * whole.height())))
        if not _something_hidden(view):
            return
    rooms = _rooms(whole, view.covered)
    if rooms:
        view.frame(
            box, max(rooms, key=lambda r: min(r.width() / box.width(), r.height() / box.height()))
        )


def _something_hidden(view: MapView) -> bool:
    """Whether something on the map is below what floats over it."""
    scene = view.map_scene
    for card in view.covered:
        area = view.mapToScene(card).boundingRect()
        box = Rect(area.left(), area.top(), area.right(), area.bottom())
        near = (scene.parts[i] for i in scene.spots.parts_near(box))
        if any((part.rough() if scene.sparing else part.whole()).touches(box) for part in near):
            return True
        if any(link.words_box().touches(box) for link in scene.links.values()):
            return True
        if any(item.box().touches(box) for item in scene.areas.values()):
            return True
    return False


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
