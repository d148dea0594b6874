"""The paper a map lies on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from ifs_desktop.map.paper import Paper
from ifs_desktop.ui import theme
from tests.map.conftest import Drawn

WIDE, HIGH = 1400, 300


def drawn_on(paper: Paper, turn: QTransform, *pieces: QRectF, ratio: float = 1.0) -> QImage:
    image = QImage(round(WIDE * ratio), round(HIGH * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    for piece in pieces or (QRectF(0, 0, WIDE, HIGH),):
        painter.setClipRect(piece)
        paper.paint(painter, piece, turn)
    painter.end()
    return image


@pytest.mark.parametrize("zoom", [0.1, 0.37, 0.83, 1.0, 1.21, 4.0])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_lines_of_the_grid_are_where_things_snap_to(
    qapp: QApplication, zoom: float, ratio: float
) -> None:
    grid = 24.0
    turn = QTransform(zoom, 0, 0, zoom, 57.0, 31.0)
    image = drawn_on(Paper(zoom, ratio, land=None, grid=grid), turn, ratio=ratio)
    background = theme.colour("background").rgb()
    at = next(y for y in range(image.height()) if image.pixel(0, y) == background)
    lines = [x for x in range(image.width()) if image.pixel(x, at) != background]
    starts = [x / ratio for x in lines if x - 1 not in lines]
    assert len(starts) > 5
    for x in starts:
        scene = (x - turn.dx()) / zoom
        assert abs(scene - round(scene / grid) * grid) * zoom <= 1.01  # within a px


@pytest.mark.parametrize("grid", [None, 24.0])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_paper_put_together_from_pieces_has_no_seams(
    qapp: QApplication, grid: float | None, ratio: float
) -> None:
    paper = Paper(0.83, ratio, land=None, grid=grid)
    turn = QTransform(0.83, 0, 0, 0.83, 57.0, 31.0)
    pieces = [QRectF(x, 0, 200, HIGH) for x in range(0, WIDE, 200)]
    whole, pieced = drawn_on(paper, turn, ratio=ratio), drawn_on(paper, turn, *pieces, ratio=ratio)
    assert whole == pieced
    colours = {whole.pixel(x, y) for x in range(whole.width()) for y in range(whole.height())}
    assert len(colours) > 1 and QColor("magenta").rgb() not in colours


def test_the_view_shows_its_dots_at_rest_and_after_it_was_moved(drawn: Drawn) -> None:
    def shown() -> set[int]:
        image = drawn.view.viewport().grab().toImage()
        return {image.pixel(x, y) for x in range(200) for y in range(60)}

    assert len(shown()) > 1
    drawn.view.pan(400, 300)
    assert len(shown()) > 1
    drawn.view.set_calm(calm=True)
    assert isinstance(drawn.view.paper.land, QBrush)
