"""Icons, shapes and the mark."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import glyph, icons, mark, resources, theme

NAMES = sorted(file.removesuffix(".svg") for file in os.listdir(resources.path("icons")))
SHAPES = (*glyph.ROLES, glyph.SELF, glyph.VEILED)


def colours(picture: QPixmap) -> set[str]:
    """The colours of all opaque pixels."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    found = set()
    for y in range(image.height()):
        for x in range(image.width()):
            pixel = image.pixelColor(x, y)
            if pixel.alpha() == 255:
                found.add(pixel.name().upper())
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_paints_in_its_token(name: str, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    seen = colours(icons.icon(name, "accent").pixmap(QSize(48, 48)))
    assert theme.value("accent") in seen


def test_an_icon_follows_the_theme(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    one = icons.icon("lock")
    assert theme.read_tokens("light")["secondary"] in colours(one.pixmap(48))
    theme.apply(qapp, "dark")
    assert theme.read_tokens("dark")["secondary"] in colours(one.pixmap(48))


@pytest.mark.parametrize("make", [lambda: icons.icon("lock"), lambda: glyph.icon("exile")])
def test_an_icon_is_drawn_once_for_each_look_size_and_theme(
    qapp: QApplication, make: Callable[[], QIcon], monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(qapp, "light")
    light = make().pixmap(QSize(40, 40))
    assert make().pixmap(QSize(40, 40)).cacheKey() == light.cacheKey()
    others = [
        make().pixmap(QSize(41, 41)),
        make().pixmap(QSize(40, 40), QIcon.Mode.Disabled),
        glyph.icon("exile", QColor("#123456")).pixmap(QSize(40, 40)),
        icons.icon("lock", "ink").pixmap(QSize(40, 40)),
    ]
    theme.apply(qapp, "dark")
    others.append(make().pixmap(QSize(40, 40)))
    assert light.toImage() not in [other.toImage() for other in others]
    theme.apply(qapp, "light")
    plain = icons.icon("lock").pixmap(QSize(40, 40)).toImage()
    with monkeypatch.context() as patch:
        patch.setattr(theme, "high_contrast", lambda: True)
        theme.apply(qapp, "light")
        strong = icons.icon("lock").pixmap(QSize(40, 40)).toImage()
    theme.apply(qapp, "light")
    assert strong != plain == icons.icon("lock").pixmap(QSize(40, 40)).toImage()


def test_a_checked_icon_may_have_a_colour_of_its_own(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    one = icons.icon("map", "secondary", checked="ink")
    on = one.pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.On)
    assert theme.value("ink") in colours(on)


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(OSError, match="nothing-like-it"):
        icons.paint(QPainter(), QRectF(), "nothing-like-it")


def test_icons_outlive_their_makers_and_their_copies(qtbot: QtBot) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    for turn in range(200):
        made = icons.icon("lock") if turn % 2 else glyph.icon("exile")
        copy = QIcon(made)
        copy.addPixmap(QPixmap(4, 4))  # writing to a copy clones the engine
        copy.pixmap(16)
        button.setIcon(made)
        del made, copy
        gc.collect(0)
    gc.collect()
    button.show()
    assert not button.grab().isNull()


def test_an_icon_of_no_size_is_no_picture(qapp: QApplication) -> None:
    assert icons.icon("lock").pixmap(QSize(0, 0)).isNull()


@pytest.mark.parametrize("role", SHAPES)
@pytest.mark.parametrize("size", [16, 36, 70])
def test_a_shape_fits_its_square_and_holds_its_middle(role: str, size: int) -> None:
    path = glyph.outline(role, size)
    box = path.boundingRect()
    assert box.width() <= size * 1.02 and box.height() <= size * 1.02
    assert path.contains(QPointF(0, 0))
    assert abs(box.center().x()) < size * 0.02


@pytest.mark.parametrize("role", SHAPES)
def test_a_shape_paints_its_line_and_its_fill(role: str, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    line, soft = glyph.colours(role)
    picture = QPixmap(96, 96)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    glyph.paint(painter, QRectF(8, 8, 80, 80), role)
    painter.end()
    assert {line.name().upper(), soft.name().upper()} <= colours(picture)


def test_shapes_differ_without_their_colours() -> None:
    outlines = [
        glyph.outline(role, 40).toFillPolygon() for role in glyph.ROLES if role != "not_sure"
    ]
    assert len({polygon.size() for polygon in outlines}) >= 3
    assert glyph.pen("not_sure", 40).dashPattern()
    assert not glyph.pen("exile", 40).dashPattern()
    assert glyph.pen(glyph.VEILED, 40).dashPattern()  # and so it differs from an exile


def test_a_part_may_have_a_colour_of_its_own(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    own = QColor("#008000")
    picture = QPixmap(80, 80)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    glyph.paint(painter, QRectF(0, 0, 80, 80), "manager", own)
    painter.end()
    assert "#008000" in colours(picture)


def test_every_role_has_a_name_and_a_shape_widget(qtbot: QtBot) -> None:
    for role in SHAPES:
        widget = glyph.Glyph(role, 24)
        qtbot.addWidget(widget)
        assert widget.accessibleName() == glyph.role_name(role)
    with pytest.raises(KeyError):
        glyph.role_name("villain")


def test_the_mark_shows_self_and_three_parts(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    widget = mark.Mark(96)
    qtbot.addWidget(widget)
    seen = colours(widget.grab())
    assert {theme.value(role) for role in ("self", "manager", "firefighter", "exile")} <= seen
    assert not mark.app_icon().isNull()
