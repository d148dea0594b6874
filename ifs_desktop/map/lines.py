"""How each kind of link is drawn: its line, its marks, its colour. Shape alone tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from ifs_desktop.map import geometry
from ifs_desktop.map.geometry import Route
from ifs_desktop.ui import engine, theme

SEAL, SEAL_AT = 10.0, 0.34  # radius of the mark of an agreement, and where on its link it is


@dataclass(frozen=True, slots=True)
class Style:
    """``dashes`` are in pen widths; ``closed`` heads are hollow triangles."""

    token: str
    width: float
    dashes: tuple[float, ...] = ()
    round_caps: bool = True
    closed: bool = False


STYLES = {
    "protects": Style("manager", 2.0),
    "drives": Style("firefighter", 2.2),
    "concerned": Style("exile", 1.3, closed=True),
    "polarised": Style("danger", 2.6, dashes=(0.1, 2.1)),
    "allied": Style("good", 2.0),
    "colluding": Style("self", 1.5),
    "distant": Style("secondary", 1.6, dashes=(6.0, 5.0), round_caps=False),
    "unknown": Style("not_sure", 1.2),
}


def line_pen(kind: str, soft: float = 0.0) -> QPen:
    """The pen of the line itself; ``soft`` is how far its colour goes towards the paper."""
    return _line_pen(kind, soft, theme.value(STYLES[kind].token) + theme.value("background"))


@lru_cache(maxsize=64)
def _line_pen(kind: str, soft: float, _: str) -> QPen:
    style = STYLES[kind]
    pen = mark_pen(kind)
    if soft:
        pen.setColor(theme.mix(pen.color(), theme.colour("background"), soft))
    if not style.round_caps:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style.dashes:
        pen.setDashPattern(list(style.dashes))
    return pen


def mark_pen(kind: str, tension: int | None = None) -> QPen:
    """The pen of arrow heads and marks: never dashed."""
    style = STYLES[kind]
    width = style.width if tension is None else 1.6 + 0.36 * tension
    pen = QPen(theme.colour(style.token), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def line_path(route: Route, kind: str) -> QPainterPath:
    """The line; two of them for a double one."""
    path = QPainterPath()
    if kind == "colluding":
        points = (route.start, route.end) if route.is_flat() else route.points()
        for by in (2.4, -2.4):
            _add(path, geometry.shifted(points, by))
        return path
    path.moveTo(*route.start)
    if route.is_flat():
        path.lineTo(*route.end)
    else:
        path.quadTo(*route.control, *route.end)
    return path


def mark_path(
    route: Route, kind: str, scale: float = 1.0, tension: int | None = None
) -> QPainterPath:
    """Arrow heads and the mark of tension, which grows with it; empty for most mutual kinds."""
    path = QPainterPath()
    if kind == "protects":
        _add(path, geometry.chevron(route, 1.0, 11 * scale))
    elif kind == "drives":
        _add(path, geometry.chevron(route, 1.0, 10 * scale))
        second = geometry.back_by(route, 8 * scale)
        _add(path, geometry.chevron(route, second, 10 * scale))
    elif kind == "concerned":
        _add(path, geometry.chevron(route, 1.0, 11 * scale))
        path.closeSubpath()
    elif kind == "polarised":
        # Two heads that push against each other.
        size = _pushing(tension) * scale
        apart = 1.0 - geometry.back_by(route, size / 2)
        for side, back in ((1, False), (-1, True)):
            _add(path, geometry.chevron(route, 0.5 - side * apart, size, back=back))
    return path


def tension_reach(kind: str, tension: int | None) -> float:
    """How far the mark of tension reaches to either side of its link."""
    return _pushing(tension) * 0.55 if kind == "polarised" else 0.0


def _pushing(tension: int | None) -> float:
    """The size of the heads that push against each other."""
    return 8.0 if tension is None else 5.0 + 2.2 * tension


def seal_path(route: Route) -> QPainterPath:
    """The mark of an agreement on a link: two leaves of one twig, in a small circle."""
    x, y = route.at(SEAL_AT)
    path = QPainterPath()
    path.addEllipse(QPointF(x, y), SEAL, SEAL)
    for side in (1, -1):
        path.moveTo(x, y + 5)
        path.cubicTo(x + side * 1, y - 1, x + side * 3, y - 4, x + side * 6, y - 4.5)
        path.cubicTo(x + side * 6, y - 0.5, x + side * 4, y + 2, x, y + 3)
    return path


def seal_pen() -> QPen:
    """What the mark of an agreement is drawn with."""
    pen = QPen(theme.colour("good"), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def paint_sample(
    painter: QPainter, kind: str, left: float, right: float, y: float, scale: float = 1.0
) -> None:
    """A short level piece of the line with its marks; pen and brush are left changed."""
    route = Route((left, y), ((left + right) / 2, y), (right, y))
    painter.setPen(line_pen(kind))
    painter.drawPath(line_path(route, kind))
    painter.setPen(mark_pen(kind))
    if STYLES[kind].closed:
        painter.setBrush(theme.colour("raised"))
    painter.drawPath(mark_path(route, kind, scale * 0.85))


def icon(kind: str) -> QIcon:
    """A short piece of the line, 40 × 16, that follows the theme."""
    return QIcon(_LineEngine(kind))


ICON_SIZE = QSize(40, 16)


class _LineEngine(QIconEngine):
    """Draws the piece of line when asked, in the present theme."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        box = QRectF(rect)
        y = box.center().y()
        scale = min(1.0, box.width() / ICON_SIZE.width())
        left, right = box.left() + 2, box.right() - 3
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sample(painter, self._kind, left, right, y, scale)
        painter.restore()

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        """A line is long and low: a menu row stays as low as its words."""
        return QSize(size.width(), min(size.height(), round(size.width() * 0.4)))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return engine.drawn(self, size, mode, state, ("line", self._kind))

    def clone(self) -> QIconEngine:
        return engine.kept(_LineEngine(self._kind))


def _add(path: QPainterPath, points: tuple[geometry.Point, ...]) -> None:
    path.moveTo(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
