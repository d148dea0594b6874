"""Pictures are kept small and clean, and what is no picture is refused with a kind sentence."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.store import Store, images
from ifs_desktop.ui import ask, pictures
from ifs_desktop.ui.pictures import PictureRefused

pytestmark = pytest.mark.usefixtures("qapp")


def picture(width: int, height: int, *, clear: bool = False) -> QImage:
    made = QImage(
        width, height, QImage.Format.Format_ARGB32 if clear else QImage.Format.Format_RGB32
    )
    made.fill(QColor(40, 120, 160, 90 if clear else 255))
    return made


def written(path: Path, image: QImage, note: str = "") -> Path:
    writer = QImageWriter(str(path))
    if note:
        writer.setText("Place", note)
    assert writer.write(image)
    return path


def test_a_picture_is_kept_and_shown_again(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "a.png", picture(300, 200))
    number = images.keep_image(store, pictures.encoded(str(path)))
    kept = images.image(store, number)
    assert kept is not None and (kept.kind, kept.width, kept.height) == ("png", 300, 200)
    shown = pictures.Pictures(store)(number)
    assert shown is not None and shown.size().toTuple() == (300, 200)
    assert images.named_in(f"x ![a hill](image:{number}) [no](image:4) ![](image:12)") == [
        number,
        12,
    ]
    store.undo()
    assert images.image(store, number) is None
    assert pictures.Pictures(store)(number) is None


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_where_it_was_taken_stays_out(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"a.{suffix}", picture(64, 64), "52.5200 N 13.4050 E")
    data = path.read_bytes()
    if suffix == "jpg":  # as a camera writes it, with its own block of notes
        exif = b"Exif\0\0MM\0*" + b"GPS 52.5200 N 13.4050 E"
        data = data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]
        path.write_bytes(data)
    assert b"52.5200" in data
    assert b"52.5200" not in pictures.encoded(str(path)).data


def test_a_large_one_is_scaled_down_and_a_photo_becomes_a_jpeg(tmp_path: Path) -> None:
    path = written(tmp_path / "wide.jpg", picture(4900, 700))
    kept = pictures.encoded(str(path))
    assert (kept.kind, kept.width) == ("jpeg", 2400) and 340 <= kept.height <= 344
    clear = pictures.encoded(picture(80, 40, clear=True))
    assert clear.kind == "png" and QImage.fromData(clear.data).hasAlphaChannel()


def _png(width: int, height: int) -> bytes:
    """The head of a picture of this size, without the pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("words.png", b"no picture", "could not be read"),
        ("empty.jpg", b"", "could not be read"),
        ("half.png", _png(30, 30)[:40], "could not be read"),
        ("huge.png", _png(60_000, 60_000), "40 megapixels"),
        (
            "drawn.png",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
            b"<image href='/etc/hostname' width='9' height='9'/></svg>",
            "could not be read",
        ),
    ],
)
def test_what_cannot_be_kept_is_refused_kindly(
    tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(PictureRefused) as refused:
        pictures.encoded(str(path))
    assert word in refused.value.sentence
    assert "nothing was added" in refused.value.sentence
    assert str(tmp_path) not in str(refused.value)


def test_a_file_that_is_gone_is_refused_and_a_huge_one_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PictureRefused):
        pictures.encoded(str(tmp_path / "gone.png"))
    monkeypatch.setattr(pictures, "LARGEST_FILE", 10)
    with pytest.raises(PictureRefused):
        pictures.encoded(str(written(tmp_path / "a.png", picture(9, 9))))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10)
    with pytest.raises(PictureRefused):
        pictures.encoded(picture(9, 9))


def test_only_pictures_and_files_of_this_computer_are_taken() -> None:
    far = QMimeData()
    far.setUrls([QUrl("https://x.example/a.png")])
    far.setHtml("<img src='https://x.example/a.png'>")
    assert not pictures.offered(far) and pictures.taken(far) == []
    near = QMimeData()
    near.setUrls([QUrl.fromLocalFile("/tmp/a.png")])
    assert pictures.offered(near) and pictures.taken(near) == ["/tmp/a.png"]
    copied = QMimeData()
    copied.setImageData(picture(4, 4))
    assert pictures.offered(copied) and len(pictures.taken(copied)) == 1


def test_choosing_asks_for_a_file(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with ask.answer(str(tmp_path / "a.png")) as asked:
        assert pictures.choose(parent) == str(tmp_path / "a.png")
    assert asked == ["Choose a picture"]
