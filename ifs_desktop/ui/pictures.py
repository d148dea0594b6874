"""Pictures that are chosen, pasted or dropped: made safe and small; and those kept, to be shown.

What is kept is drawn anew from the pixels: where and when it was taken, and with what, stays out.
"""

from __future__ import annotations

import os
from collections import OrderedDict

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMimeData,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QPainter
from PySide6.QtWidgets import QWidget

from ifs_desktop.store import Store, images
from ifs_desktop.store.images import Encoded
from ifs_desktop.ui import ask

LARGEST_FILE = 100 * 1024 * 1024  # bytes
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400  # px of what is kept
TO_CUT = 1200  # px of the longest side of what a portrait is cut from
PORTRAIT = 512  # px of the side of a portrait
LOSSLESS = 1024 * 1024  # bytes up to which a PNG stays one
QUALITY = 88
# Not SVG and the like: they may ask for other files.
_FORMATS = frozenset({"png", "jpeg", "jpg", "gif", "bmp", "webp", "tiff", "tif", "heic", "heif"})
_SUFFIXES = "*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff *.heic"
_HELD = 3  # pictures that are held ready: each may take 20 MB


class PictureRefused(Exception):
    """A picture that cannot be kept; ``sentence`` says it to who chose it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("a picture was refused")  # no file's name goes into a log
        self.sentence = sentence


def choose(parent: QWidget, folder: str = "") -> str | None:
    """The path of a picture that somebody picked, or None."""
    title = QCoreApplication.translate("Pictures", "Choose a picture")
    kinds = QCoreApplication.translate("Pictures", "Pictures ({suffixes});;All files (*)")
    return ask.open_file(parent, title, folder, kinds.format(suffixes=_SUFFIXES))


def offered(data: QMimeData) -> bool:
    """Whether what is pasted or dropped is a picture, or files of this computer."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def taken(data: QMimeData) -> list[QImage | str]:
    """The pictures of what is pasted or dropped: each a picture or the path of a file."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    if paths:
        return list(paths)
    image = data.imageData()
    return [image] if isinstance(image, QImage) else []


def encoded(source: QImage | str) -> Encoded:
    """A picture as the journal keeps it; safe to call from a worker. Raises PictureRefused."""
    image, lossless = _checked(source)
    return _encode(image, lossless=lossless)


def to_cut(source: QImage | str) -> QImage:
    """A picture to cut a portrait from, small enough to be shown; safe to call from a worker.

    Raises PictureRefused.
    """
    return _clean(_checked(source)[0], TO_CUT)


def portrait(image: QImage, part: QRect) -> Encoded:
    """A square of a picture as a portrait is kept; raises PictureRefused."""
    cut = _clean(image.copy(part), PORTRAIT)
    kind = "PNG" if cut.hasAlphaChannel() else "JPEG"
    data = _written(cut, kind, -1 if kind == "PNG" else QUALITY)
    return Encoded(kind.lower(), cut.width(), cut.height(), data)


class Pictures:
    """Gives the journal's pictures by their numbers, for ``markdown.document``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: OrderedDict[int, QImage | None] = OrderedDict()

    def __call__(self, number: int) -> QImage | None:
        """The picture, or None where there is none."""
        if number not in self._held:
            kept = images.image(self._store, number)
            made = None if kept is None else QImage.fromData(QByteArray(kept.data))
            self._held[number] = None if made is None or made.isNull() else made
            while len(self._held) > _HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(number)
        return self._held[number]

    def forget(self) -> None:
        """Let go of all of them: one may have come or gone."""
        self._held.clear()


def _read(path: str) -> tuple[QImage, str]:
    try:
        if os.path.getsize(path) > LARGEST_FILE:
            raise PictureRefused(_too_large())
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError:
        raise PictureRefused(_unreadable()) from None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _read_from(buffer)


def _read_from(buffer: QBuffer) -> tuple[QImage, str]:
    """The reader goes before the buffer does: a TIFF is closed by looking at it once more."""
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    kind = bytes(reader.format().data()).decode("ascii", "replace").lower()
    if kind not in _FORMATS:
        raise PictureRefused(_unreadable())
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        if size.width() * size.height() > MOST_PIXELS:
            raise PictureRefused(_too_large())
        if max(size.width(), size.height()) > LONGEST_SIDE and kind in ("jpeg", "jpg"):
            # A JPEG is read at half its size much sooner; the rest is scaled smoothly below.
            half = QSize(size)
            half.scale(2 * LONGEST_SIDE, 2 * LONGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            if half.width() < size.width():
                reader.setScaledSize(half)
    image = reader.read()
    if image.isNull():
        raise PictureRefused(_unreadable())
    return image, kind


def _checked(source: QImage | str) -> tuple[QImage, bool]:
    """A picture, and whether it came without loss."""
    if isinstance(source, str):
        image, kind = _read(source)
        return image, kind in ("png", "gif", "bmp")
    if source.isNull():
        raise PictureRefused(_unreadable())
    if source.width() * source.height() > MOST_PIXELS:
        raise PictureRefused(_too_large())
    return source, True


def _clean(image: QImage, longest: int) -> QImage:
    """The pixels only, with no side longer: texts and times of the file stay behind."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    size = image.size()
    if max(size.width(), size.height()) > longest:
        size.scale(longest, longest, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(1, 1))
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    see_through = image.hasAlphaChannel()
    form = QImage.Format.Format_ARGB32 if see_through else QImage.Format.Format_RGB32
    clean = QImage(size, form)
    clean.fill(0)
    painter = QPainter(clean)
    painter.drawImage(clean.rect(), image)
    painter.end()
    return clean


def _encode(image: QImage, *, lossless: bool) -> Encoded:
    clean = _clean(image, LONGEST_SIDE)
    size, see_through = clean.size(), clean.hasAlphaChannel()
    if see_through or lossless:
        data = _written(clean, "PNG", -1)
        if see_through or len(data) <= LOSSLESS:
            return Encoded("png", size.width(), size.height(), data)
    return Encoded("jpeg", size.width(), size.height(), _written(clean, "JPEG", QUALITY))


def _written(image: QImage, form: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, form, quality):  # type: ignore[call-overload]
        raise PictureRefused(_unreadable())
    return bytes(buffer.data().data())


def _unreadable() -> str:
    return QCoreApplication.translate(
        "Pictures",
        "This file could not be read as a picture. It was left as it is, and nothing was added."
        " A PNG or JPEG file works.",
    )


def _too_large() -> str:
    return QCoreApplication.translate(
        "Pictures",
        "This picture is too large to keep in the journal. It was left as it is, and nothing was"
        " added. A smaller copy of it, of up to 40 megapixels, works.",
    )
