"""What lies on a map beside parts: a frame around some, a safe place, a note like paper."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QRadialGradient, QTextOption
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsTextItem

from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.items import Z_AREA, Z_GHOST, Z_NOTE
from ifs_desktop.map.queries import AreaCard
from ifs_desktop.ui import theme

LEAST = 40.0  # a side is never shorter
ROUND = {"group": 16.0, "safe": 44.0, "note": 4.0}
INSET = 12.0  # from the border to the words
EDGE = 7.0  # around the border, where it is taken hold of
GRIP = 4.5  # half of a grip's side
FOLD = 14.0  # the folded corner of a note

Box = tuple[float, float, float, float]  # left, top, width, height
Sides = tuple[int, int]  # which sides a grip moves: -1 left or top, 1 right or bottom, 0 none
GRIPS: tuple[Sides, ...] = ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0))


class AreaItem(QGraphicsPathItem):
    """A group, a safe place or a note. Its border and its words are what is taken hold of."""

    def __init__(self, area_id: int) -> None:
        super().__init__()
        self.area_id = area_id
        self.kind = "group"
        self.text = ""
        self.selected = False
        self._card: AreaCard | None = None
        self._box = Rect(0, 0, LEAST, LEAST)
        self._words = QGraphicsTextItem(self)
        self._words.document().setDocumentMargin(0)
        self._corner: QGraphicsPathItem | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)

    def show_card(self, card: AreaCard) -> bool:
        """Take over what the journal says; whether anything changed."""
        if card == self._card:
            return False
        self._card = card
        self.kind, self.text = card.kind, card.text
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._words.document().setDefaultTextOption(option)
        self._words.setFont(theme.font(13 if card.kind == "note" else 12.5, bold=not self.is_note))
        self._words.setPlainText(card.text)
        self.lie((card.x, card.y, card.width, card.height))
        return True

    @property
    def is_note(self) -> bool:
        """Whether it lies above links and is taken hold of anywhere."""
        return self.kind == "note"

    def box(self) -> Rect:
        """What it covers, in scene units."""
        return self._box

    def place(self) -> Point:
        """Its upper left corner."""
        return (self._box.left, self._box.top)

    def lie(self, box: Box) -> None:
        """Cover a box: left, top, width, height."""
        left, top, width, height = box
        width, height = max(LEAST, width), max(LEAST, height)
        self._box = Rect(left, top, left + width, top + height)
        self.setPos(left, top)
        self.setPath(self._outline(width, height))
        self._words.setTextWidth(max(LEAST, width - 2 * INSET))
        self._words.setPos(INSET, INSET * (0.7 if self.kind != "safe" else 1.1))
        # The smaller one of two lies on top.
        depth = min(0.9, width * height * 1e-8)
        self.setZValue((Z_NOTE if self.is_note else Z_AREA) - depth)
        self._fold(width)
        self.recolour()

    def holds(self, point: Point) -> bool:
        """Whether a point is inside."""
        return self._box.holds(point)

    def is_held_at(self, point: Point, reach: float) -> bool:
        """Whether a point is on the border or the words; of a note, anywhere."""
        if not self._box.grown(reach).holds(point):
            return False
        if self.is_note or not self._box.grown(-EDGE - reach / 2).holds(point):
            return True
        return bool(self.text) and self.said().holds(point)

    def said(self) -> Rect:
        """Where its words stand."""
        size = self._words.boundingRect()
        left, top = self._box.left + self._words.x(), self._box.top + self._words.y()
        width = min(size.width(), self._words.document().idealWidth()) if self.text else 0.0
        return Rect(left, top, left + width, top + size.height())

    def border(self) -> list[Point]:
        """Points along its border, close enough that no words slip between."""
        path = self.path()
        many = max(12, round(path.length() / 11))
        points = (path.pointAtPercent(n / many) for n in range(many))
        return [(self._box.left + p.x(), self._box.top + p.y()) for p in points]

    def select(self, selected: bool) -> None:
        """Have a stronger border, or not."""
        self.selected = selected
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        card = self._card
        own = QColor(card.colour) if card is not None and card.colour else None
        line, fill = _colours(self.kind, own)
        width = self._box.right - self._box.left
        height = self._box.bottom - self._box.top
        pen = QPen(theme.colour("accent") if self.selected else line, 1.6)
        self.setBrush(fill)
        if self.kind == "safe":
            # Soft: the light is in its middle, and its border is only hinted at.
            glow = QRadialGradient(QPointF(width / 2, height / 2), max(width, height) * 0.62)
            glow.setColorAt(0, theme.mix(fill, theme.colour("raised"), 0.25))
            glow.setColorAt(1, fill)
            self.setBrush(QBrush(glow))
            if not self.selected:
                pen.setDashPattern([4.0, 3.0])
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self.setPen(pen)
        self._words.setDefaultTextColor(theme.colour("ink" if self.is_note else "secondary"))
        if self._corner is not None:
            self._corner.setPen(QPen(pen.color(), 1.2))
            self._corner.setBrush(theme.mix(fill, line, 0.35))

    def grips(self) -> dict[Sides, Point]:
        """Where its sides and corners are taken hold of to change its size."""
        b = self._box
        x = {-1: b.left, 0: (b.left + b.right) / 2, 1: b.right}
        y = {-1: b.top, 0: (b.top + b.bottom) / 2, 1: b.bottom}
        return {sides: (x[sides[0]], y[sides[1]]) for sides in GRIPS}

    def _outline(self, width: float, height: float) -> QPainterPath:
        path = QPainterPath()
        if not self.is_note:
            side = min(ROUND[self.kind], width / 2, height / 2)
            path.addRoundedRect(QRectF(0, 0, width, height), side, side)
            return path
        path.moveTo(0, 0)
        for x, y in ((width - FOLD, 0), (width, FOLD), (width, height), (0, height)):
            path.lineTo(x, y)
        path.closeSubpath()
        return path

    def _fold(self, width: float) -> None:
        """The corner of a note is turned over."""
        if not self.is_note:
            if self._corner is not None:
                shiboken6.delete(self._corner)
                self._corner = None
            return
        path = QPainterPath(QPointF(width - FOLD, 0))
        path.lineTo(width - FOLD, FOLD)
        path.lineTo(width, FOLD)
        path.closeSubpath()
        if self._corner is None:
            self._corner = QGraphicsPathItem(self)
        self._corner.setPath(path)


class Grips(QGraphicsPathItem):
    """The grips of the selected area, drawn above everything."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(Z_GHOST)
        self.setVisible(False)

    def show_around(self, item: AreaItem | None, scale: float) -> None:
        """Stand around an area, as large as fits a view of this scale; None: nowhere."""
        self.setVisible(item is not None)
        if item is None:
            return
        half = GRIP / scale
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for x, y in item.grips().values():
            path.addRoundedRect(QRectF(x - half, y - half, 2 * half, 2 * half), half / 2, half / 2)
        self.setPath(path)
        self.setBrush(theme.colour("raised"))
        self.setPen(QPen(theme.colour("accent"), 1.5 / scale))


def pulled(box: Box, sides: Sides, dx: float, dy: float) -> Box:
    """The box with one of its grips moved by so much; no side gets shorter than LEAST."""
    left, top, width, height = box
    right, bottom = left + width, top + height
    if sides[0] < 0:
        left = min(left + dx, right - LEAST)
    elif sides[0] > 0:
        right = max(right + dx, left + LEAST)
    if sides[1] < 0:
        top = min(top + dy, bottom - LEAST)
    elif sides[1] > 0:
        bottom = max(bottom + dy, top + LEAST)
    return (left, top, right - left, bottom - top)


def _colours(kind: str, own: QColor | None) -> tuple[QColor, QColor]:
    """(border, fill), let through a little so that the paper is seen below."""
    paper = theme.colour("background")
    if own is not None:
        strength = 0.30 if kind == "note" else 0.16
        return theme.mix(paper, own, 0.7), theme.mix(paper, own, strength)
    if kind == "safe":
        return theme.mix(paper, theme.colour("good"), 0.6), theme.colour("good_soft")
    if kind == "note":
        warm = theme.mix(theme.colour("raised"), theme.colour("self_soft"), 0.7)
        return theme.colour("edge"), warm
    return theme.mix(theme.colour("edge"), theme.colour("secondary"), 0.35), theme.mix(
        paper, theme.colour("surface"), 0.6
    )
