"""The areas of a scene: shown, moved with who stands in them, changed in size, and found."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ifs_desktop.map.area_item import AreaItem, Box, Grips, Sides
from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import AreaCard

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

BORDER = 3.0  # what a border is drawn beyond its box


class Lying:
    """``items`` are the areas by their ids; ``carried`` who goes along with a move being told."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self.items: dict[int, AreaItem] = {}
        self.carried: dict[int, Point] = {}
        self.grips = Grips()
        self.scale = 1.0
        scene.addItem(self.grips)

    def show(self, cards: Iterable[AreaCard]) -> bool:
        """Bring the areas to what is wanted; whether anything changed."""
        wanted = {card.id: card for card in cards}
        changed = not self.items.keys() <= wanted.keys()
        for area_id in [i for i in self.items if i not in wanted]:
            self._spoil(self.items[area_id].box())
            self._scene.removeItem(self.items.pop(area_id))
        for area_id, card in wanted.items():
            item = self.items.get(area_id)
            if item is None:
                item = self.items[area_id] = AreaItem(area_id)
                item.show_card(card)
                self._scene.addItem(item)
            else:
                before = item.box()
                if not item.show_card(card) and item.box() == _box_of(card):
                    continue
                item.lie((card.x, card.y, card.width, card.height))
                self._spoil(before)
            self._spoil(item.box())
            changed = True
        return changed

    def put(self, area_id: int, box: Box) -> None:
        """Show an area elsewhere or in another size, while it is being moved or pulled."""
        item = self.items[area_id]
        self._spoil(item.box())
        item.lie(box)
        self._spoil(item.box())
        self.place_grips()

    def drag(self, places: Mapping[int, Point]) -> None:
        """Show areas elsewhere while they are being moved."""
        for area_id, (x, y) in places.items():
            box = self.items[area_id].box()
            self.put(area_id, (x, y, box.right - box.left, box.bottom - box.top))

    def mark(self, area_id: int | None, *, selected: bool) -> None:
        """Show that an area is selected, or no longer."""
        if area_id in self.items:
            self.items[area_id].select(selected)
            self._spoil(self.items[area_id].box())

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        for item in self.items.values():
            item.recolour()

    def set_scale(self, scale: float) -> None:
        """Grips are as large on the screen whatever the scale of the view."""
        self.scale = scale
        self.place_grips()

    def place_grips(self) -> None:
        """Stand around the selected area."""
        area = self._scene.selected_area
        self.grips.show_around(self.items.get(area) if area is not None else None, self.scale)

    def parts_in(self, area_id: int) -> list[int]:
        """Who stands in a frame or a safe place, by the middle of the glyph."""
        item = self.items[area_id]
        if item.is_note:
            return []
        scene = self._scene
        near = scene.spots.parts_near(item.box())
        return [i for i in near if i != SELF_ID and item.holds(scene.parts[i].place())]

    def areas_in(self, area_id: int) -> list[int]:
        """What lies whole within a frame or a safe place."""
        outer = self.items[area_id]
        if outer.is_note:
            return []
        return [
            i
            for i, item in self.items.items()
            if i != area_id and all(outer.holds(corner) for corner in item.box().corners())
        ]

    def shifted(
        self, area_id: int, dx: float, dy: float
    ) -> tuple[dict[int, Point], dict[int, Point]]:
        """Where an area with what lies in it, and who stands in it, come by a move."""
        areas = {i: self.items[i].place() for i in (area_id, *self.areas_in(area_id))}
        parts = {i: self._scene.parts[i].place() for i in self.parts_in(area_id)}
        return _by(areas, dx, dy), _by(parts, dx, dy)

    def at(self, point: Point) -> int | None:
        """The topmost area that covers a point."""
        return _top(item for item in self.items.values() if item.holds(point))

    def held_at(self, point: Point, reach: float) -> int | None:
        """The topmost area whose border or words are there."""
        return _top(item for item in self.items.values() if item.is_held_at(point, reach))

    def grip_at(self, point: Point, reach: float) -> Sides | None:
        """Which sides of the selected area are taken hold of there."""
        area = self._scene.selected_area
        if area not in self.items:
            return None
        grips = self.items[area].grips()
        sides, place = min(grips.items(), key=lambda grip: math.dist(grip[1], point))
        return sides if math.dist(place, point) <= reach else None

    def _spoil(self, box: Rect) -> None:
        self._scene.spoil(box.grown(BORDER))


def _by(places: dict[int, Point], dx: float, dy: float) -> dict[int, Point]:
    return {i: (x + dx, y + dy) for i, (x, y) in places.items()}


def _top(found: Iterable[AreaItem]) -> int | None:
    best = max(found, key=lambda item: item.zValue(), default=None)
    return None if best is None else best.area_id


def _box_of(card: AreaCard) -> Rect:
    return Rect(card.x, card.y, card.x + card.width, card.y + card.height)
