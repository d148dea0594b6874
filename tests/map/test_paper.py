"""The paper a map lies on."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication

from ifs_desktop.map.paper import OnPaper, Paper
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


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("calm", [False, True])
def test_what_is_painted_again_in_part_looks_as_when_painted_whole(
    drawn: Drawn, ratio: float, calm: bool
) -> None:
    view = drawn.view
    view.set_calm(calm=calm)
    view.set_zoom(0.83)
    for grid in (None, 24.0):
        view.paper = Paper(0.83, ratio, land=view.paper.land, grid=grid)
        image = QImage(QSize(WIDE, HIGH) * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        expose(view, image, QRect(0, 0, WIDE, HIGH))
        whole = image.copy()
        for at in range(7, 250, 13):
            expose(view, image, QRect(at * 5, at, 31 + at, 17))
        one, other = bytes(image.constBits()), bytes(whole.constBits())
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 1  # land is rounded


def expose(view: OnPaper, image: QImage, part: QRect) -> None:
    """Paint a part as Qt does: all px of the screen that it touches, its ground first."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ratio = image.devicePixelRatio()
    left, top = math.floor(part.left() * ratio), math.floor(part.top() * ratio)
    right = math.ceil((part.right() + 1) * ratio)
    bottom = math.ceil((part.bottom() + 1) * ratio)
    touched = QRectF(left / ratio, top / ratio, (right - left) / ratio, (bottom - top) / ratio)
    painter.setClipRect(touched)
    painter.fillRect(touched, QColor("magenta"))
    turn = view.viewportTransform()
    painter.setWorldTransform(turn)
    view.drawBackground(painter, turn.inverted()[0].mapRect(QRectF(part)))
    painter.end()


def test_the_view_shows_its_dots_at_rest_and_after_it_was_moved(drawn: Drawn) -> None:
    def shown() -> set[int]:
        image = drawn.view.viewport().grab().toImage()
        return {image.pixel(x, y) for x in range(200) for y in range(60)}

    assert len(shown()) > 1
    drawn.view.pan(400, 300)
    assert len(shown()) > 1
    drawn.view.set_calm(calm=True)
    assert isinstance(drawn.view.paper.land, QBrush)
