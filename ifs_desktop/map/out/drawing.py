"""A map drawn for paper and pictures: the canvas's own items, in the light theme, with its legend.

Everything is drawn anew for it, so the canvas on the screen is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsSimpleTextItem, QGraphicsTextItem

from ifs_desktop.map.out.key import Key
from ifs_desktop.map.out.lettering import write
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.scene import MapScene
from ifs_desktop.ui import theme

MARGIN = 32.0  # scene units around everything
GAP = 24.0  # between the map and its legend

Words = QGraphicsSimpleTextItem | QGraphicsTextItem


class Sheet:
    """One map ready to be painted, in scene units. ``legend``: whether its legend is below it."""

    def __init__(self, picture: Picture, *, legend: bool = True) -> None:
        with theme.paper():
            self._scene = MapScene()
            self._scene.show_picture(picture)
            self._scene.hint.setVisible(False)
            self._map = self._scene.content()
            self._key = Key(picture, legend=legend)
        width = max(self._map.width(), self._key.width)
        height = self._map.height() + (self._key.height + GAP if self._key.height else 0)
        self.size = (width + 2 * MARGIN, height + 2 * MARGIN)

    def close(self) -> None:
        """Let go of the items, and of the words in them."""
        self._scene.clear()
        self._scene.deleteLater()

    def paint(self, painter: QPainter, area: QRectF, *, outlines: bool = False) -> None:
        """Paint within ``area`` of the painter, as large as fits. The background is the caller's.

        With ``outlines`` letters become shapes, which look the same on a computer without the font.
        """
        scale = min(area.width() / self.size[0], area.height() / self.size[1])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(
            area.left() + (area.width() - self.size[0] * scale) / 2,
            area.top() + (area.height() - self.size[1] * scale) / 2,
        )
        painter.scale(scale, scale)
        left = (self.size[0] - self._map.width()) / 2
        target = QRectF(left, MARGIN, self._map.width(), self._map.height())
        with theme.paper():
            if outlines:
                with self._words_apart() as words:
                    self._scene.render(painter, target, self._map)
                painter.save()
                painter.translate(target.topLeft() - self._map.topLeft())
                for item in words:
                    _outline(painter, item)
                painter.restore()
            else:
                self._scene.render(painter, target, self._map)
            painter.translate(MARGIN, MARGIN + self._map.height() + GAP)
            self._key.paint(painter, outlines=outlines)
        painter.restore()

    @contextmanager
    def _words_apart(self) -> Iterator[list[Words]]:
        """Within the block the scene shows no words."""
        words = [
            item for item in self._scene.items() if isinstance(item, Words) and item.isVisible()
        ]
        for item in words:
            item.setVisible(False)
        try:
            yield words
        finally:
            for item in words:
                item.setVisible(True)


def _outline(painter: QPainter, item: Words) -> None:
    painter.save()
    painter.setTransform(item.sceneTransform(), True)
    painter.setOpacity(item.effectiveOpacity())
    if isinstance(item, QGraphicsSimpleTextItem):
        write(painter, item.text(), item.font(), item.brush().color(), outlines=True)
    else:
        for at, text in _lines(item):
            painter.save()
            painter.translate(at)
            write(painter, text, item.font(), item.defaultTextColor(), outlines=True)
            painter.restore()
    painter.restore()


def _lines(item: QGraphicsTextItem) -> Iterator[tuple[QPointF, str]]:
    """The lines of a longer text as they are broken, each with its upper left corner."""
    block = item.document().begin()
    while block.isValid():
        layout = block.layout()
        units = block.text().encode("utf-16-le")  # Qt counts UTF-16 units
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            piece = units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
            at = layout.position() + line.naturalTextRect().topLeft()
            yield at, piece.decode("utf-16-le", "ignore").rstrip()
        block = block.next()
