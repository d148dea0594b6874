"""What stands under a drawn map: its name, what its shapes and lines are, and its legend."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from ifs_desktop.map import lines, words
from ifs_desktop.map.out.lettering import write
from ifs_desktop.map.queries import Picture
from ifs_desktop.ui import glyph, theme

WIDTH = 760.0  # scene units: lines of words and rows of signs end there
LINE, ROW = 20.0, 30.0
SIGN, BETWEEN = 40.0, 26.0  # room for a sign, and between one pair of sign and word and the next


class Key:
    """Laid out once; ``width`` and ``height`` are 0 where there is nothing to say."""

    def __init__(self, picture: Picture, *, legend: bool) -> None:
        self._rows: list[tuple[float, float, str, str, QFont, str]] = []
        self.width = self.height = 0.0
        bold, plain = theme.font(15, bold=True), theme.font(13)
        if picture.name:
            self._text(picture.name, bold, "ink")
        if picture.about:
            self._text(picture.about, plain, "secondary")
        if legend:
            roles = {placed.part.shape for placed in picture.placed}
            self._signs([("role", role) for role in (*glyph.ROLES, glyph.VEILED) if role in roles])
            kinds = {link.kind for link in picture.links}
            self._signs([("line", kind) for kind in words.KINDS if kind in kinds])
            for title, said in self._meanings(picture):
                self._text(f"{title}: {said}", plain, "ink")

    def paint(self, painter: QPainter, *, outlines: bool) -> None:
        """Paint with the upper left corner at 0,0."""
        for x, y, kind, text, font, token in self._rows:
            painter.save()
            painter.translate(x, y)
            if kind == "role":
                glyph.paint(painter, QRectF(0, 0, 22, 22), text)
                painter.translate(30, 2)
                text = glyph.role_name(text)
            elif kind == "line":
                lines.paint_sample(painter, text, 0.0, SIGN, 11.0)
                painter.translate(SIGN + 6, 2)
                text = words.kind_name(text)
            write(painter, text, font, theme.colour(token), outlines=outlines)
            painter.restore()

    def _meanings(self, picture: Picture) -> list[tuple[str, str]]:
        say, legend = QCoreApplication.translate, picture.legend
        found = (
            (say("Legend", "Size"), legend.size),
            (say("Legend", "Distance from Self"), legend.distance),
            (say("Legend", "Colour"), legend.colour),
        )
        return [(title, " ".join(said.split())) for title, said in found if said.strip()]

    def _text(self, text: str, font: QFont, token: str) -> None:
        metrics = QFontMetricsF(font)
        for line in _lines(" ".join(text.split()), font):
            self._rows.append((0.0, self.height, "text", line, font, token))
            self.width = max(self.width, metrics.horizontalAdvance(line))
            self.height += max(LINE, metrics.height() + 2)

    def _signs(self, signs: list[tuple[str, str]]) -> None:
        font = theme.font(13)
        metrics = QFontMetricsF(font)
        x = 0.0
        for kind, name in signs:
            word = glyph.role_name(name) if kind == "role" else words.kind_name(name)
            wide = (30 if kind == "role" else SIGN + 6) + metrics.horizontalAdvance(word)
            if x and x + wide > WIDTH:
                x, self.height = 0.0, self.height + ROW
            self._rows.append((x, self.height + 4, kind, name, font, "ink"))
            self.width = max(self.width, x + wide)
            x += wide + BETWEEN
        if signs:
            self.height += ROW


def _lines(text: str, font: QFont) -> list[str]:
    """The text in lines of WIDTH; a word that is longer is broken."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    units, found = text.encode("utf-16-le"), []  # Qt counts UTF-16 units
    while (line := layout.createLine()).isValid():
        line.setLineWidth(WIDTH)
        piece = units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
        found.append(piece.decode("utf-16-le", "ignore").strip())
    layout.endLayout()
    return found
