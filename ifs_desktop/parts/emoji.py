"""What may stand in a part's shape: an emoji, a short row of them, or a few letters."""

from __future__ import annotations

import unicodedata

MOST = 3  # signs as they are read: a flag, or a family, is one
_LONGEST = 32  # characters: the longest emoji has a dozen
_JOINER = "\u200d"
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)  # spell out which region's flag it is
_FLAGS = range(0x1F1E6, 0x1F200)  # two of them are a flag
_NEWER = range(0x1F000, 0x1FB00)  # emoji that this Python does not know of yet


class UnusableEmoji(ValueError):
    """Neither an emoji nor a few letters; the face says so kindly."""


def clean_emoji(text: str) -> str | None:
    """``text`` as it is kept: up to MOST signs; None where nothing is left. Raises UnusableEmoji.

    Joined, coloured and tagged emoji count as one sign. White space around it is left out.
    """
    words = unicodedata.normalize("NFC", text.strip().strip("\ufeff\u200e\u200f"))
    if not words:
        return None
    if len(words) > _LONGEST or not all(map(_may_stand, words)) or len(signs(words)) > MOST:
        raise UnusableEmoji("up to three emoji or letters have room in a shape")
    if not any(unicodedata.category(sign)[0] in "LNPS" or ord(sign) in _NEWER for sign in words):
        raise UnusableEmoji("a mark alone shows nothing")
    return words


def signs(text: str) -> list[str]:
    """The signs of a text as they are read: what is joined to the one before belongs to it."""
    found: list[str] = []
    for sign in text:
        if found and _joins(found[-1], sign):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def _joins(before: str, sign: str) -> bool:
    number = ord(sign)
    if sign == _JOINER or before[-1] == _JOINER or number in _SKINS or number in _TAGS:
        return True
    if number in _FLAGS:
        return len(before) == 1 and ord(before) in _FLAGS
    return unicodedata.category(sign)[0] == "M"


def _may_stand(sign: str) -> bool:
    if sign == _JOINER or ord(sign) in _TAGS or ord(sign) in _NEWER:
        return True
    return unicodedata.category(sign)[0] in "LMNPS"
