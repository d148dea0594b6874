"""Words a session leaves behind on purpose, and every way in which they could be found again."""

from __future__ import annotations

import base64
import json
import re
import secrets
import zlib
from collections.abc import Iterator, Mapping
from urllib.parse import quote

# Every kind of place that words are typed into. A page that lands later adds its own here, and a
# row to STEPS in tests/tools/session.py.
PLACES = (
    *("password", "wrong", "part", "other", "half", "fact", "map", "search"),
    *("title", "turn", "undone", "reworded", "draft", "copied"),
    *("thanks", "waits", "mentioned"),
    *("situation", "meaning", "lying"),
    *("moment", "ache"),
    *("conflict", "wanted", "agreed", "condition"),
    *("noted", "felt", "keeping"),
    *("trigger", "reminds", "knows", "named", "age", "contact"),
    *("known", "felt"),
    *("linked", "lettered"),
    *("heading", "entry", "tag", "template"),
    *("jotted", "jotting"),
    *("present", "sensed", "helped"),
    *("noticed", "noticing", "letter", "reply", "kindness"),
    *("believed", "theirs", "unknown", "fair"),
    *("place", "scent", "box", "material", "putting"),
    *("person", "nearby", "reaching", "did", "kind", "sees", "step", "expects", "came"),
)
CODE = "recovery code:"  # how a session begins the line in which it tells its code
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
BEFORE_UMLAUT = re.compile("^[ -~]+")  # which may be written in many ways
MOST_PACKED, MOST_UNPACKED = 200_000, 4_000_000  # bytes of one stream


def new_mark() -> str:
    """A word that stands nowhere else: other runs and their files cannot be mistaken for ours."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))


def canaries(mark: str) -> dict[str, str]:
    """A word for each place. The umlaut makes a difference to how it may be written."""
    return {place: f"{mark}ö{place}" for place in PLACES}


def traces(text: str) -> dict[str, bytes]:
    """How a text may stand in a file, by the name of the encoding."""
    found: dict[str, bytes] = {}
    for case, cased in {"": text, " lower": text.lower(), " upper": text.upper()}.items():
        for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            found[code + case] = cased.encode(code)
    plain = text.encode()
    for shift in range(3):
        found[f"base64 +{shift}"] = _base64(plain, shift)
    found["base64 utf-16-le"] = _base64(text.encode("utf-16-le"), 0)
    found["hex"], found["HEX"] = plain.hex().encode(), plain.hex().upper().encode()
    percent = quote(text, safe="")
    found["percent"] = percent.encode()
    found["percent lower"] = re.sub("%..", lambda sign: sign[0].lower(), percent).encode()
    found["json"] = json.dumps(text)[1:-1].encode()
    return found


def _base64(data: bytes, shift: int) -> bytes:
    """What is the same in base64 whatever stands ``shift`` bytes before, and after."""
    packed = base64.b64encode(bytes(shift) + data)
    return packed[(shift * 8 + 5) // 6 : (shift + len(data)) * 8 // 6]


class Search:
    """Looks for many texts in all their encodings, also in what zlib has packed.

    ``begin`` is what all of them begin with, if they do: that finds a piece of one, too. Whether
    there may be anything at all is asked first: without zeros and capitals, most encodings of a
    word are one, and nearly every file holds none of them.
    """

    def __init__(self, texts: Mapping[str, str], begin: str = "") -> None:
        assert all(text.startswith(begin) for text in texts.values())
        sought = [begin] if begin else list(texts.values())
        self._begin = list(dict.fromkeys(traces(begin).values())) if begin else []
        plain = [BEFORE_UMLAUT.findall(text)[0].encode() for text in sought]
        self._folded = [word.lower() for word in (*plain, *(w.hex().encode() for w in plain))]
        self._packed = [
            trace
            for text in sought
            for how, trace in traces(text).items()
            if how.startswith("base64")
        ]
        self._traces = {
            (place, how): trace
            for place, text in texts.items()
            for how, trace in traces(text).items()
        }

    def encodings(self) -> int:
        """How many ways each text is looked for, the packed ones not counted."""
        return len({how for _, how in self._traces})

    def hits(self, data: bytes, *, unpack: bool = True) -> set[tuple[str, str]]:
        """(place, encoding) of everything found."""
        found: set[tuple[str, str]] = set()
        if self._may_be_in(data):
            found = {key for key, trace in self._traces.items() if trace in data}
            if not found and any(begin in data for begin in self._begin):
                found = {("a piece", "?")}
        if unpack:
            for inner in _unpacked(data):
                found |= {(place, f"zlib {how}") for place, how in self.hits(inner, unpack=False)}
        return found

    def _may_be_in(self, data: bytes) -> bool:
        folded = data.translate(None, b"\0").lower()
        return any(word in folded for word in self._folded) or any(
            trace in data for trace in self._packed
        )


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What can be read of every zlib or gzip stream that begins anywhere."""
    for start in ZLIB.finditer(data):
        stream = zlib.decompressobj(47)  # either header
        try:
            packed = data[start.start() : start.start() + MOST_PACKED]
            inner = stream.decompress(packed, MOST_UNPACKED)
        except zlib.error:
            continue
        if inner:
            yield inner
