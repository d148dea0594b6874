"""The straight links of a very large map, drawn as lines that are cut to what is drawn.

As items of the scene each would be stroked along its whole length for every tile it passes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from ifs_desktop.map import lines
from ifs_desktop.map.geometry import Point, Rect, unit
from ifs_desktop.map.link_item import SOFT, LinkItem

if TYPE_CHECKING:
    from ifs_desktop.map.scene import MapScene

ROOM = 6.0  # around what is drawn, for the width of lines
APART = 2.4  # the two lines of a double one, from the middle


def paint(
    painter: QPainter, scene: MapScene, seen: Rect, turn: QTransform, without: set[LinkItem]
) -> None:
    """Draw areas, and above them the straight links that run through a box of the scene."""
    below(painter, scene, seen, turn)
    above(painter, _through(scene, seen.grown(ROOM)), seen, turn, without)


def below(painter: QPainter, scene: MapScene, seen: Rect, turn: QTransform) -> None:
    """Draw the areas in a box of the scene."""
    painter.save()
    for area in sorted(scene.areas.values(), key=lambda item: item.zValue()):
        if not area.is_note and area.box().touches(seen):
            draw(painter, area, turn)
    painter.restore()


def above(
    painter: QPainter,
    links: Iterable[LinkItem],
    seen: Rect,
    turn: QTransform,
    without: set[LinkItem],
) -> None:
    """Draw those of the links that are straight, cut to a box of the scene."""
    painter.save()
    painter.setTransform(turn)
    cut: dict[str, list[QLineF]] = defaultdict(list)
    box = seen.grown(ROOM)
    for item in links:
        if not item.straight or item in without:
            continue
        if item.route.is_flat():
            _add(cut[item.link.kind], item, box)
        else:
            painter.setPen(lines.line_pen(item.link.kind, SOFT))
            painter.drawPath(item.line())
    for kind, found in sorted(cut.items()):
        painter.setPen(lines.line_pen(kind, SOFT))
        painter.drawLines(found)
    painter.restore()


def draw(painter: QPainter, item: QGraphicsItem, turn: QTransform) -> None:
    """Draw an item with all that belongs to it, as the scene would."""
    children = item.childItems()
    behind = QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent
    for child in children:
        if child.flags() & behind and child.isVisible():
            draw(painter, child, turn)
    painter.setTransform(item.sceneTransform() * turn)
    painter.setOpacity(item.effectiveOpacity())
    option = QStyleOptionGraphicsItem()
    option.exposedRect = item.boundingRect()
    item.paint(painter, option, None)
    for child in children:
        if not child.flags() & behind and child.isVisible():
            draw(painter, child, turn)


def draw_line(painter: QPainter, item: LinkItem, turn: QTransform) -> None:
    """Draw a straight link over the picture, with the band of a selected one."""
    painter.setOpacity(1.0)
    painter.setTransform(turn)
    if item.selected:
        painter.setPen(item.band_pen())
        painter.drawPath(item.line())
    painter.setPen(lines.line_pen(item.link.kind))
    painter.drawPath(item.line())


def _through(scene: MapScene, box: Rect) -> Iterable[LinkItem]:
    if scene.spots.is_current():
        return (scene.links[i] for i in scene.spots.links_near(box) if i in scene.links)
    return scene.links.values()


def _add(found: list[QLineF], item: LinkItem, box: Rect) -> None:
    """Add the piece of a link that lies in a box."""
    (ax, ay), (bx, by) = item.route.start, item.route.end
    near, far = 0.0, 1.0
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    inside = left < ax < right and left < bx < right and top < ay < bottom and top < by < bottom
    if inside and item.link.kind != "colluding":
        found.append(QLineF(ax, ay, bx, by))
        return
    for low, high, at, step in (
        (box.left, box.right, ax, bx - ax),
        (box.top, box.bottom, ay, by - ay),
    ):
        if abs(step) < 1e-9:
            if not low < at < high:
                return
            continue
        one, other = (low - at) / step, (high - at) / step
        near, far = max(near, min(one, other)), min(far, max(one, other))
    if near >= far:
        return
    style = lines.STYLES[item.link.kind]
    length = math.hypot(bx - ax, by - ay)
    if style.dashes and length:  # dashes go on where those of the next tile end
        period = sum(style.dashes) * style.width / length
        near = math.floor(near / period) * period
    start = (ax + (bx - ax) * near, ay + (by - ay) * near)
    end = (ax + (bx - ax) * far, ay + (by - ay) * far)
    if item.link.kind != "colluding":
        found.append(QLineF(*start, *end))
        return
    dx, dy = unit((bx - ax, by - ay))
    for by_much in (APART, -APART):
        found.append(_beside(start, end, (dy * by_much, -dx * by_much)))


def _beside(start: Point, end: Point, off: Point) -> QLineF:
    return QLineF(start[0] + off[0], start[1] + off[1], end[0] + off[0], end[1] + off[1])
