"""What stands on the map: parts, Self and links, put together from Qt's own items.

No item paints in Python: a part is a path item with text items as children.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from ifs_desktop.map import lines, words
from ifs_desktop.map.geometry import Body, Point, Rect, Route, bounds
from ifs_desktop.map.queries import Link, Placed
from ifs_desktop.ui import glyph, theme

SELF_ID = 0  # Self stands among the parts on the map, but is none: no part has this id
SIZE = 70.0
WIDEST = 168.0
RING = 8.0  # between a glyph and the ring of the selected
Z_LINK, Z_PART, Z_SELECTED, Z_GHOST = 0.0, 10.0, 20.0, 30.0


def size_of(role: str) -> float:
    """How large a glyph stands on the map."""
    return {"self": 96.0, "not_sure": 60.0, "veiled": 60.0}.get(role, SIZE)


@lru_cache(maxsize=16)
def outline_of(role: str) -> tuple[Point, ...]:
    """The border of a role's glyph on the map, as a polygon around 0,0."""
    if role == glyph.SELF:
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), size_of(role) / 2, size_of(role) / 2)  # the rays' tips
    else:
        path = glyph.outline(role, size_of(role))
    points = [(p.x(), p.y()) for p in path.toFillPolygon().toList()]
    return tuple(points[:-1] if points[0] == points[-1] else points)


class PartItem(QGraphicsPathItem):
    """A part (or Self) on the map: glyph, name, a line below it, and a ring when selected."""

    def __init__(self, part_id: int, placement_id: int) -> None:
        super().__init__()
        self.part_id = part_id
        self.placement_id = placement_id
        self.role = ""
        self.name = ""
        self.body_place = ""
        self.selected = False
        self._colour: str | None = None
        self._texts = [QGraphicsSimpleTextItem(self) for _ in range(3)]
        self._rays: QGraphicsPathItem | None = None
        self._ring: QGraphicsPathItem | None = None
        self._words = Rect(0, 0, 0, 0)
        self.setZValue(Z_PART)

    def show_placed(self, placed: Placed) -> bool:
        """Take over what the journal says; whether the covered area changed in size."""
        self.placement_id = placed.id
        return self.show_card(placed.part.shape, placed.part.name, placed.body, placed.part.colour)

    def show_card(self, role: str, name: str, body: str, colour: str | None) -> bool:
        """Show a role and name; whether anything changed."""
        wanted = (role, name, body, colour)
        if wanted == (self.role, self.name, self.body_place, self._colour):
            return False
        self.role, self.name, self.body_place, self._colour = wanted
        self._lay_out()
        self.recolour()
        return True

    def place(self) -> Point:
        """Where the centre of the glyph is."""
        return (self.pos().x(), self.pos().y())

    def covered(self) -> Body:
        """What the part covers on the map."""
        x, y = self.place()
        outline = tuple((px + x, py + y) for px, py in outline_of(self.role))
        return Body((x, y), outline, self._words.moved(x, y))

    def boxes(self) -> tuple[Rect, Rect]:
        """The boxes of glyph and words, in scene units."""
        x, y = self.place()
        return (bounds(outline_of(self.role)).moved(x, y), self._words.moved(x, y))

    def whole(self) -> Rect:
        """One box around everything."""
        glyph_box, word_box = self.boxes()
        return glyph_box.united(word_box)

    def words_top(self) -> float:
        """How far below the centre the words begin."""
        return self._words.top

    def hide_words(self, hidden: bool) -> None:
        """Make room for typing the name in place."""
        for text in self._texts:
            text.setVisible(not hidden)

    def select(self, selected: bool, *, strong: bool = True) -> None:
        """Wear the ring, in the accent colour or (``strong`` off: no focus) in a quiet one."""
        self.selected = selected
        self.setZValue(Z_SELECTED if selected else Z_PART)
        if not selected:
            if self._ring is not None:
                self._ring.setVisible(False)
            return
        if self._ring is None:
            self._ring = QGraphicsPathItem(self)
            self._ring.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self._ring.setPath(self._ring_path())
        soft = theme.mix(theme.colour("background"), theme.colour("accent"), 0.55)
        self._ring.setPen(QPen(theme.colour("accent") if strong else soft, 2.0))
        self._ring.setVisible(True)

    def handle_place(self) -> Point:
        """Where the link handle is: the middle of the ring's right edge."""
        x, y = self.place()
        return (x + self._ring_rect().right(), y)

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        own = QColor(self._colour) if self._colour else None
        self.setPen(glyph.pen(self.role, size_of(self.role), own))
        self.setBrush(glyph.fill(self.role, own))
        if self._rays is not None:
            pen = QPen(self.pen().color(), self.pen().widthF() * 1.1)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._rays.setPen(pen)
        for text, token in zip(self._texts, ("ink", "ink", "secondary"), strict=True):
            text.setBrush(theme.colour(token))

    def _lay_out(self) -> None:
        size = size_of(self.role)
        self.setPath(glyph.outline(self.role, size))
        if self.role == glyph.SELF and self._rays is None:
            self._rays = QGraphicsPathItem(glyph.rays(size), self)
        bold, small = theme.font(13.5, bold=True), theme.font(12)
        name_lines = wrapped(self.name, bold)
        below = "" if self.role == glyph.SELF else glyph.role_name(self.role)
        if self.body_place and below:
            below = f"{below} · {words.isolated(' '.join(self.body_place.split()))}"
        metrics = QFontMetricsF(small)
        below = metrics.elidedText(below, Qt.TextElideMode.ElideRight, WIDEST)
        shown = [*[*name_lines, ""][:2], below]
        top = bounds(outline_of(self.role)).bottom + RING + 4
        y, width = top, 0.0
        for item, text, font in zip(self._texts, shown, (bold, bold, small), strict=True):
            item.setFont(font)
            item.setText(text)
            if text:
                box = item.boundingRect()
                item.setPos(-box.width() / 2, y)
                y += box.height()
                width = max(width, box.width())
        self._words = Rect(-width / 2 - 4, top - 2, width / 2 + 4, y + 2)
        if self.selected:
            self.select(True)

    def _ring_rect(self) -> QRectF:
        box = bounds(outline_of(self.role)).grown(RING if self.role != glyph.SELF else 3)
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)

    def _ring_path(self) -> QPainterPath:
        path = QPainterPath()
        path.addRoundedRect(self._ring_rect(), 14, 14)
        return path


class LinkItem(QGraphicsPathItem):
    """A link: its line, its marks, its words, and a soft band when selected."""

    def __init__(self, link: Link) -> None:
        super().__init__()
        self.link = link
        self.route = Route((0, 0), (0, 0), (0, 0))
        self.selected = False
        self._marks = QGraphicsPathItem(self)
        self._words = QGraphicsSimpleTextItem(self)
        self._band: QGraphicsPathItem | None = None
        self._box = Rect(0, 0, 0, 0)
        self.setZValue(Z_LINK)
        self.show_link(link)

    def show_link(self, link: Link) -> None:
        """Take over what the journal says."""
        self.link = link
        self._words.setFont(theme.font(12))
        self._words.setText(words.kind_name(link.kind))
        self.recolour()

    def words_size(self) -> tuple[float, float]:
        """Width and height of the words."""
        box = self._words.boundingRect()
        return (box.width() + 4, box.height())

    def words_box(self) -> Rect:
        """Where the words stand."""
        return self._box

    def lead(self, route: Route) -> None:
        """Run along a route."""
        self.route = route
        self.setPath(lines.line_path(route, self.link.kind))
        self._marks.setPath(lines.mark_path(route, self.link.kind))
        if self._band is not None:
            self._band.setPath(self.path())

    def put_words(self, box: Rect) -> None:
        """Set the words into a box found for them."""
        self._box = box
        self._words.setPos(box.left + 2, box.top)

    def select(self, selected: bool) -> None:
        """Wear the band, or not."""
        self.selected = selected
        if self._band is None:
            if not selected:
                return
            self._band = QGraphicsPathItem(self)
            self._band.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self._band.setPath(self.path())
        self._band.setVisible(selected)
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        kind = self.link.kind
        self.setPen(lines.line_pen(kind))
        self._marks.setPen(lines.mark_pen(kind))
        hollow = lines.STYLES[kind].closed
        self._marks.setBrush(
            QBrush(theme.colour("background")) if hollow else QBrush(Qt.BrushStyle.NoBrush)
        )
        self._words.setBrush(theme.colour("ink" if self.selected else "secondary"))
        if self._band is not None:
            soft = theme.mix(theme.colour("background"), theme.colour("accent"), 0.28)
            pen = QPen(soft, 11.0)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._band.setPen(pen)


def wrapped(text: str, font: QFont) -> list[str]:
    """``text`` on one or two lines of WIDEST, the second elided."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= WIDEST:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(WIDEST)
    layout.endLayout()
    # Qt counts UTF-16 units, Python counts characters.
    cut = len(text.encode("utf-16-le")[: line.textLength() * 2].decode("utf-16-le", "ignore"))
    first, rest = text[:cut].rstrip(), text[cut:].lstrip()
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, WIDEST)]
