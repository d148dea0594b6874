"""What all that stands on the map shares: sizes, layers, outlines and the fonts of its words."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from ifs_desktop.map import geometry
from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.ui import glyph, theme

SELF_ID = 0  # Self stands among the parts on the map, but is none: no part has this id
SIZE = 70.0
WIDEST = 168.0
RING = 8.0  # between a glyph and the ring of the selected
Z_AREA, Z_NOTE, Z_PART, Z_SELECTED = -20.0, 5.0, 10.0, 20.0  # links are at 0
Z_GHOST = 30.0  # what is drawn anew at each frame: the handle, a line being pulled


def size_of(role: str) -> float:
    """How large a glyph of the usual size stands on the map."""
    return {"self": 96.0, "not_sure": 60.0, "veiled": 60.0}.get(role, SIZE)


@lru_cache(maxsize=256)
def outline_of(role: str, size: float = 1.0) -> tuple[Point, ...]:
    """The border of a role's glyph on the map, as a polygon around 0,0."""
    side = size_of(role) * size
    if role == glyph.SELF:
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), side / 2, side / 2)  # the rays' tips
    else:
        path = glyph.outline(role, side)
    points = [(p.x(), p.y()) for p in path.toFillPolygon().toList()]
    return tuple(points[:-1] if points[0] == points[-1] else points)


@lru_cache(maxsize=256)
def reaches_of(role: str, size: float = 1.0) -> tuple[float, ...]:
    """How far the border of a role's glyph is, all around."""
    if size != 1.0:  # it grows with its glyph
        return tuple(reach * size for reach in reaches_of(role))
    return geometry.reaches(outline_of(role))


@lru_cache(maxsize=256)
def box_of(role: str, size: float = 1.0) -> Rect:
    """The box around a role's glyph on the map, around 0,0."""
    return geometry.bounds(outline_of(role, size))


@lru_cache(maxsize=256)
def path_of(role: str, size: float = 1.0) -> QPainterPath:
    """A role's glyph as a path: all that look alike share one."""
    return glyph.outline(role, size_of(role) * size)


class Type:
    """The fonts of the map with their measures; ``present`` gives those of the app's font now."""

    def __init__(self) -> None:
        self.name, self.line = theme.font(13.5, bold=True), theme.font(12)
        self.name_measure = QFontMetricsF(self.name)
        self.line_measure = QFontMetricsF(self.line)


_types: dict[str, Type] = {}


def present() -> Type:
    """The fonts of the map."""
    key = f"{QApplication.font().key()}/{theme.px(1000)}"
    found = _types.get(key)
    if found is None:
        _types.clear()
        found = _types[key] = Type()
    return found


def wrapped(text: str, font: QFont, metrics: QFontMetricsF | None = None) -> list[str]:
    """``text`` on one or two lines of WIDEST, the second elided."""
    metrics = metrics or QFontMetricsF(font)
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
