"""The scene of one map: its items are kept while the journal changes; it reports what was done.

A scene asks no store. ``show`` takes a Picture; ``moved`` tells once, on release, what was moved.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPen, QTextOption
from PySide6.QtWidgets import (
    QGraphicsEllipseItem,
    QGraphicsScene,
    QGraphicsTextItem,
)

from ifs_desktop.map import geometry
from ifs_desktop.map.edits import FARTHEST
from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.items import SELF_ID, Z_GHOST, LinkItem, PartItem
from ifs_desktop.map.queries import Link, Picture
from ifs_desktop.ui import glyph, theme

HINT_WIDTH = 300


class MapScene(QGraphicsScene):
    """Parts by part id (Self is SELF_ID), links by relation id."""

    moved = Signal(object)  # {part id: (x, y)}, once per gesture
    selection_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        edge = FARTHEST + 2000
        self.setSceneRect(-edge, -edge, 2 * edge, 2 * edge)
        self.parts: dict[int, PartItem] = {}
        self.links: dict[int, LinkItem] = {}
        self._links_of: dict[int, set[int]] = defaultdict(set)
        self._selected: tuple[int, ...] = ()
        self._selected_link: int | None = None
        self._strong = True
        self._add_self()
        self._handle = QGraphicsEllipseItem(-5.5, -5.5, 11, 11)
        self._handle.setZValue(Z_GHOST)
        self._handle.setVisible(False)
        self.addItem(self._handle)
        self.hint = self._add_hint()
        self.recolour()

    def show_picture(self, picture: Picture) -> None:
        """Bring the items to what the journal says; only what differs is touched."""
        touched: set[int] = set()
        wanted = {p.part.id: p for p in picture.placed}
        for part_id in [i for i in self.parts if i != SELF_ID and i not in wanted]:
            self.removeItem(self.parts.pop(part_id))
            touched.add(part_id)
        for part_id, placed in wanted.items():
            item = self.parts.get(part_id)
            if item is None:
                item = self.parts[part_id] = PartItem(part_id, placed.id)
                self.addItem(item)
            changed = item.show_placed(placed)
            if item.place() != (placed.x, placed.y):
                item.setPos(placed.x, placed.y)
                changed = True
            if changed:
                touched.add(part_id)
        if self.parts[SELF_ID].place() != picture.self_place:
            self.parts[SELF_ID].setPos(*picture.self_place)
            touched.add(SELF_ID)
        fresh = self._show_links({link.id: link for link in picture.links})
        self._place_hint(shown=not picture.placed)
        if touched or fresh:
            self.settle(touched, also=fresh)
        self._select_what_is_left()

    def settle(self, parts: Iterable[int], *, also: Iterable[int] = ()) -> None:
        """Lead the links of these parts anew, and those that run near them."""
        near = set(also)
        boxes = [self.parts[p].whole().grown(60) for p in parts if p in self.parts]
        for part_id in parts:
            near |= self._links_of[part_id]
        if SELF_ID in parts:
            near |= self.links.keys()  # lone links bow away from Self
        for link_id, item in self.links.items():
            box = geometry.bounds((item.route.start, item.route.control, item.route.end))
            if any(box.touches(other) for other in boxes):
                near.add(link_id)
        self._lead(near, carefully=True)

    def drag(self, places: dict[int, Point]) -> None:
        """Show parts elsewhere while they are being moved; only their own links follow."""
        for part_id, place in places.items():
            self.parts[part_id].setPos(*place)
        links: set[int] = set().union(*(self._links_of[p] for p in places)) if places else set()
        self._lead(links, carefully=False)
        if SELF_ID in places:
            self._place_hint(shown=self.hint.isVisible())
        self._place_handle()

    def drop(self, places: dict[int, Point]) -> None:
        """End a move: settle the links, and tell."""
        self.drag(places)
        self.settle(places)
        self.moved.emit(places)

    @property
    def selected(self) -> tuple[int, ...]:
        """The selected parts' ids, the one selected last at the end; Self is SELF_ID."""
        return self._selected

    @property
    def selected_link(self) -> int | None:
        """The selected relation's id."""
        return self._selected_link

    @property
    def current(self) -> int | None:
        """The part that keys act on: the one selected last."""
        return self._selected[-1] if self._selected else None

    def select(self, parts: Iterable[int] = (), *, link: int | None = None) -> None:
        """Select parts, or one link, and nothing else."""
        chosen = tuple(dict.fromkeys(p for p in parts if p in self.parts))
        link = link if link in self.links and not chosen else None
        if (chosen, link) == (self._selected, self._selected_link):
            return
        for part_id in self._selected:
            if part_id in self.parts and part_id not in chosen:
                self.parts[part_id].select(False)
        if self._selected_link in self.links and self._selected_link != link:
            self.links[self._selected_link].select(False)
        self._selected, self._selected_link = chosen, link
        self._show_selection()
        self.selection_changed.emit()

    def set_strong(self, strong: bool) -> None:
        """Whether the canvas has the focus: the ring then has the accent colour."""
        self._strong = strong
        self._show_selection()

    def hit(self, point: QPointF, reach: float) -> tuple[str, int] | None:
        """What is at a point: ("handle"|"part"|"link", id). ``reach`` is the slack around it."""
        at = (point.x(), point.y())
        if self._handle.isVisible() and self.current is not None:
            place = self.parts[self.current].handle_place()
            if math.dist(at, place) <= 9 + reach / 2:
                return ("handle", self.current)
        part = self.part_at(at, reach)
        if part is not None:
            return ("part", part)
        spot = Rect(at[0], at[1], at[0], at[1]).grown(reach)
        best: tuple[float, int] | None = None
        for link_id, item in self.links.items():
            route = item.route
            if item.words_box().grown(2).holds(at):
                return ("link", link_id)
            if not geometry.bounds((route.start, route.control, route.end)).touches(spot):
                continue
            off = geometry.distance(route, at)
            if off <= reach and (best is None or off < best[0]):
                best = (off, link_id)
        return ("link", best[1]) if best else None

    def part_at(self, at: Point, reach: float = 0.0) -> int | None:
        """The topmost part whose glyph or words are there."""
        found: tuple[float, int] | None = None
        for part_id, item in self.parts.items():
            x, y = item.place()
            if abs(x - at[0]) > 200 or abs(y - at[1]) > 200:
                continue
            glyph_box, word_box = item.boxes()
            there = glyph_box.grown(reach / 2).holds(at) or word_box.holds(at)
            if there and (found is None or item.zValue() >= found[0]):
                found = (item.zValue(), part_id)
        return found[1] if found else None

    def within(self, box: Rect) -> list[int]:
        """Parts whose glyph the box touches."""
        return [i for i, item in self.parts.items() if item.boxes()[0].touches(box)]

    def content(self) -> QRectF:
        """The box around everything that stands on the map."""
        whole: Rect | None = None
        for item in self.parts.values():
            whole = item.whole() if whole is None else whole.united(item.whole())
        for link in self.links.values():
            whole = link.words_box() if whole is None else whole.united(link.words_box())
        assert whole is not None  # Self is always there
        if self.hint.isVisible():
            box = self.hint.sceneBoundingRect()
            whole = whole.united(Rect(box.left(), box.top(), box.right(), box.bottom()))
        return QRectF(whole.left, whole.top, whole.right - whole.left, whole.bottom - whole.top)

    def order(self) -> list[int]:
        """All parts with Self in reading order."""
        return geometry.reading_order({i: item.place() for i, item in self.parts.items()})

    def links_of(self, part_id: int) -> list[LinkItem]:
        """The links a part has on this map."""
        return [self.links[i] for i in sorted(self._links_of[part_id]) if i in self.links]

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        for part in self.parts.values():
            part.recolour()
        for link in self.links.values():
            link.recolour()
        self._handle.setBrush(theme.colour("accent"))
        self._handle.setPen(QPen(theme.colour("background"), 2.0))
        self.hint.setDefaultTextColor(theme.colour("secondary"))
        self._show_selection()

    def set_handle_hidden(self, hidden: bool) -> None:
        """Take the link handle away while a name is typed over it."""
        if hidden:
            self._handle.setVisible(False)
        else:
            self._place_handle()

    def _add_self(self) -> None:
        item = PartItem(SELF_ID, 0)
        item.show_card(glyph.SELF, glyph.role_name(glyph.SELF), "", None)
        self.parts[SELF_ID] = item
        self.addItem(item)

    def _add_hint(self) -> QGraphicsTextItem:
        hint = QGraphicsTextItem()
        hint.setFont(theme.font(14))
        hint.setTextWidth(HINT_WIDTH)
        hint.document().setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignHCenter))
        hint.setPlainText(
            QCoreApplication.translate(
                "Map",
                "Who is here with you today? Drag a shape onto the map, double-click anywhere, "
                "or press N. A name is enough.",
            )
        )
        hint.setVisible(False)
        self.addItem(hint)
        return hint

    def _place_hint(self, *, shown: bool) -> None:
        self.hint.setVisible(shown)
        box = self.parts[SELF_ID].whole()
        middle = (box.left + box.right) / 2
        self.hint.setPos(middle - HINT_WIDTH / 2, box.bottom + 14)

    def _show_links(self, wanted: dict[int, Link]) -> set[int]:
        """Bring the links to what is wanted; the ids to lead anew."""
        fresh: set[int] = set()
        for link_id in [i for i in self.links if i not in wanted]:
            item = self.links.pop(link_id)
            self._forget(item.link)
            fresh |= self._siblings(item.link)
            self.removeItem(item)
        for link_id, link in wanted.items():
            known = self.links.get(link_id)
            if known is None:
                self.links[link_id] = LinkItem(link)
                self.addItem(self.links[link_id])
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

    def _lead(self, link_ids: Iterable[int], *, carefully: bool) -> None:
        """Route links; ``carefully`` also around other parts, and with words clear of lines."""
        ids = sorted(link_ids)
        boxes = {i: item.boxes() for i, item in self.parts.items()} if ids else {}
        away = self.parts[SELF_ID].place()
        for link_id in ids:
            item = self.links[link_id]
            link = item.link
            source, target = self.parts[link.source_id], self.parts[link.target_id]
            siblings = sorted(self._siblings(link))
            # Parallel links are counted from the lower part id, whichever way they run.
            low, high = sorted((source, target), key=lambda p: p.part_id)
            bend = geometry.bend_for(
                low.place(), high.place(), away, siblings.index(link_id), len(siblings)
            )
            if low is not source:
                bend = -bend
            ends = {link.source_id, link.target_id}
            others = [box for i, pair in boxes.items() if i not in ends for box in pair]
            item.lead(
                geometry.clear_route(
                    source.covered(),
                    target.covered(),
                    bend=bend,
                    obstacles=others if carefully else (),
                    bendable=len(siblings) == 1,
                )
            )
        all_boxes = [box for pair in boxes.values() for box in pair]
        for link_id in ids:
            self._place_words(self.links[link_id], all_boxes, carefully=carefully)

    def _place_words(self, item: LinkItem, boxes: list[Rect], *, carefully: bool) -> None:
        route = item.route
        width, height = item.words_size()
        area = geometry.bounds((route.start, route.control, route.end)).grown(width)
        near = [box for box in boxes if box.touches(area)]
        points: list[Point] = []
        if carefully:
            for other in self.links.values():
                if other is item:
                    continue
                near += [other.words_box()] if other.words_box().touches(area) else []
                path = other.route
                if geometry.bounds((path.start, path.control, path.end)).touches(area):
                    points += path.points(24)
        item.put_words(geometry.label_place(route, width, height, boxes=near, lines=points))

    def _select_what_is_left(self) -> None:
        left = tuple(p for p in self._selected if p in self.parts)
        link = self._selected_link if self._selected_link in self.links else None
        if (left, link) == (self._selected, self._selected_link):
            self._show_selection()
            return
        self._selected, self._selected_link = left, link
        self._show_selection()
        self.selection_changed.emit()

    def _show_selection(self) -> None:
        for part_id in self._selected:
            self.parts[part_id].select(True, strong=self._strong)
        if self._selected_link is not None and self._selected_link in self.links:
            self.links[self._selected_link].select(True)
        self._place_handle()

    def _place_handle(self) -> None:
        current = self.current
        shown = len(self._selected) == 1 and current != SELF_ID
        self._handle.setVisible(shown)
        if shown and current is not None:
            self._handle.setPos(*self.parts[current].handle_place())
