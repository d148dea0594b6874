"""A part or Self on the map: its glyph with what is in it, its words, and small marks beside it.

Shape, words and marks are Qt's own items; only an emoji or a picture inside is painted in Python.
"""

from __future__ import annotations

from functools import lru_cache

import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsSimpleTextItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from ifs_desktop.map import words
from ifs_desktop.map.geometry import Body, Point, Rect
from ifs_desktop.map.items import (
    RING,
    SELF_ID,
    WIDEST,
    Z_PART,
    Z_SELECTED,
    box_of,
    outline_of,
    path_of,
    present,
    reaches_of,
    size_of,
    wrapped,
)
from ifs_desktop.map.queries import Placed
from ifs_desktop.parts import rows
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import glyph, portrait, theme

THICKEST = 4.4  # a border grows with its glyph, to here
RESTS = 0.5  # how far the colours of who rests go towards the paper
WORDS_FADE = 0.6  # words fade less than the glyph: a name stays readable
ROUGH_WORDS = 64.0  # three lines are about so high
BADGE = 10.5  # radius of the circle around a number

Shown = tuple[PartCard, str, float, float, bool, int | None]


class PartItem(QGraphicsPathItem):
    """A part (or Self): glyph, name, a line below it, and a ring when selected.

    Words and marks are made when ``set_detailed`` first asks for them: far out nobody reads them.
    """

    def __init__(self, part_id: int, placement_id: int, *, detailed: bool = True) -> None:
        super().__init__()
        self.part_id = part_id
        self.placement_id = placement_id
        self.placed: Placed | None = None  # what was shown last
        self.role = self.name = self.body_place = ""
        self.size, self.fade = 1.0, 0.0
        self.pinned = False
        self.number: int | None = None
        self.selected = False
        self.detailed = detailed
        self._shown: Shown | None = None
        self._card = PartCard(part_id, "", glyph.SELF, None)
        self._texts: list[tuple[QGraphicsSimpleTextItem, str]] = []  # with the token of its colour
        self._marks: list[QGraphicsItem] = []
        self._rays: QGraphicsPathItem | None = None
        self._ring: QGraphicsPathItem | None = None
        self._words: Rect | None = None
        self._words_hidden = False
        self._rough: Rect | None = None
        self._at: Point = (0.0, 0.0)
        self._body: Body | None = None
        self._bare: Body | None = None
        self.setZValue(Z_PART)

    def card(self) -> PartCard:
        """Who is drawn."""
        return self._card

    def show_placed(self, placed: Placed) -> bool:
        """Take over what the journal says; whether anything but the place changed."""
        self.placement_id, self.placed = placed.id, placed
        p = placed
        return self._show((p.part, p.body, p.size, p.fade, p.pinned, p.number))

    def show_card(self, role: str, name: str, body: str, colour: str | None) -> bool:
        """Show a role and name; whether anything changed."""
        card = PartCard(self.part_id, name, role, colour, veiled=role == glyph.VEILED)
        return self._show((card, body, 1.0, 0.0, False, None))

    @property
    def portrait(self) -> int | None:
        """The number of its picture."""
        return self._card.portrait

    def put(self, x: float, y: float) -> None:
        """Stand there."""
        self._at = (x, y)
        self._body = self._bare = self._rough = None
        self.setPos(x, y)

    def place(self) -> Point:
        """Where the centre of the glyph is."""
        return self._at

    def covered(self) -> Body:
        """What the part covers on the map."""
        if self._body is None:
            x, y = self._at
            reaches = reaches_of(self.role, self.size)
            self._body = Body(self._at, (), self._words_at().moved(x, y), reaches)
        return self._body

    def bare(self) -> Body:
        """The same without its words: nothing has to be measured."""
        if self._bare is None:
            x, y = self._at
            here = Rect(x, y, x, y)
            self._bare = Body(self._at, (), here, reaches_of(self.role, self.size))
        return self._bare

    def rough(self) -> Rect:
        """A box that holds everything; the words are not measured for it."""
        if self._words is not None:
            return self.whole()
        if self._rough is None:
            x, y = self._at
            box = box_of(self.role, self.size)
            half = max(WIDEST / 2 + 4, box.right)
            self._rough = Rect(x - half, y + box.top, x + half, y + self._top() + ROUGH_WORDS)
        return self._rough

    def outline(self) -> tuple[Point, ...]:
        """The border of the glyph, in scene units."""
        x, y = self._at
        return tuple((px + x, py + y) for px, py in outline_of(self.role, self.size))

    def boxes(self) -> tuple[Rect, Rect]:
        """The boxes of glyph and words, in scene units."""
        x, y = self._at
        return (box_of(self.role, self.size).moved(x, y), self._words_at().moved(x, y))

    def whole(self) -> Rect:
        """One box around everything."""
        glyph_box, word_box = self.boxes()
        return glyph_box.united(word_box)

    def words_top(self) -> float:
        """How far below the centre the words begin."""
        return self._words_at().top

    def hide_words(self, hidden: bool) -> None:
        """Make room for typing the name in place."""
        self._words_hidden = hidden
        for text, _token in self._texts:
            text.setVisible(self.detailed and not hidden)

    def set_detailed(self, detailed: bool) -> None:
        """Show words and marks, or leave them out."""
        if detailed == self.detailed:
            return
        self.detailed = detailed
        if detailed and not self._texts:
            self._write()
            self.recolour()
        else:
            self.hide_words(self._words_hidden)
            self._mark()

    def select(self, selected: bool, *, strong: bool = True, ring: bool = True) -> None:
        """Wear the ring, in the accent colour or (``strong`` off: no focus) in a quiet one.

        Without ``ring`` somebody else draws it (see `ring_path`, `ring_pen`).
        """
        self.selected = selected
        self.setZValue(Z_SELECTED if selected else Z_PART)
        if not (selected and ring):
            if self._ring is not None:
                self._ring.setVisible(False)
            return
        if self._ring is None:
            self._ring = QGraphicsPathItem(self)
            self._ring.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
            self._ring.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresParentOpacity)
        self._ring.setPath(self.ring_path())
        self._ring.setPen(ring_pen(strong=strong))
        self._ring.setVisible(True)

    def handle_place(self) -> Point:
        """Where the link handle is: the middle of the ring's right edge."""
        return (self._at[0] + self._ring_rect().right(), self._at[1])

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        card, shade = self._card, theme.value(self.role if self.role != glyph.VEILED else "exile")
        paper = theme.value("background")
        pen, soft = dress(self.role, self.size, card.colour, card.resting, shade + paper)
        self.setPen(pen)
        self.setBrush(soft)
        if self._rays is not None:
            ray = QPen(pen.color(), pen.widthF() * 1.1)
            ray.setCapStyle(Qt.PenCapStyle.RoundCap)
            self._rays.setPen(ray)
        for text, token in self._texts:
            text.setBrush(theme.colour(token))
        self._mark()

    def ring_path(self) -> QPainterPath:
        """The ring of the selected, around 0,0."""
        path = QPainterPath()
        path.addRoundedRect(self._ring_rect(), 14, 14)
        return path

    def _show(self, shown: Shown) -> bool:
        before = self._shown
        if shown == before:
            return False
        self._shown = shown
        self._card, body, size, fade, self.pinned, self.number = shown
        self.role, self.name, self.body_place = self._card.shape, self._card.name, body
        self.size, self.fade = size, fade
        self._words = self._body = self._bare = self._rough = None
        self.setPath(path_of(self.role, self.size))
        if self.role == glyph.SELF and self._rays is None:
            self._rays = QGraphicsPathItem(glyph.rays(size_of(self.role)), self)
        if self.opacity() != 1 - fade:
            self.setOpacity(1 - fade)
        for text, _token in self._texts:
            shiboken6.delete(text)
        self._texts = []
        if self.detailed:
            self._write()
        self.recolour()
        if self._ring is not None and self._ring.isVisible():
            self._ring.setPath(self.ring_path())
        return True

    def _lines(self) -> list[str]:
        """Two lines for the name, and what stands below it."""
        type_ = present()
        name_lines = wrapped(self.name, type_.name, type_.name_measure)
        below = "" if self.part_id == SELF_ID else rows.role_line(self._card)
        if self.body_place and below:
            below = f"{below} · {words.isolated(' '.join(self.body_place.split()))}"
        if type_.line_measure.horizontalAdvance(below) > WIDEST:
            below = type_.line_measure.elidedText(below, Qt.TextElideMode.ElideRight, WIDEST)
        return [*[*name_lines, ""][:2], below]

    def _words_at(self) -> Rect:
        """The box of the words, around the glyph's centre."""
        if self._words is None:
            type_ = present()
            width, y = 0.0, self._top()
            measures = (type_.name_measure, type_.name_measure, type_.line_measure)
            for text, measure in zip(self._lines(), measures, strict=True):
                if text:
                    width = max(width, measure.horizontalAdvance(text))
                    y += measure.height()
            self._words = Rect(-width / 2 - 4, self._top() - 2, width / 2 + 4, y + 2)
        return self._words

    def _top(self) -> float:
        return box_of(self.role, self.size).bottom + RING + 4

    def _write(self) -> None:
        """Set the words as text items."""
        type_ = present()
        y, width = self._top(), 0.0
        name = "secondary" if self._card.resting else "ink"
        *named, below = self._lines()
        lines = [(text, type_.name, name) for text in named] + [(below, type_.line, "secondary")]
        for text, font, token in lines:
            if not text:
                continue
            item = QGraphicsSimpleTextItem(self)
            item.setFont(font)
            item.setText(text)
            if self.fade:
                item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresParentOpacity)
                item.setOpacity(1 - WORDS_FADE * self.fade)
            box = item.boundingRect()
            item.setPos(-box.width() / 2, y)
            y += box.height()
            width = max(width, box.width())
            self._texts.append((item, token))
        self._words = Rect(-width / 2 - 4, self._top() - 2, width / 2 + 4, y + 2)
        self._body = None
        if self._words_hidden:
            self.hide_words(True)

    def _mark(self) -> None:
        """What is drawn in and beside the glyph: emoji or picture, number, pin."""
        for mark in self._marks:
            shiboken6.delete(mark)
        self._marks = []
        if not self.detailed:
            return
        box = box_of(self.role, self.size)
        if not portrait.is_plain(self._card):
            self._marks.append(_Inside(self, self._card, size_of(self.role) * self.size))
        if self.number is not None:
            self._marks.append(_badge(self, QPointF(box.left + 3, box.top + 3), self.number))
        if self.pinned:
            self._marks.append(_pin(self, QPointF(box.right - 2, box.top + 2)))

    def _ring_rect(self) -> QRectF:
        box = box_of(self.role, self.size).grown(RING if self.role != glyph.SELF else 3)
        return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


@lru_cache(maxsize=512)
def dress(role: str, size: float, colour: str | None, resting: bool, _: str) -> tuple[QPen, QColor]:
    """Border and fill of a glyph in the present theme."""
    own = QColor(colour) if colour else None
    pen, soft = glyph.pen(role, size_of(role) * size, own), glyph.fill(role, own)
    if pen.widthF() > THICKEST:
        pattern = [dash * pen.widthF() / THICKEST for dash in pen.dashPattern()]
        pen.setWidthF(THICKEST)
        if pattern:
            pen.setDashPattern(pattern)
    if resting:
        paper = theme.colour("background")
        pen.setColor(theme.mix(pen.color(), paper, RESTS))
        soft = theme.mix(soft, paper, RESTS)
    return pen, soft


def ring_pen(*, strong: bool) -> QPen:
    """What the ring of the selected is drawn with."""
    soft = theme.mix(theme.colour("background"), theme.colour("accent"), 0.55)
    return QPen(theme.colour("accent") if strong else soft, 2.0)


class _Inside(QGraphicsItem):
    """The emoji or the picture within a glyph."""

    def __init__(self, parent: PartItem, card: PartCard, side: float) -> None:
        super().__init__(parent)
        self._card, self._side = card, side
        if card.resting:
            self.setOpacity(1 - RESTS)

    def boundingRect(self) -> QRectF:
        half = self._side / 2 + 3
        return QRectF(-half, -half, 2 * half, 2 * half)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        portrait.paint_inside(painter, self._side, self._card)


def _badge(parent: QGraphicsItem, at: QPointF, number: int) -> QGraphicsItem:
    """The number of a part in the chain of discovery, in a small circle."""
    text = QGraphicsSimpleTextItem(str(number))
    text.setFont(theme.font(11, bold=True))
    text.setBrush(theme.colour("secondary"))
    box = text.boundingRect()
    path = QPainterPath()
    half = max(BADGE, box.width() / 2 + 5)
    path.addRoundedRect(QRectF(-half, -BADGE, 2 * half, 2 * BADGE), BADGE, BADGE)
    badge = _mark(parent, path, at)
    text.setParentItem(badge)
    text.setPos(-box.width() / 2, -box.height() / 2)
    return badge


def _pin(parent: QGraphicsItem, at: QPointF) -> QGraphicsItem:
    """A small pin: tidying leaves this part where it stands."""
    path = QPainterPath()
    path.addEllipse(QPointF(0, -4), 4.2, 4.2)
    path.moveTo(0, 0.2)
    path.lineTo(0, 7)
    return _mark(parent, path, at)


def _mark(parent: QGraphicsItem, path: QPainterPath, at: QPointF) -> QGraphicsPathItem:
    mark = QGraphicsPathItem(path, parent)
    mark.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresParentOpacity)
    pen = QPen(theme.colour("secondary"), 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    mark.setPen(pen)
    mark.setBrush(theme.colour("raised"))
    mark.setPos(at)
    return mark
