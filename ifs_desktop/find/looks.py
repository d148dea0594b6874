"""What the rows of what was found are drawn with."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from ifs_desktop.find import marked, words
from ifs_desktop.find.looking import Found
from ifs_desktop.ui import glyph, icons, portrait, theme

LINES = 2  # of a snippet
KEPT = 300  # pictures
_SIDE, _GLYPH, _GAP = 14, 26, 12  # design px


class Look:
    """What a row is drawn with: asked for once, as there are a dozen rows to a key."""

    def __init__(self, of: QFont, ink: QColor) -> None:
        self.of, self.ink, self.quiet = of, ink, theme.colour("secondary")
        self.bold, self.small = theme.font(14, bold=True), theme.font(13)
        self.name, self.words = marked.Hand(self.bold), marked.Hand(theme.font(14))
        self.small_metrics, self.bold_metrics = QFontMetrics(self.small), QFontMetrics(self.bold)
        self.line = self.bold_metrics.height() + theme.px(2)
        self.gap, self.side = theme.px(4), theme.px(_SIDE)
        self.above, self.below = theme.px(10), theme.px(8)
        self.sign, self.beside = theme.px(_GLYPH), theme.px(_GAP)
        self.kind, self.from_kind = theme.px(14), theme.px(5)
        self.from_name, self.from_when = theme.px(10), theme.px(16)
        lines = (
            self.line + theme.px(2) + LINES * (QFontMetrics(self.words.font).height() + theme.px(2))
        )
        self.height = lines + self.above + self.below + self.gap  # all are alike: quickly laid out
        self._pictures: dict[tuple[str, str | None, int, float], QPixmap] = {}

    def paint_sign(self, painter: QPainter, box: QRect, row: Found) -> None:
        """Who it is from; without anybody, what it is."""
        if row.part is not None:
            if portrait.is_plain(row.part):
                self._paint(painter, box, row.part.role, row.part.colour or "")
            else:
                portrait.paint(painter, QRectF(box), row.part)
        elif row.by_self:
            self._paint(painter, box, glyph.SELF, "")
        else:
            room = round(box.width() * 0.12)
            self.paint_kind(painter, box.adjusted(room, room, -room, -room), row)

    def paint_kind(self, painter: QPainter, box: QRect, row: Found) -> None:
        """What it is."""
        self._paint(painter, box, words.icon(row.kind), None)

    def _paint(self, painter: QPainter, box: QRect, name: str, colour: str | None) -> None:
        """A shape in a colour, or a line icon, from a picture of it: that takes a tenth."""
        ratio = painter.device().devicePixelRatioF()
        key = (name, colour, box.width(), ratio)
        picture = self._pictures.get(key)
        if picture is None:
            if len(self._pictures) >= KEPT:  # parts may have any colour
                self._pictures.clear()
            own = QColor(colour) if colour else None
            icon = icons.icon(name) if colour is None else glyph.icon(name, own)
            picture = self._pictures[key] = icon.pixmap(box.size(), ratio)
        painter.drawPixmap(box.topLeft(), picture)
