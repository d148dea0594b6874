"""Shows a large map quickly: a picture of it is kept, and what moves is drawn over that.

Panning and zooming move and scale the picture at hand; a moment after the last input a sharp one
is drawn, tile by tile between events, and takes its place at once when it is whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Slot
from PySide6.QtGui import QBrush, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from ifs_desktop.map import land, seeing
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.paper import Plain
from ifs_desktop.map.part_item import PartItem, ring_pen
from ifs_desktop.map.sheet import Sheet
from ifs_desktop.ui import theme

if TYPE_CHECKING:
    from ifs_desktop.map.view import MapView

REST = 90  # ms after the last pan or zoom until a sharp picture is drawn
SLICE = 0.004  # s of drawing between two looks at the events
LIFTED = 60  # items that are drawn over the picture; of more, only outlines
OVERVIEW = 1024  # px of the whole map, for what the picture at hand does not reach


class Frame(QObject):
    """Paints a view as long as its scene is ``framed``."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._scene = view.map_scene
        self._base: Sheet | None = None
        self._next: Sheet | None = None
        self._overview: Sheet | None = None
        self._steps: Iterator[None] | None = None
        self._lifted: tuple[QGraphicsItem, ...] = ()
        self._outlined: tuple[PartItem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        self._scene.spoilt.connect(self._spoilt)
        self._scene.selection_changed.connect(self._selected)

    def forget(self) -> None:
        """Draw everything anew when it is next painted."""
        self._base = self._next = self._overview = self._steps = None
        self._timer.stop()

    def is_sharp(self) -> bool:
        """Whether nothing is left to be drawn."""
        return self._steps is None and not self._timer.isActive()

    def moved(self) -> None:
        """The view looks elsewhere: the picture follows, a sharp one comes when it rests."""
        self._next = self._steps = None
        self._timer.start(REST)
        self._view.show_frame()

    def lift(self, part_ids: Iterable[int]) -> None:
        """These are being moved: they are drawn over the picture, with their links."""
        scene = self._scene
        parts = [scene.parts[i] for i in part_ids if i in scene.parts]
        links = {i for part in parts for i in scene.ids_of(part.part_id)}
        if len(parts) + len(links) <= LIFTED:
            self._lift((*(scene.links[i] for i in sorted(links)), *parts))
            return
        self._outlined = tuple(parts)
        for item in (*parts, *(scene.links[i] for i in links)):
            item.setVisible(False)
        self._spoilt(None)

    def settle(self) -> None:
        """The move has ended."""
        for part in self._outlined:
            part.setVisible(True)
            for link_id in self._scene.ids_of(part.part_id):
                self._scene.links[link_id].setVisible(True)
        if self._outlined:
            self._spoilt(None)
        self._outlined = ()
        self._selected()

    def paint(self, painter: QPainter, region: QRegion) -> None:
        """Paint what the view shows."""
        turn = self._view.viewportTransform()
        if self._base is None:
            self._finish()
        base = self._base
        if base is None:
            return
        if base.turn == turn and base.size == self._view.viewport().size():
            for part in _rects(region):
                ratio = base.ratio
                source = QRectF(
                    part.x() * ratio, part.y() * ratio, part.width() * ratio, part.height() * ratio
                )
                painter.drawPixmap(QRectF(part), base.pixmap, source)
        else:
            self._paint_stand_in(painter, base, turn)
        self._paint_over(painter, base, turn)

    def _paint_stand_in(self, painter: QPainter, base: Sheet, turn: QTransform) -> None:
        """The picture at hand where it is now; what it does not reach, from the whole map."""
        whole = QRectF(self._view.viewport().rect())
        back, _ = base.turn.inverted()
        way = back * turn
        painter.save()
        if not way.mapRect(QRectF(0, 0, base.size.width(), base.size.height())).contains(whole):
            painter.fillRect(whole, theme.colour("background"))
            if self._overview is not None and self._overview is not base:
                out, _ = self._overview.turn.inverted()
                painter.setTransform(out * turn)
                painter.drawPixmap(0, 0, self._overview.pixmap)
        painter.setTransform(way)
        painter.drawPixmap(0, 0, base.pixmap)
        painter.restore()

    def _paint_over(self, painter: QPainter, base: Sheet, turn: QTransform) -> None:
        """What is not in the picture: what is lifted, the rings of the selected, the handle."""
        scene = self._scene
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        lifted = dict.fromkeys((*base.without, *self._lifted))
        for item in lifted:
            if item.scene() is scene and item.isVisible():
                _draw(painter, item, turn)
        painter.setTransform(turn)
        painter.setOpacity(1.0)
        if self._outlined:
            painter.setPen(ring_pen(strong=False))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRects([_outline(part) for part in self._outlined])
        painter.setPen(ring_pen(strong=scene.strong))
        painter.setBrush(QBrush())
        for part_id in scene.selected:
            part = scene.parts[part_id]
            painter.setTransform(QTransform.fromTranslate(*part.place()) * turn)
            painter.drawPath(part.ring_path())
        for item in scene.ghosts:
            if item.isVisible():
                _draw(painter, item, turn)
        painter.resetTransform()

    @Slot(object)
    def _spoilt(self, boxes: Iterable[Rect] | None) -> None:
        for sheet in (self._base, self._next, self._overview):
            if sheet is not None:
                sheet.spoil(boxes)
        self._soon()

    @Slot()
    def _selected(self) -> None:
        """Who is selected alone is lifted: a drag may follow."""
        if not self._scene.framed or self._outlined:
            return
        scene = self._scene
        chosen: tuple[QGraphicsItem, ...] = ()
        if len(scene.selected) == 1:
            part = scene.parts[scene.selected[0]]
            links = scene.links_of(part.part_id)
            if len(links) < LIFTED:
                chosen = (*links, part)
        elif scene.selected_link is not None:
            chosen = (scene.links[scene.selected_link],)
        self._lift(chosen)
        self._view.show_frame()

    def _lift(self, items: tuple[QGraphicsItem, ...]) -> None:
        if items == self._lifted:
            return
        changed = set(items) ^ set(self._lifted)
        self._lifted = items
        for item in changed:
            if isinstance(item, PartItem):
                self._scene.spoil(item.rough())
        links = [link for link in self._scene.links.values() if link in changed] if changed else []
        self._scene.spoil_links(link.link.id for link in links)

    def _soon(self) -> None:
        if not self._timer.isActive() or self._timer.interval() != REST:
            self._timer.start(0)

    @Slot()
    def _work(self) -> None:
        """Draw for a moment, and go on after the events that wait."""
        if not self._scene.framed or not self._view.isVisible():
            return
        until = time.perf_counter() + SLICE
        if self._steps is None:
            self._steps = self._draw_all()
        hidden = [i for i in (*self._scene.ghosts, *self._lifted) if i.isVisible()]
        for item in hidden:
            item.setVisible(False)
        done = False
        while not done and time.perf_counter() < until:
            done = next(self._steps, True) is True
        for item in hidden:
            item.setVisible(True)
        if done:
            self._steps = None
        else:
            self._timer.start(0)

    def _finish(self) -> None:
        """Draw the first picture at once."""
        hidden = [i for i in (*self._scene.ghosts, *self._lifted) if i.isVisible()]
        for item in hidden:
            item.setVisible(False)
        for _ in self._draw_base(sparing=True):
            pass
        for item in hidden:
            item.setVisible(True)
        self._soon()

    def _draw_all(self) -> Iterator[None]:
        yield from self._draw_base()
        yield from self._draw_overview()
        while not self._scene.spots.catch_up(40):
            yield

    def _draw_base(self, *, sparing: bool = False) -> Iterator[None]:
        view, scene = self._view, self._scene
        turn, size, ratio = (
            view.viewportTransform(),
            view.viewport().size(),
            view.devicePixelRatioF(),
        )
        seen = _rect(view.mapToScene(view.viewport().rect()).boundingRect())
        if not sparing:
            yield from seeing.write_seen(scene, seen, view.zoom())
        base = self._base
        if base is None:
            fresh = Sheet(size, ratio, turn)
        elif base.shows(turn, size, ratio):
            if not base.stale and base.without == self._lifted:
                return
            fresh = base.copied()
        else:
            shifted = base.shifted(turn) if (base.size, base.ratio) == (size, ratio) else None
            fresh = shifted or Sheet(size, ratio, turn)
        self._next = fresh
        while fresh.stale:
            if sparing:
                fresh.draw_whole(scene, view.paper)
            else:
                fresh.draw_one(scene, view.paper)
            yield
        fresh.without = self._lifted
        self._base, self._next = fresh, None
        view.show_frame()

    def _draw_overview(self) -> Iterator[None]:
        """The whole map, as large as it is kept for panning and zooming out."""
        if self._view.is_held():
            return
        content = self._scene.content()
        if self._base is not None and self._base.turn.mapRect(content).intersected(
            QRectF(0, 0, self._base.size.width(), self._base.size.height())
        ) == self._base.turn.mapRect(content):
            self._overview = self._base
            return
        overview = self._overview
        if overview is None or overview is self._base or not _holds(overview, content):
            scale = OVERVIEW / max(content.width(), content.height())
            turn = QTransform.fromScale(scale, scale)
            turn = QTransform.fromTranslate(-content.left(), -content.top()) * turn
            size = turn.mapRect(content).size().toSize()
            overview = Sheet(size, 1.0, turn)
        plain = Plain(land.sky() if self._view.is_calm() else None)
        while overview.stale:
            overview.draw_one(self._scene, plain)
            yield
        self._overview = overview


def _draw(painter: QPainter, item: QGraphicsItem, turn: QTransform) -> None:
    """Draw an item with all that belongs to it, as the scene would."""
    children = item.childItems()
    behind = QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent
    for child in children:
        if child.flags() & behind and child.isVisible():
            _draw(painter, child, turn)
    painter.setTransform(item.sceneTransform() * turn)
    painter.setOpacity(item.effectiveOpacity())
    option = QStyleOptionGraphicsItem()
    option.exposedRect = item.boundingRect()
    item.paint(painter, option, None)
    for child in children:
        if not child.flags() & behind and child.isVisible():
            _draw(painter, child, turn)


def _rects(region: QRegion) -> list[QRect]:
    found = list(region)
    return found if len(found) < 12 else [region.boundingRect()]


def _rect(box: QRectF) -> Rect:
    return Rect(box.left(), box.top(), box.right(), box.bottom())


def _outline(part: PartItem) -> QRectF:
    box = part.boxes()[0]
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def _holds(sheet: Sheet, content: QRectF) -> bool:
    whole = QRectF(0, 0, sheet.size.width(), sheet.size.height()).adjusted(-2, -2, 2, 2)
    return whole.contains(sheet.turn.mapRect(content))
