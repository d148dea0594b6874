"""The shape that stands for a part everywhere: one outline per role, and the sun for Self.

Outlines are centred on 0,0 and sized by the square they fit in, in px of the caller.
"""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.engine import drawn, kept

ROLES = ("manager", "firefighter", "exile", "protector", "not_sure")
SELF = "self"
VEILED = "veiled"  # drawn instead of a role: only that somebody is there is known
_SUN = 0.29  # radius of the sun's disc, of the whole


def outline(role: str, size: float) -> QPainterPath:
    """The closed border of a role's shape; for "self" the sun's disc (see `rays`)."""
    path = QPainterPath()
    half = size / 2
    if role == "manager":
        path.addRoundedRect(QRectF(-half, -half * 0.86, size, size * 0.86), size * 0.2, size * 0.2)
    elif role == "firefighter":
        path.addPolygon(_polygon(6, half))
        path.closeSubpath()
    elif role == "protector":
        # A pentagon hangs low in its circle: it is moved up and grown to fill the square.
        path.addPolygon(_polygon(5, half * 1.06).translated(0, half * 0.1))
        path.closeSubpath()
    elif role == "exile":
        path.addEllipse(QPointF(0, 0), half * 0.98, half * 0.98)
    elif role in ("not_sure", VEILED):
        path.addEllipse(QPointF(0, 0), half * 0.92, half * 0.92)
    elif role == SELF:
        path.addEllipse(QPointF(0, 0), size * _SUN, size * _SUN)
    else:
        raise KeyError(role)
    return path


def rays(size: float) -> QPainterPath:
    """The sun's eight rays as open lines, to be stroked with round caps."""
    path = QPainterPath()
    near, far = size * (_SUN + 0.095), size * 0.47
    for step in range(8):
        angle = step * pi / 4
        path.moveTo(near * cos(angle), near * sin(angle))
        path.lineTo(far * cos(angle), far * sin(angle))
    return path


def pen(role: str, size: float, colour: QColor | None = None) -> QPen:
    """The pen a shape of this size is drawn with: not_sure and a veil are dashed."""
    line = colours(role)[0] if colour is None else colour
    width = max(1.3, size * 0.045)
    result = QPen(line, width)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    result.setCapStyle(Qt.PenCapStyle.RoundCap)
    if role in ("not_sure", VEILED):
        # A whole number of dashes goes round, so the seam does not show.
        count = 10 if size < 28 else 14
        length = pi * (size * 0.92 - width) / width / count
        result.setCapStyle(Qt.PenCapStyle.FlatCap)
        result.setDashPattern([length * 0.58, length * 0.42])
    return result


def colours(role: str) -> tuple[QColor, QColor]:
    """(line, soft fill); a veil is an exile's, thinner."""
    if role != VEILED:
        return theme.role_colours(role)
    line, soft = theme.role_colours("exile")
    return line, theme.mix(soft, theme.colour("raised"), 0.55)


def fill(role: str, colour: QColor | None = None) -> QColor:
    """The soft fill of a role, or one made from a part's own colour."""
    if colour is None:
        return colours(role)[1]
    return theme.mix(theme.colour("raised"), colour, 0.24 if theme.is_dark() else 0.18)


def paint(
    painter: QPainter,
    rect: QRectF,
    role: str,
    colour: QColor | None = None,
    selected: bool = False,
) -> None:
    """Draw the shape in the middle of `rect`. A selected one wears a ring just outside of it."""
    size = min(rect.width(), rect.height())
    stroke = pen(role, size, colour)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    shape = outline(role, size - stroke.widthF())
    painter.setPen(stroke)
    painter.setBrush(fill(role, colour))
    painter.drawPath(shape)
    if role == SELF:
        painter.setPen(QPen(stroke.color(), stroke.widthF() * 1.1, c=Qt.PenCapStyle.RoundCap))
        painter.drawPath(rays(size - stroke.widthF()))
    if selected:
        gap = max(2.5, size * 0.09)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), max(1.5, stroke.widthF() * 0.8)))
        around = "exile" if role in (SELF, VEILED, "not_sure") else role
        painter.drawPath(outline(around, size + 2 * gap))
    painter.restore()


def role_name(role: str) -> str:
    """What the role is called, in the user's language."""
    if role == "manager":
        return QCoreApplication.translate("Role", "Manager")
    if role == "firefighter":
        return QCoreApplication.translate("Role", "Firefighter")
    if role == "exile":
        return QCoreApplication.translate("Role", "Exile")
    if role == "protector":
        return QCoreApplication.translate("Role", "Protector")
    if role == "not_sure":
        return QCoreApplication.translate("Role", "Not sure yet")
    if role == SELF:
        return QCoreApplication.translate("Role", "Self")
    if role == VEILED:
        return QCoreApplication.translate("Role", "Someone is protected here")
    raise KeyError(role)


def icon(role: str, colour: QColor | None = None) -> QIcon:
    """The shape as an icon that follows the theme."""
    return QIcon(_GlyphEngine(role, colour))


class Glyph(QWidget):
    """One shape of a fixed size (px), for lists and headings."""

    def __init__(self, role: str, size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._colour: QColor | None = None
        self.setFixedSize(size, size)
        self.setAccessibleName(role_name(role))

    def role(self) -> str:
        return self._role

    def set_role(self, role: str) -> None:
        self._role = role
        self.setAccessibleName(role_name(role))
        self.update()

    def set_colour(self, colour: QColor | None) -> None:
        """A part's own colour; None goes back to the role's."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, QRectF(self.rect()), self._role, self._colour)
        painter.end()


class _GlyphEngine(QIconEngine):
    """Draws the shape when asked, so theme and screen scale are the present ones."""

    def __init__(self, role: str, colour: QColor | None) -> None:
        super().__init__()
        self._role = role
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(painter.opacity() * 0.5)
        paint(painter, QRectF(rect), self._role, self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        look = ("glyph", self._role, self._colour and self._colour.rgba())
        return drawn(self, size, mode, state, look)

    def clone(self) -> QIconEngine:
        return kept(_GlyphEngine(self._role, self._colour))


def _polygon(corners: int, radius: float) -> QPolygonF:
    turn = 2 * pi / corners
    return QPolygonF(
        [QPointF(radius * sin(step * turn), -radius * cos(step * turn)) for step in range(corners)]
    )
