"""Finding parts on a map by what they are called."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence


def folded(text: str) -> str:
    """Without letter case, accents and other marks: as people type when they look for something."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def matching(names: Mapping[int, str], order: Sequence[int], text: str) -> list[int]:
    """Whose name holds each word of ``text``, in the ``order`` given; ``names`` are folded."""
    words = folded(text).split()
    if not words:
        return []
    return [key for key in order if all(word in names[key] for word in words)]
