"""Makes the pictures of packaging/icons into what each system wants, with the Qt we have anyway."""

from __future__ import annotations

import struct
from pathlib import Path

from common import facts
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWINGS = facts.PACKAGING / "icons"
KINDS = ("app", "journal")
SMALL = 24  # px; up to here a drawing of its own is used, with less in it
LINUX = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 256)
# The name Apple's format has for a picture of so many pixels; some are the same for two uses.
MACOS = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}


def make(folder: Path) -> None:
    """For Linux a PNG of each size, for Windows and macOS one file with all of theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        for side in LINUX:
            (folder / f"{kind}-{side}.png").write_bytes(png(draw(kind, side)))
        (folder / f"{kind}.ico").write_bytes(ico(kind))
        (folder / f"{kind}.icns").write_bytes(icns(kind))


def draw(kind: str, side: int) -> QImage:
    """A picture of ``side`` pixels, on nothing."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    file = DRAWINGS / (f"{kind}-small.svg" if side <= SMALL else f"{kind}.svg")
    painter = QPainter(image)
    QSvgRenderer(str(file)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """A picture as the bytes of a PNG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(content.data())


def ico(kind: str) -> bytes:
    """Windows' format: the sizes its lists, its taskbar and its desktop ask for."""
    pictures = [png(draw(kind, side)) if side == 256 else bitmap(kind, side) for side in WINDOWS]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    for side, picture in zip(WINDOWS, pictures, strict=True):
        shown = side % 256  # 0 stands for 256
        head += struct.pack("<BBBBHHII", shown, shown, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)


def bitmap(kind: str, side: int) -> bytes:
    """A picture as Windows' older programs read it in an icon: lines from below, then a mask."""
    image = draw(kind, side).convertToFormat(QImage.Format.Format_ARGB32)
    pixels = bytes(image.constBits())
    lines = [pixels[y * side * 4 : (y + 1) * side * 4] for y in reversed(range(side))]
    mask = bytes((side + 31) // 32 * 4 * side)  # nothing is cut out: the colours are transparent
    head = struct.pack("<IiiHHIIiiII", 40, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    return head + b"".join(lines) + mask


def icns(kind: str) -> bytes:
    """Apple's format."""
    content = b""
    for name, side in MACOS.items():
        picture = png(draw(kind, side))
        content += name + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(content) + 8) + content
