"""A picture from a file somebody else may have made: its pixels, and nothing that was told of them.

A camera writes where and when into a picture, and a program its words: none of it comes in.
"""

from __future__ import annotations

from dataclasses import replace

from ifs_desktop.store.images import Encoded

_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"IDAT"})
_SIZES = frozenset({*range(0xC0, 0xD0)}) - {0xC4, 0xC8, 0xCC}  # segments that begin with the size
_SCAN, _JFIF, _ADOBE, _WORDS = 0xDA, 0xE0, 0xEE, 0xFE


def bare(picture: Encoded) -> Encoded:
    """The picture without what is not needed to draw it. Raises ValueError if it is none."""
    data, size = _png(picture.data) if picture.kind == "png" else _jpeg(picture.data)
    if size != (picture.width, picture.height):
        raise ValueError("size")
    return replace(picture, data=data)


def _png(data: bytes) -> tuple[bytes, tuple[int, int]]:
    if data[:8] != _PNG or data[12:16] != b"IHDR":
        raise ValueError("png")
    kept, at, kind = [_PNG], 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("png ends too soon")
        if kind in _PIXELS or kind == b"IEND":
            kept.append(chunk)
        at += len(chunk)
    return b"".join(kept), (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))


def _jpeg(data: bytes) -> tuple[bytes, tuple[int, int]]:
    if data[:2] != b"\xff\xd8":
        raise ValueError("jpeg")
    kept, at, size, kind = [data[:2]], 2, (0, 0), 0
    while kind != _SCAN:
        kind, length = data[at + 1] if data[at : at + 1] == b"\xff" else 0, data[at + 2 : at + 4]
        segment = data[at : at + 2 + int.from_bytes(length)]
        if not kind or len(segment) < 4 or len(segment) < 2 + int.from_bytes(length):
            raise ValueError("jpeg ends too soon")
        if kind in _SIZES and len(segment) > 9:
            size = (int.from_bytes(segment[7:9]), int.from_bytes(segment[5:7]))
        told = kind == _WORDS or (0xE0 <= kind <= 0xEF and kind not in (_JFIF, _ADOBE))
        if not told:
            kept.append(segment)
        at += len(segment)
    end = data.find(b"\xff\xd9", at)  # among pixels these two are never neighbours
    if end < 0:
        raise ValueError("jpeg ends too soon")
    return b"".join([*kept, data[at : end + 2]]), size
