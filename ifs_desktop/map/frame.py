"""Shows a large map quickly: a picture of it is kept, and what moves is drawn over that.

Panning and zooming move and scale the picture at hand; a moment after the last input a sharp one
is drawn, tile by tile between events, and takes its place at once when it is whole.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRect, QRectF, QTimer, Slot
from PySide6.QtGui import QBrush, QPainter, QRegion, QTransform
from PySide6.QtWidgets import QGraphicsItem

from ifs_desktop.map import land, seeing, strokes
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.link_item import LinkItem
from ifs_desktop.map.paper import Plain
from ifs_desktop.map.part_item import PartItem, ring_pen
from ifs_desktop.map.sheet import Sheet
from ifs_desktop.ui import album, theme

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
        self._pictures: album.Album | None = None
        self._lifted: tuple[QGraphicsItem, ...] = ()
        self._outlined: tuple[PartItem, ...] = ()
        self._away: set[LinkItem] = set()  # the links of those
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
        self._away = {scene.links[i] for i in links}
        for item in (*parts, *self._away):
            item.setVisible(False)
        self._spoilt(None)

    def settle(self) -> None:
        """The move has ended."""
        for part in self._outlined:
            part.setVisible(True)
        for link in self._away:
            link.be_seen()
        self._away = set()
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
            if item.scene() is not scene:
                continue
            if item.isVisible():
                strokes.draw(painter, item, turn)
            elif isinstance(item, LinkItem) and not self._outlined:
                strokes.draw_line(painter, item, turn)
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
                strokes.draw(painter, item, turn)
        painter.resetTransform()

    @Slot(object)
    def _spoilt(self, boxes: Iterable[Rect] | None) -> None:
        for sheet in (self._base, self._next, self._overview):
            if sheet is not None:
                sheet.spoil(boxes)
        self._soon()
        self._view.show_frame()  # what is drawn over the picture may be elsewhere

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
        self._follow(album.current())
        until = time.perf_counter() + SLICE
        if self._steps is None:
            self._steps = self._draw_all()
        hidden = self._not_drawn()
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

    def _follow(self, pictures: album.Album | None) -> None:
        """Hear when pictures of parts come: they are read while the map is shown."""
        if pictures is not None and pictures is not self._pictures:
            self._pictures = pictures
            pictures.came.connect(self._pictures_came)

    @Slot(object)
    def _pictures_came(self, numbers: frozenset[int]) -> None:
        parts = self._scene.parts.values()
        self._spoilt([part.whole() for part in parts if part.portrait in numbers])

    def _finish(self) -> None:
        """Draw the first picture at once."""
        hidden = self._not_drawn()
        for item in hidden:
            item.setVisible(False)
        for _ in self._draw_base(at_once=True):
            pass
        for item in hidden:
            item.setVisible(True)
        self._soon()

    def _draw_all(self) -> Iterator[None]:
        view, scene = self._view, self._scene
        while not scene.spots.catch_up(40):
            yield
        yield from seeing.write_seen(scene, self._seen(), view.zoom())
        yield from self._draw_base()
        yield from seeing.lead_seen(scene, self._seen(), view.zoom())
        yield from self._draw_base()
        yield from self._draw_overview()

    def _not_drawn(self) -> list[QGraphicsItem]:
        """What the scene is not to draw: what is drawn over the picture or below its lines."""
        scene = self._scene
        below = [area for area in scene.areas.values() if scene.plain and not area.is_note]
        return [i for i in (*scene.ghosts, *self._lifted, *below) if i.isVisible()]

    def _left_out(self) -> set[LinkItem]:
        """Links that are drawn over the picture, or not at all for now."""
        return self._away | {item for item in self._lifted if isinstance(item, LinkItem)}

    def _seen(self) -> Rect:
        """The box of the scene that is in the view."""
        return _rect(self._view.mapToScene(self._view.viewport().rect()).boundingRect())

    def _draw_base(self, *, at_once: bool = False) -> Iterator[None]:
        view, scene = self._view, self._scene
        turn, size, ratio = (
            view.viewportTransform(),
            view.viewport().size(),
            view.devicePixelRatioF(),
        )
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
        if scene.plain and fresh.is_blank() and not at_once:
            yield from fresh.draw_layers(scene, view.paper, self._left_out())
        while fresh.stale:
            if at_once:
                fresh.draw_whole(scene, view.paper, self._left_out())
            else:
                fresh.draw_one(scene, view.paper, self._left_out())
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
        if self._scene.plain and overview.is_blank():
            yield from overview.draw_layers(self._scene, plain, self._left_out())
        while overview.stale:
            overview.draw_one(self._scene, plain, self._left_out())
            yield
        self._overview = overview


def _rects(region: QRegion) -> list[QRect]:
    return list(cast("Iterable[QRect]", region))  # it can be walked through, only untyped


def _rect(box: QRectF) -> Rect:
    return Rect(box.left(), box.top(), box.right(), box.bottom())


def _outline(part: PartItem) -> QRectF:
    box = part.boxes()[0]
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def _holds(sheet: Sheet, content: QRectF) -> bool:
    whole = QRectF(0, 0, sheet.size.width(), sheet.size.height()).adjusted(-2, -2, 2, 2)
    return whole.contains(sheet.turn.mapRect(content))
