"""The scene of one map: its items are kept while the journal changes; it reports what was done.

A scene asks no store. ``show_picture`` takes a Picture; ``moved`` tells once, on release, what was
moved.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsScene,
)

from ifs_desktop.map import leading, sheet
from ifs_desktop.map.area_item import AreaItem
from ifs_desktop.map.care import Care
from ifs_desktop.map.edits import FARTHEST
from ifs_desktop.map.geometry import Point, Rect, reading_order
from ifs_desktop.map.hint import Hint
from ifs_desktop.map.items import SELF_ID, Z_GHOST
from ifs_desktop.map.link_item import NOWHERE, LinkItem
from ifs_desktop.map.lying import Lying
from ifs_desktop.map.part_item import PartItem
from ifs_desktop.map.queries import Link, Picture
from ifs_desktop.map.spots import Spots
from ifs_desktop.ui import glyph, theme

FRAMED = 150  # parts and links; from here on a view shows a picture of the scene
SPOILT_ONE_BY_ONE = 120  # links; if more look different, everything is drawn anew
LINE_ROOM = 14.0  # around a line, for its marks
PARTS_DETAILED = 200  # on a map with more, words are only written where they are seen


class MapScene(QGraphicsScene):
    """Parts by part id (Self is SELF_ID), links by relation id, areas by theirs."""

    moved = Signal(object)  # {part id: (x, y)}, once per gesture
    # {area id: (x, y)}, once per gesture. ``lying.carried`` has the places of the parts that a
    # frame took along, for the same edit: ``moved`` does not tell them.
    area_moved = Signal(object)
    area_resized = Signal(int, object)  # area id, (left, top, width, height)
    area_edit_requested = Signal(int)  # double click on its words or border, or F2
    selection_changed = Signal()
    spoilt = Signal(object)  # boxes that look different, or None for everything
    framed_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        edge = FARTHEST + 2000
        self.setSceneRect(-edge, -edge, 2 * edge, 2 * edge)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.parts: dict[int, PartItem] = {}
        self.links: dict[int, LinkItem] = {}
        self.ghosts: list[QGraphicsItem] = []  # drawn anew at each frame
        self.spots, self.care = Spots(self), Care(self)
        self.plain = False  # too many links to lead them with care
        self.sparing = False  # words are only written where they are seen
        self.framed = False
        self.lines_apart = False  # whether its view draws straight links itself
        self.written: set[int] = set()  # parts whose words are written, on a sparing map
        self._shown_links: tuple[Link, ...] = ()
        self._links_of: dict[int, set[int]] = defaultdict(set)
        self._selected: tuple[int, ...] = ()
        self._selected_link: int | None = None
        self._selected_area: int | None = None
        self.strong = True
        self._add_self()
        self._handle = QGraphicsEllipseItem(-5.5, -5.5, 11, 11)
        self._handle.setZValue(Z_GHOST)
        self._handle.setVisible(False)
        self.addItem(self._handle)
        self.lying = Lying(self)
        self.hint = Hint()
        self.addItem(self.hint)
        self.recolour()

    def show_picture(self, picture: Picture, *, moving: bool = False) -> None:
        """Bring the items to what the journal says; only what differs is touched.

        With ``moving`` the next picture follows at once: links are led quickly, not with care.
        """
        self.care.hold()
        other = self._show_size(len(picture.placed), len(picture.links))
        touched: set[int] = set()
        spoilt: list[Rect] = []
        wanted = {p.part.id: p for p in picture.placed}
        for part_id in [i for i in self.parts if i != SELF_ID and i not in wanted]:
            spoilt.append(self.parts[part_id].rough())
            self.spots.take_part(part_id)
            self.removeItem(self.parts.pop(part_id))
            touched.add(part_id)
        for part_id, placed in wanted.items():
            item = self.parts.get(part_id)
            if item is None:
                item = PartItem(part_id, placed.id, detailed=not self.sparing)
                item.show_placed(placed)
                self._stand(item, (placed.x, placed.y))
                self.parts[part_id] = item
                self.addItem(item)
                touched.add(part_id)
                continue
            if item.placed is placed and item.place() == (placed.x, placed.y):
                continue
            before = item.rough()
            changed = item.show_placed(placed)
            if changed or item.place() != (placed.x, placed.y):
                spoilt.append(before)
                self._stand(item, (placed.x, placed.y))
                touched.add(part_id)
        if self.parts[SELF_ID].place() != picture.self_place:
            spoilt.append(self.parts[SELF_ID].rough())
            self._stand(self.parts[SELF_ID], picture.self_place)
            touched.add(SELF_ID)
        if self.framed and spoilt:
            self.spoilt.emit(spoilt)
        fresh = self._show_links(picture.links)
        changed = self.lying.show(picture.areas)  # words keep clear of names and borders
        if other or (changed and not self.plain):
            fresh = set(self.links)
        self.hint.setVisible(not (picture.placed or picture.areas))
        self.hint.stand_below(self.parts[SELF_ID].whole())
        if moving:
            leading.quickly(self, fresh.union(*(self._links_of[part] for part in touched)))
        elif touched or fresh:
            self.settle(touched, also=fresh)
        self._select_what_is_left()

    def settle(self, parts: Iterable[int], *, also: Iterable[int] = ()) -> None:
        """Lead the links of these parts anew, and those that run near them."""
        near = leading.near(self, parts) | set(also)
        if self.framed:
            self.spoilt.emit([self.parts[p].rough() for p in parts if p in self.parts])
        self.spoil_links(near)
        self.care.lead(near)
        self.spoil_links(near)

    def drag(self, places: Mapping[int, Point]) -> None:
        """Show parts elsewhere while they are being moved; only their own links follow."""
        self.care.finish()
        for part_id, place in places.items():
            self._stand(self.parts[part_id], place)
        links = set().union(*(self._links_of[p] for p in places)) if places else set()
        if len(links) <= leading.MOST:  # more are led when the move has ended
            leading.quickly(self, links)
        if SELF_ID in places:
            self.hint.stand_below(self.parts[SELF_ID].whole())
        self._place_handle()

    def drop(self, places: Mapping[int, Point]) -> None:
        """End a move: settle the links, and tell."""
        self.drag(places)
        self.settle(places)
        self.moved.emit(dict(places))

    def drop_areas(self, places: Mapping[int, Point], parts: Mapping[int, Point]) -> None:
        """End a move of areas and of the parts they took along: settle, and tell once."""
        self.lying.drag(places)
        if parts:
            self.drag(parts)
            self.settle(parts)
        self.lying.carried = dict(parts)
        self.area_moved.emit(dict(places))
        self.lying.carried = {}

    def spoil_links(self, ids: Iterable[int]) -> None:
        """Tell that links look different, or run elsewhere."""
        chosen = [i for i in ids if i in self.links]
        for link_id in chosen:
            self.spots.put_link(link_id)
        if not self.framed:
            return
        if len(chosen) > SPOILT_ONE_BY_ONE:
            self.spoilt.emit(None)
            return
        boxes: list[Rect] = []
        for link_id in chosen:
            item = self.links[link_id]
            boxes += sheet.pieces(item.route, self.lying.scale, LINE_ROOM)
            if item.words_box() is not NOWHERE:
                boxes.append(item.words_box())
        self.spoilt.emit(boxes)

    @property
    def areas(self) -> dict[int, AreaItem]:
        """Areas by their ids."""
        return self.lying.items

    @property
    def selected(self) -> tuple[int, ...]:
        """The selected parts' ids, the one selected last at the end; Self is SELF_ID."""
        return self._selected

    @property
    def selected_link(self) -> int | None:
        """The selected relation's id."""
        return self._selected_link

    @property
    def selected_area(self) -> int | None:
        """The selected area's id."""
        return self._selected_area

    @property
    def current(self) -> int | None:
        """The part that keys act on: the one selected last."""
        return self._selected[-1] if self._selected else None

    def select(
        self, parts: Iterable[int] = (), *, link: int | None = None, area: int | None = None
    ) -> None:
        """Select parts, or one link, or one area, and nothing else."""
        chosen = tuple(dict.fromkeys(p for p in parts if p in self.parts))
        link = link if link in self.links and not chosen else None
        area = area if area in self.areas and not chosen and link is None else None
        if (chosen, link, area) == (self._selected, self._selected_link, self._selected_area):
            return
        gone = set(self._selected) - set(chosen)
        for part_id in gone & self.parts.keys():
            self.parts[part_id].select(False)
        if self._selected_link in self.links and self._selected_link != link:
            self.links[self._selected_link].select(False)
            self.spoil_links((self._selected_link,))
        if self._selected_area != area:
            self.lying.mark(self._selected_area, selected=False)
        self._selected, self._selected_link, self._selected_area = chosen, link, area
        self._show_selection()
        self.selection_changed.emit()

    def spoil(self, box: Rect | None) -> None:
        """Tell that a box looks different; None: everything does."""
        if self.framed:
            self.spoilt.emit(None if box is None else (box,))

    def set_strong(self, strong: bool) -> None:
        """Whether the canvas has the focus: the ring then has the accent colour."""
        self.strong = strong
        self._show_selection()

    def hit(self, point: QPointF, reach: float) -> tuple[str, int] | None:
        """What is at a point: ("handle"|"grip"|"part"|"link"|"area", id), with slack around it.

        A safe place or a frame is there by its border and its words, or anywhere while selected.
        """
        at = (point.x(), point.y())
        if self._handle.isVisible() and self.current is not None:
            place = self.parts[self.current].handle_place()
            if math.dist(at, place) <= 9 + reach / 2:
                return ("handle", self.current)
        if self._selected_area is not None and self.lying.grip_at(at, reach) is not None:
            return ("grip", self._selected_area)
        part = self.part_at(at, reach)
        if part is not None:
            return ("part", part)
        area = self.lying.held_at(at, reach)
        if area is not None and self.areas[area].is_note:
            return ("area", area)
        link = self.spots.link_at(at, reach)
        if link is not None:
            return ("link", link)
        if area is None and self._selected_area is not None:
            area = self._selected_area if self.areas[self._selected_area].holds(at) else None
        return ("area", area) if area is not None else None

    def part_at(self, at: Point, reach: float = 0.0) -> int | None:
        """The topmost part whose glyph or words are there."""
        return self.spots.part_at(at, reach)

    def within(self, box: Rect) -> list[int]:
        """Parts whose glyph the box touches."""
        near = self.spots.parts_near(box)
        return [i for i in near if self.parts[i].boxes()[0].touches(box)]

    def content(self) -> QRectF:
        """The box around everything that stands on the map."""
        parts = self.parts.values()
        boxes = self.spots.part_boxes() if self.sparing else [part.whole() for part in parts]
        if not self.plain:
            boxes += [link.words_box() for link in self.links.values() if not link.straight]
        boxes += [area.box() for area in self.areas.values()]
        if self.hint.isVisible():
            hint = self.hint.sceneBoundingRect()
            boxes.append(Rect(hint.left(), hint.top(), hint.right(), hint.bottom()))
        left, top = min(b.left for b in boxes), min(b.top for b in boxes)
        right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
        return QRectF(left, top, right - left, bottom - top)

    def order(self) -> list[int]:
        """All parts with Self in reading order."""
        return reading_order({i: item.place() for i, item in self.parts.items()})

    def links_of(self, part_id: int) -> list[LinkItem]:
        """The links a part has on this map."""
        return [self.links[i] for i in sorted(self._links_of[part_id]) if i in self.links]

    def ids_of(self, part_id: int) -> set[int]:
        """The ids of those."""
        return self._links_of[part_id]

    def siblings(self, link: Link) -> list[int]:
        """The links between the same two parts, in their order."""
        return sorted(self._siblings(link))

    def is_alone(self, link: Link) -> bool:
        """Whether it is the only one between its two parts."""
        return len(self._siblings(link)) == 1

    def addItem(self, item: QGraphicsItem) -> None:
        super().addItem(item)
        if item.zValue() >= Z_GHOST:
            self.ghosts.append(item)

    def removeItem(self, item: QGraphicsItem) -> None:
        super().removeItem(item)
        if item in self.ghosts:
            self.ghosts.remove(item)

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        for part in self.parts.values():
            part.recolour()
        for link in self.links.values():
            link.recolour()
        self.lying.recolour()
        self._handle.setBrush(theme.colour("accent"))
        self._handle.setPen(QPen(theme.colour("background"), 2.0))
        self.hint.recolour()
        self._show_selection()
        self.spoil(None)

    def set_handle_hidden(self, hidden: bool) -> None:
        """Take the link handle away while a name is typed over it."""
        if hidden:
            self._handle.setVisible(False)
        else:
            self._place_handle()

    def _add_self(self) -> None:
        item = PartItem(SELF_ID, 0)
        item.show_card(glyph.SELF, glyph.role_name(glyph.SELF), "", None)
        self._stand(item, (0.0, 0.0))
        self.parts[SELF_ID] = item
        self.addItem(item)

    def _show_size(self, parts: int, links: int) -> bool:
        """How a map of this size is shown; whether all links are led otherwise than before."""
        plain = links > leading.MOST
        other, self.plain = plain != self.plain, plain
        self.sparing = plain or parts > PARTS_DETAILED
        if not self.sparing:
            for part in self.parts.values():
                part.set_detailed(True)
            for link in self.links.values():
                link.set_detailed(True)
        framed = parts + links > FRAMED
        if framed != self.framed:
            self.framed = framed
            self._show_selection()
            self.framed_changed.emit()
        return other

    def _stand(self, item: PartItem, place: Point) -> None:
        item.put(*place)
        self.spots.put_part(item)

    def _show_links(self, links: tuple[Link, ...]) -> set[int]:
        """Bring the links to what is wanted; the ids to lead anew."""
        if links is self._shown_links:
            return set()
        self._shown_links = links
        wanted = {link.id: link for link in links}
        fresh: set[int] = set()
        gone = [i for i in self.links if i not in wanted]
        self.spoil_links(gone)
        for link_id in gone:
            item = self.links.pop(link_id)
            self._forget(item.link)
            self.spots.take_link(link_id)
            fresh |= self._siblings(item.link)
            self.removeItem(item)
        for link_id, link in wanted.items():
            known = self.links.get(link_id)
            if known is None:
                item = LinkItem(
                    link,
                    detailed=not self.sparing,
                    apart=self.lines_apart,
                    straight=self.plain,
                )
                self.links[link_id] = item
                self.addItem(item)
            elif known.link == link:
                continue
            else:
                self._forget(known.link)
                fresh |= self._siblings(known.link)
                known.show_link(link)
            self._links_of[link.source_id].add(link_id)
            self._links_of[link.target_id].add(link_id)
            fresh |= self._siblings(link) | {link_id}
        return fresh & self.links.keys()

    def _forget(self, link: Link) -> None:
        self._links_of[link.source_id].discard(link.id)
        self._links_of[link.target_id].discard(link.id)

    def _siblings(self, link: Link) -> set[int]:
        return self._links_of[link.source_id] & self._links_of[link.target_id]

    def _select_what_is_left(self) -> None:
        left = tuple(p for p in self._selected if p in self.parts)
        link = self._selected_link if self._selected_link in self.links else None
        area = self._selected_area if self._selected_area in self.areas else None
        same = (left, link, area) == (self._selected, self._selected_link, self._selected_area)
        self._selected, self._selected_link, self._selected_area = left, link, area
        self._show_selection()
        if not same:
            self.selection_changed.emit()

    def _show_selection(self) -> None:
        for part_id in self._selected:
            self.parts[part_id].select(True, strong=self.strong, ring=not self.framed)
        if self._selected_link is not None and self._selected_link in self.links:
            self.links[self._selected_link].select(True)
        self.lying.mark(self._selected_area, selected=True)
        self._place_handle()
        self.lying.place_grips()

    def _place_handle(self) -> None:
        current = self.current
        shown = len(self._selected) == 1 and current != SELF_ID
        self._handle.setVisible(shown)
        if shown and current is not None:
            self._handle.setPos(*self.parts[current].handle_place())
