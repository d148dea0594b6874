"""How a part looks everywhere: its shape, and in it the picture or the emoji somebody gave it.

The name always stands beside it; where the machine has no sign for an emoji, letters of the name
stand in its place.
"""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QTextLayout,
    QTransform,
)
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import album, glyph, theme
from ifs_desktop.ui.engine import drawn, kept

THICKEST = 4.4  # design px of a border, however large its shape
ROOM = 0.58  # of a shape's size, for what is written in it
BADGE = 0.42  # of a shape's size: the emoji beside a picture
BADGE_FROM = 26.0  # design px of a shape that has room for one
LARGEST_CUT = 144  # px of the screen up to which a picture is held cut to its shape
_SIGNS = 256  # emoji, and cut pictures, that are held drawn


class Look(Protocol):
    """Who is drawn; a PartCard is one."""

    @property
    def name(self) -> str: ...
    @property
    def shape(self) -> str: ...
    @property
    def colour(self) -> str | None: ...
    @property
    def emoji(self) -> str | None: ...
    @property
    def portrait(self) -> int | None: ...


def own_colour(look: Look) -> QColor | None:
    """A part's own colour, None for its role's."""
    return QColor(look.colour) if look.colour else None


def is_plain(look: Look) -> bool:
    """Whether its shape is all there is to see; of who is veiled there is no more."""
    if look.shape in (glyph.VEILED, glyph.SELF):
        return True
    return look.portrait is None and not look.emoji


def paint(painter: QPainter, rect: QRectF, look: Look, *, selected: bool = False) -> None:
    """Draw a part in the middle of ``rect``. A selected one wears a ring just outside of it."""
    glyph.paint(painter, rect, look.shape, own_colour(look), selected)
    if is_plain(look):
        return
    size = min(rect.width(), rect.height())
    painter.save()
    painter.translate(rect.center())
    paint_inside(painter, size - glyph.pen(look.shape, size).widthF(), look)
    painter.restore()


def paint_inside(painter: QPainter, size: float, look: Look) -> None:
    """What is within a shape of this size around 0,0, over its fill: picture, emoji or letters.

    Its border is left as it is drawn.
    """
    if is_plain(look):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    picture = None
    if look.portrait is not None:
        picture = album.picture(look.portrait, size * _scale(painter))
    if picture is not None:
        _paint_picture(painter, size, look, picture)
    if look.emoji and picture is None:
        ink = theme.colour("ink")
        _paint_sign(painter, QRectF(-size / 2, -size / 2, size, size), look, ROOM * size, ink)
    elif look.emoji and size >= BADGE_FROM:
        _paint_badge(painter, size, look)
    painter.restore()


def icon(look: Look) -> QIcon:
    """A part as an icon that follows the theme."""
    return QIcon(_Engine(look))


class Portrait(QWidget):
    """One part of a fixed size (px), for lists and headings."""

    def __init__(self, size: int, parent: QWidget, look: Look | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self.setFixedSize(size, size)
        self.show_look(look)

    def look(self) -> Look | None:
        """Who is drawn."""
        return self._look

    def role(self) -> str:
        """The shape that is drawn."""
        return "not_sure" if self._look is None else self._look.shape

    def show_look(self, look: Look | None) -> None:
        """Draw this one."""
        self._look = look
        self.setAccessibleName(glyph.role_name(self.role()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._look is None:
            glyph.paint(painter, QRectF(self.rect()), "not_sure")
        else:
            paint(painter, QRectF(self.rect()), self._look)
        painter.end()


class _Engine(QIconEngine):
    """Draws the part when asked, so theme, scale and picture are the present ones."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * 0.5)
        paint(painter, QRectF(rect), self._look)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return drawn(self, size, mode, state)

    def clone(self) -> QIconEngine:
        return kept(_Engine(self._look))


# ---- what is written in a shape


def letters(name: str) -> str:
    """The first letters of the first two words of a name, as they are read."""
    return "".join(_first(word) for word in name.split()[:2]).upper()


def can_draw(text: str) -> bool:
    """Whether this machine has a sign for all of it; else boxes would stand there."""
    known = _drawable.get(text)
    if known is None:
        layout = _laid_out(text, theme.font(20))
        runs = layout.glyphRuns()
        known = bool(runs) and all(all(run.glyphIndexes()) for run in runs) and _seen(layout)
        _drawable[text] = known
        while len(_drawable) > _SIGNS:
            _drawable.popitem(last=False)
    return known


def forget() -> None:
    """Hold nothing that was drawn for a journal: it is being locked."""
    _drawable.clear()
    _signs.clear()
    album.end()


_drawable: OrderedDict[str, bool] = OrderedDict()
_signs: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()


def _paint_picture(painter: QPainter, size: float, look: Look, picture: QPixmap) -> None:
    side = ceil(size * _scale(painter))
    if side > LARGEST_CUT:
        _cut(painter, size, look, picture)
        return
    key = (look.shape, picture.cacheKey(), side)
    cuts = album.cuts
    if key not in cuts:
        made = QPixmap(side, side)
        made.fill(QColor(0, 0, 0, 0))
        inner = QPainter(made)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inner.translate(side / 2, side / 2)
        inner.scale(side / size, side / size)
        _cut(inner, size, look, picture)
        inner.end()
        cuts[key] = made
        while len(cuts) > _SIGNS:
            cuts.popitem(last=False)
    cuts.move_to_end(key)
    whole = QRectF(-size / 2, -size / 2, size, size)
    painter.drawPixmap(whole, cuts[key], QRectF(0, 0, side, side))


def _cut(painter: QPainter, size: float, look: Look, picture: QPixmap) -> None:
    """Draw a picture as far as the inner edge of its shape's border."""
    brush = QBrush(picture)
    scale = size / picture.width()
    brush.setTransform(QTransform(scale, 0, 0, scale, -size / 2, -size / 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    border = min(THICKEST, glyph.pen(look.shape, size).widthF())
    painter.drawPath(glyph.outline(look.shape, size - border))


def _paint_badge(painter: QPainter, size: float, look: Look) -> None:
    side = BADGE * size
    at = size / 2 - side * 0.42
    spot = QRectF(at - side / 2, at - side / 2, side, side)
    painter.setPen(QPen(glyph.pen(look.shape, size, own_colour(look)).color(), size * 0.025))
    painter.setBrush(theme.colour("raised"))
    painter.drawEllipse(spot)
    _paint_sign(painter, spot, look, side * 0.66, theme.colour("ink"))


def _paint_sign(painter: QPainter, box: QRectF, look: Look, side: float, ink: QColor) -> None:
    text = look.emoji if look.emoji and can_draw(look.emoji) else letters(look.name)
    sign = _sign(text, _rounded(side * _scale(painter)), ink)
    if sign is None:
        return
    wide, tall = sign.width(), sign.height()
    scale = side / max(wide, tall)
    middle = box.center()
    where = QRectF(0, 0, wide * scale, tall * scale)
    where.moveCenter(QPointF(middle.x(), middle.y()))
    painter.drawPixmap(where, sign, QRectF(sign.rect()))


def _sign(text: str, side: int, ink: QColor) -> QPixmap | None:
    """A text drawn as large as fits a square of so many px of the screen."""
    key = (text, side, ink.rgba())
    if key in _signs:
        _signs.move_to_end(key)
        return _signs[key]
    font = QFont(theme.font(20, bold=True))
    font.setPixelSize(max(4, side))
    layout = _laid_out(text, font)
    line = layout.lineAt(0)
    wide, tall = line.naturalTextWidth(), line.height()
    if wide <= 0 or tall <= 0:
        return None
    scale = min(side / wide, side / (tall * 0.84), 1.0)
    picture = QPixmap(max(1, round(wide * scale)), max(1, round(tall * scale)))
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(scale, scale)
    painter.setPen(ink)
    layout.draw(painter, QPointF(0, 0))
    painter.end()
    _signs[key] = picture
    while len(_signs) > _SIGNS:
        _signs.popitem(last=False)
    return picture


def _seen(layout: QTextLayout) -> bool:
    """Whether anything of it is drawn: a font may hold signs in a form that Qt does not know."""
    line = layout.lineAt(0)
    size = QSizeF(line.naturalTextWidth(), line.height()).toSize().expandedTo(QSize(1, 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    layout.draw(painter, QPointF(0, 0))
    painter.end()
    return any(bytes(image.constBits()))


def _rounded(side: float) -> int:
    """Up to a few sizes: a zoom does not draw a sign anew at each step."""
    step = 4 if side <= 48 else 32
    return max(step, step * ceil(side / step))


def _laid_out(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _first(word: str) -> str:
    """The first letter or digit of a word with all that is written above and below it."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, word)
    start = 0
    while (end := finder.toNextBoundary()) > start:
        # Qt counts UTF-16 units, Python counts characters.
        units = word.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
        sign = units.decode("utf-16-le", "ignore")
        if sign and sign[0].isalnum():
            return sign
        start = end
    return ""


def _scale(painter: QPainter) -> float:
    """How many px of the screen one px of the painter is."""
    turned = painter.deviceTransform()
    return float(max(abs(turned.m11()), abs(turned.m12())))
