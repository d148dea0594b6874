"""A part looks the same wherever it is painted: shape, picture, emoji; never an empty box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store, images
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.schema import Image
from ifs_desktop.ui import album, glyph, pictures, portrait, theme
from ifs_desktop.ui.album import Album
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.portrait import Portrait

CARD = PartCard(1, "The Quiet One", "exile", None)
GREEN = QColor(20, 140, 60)


@pytest.fixture
def shelf(qapp: QApplication, store: Store) -> Iterator[Album]:
    """The album of a journal."""
    theme.apply(qapp, "light")
    bus = Bus(store)
    yield album.begin(store, bus)
    portrait.forget()
    bus.close()
    bus.deleteLater()


def kept(store: Store, colour: QColor = GREEN) -> int:
    image = QImage(90, 60, QImage.Format.Format_RGB32)
    image.fill(colour)
    return images.keep_image(store, pictures.portrait(image, QRect(10, 0, 60, 60)))


def painted(look: PartCard, side: int = 96) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    portrait.paint(painter, QRectF(0, 0, side, side), look)
    painter.end()
    return image


def near(one: QColor, other: QColor) -> bool:
    far = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return one.alpha() == 255 and max(map(abs, far)) < 12


def ready(qtbot: QtBot, shelf: Album, number: int, side: float = 90) -> None:
    with qtbot.waitSignal(shelf.came):
        assert shelf.picture(number, side) is None  # never read while painting


def test_a_picture_fills_the_shape_of_its_role_and_nothing_around_it(
    qtbot: QtBot, shelf: Album, store: Store
) -> None:
    number = kept(store)
    ready(qtbot, shelf, number)
    for role in glyph.ROLES:
        image = painted(replace(CARD, role=role, portrait=number))
        assert near(image.pixelColor(48, 48), GREEN), role
        assert image.pixelColor(1, 1).alpha() == 0 and image.pixelColor(94, 94).alpha() == 0
        assert portrait.icon(replace(CARD, role=role, portrait=number)).pixmap(QSize(24, 24))
    veiled = replace(CARD, portrait=number, emoji="🌱", veiled=True)
    assert painted(veiled) == painted(replace(CARD, veiled=True))  # nothing more is told of it


def test_where_the_machine_has_no_sign_for_an_emoji_letters_of_the_name_stand(
    shelf: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portrait, "can_draw", lambda text: text.isascii())
    assert painted(replace(CARD, emoji="🪨")) == painted(replace(CARD, emoji="TQ"))
    assert painted(replace(CARD, emoji="🪨", name="🪨")) == painted(CARD)
    names = {
        "é\u0301tat de veille": "É\u0301D",
        "שלום עולם": "שע",
        "静かに 見守る": "静見",
        "👍": "",
    }
    assert {name: portrait.letters(name) for name in names} == names
    assert len(portrait.letters("w" * 10_000)) == 1
    for emoji in ("👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "ABC", "שלו"):
        assert painted(replace(CARD, emoji=emoji)) != painted(CARD)


def test_a_sign_the_machine_has_not_is_known_before_it_is_painted(qapp: QApplication) -> None:
    assert portrait.can_draw("A") and not portrait.can_draw("")
    unknown = chr(0xE0F7A)  # of nobody's script
    assert not portrait.can_draw(unknown)
    assert QFontMetricsF(theme.font(20)).horizontalAdvance("A") > 0


def test_a_picture_has_its_emoji_beside_it_where_there_is_room(
    qtbot: QtBot, shelf: Album, store: Store
) -> None:
    number = kept(store)
    for side in (90, 20):
        ready(qtbot, shelf, number, side) if shelf.picture(number, side) is None else None
    both, one = (replace(CARD, emoji=emoji, portrait=number) for emoji in ("AB", None))
    assert painted(both) != painted(one)
    assert painted(both, 20) == painted(one, 20)


def test_widgets_are_painted_anew_when_a_picture_has_come(
    qtbot: QtBot, shelf: Album, store: Store
) -> None:
    number = kept(store)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(120, 120)
    inner = QWidget(window)
    face = Portrait(96, inner, replace(CARD, portrait=number))
    inner.setGeometry(0, 0, 100, 100)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: near(face.grab().toImage().pixelColor(48, 48), GREEN))
    shown: list[QWidget] = []
    face.installEventFilter(counter := _Counter(shown))
    album.current().forget()  # type: ignore[union-attr]
    window.update()
    qtbot.waitUntil(lambda: len(shown) >= 2)  # without it, and with it again
    assert counter and face.accessibleName() == "Exile"


class _Counter(QWidget):
    def __init__(self, shown: list[QWidget]) -> None:
        super().__init__()
        self._shown = shown

    def eventFilter(self, watched: object, event: object) -> bool:
        from PySide6.QtCore import QEvent

        if isinstance(event, QEvent) and event.type() == QEvent.Type.Paint:
            self._shown.append(self)
        return False


def test_little_is_held_and_nothing_after_a_lock(
    qtbot: QtBot, shelf: Album, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(album, "MOST", 3 * 64 * 64 * 4)
    numbers = [kept(store, QColor(n, 0, 0)) for n in range(6)]
    with qtbot.waitSignal(shelf.came):
        assert [shelf.picture(number, 40) for number in numbers] == [None] * 6
    assert 0 < shelf.held() <= album.MOST
    assert shelf.picture(numbers[-1], 40) is not None
    shelf.picture(numbers[0], 40)
    portrait.forget()
    assert shelf.held() == 0 and album.current() is None
    assert album.picture(numbers[-1], 40) is None
    qtbot.wait(20)
    assert shelf.held() == 0


def test_a_picture_that_is_gone_is_not_held_on_to(qtbot: QtBot, shelf: Album, store: Store) -> None:
    number = kept(store)
    ready(qtbot, shelf, number)
    painted(replace(CARD, portrait=number))
    assert album.cuts
    store.undo()
    assert shelf.held() == 0 and not album.cuts
    ready(qtbot, shelf, number)
    assert painted(replace(CARD, portrait=number)) == painted(CARD)


def test_a_picture_that_cannot_be_read_leaves_the_shape(
    qtbot: QtBot, shelf: Album, store: Store, tmp_path: Path
) -> None:
    broken = images.keep_image(store, Encoded("png", 9, 9, b"\x89PNG broken"))
    with store.edit("Huge") as session:
        session.add(Image(kind="png", width=9, height=9, data=b""))
    for number in (broken, broken + 1, 999):
        ready(qtbot, shelf, number)
        assert painted(replace(CARD, portrait=number)) == painted(CARD)
    with qtbot.assertNotEmitted(shelf.came, wait=40):
        painted(replace(CARD, portrait=broken))  # it is not asked for again and again
