"""A link on the map: its line, its marks, its words, and a soft band when selected."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsSimpleTextItem

from ifs_desktop.map import geometry, lines, words
from ifs_desktop.map.geometry import Point, Rect, Route
from ifs_desktop.map.items import present
from ifs_desktop.map.queries import Link
from ifs_desktop.ui import theme

SOFT = 0.4  # among very many, lines are quieter than who they lead to
NOWHERE = Rect(0, 0, 0, 0)


class LinkItem(QGraphicsPathItem):
    """Runs along a route, in the layer between areas and notes, at 0.

    Words and marks are made when they are first shown.
    """

    def __init__(
        self, link: Link, *, detailed: bool = True, apart: bool = False, straight: bool = False
    ) -> None:
        super().__init__()
        self._apart = apart  # whether somebody else draws it while it is straight
        self.link = link
        self.route = Route((0, 0), (0, 0), (0, 0))
        self.selected = False
        self.detailed = detailed
        self.straight = straight
        self._marks: QGraphicsPathItem | None = None
        self._seal: QGraphicsPathItem | None = None
        self._words: QGraphicsSimpleTextItem | None = None
        self._band: QGraphicsPathItem | None = None
        self._box = NOWHERE
        self._clear = True  # whether there was room for the words
        self._area: Rect | None = None
        self._points: tuple[Point, ...] | None = None
        if straight and apart:  # thousands come like this
            self.setVisible(False)
        else:
            self.recolour()

    def show_link(self, link: Link) -> None:
        """Take over what the journal says."""
        self.link = link
        for part in (self._marks, self._seal, self._words):
            if part is not None:
                shiboken6.delete(part)
        self._marks = self._seal = self._words = None
        self.recolour()

    def words_size(self) -> tuple[float, float]:
        """Width and height of the words."""
        box = self._written().boundingRect()
        return (box.width() + 4, box.height())

    def words_box(self) -> Rect:
        """Where the words stand."""
        return self._box

    def marks_reach(self) -> float:
        """How far the marks at its middle reach to either side."""
        tension = lines.tension_reach(self.link.kind, self.link.tension)
        return max(tension, lines.SEAL if self.link.agreement else 0.0)

    def marks_boxes(self) -> list[Rect]:
        """What the marks beside its ends cover."""
        tension = lines.tension_reach(self.link.kind, self.link.tension)
        marks = [(0.5, tension * 2, tension)] if tension else []
        marks += [(lines.SEAL_AT, lines.SEAL, lines.SEAL)] if self.link.agreement else []
        at = [(*self.route.at(t), wide, high) for t, wide, high in marks]
        return [Rect(x - wide, y - high, x + wide, y + high) for x, y, wide, high in at]

    def words_are_shown(self) -> bool:
        """Whether its words are to be read."""
        return self._words is not None and self._words.isVisible()

    def area(self) -> Rect:
        """The box around the line."""
        if self._area is None:
            route = self.route
            self._area = geometry.bounds((route.start, route.control, route.end))
        return self._area

    def points(self) -> tuple[Point, ...]:
        """Points along the line, close enough that no words slip between."""
        if self._points is None:
            route = self.route
            length = abs(route.end[0] - route.start[0]) + abs(route.end[1] - route.start[1])
            self._points = route.points(min(80, max(12, round(length / 11))))
        return self._points

    def distance(self, point: Point) -> float:
        """How far a point is from the line."""
        route = self.route
        if route.is_flat():
            return geometry.to_piece(point, route.start, route.end)
        return geometry.distance(route, point)

    def lead(self, route: Route, *, straight: bool = False, bare: bool = False) -> None:
        """Run along a route; a ``straight`` one is for far out and has no words.

        A ``bare`` one has no words and no marks yet: it is led anew in a moment.
        """
        self.route = route
        self._area = self._points = None
        if straight != self.straight:
            self.straight = straight
            self.setPen(lines.line_pen(self.link.kind, SOFT if straight else 0.0))
            self.be_seen()
        if not (straight and self._apart):
            self.setPath(self.line())
        if straight:
            self._box = NOWHERE
            self.set_detailed(False)
        if bare:
            self._box, self._clear = NOWHERE, False
            self._show_words()
            self._show_marks(False)
        elif self.detailed or self._marks is not None:
            self._mark()
            self._show_marks(self.detailed)
        if self._band is not None:
            self._band.setPath(self.line())

    def line(self) -> QPainterPath:
        """What is stroked."""
        return lines.line_path(self.route, self.link.kind)

    def be_seen(self) -> None:
        """Be drawn by the scene again, unless somebody else draws it."""
        self.setVisible(not (self.straight and self._apart))

    def put_words(self, box: Rect, *, clear: bool = True) -> None:
        """Set the words into a box found for them; if that is not ``clear``, for when selected."""
        self._box = box if clear else NOWHERE
        self._clear = clear
        self._written().setPos(box.left + 2, box.top)
        self._show_words()

    def set_detailed(self, detailed: bool) -> None:
        """Show words and marks, or leave them out."""
        if detailed == self.detailed:
            return
        self.detailed = detailed
        if detailed:
            self._mark()
        self._show_marks(detailed)
        self._show_words()

    def select(self, selected: bool) -> None:
        """Wear the band, or not."""
        self.selected = selected
        self._show_words()
        if self._band is None:
            if not selected:
                return
            self._band = QGraphicsPathItem(self)
            self._band.setFlag(QGraphicsItem.GraphicsItemFlag.ItemStacksBehindParent)
        self._band.setPath(self.line())
        self._band.setVisible(selected)
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the present theme."""
        self.setPen(lines.line_pen(self.link.kind, SOFT if self.straight else 0.0))
        if self._marks is not None:
            self._colour_marks(self._marks)
        if self._seal is not None:
            self._seal.setPen(lines.seal_pen())
            self._seal.setBrush(theme.colour("background"))
        if self._words is not None:
            self._words.setBrush(theme.colour("ink" if self.selected else "secondary"))
        if self._band is not None:
            self._band.setPen(self.band_pen())

    def band_pen(self) -> QPen:
        """What the soft band of a selected one is drawn with."""
        soft = theme.mix(theme.colour("background"), theme.colour("accent"), 0.28)
        pen = QPen(soft, 11.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def _written(self) -> QGraphicsSimpleTextItem:
        if self._words is None:
            self._words = QGraphicsSimpleTextItem(self)
            self._words.setFont(present().line)
            self._words.setText(said(self.link))
            self._words.setBrush(theme.colour("ink" if self.selected else "secondary"))
            self._show_words()
        return self._words

    def _show_words(self) -> None:
        """Words that would lie on others are only shown while the link is selected."""
        if self._words is not None:
            self._words.setVisible(self.detailed and (self._clear or self.selected))

    def _show_marks(self, shown: bool) -> None:
        for part in (self._marks, self._seal):
            if part is not None:
                part.setVisible(shown)

    def _mark(self) -> None:
        link = self.link
        if self._marks is None:
            self._marks = QGraphicsPathItem(self)
            self._colour_marks(self._marks)
        self._marks.setPath(lines.mark_path(self.route, link.kind, tension=link.tension))
        if link.agreement:
            if self._seal is None:
                self._seal = QGraphicsPathItem(self)
                self._seal.setPen(lines.seal_pen())
                self._seal.setBrush(theme.colour("background"))
            self._seal.setPath(lines.seal_path(self.route))

    def _colour_marks(self, marks: QGraphicsPathItem) -> None:
        kind = self.link.kind
        marks.setPen(lines.mark_pen(kind, self.link.tension))
        hollow = lines.STYLES[kind].closed
        marks.setBrush(
            QBrush(theme.colour("background")) if hollow else QBrush(Qt.BrushStyle.NoBrush)
        )


def said(link: Link) -> str:
    """What stands beside a link."""
    name = words.kind_name(link.kind)
    if not link.agreement:
        return name
    return QCoreApplication.translate("Link", "{kind} · agreed").format(kind=name)
