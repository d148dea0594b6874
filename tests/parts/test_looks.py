"""Choosing how a part looks in its profile: by mouse, key, file, clipboard and drop."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.cutting import CutDialog
from ifs_desktop.parts.looks import Looks
from ifs_desktop.parts.page import PartPage
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref, Store, images
from ifs_desktop.ui import ask, pictures
from tests.parts.conftest import Cast

Key = Qt.Key


@pytest.fixture
def looks(page: PartPage) -> Looks:
    """Unfolded, with all that is offered."""
    page.sheet.head.portrait.click()
    page.sheet.head.looks.emoji.fill()
    return page.sheet.head.looks


def card(store: Store, cast: Cast) -> PartCard:
    return queries.cards(store, [cast.watchful])[cast.watchful]


def halves(path: Path, note: str = "") -> Path:
    """A picture, red on the left and blue on the right."""
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(0xC83020)
    for x in range(200, 400):
        for y in range(200):
            image.setPixel(x, y, 0xFF2040C0)
    writer = QImageWriter(str(path))
    writer.setText("Place", note)
    assert writer.write(image)
    return path


def cut(qtbot: QtBot, looks: Looks) -> CutDialog:
    qtbot.waitUntil(lambda: looks.picture.dialog is not None)
    dialog = looks.picture.dialog
    assert dialog is not None
    return dialog


def seen(store: Store, number: int | None) -> tuple[QImage, bytes]:
    assert number is not None
    kept = images.image(store, number)
    assert kept is not None
    return QImage.fromData(kept.data), kept.data


def test_an_emoji_is_pressed_or_typed_and_each_is_one_named_step(
    page: PartPage, looks: Looks, store: Store, cast: Cast
) -> None:
    assert looks.emoji.none.isChecked()
    looks.emoji.line.setFocus()
    QTest.keyClicks(looks.emoji.line, "AB")
    assert card(store, cast).emoji == "AB" and store.undo_label == "Change emoji"
    QTest.keyClicks(looks.emoji.line, "CD")
    assert card(store, cast).emoji == "ABC"
    assert "one to three" in looks.emoji._told.text() and looks.emoji._told.isVisible()
    page.commit_drafts()
    assert store.draft(f"part:{cast.watchful}:emoji") == "ABCD"
    page.open_ref(Ref("profile", cast.door))
    assert looks.isHidden() and looks.emoji.line.text() == ""
    page.open_ref(Ref("profile", cast.watchful))
    assert looks.isVisible() and looks.emoji.line.text() == "ABCD"  # as before a lock
    store.undo()
    assert card(store, cast).emoji is None
    if looks.emoji.choices[1:]:  # the machine has a sign for some
        choice = looks.emoji.choices[1]
        choice.click()
        assert card(store, cast).emoji == choice.property("emoji") == looks.emoji.line.text()
        assert store.draft(f"part:{cast.watchful}:emoji") == ""
    looks.emoji.none.click()
    assert card(store, cast).emoji is None and looks.emoji.none.isChecked()
    QTest.keyClick(looks.emoji.none, Key.Key_Escape)
    assert looks.isHidden() and page.sheet.head.portrait.hasFocus()


def test_a_picture_is_cut_by_keys_kept_clean_and_small_and_taken_away_again(
    looks: Looks, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    with ask.answer(str(halves(tmp_path / "a.png", "52.5200 N"))):
        looks.picture.choose.click()
    dialog = cut(qtbot, looks)
    assert dialog.cutting.part().getRect() == (100, 0, 200, 200)  # the middle
    for _ in range(40):
        QTest.keyClick(dialog.cutting, Key.Key_Left)
    assert dialog.cutting.part().x() == 0  # no further than there is a picture
    QTest.keyClick(dialog.cutting, Key.Key_Plus)
    assert dialog.zoom.value() == 2 and dialog.cutting.part().width() < 200
    QTest.mousePress(dialog.cutting, Qt.MouseButton.LeftButton, pos=QPoint(160, 160))
    QTest.mouseMove(dialog.cutting, QPoint(60, 160))
    QTest.mouseRelease(dialog.cutting, Qt.MouseButton.LeftButton, pos=QPoint(60, 160))
    dialog.take.click()
    assert store.undo_label == "Change picture"
    first = card(store, cast).portrait
    image, data = seen(store, first)
    assert b"52.5200" not in data and image.width() <= pictures.PORTRAIT
    assert image.pixelColor(3, 3).red() > 150
    assert looks.picture.away.isVisible()
    looks.picture.away.click()
    assert card(store, cast).portrait is None
    store.undo()
    assert card(store, cast).portrait == first
    store.undo()
    assert card(store, cast).portrait is None and first is not None
    assert images.image(store, first) is None  # one step: the picture went with it


def test_one_is_pasted_or_dropped_on_the_shape_and_can_be_left(
    page: PartPage, looks: Looks, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(0x306090)
    QGuiApplication.clipboard().setImage(image)
    for place in (looks.colours.choices[0], looks.emoji.line, looks.picture.choose):
        place.setFocus()
        QTest.keyClick(place, Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(cut(qtbot, looks), Key.Key_Escape)
        qtbot.waitUntil(lambda: looks.picture.dialog is None)
    assert card(store, cast).portrait is None
    QGuiApplication.clipboard().clear()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(halves(tmp_path / "b.jpg")))])
    keys, button = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy, at = Qt.DropAction.CopyAction, QPoint(9, 9)
    enters = QDragEnterEvent(at, copy, data, button, keys)
    QGuiApplication.sendEvent(page.sheet.head.portrait, enters)
    assert enters.isAccepted()
    drop = QDropEvent(QPointF(at), copy, data, button, keys)
    QGuiApplication.sendEvent(page.sheet.head.portrait, drop)
    dialog = cut(qtbot, looks)
    QTest.keyClick(dialog.cutting, Key.Key_Return)
    assert seen(store, card(store, cast).portrait)[0].width() == 200


def test_one_that_is_being_made_is_not_given_to_another_part(
    page: PartPage, looks: Looks, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    with ask.answer(str(halves(tmp_path / "a.png"))):
        looks.picture.choose.click()
    page.open_ref(Ref("profile", cast.door))
    qtbot.wait(60)
    assert looks.picture.dialog is None
    assert [one.portrait for one in queries.all_cards(store)] == [None] * 3


def _png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/hostname'/></svg>"


@pytest.mark.qt_log_ignore("TIFF", "Failed to read directory")
def test_what_is_no_picture_is_refused_where_it_was_chosen(
    looks: Looks, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    for name, data, word in (
        ("huge.png", _png(10_000, 10_000), "40 megapixels"),
        ("broken.png", _png(40, 40), "could not be read"),
        ("drawn.svg", SVG, "could not be read"),
        ("drawn.gif", SVG, "could not be read"),
        ("words.tiff", b"II*\0 no picture", "could not be read"),
    ):
        (tmp_path / name).write_bytes(data)
        with ask.answer(str(tmp_path / name)):
            looks.picture.choose.click()
        assert looks.picture._told.isHidden()  # what was said of the one before
        qtbot.waitUntil(looks.picture._told.isVisible)
        assert word in looks.picture._told.text() and looks.picture.dialog is None
    assert card(store, cast).portrait is None


@pytest.mark.parametrize("written", ["gif", "bmp", "webp", "tiff", "jpg"])
def test_a_picture_is_known_by_what_is_in_it_not_by_its_name(tmp_path: Path, written: str) -> None:
    kinds = {bytes(kind.data()).decode() for kind in QImageWriter.supportedImageFormats()}
    path = tmp_path / "a.dat"
    if written == "gif":  # which Qt reads only
        path.write_bytes(
            b"GIF89a\x02\0\x02\0\x80\0\0\xc8\x30\x20\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;"
        )
    elif written in kinds:
        halves(tmp_path / f"a.{written}").rename(path)
    else:
        pytest.skip(f"this Qt writes no {written}")
    image = pictures.to_cut(str(path))
    assert pictures.portrait(image, image.rect()).width in (2, 400)


def test_a_long_name_and_names_of_every_script_are_shown_with_their_looks(
    page: PartPage, store: Store
) -> None:
    for name in ("w" * 200, "الساهرة عند النافذة " * 9, "見守る" * 60, "👨‍👩‍👧‍👦" * 20):
        part = edits.add_part(store, name=name.strip())
        edits.set_emoji(store, part_id=part, emoji="👍🏽")
        page.open_ref(Ref("profile", part))
        page.sheet.head.portrait.click()
        page.sheet.finish()
        assert page.sheet.head.looks.width() <= page.width()
        assert not page.grab().isNull()
