"""Finding parts by some letters of their names: letter case, accents and signs make no matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from ifs_desktop.parts.names import LONGEST_NAME
from ifs_desktop.parts.queries import PartCard

_SIGNS = str.maketrans(dict.fromkeys("-–—_/\\()[]'’‘\"“”«».,;:!?", " "))


@dataclass(frozen=True, slots=True)
class Named:
    """A part and its name as it is looked for."""

    card: PartCard
    key: str


def folded(text: str) -> str:
    """The text as it is compared: small letters without accents, one space between words."""
    if not text.isascii():
        marked = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(sign for sign in marked if not unicodedata.combining(sign))
    return " ".join(text.casefold().translate(_SIGNS).split())


def named(cards: Iterable[PartCard]) -> list[Named]:
    """These parts, ready to be looked for."""
    return [Named(card, folded(card.name)) for card in cards]


def fitting(people: Iterable[Named], text: str) -> list[Named]:
    """Those in whose name each word of ``text`` begins a word; first whose name begins with it.

    A script without spaces has no beginnings of words: there it may stand anywhere.
    """
    wanted = folded(text)
    words = wanted.split()
    found = [one for one in people if all(_holds(one.key, word) for word in words)]
    return sorted(found, key=lambda one: not one.key.startswith(wanted)) if wanted else found


def addressed(text: str, people: Iterable[Named]) -> tuple[PartCard, str] | None:
    """Who is named by ``@`` at the very beginning of a text, and the text without that.

    The longest name that fits is taken, if no letter follows it. None where nobody is named.
    """
    if not text.startswith("@"):
        return None
    known = {one.key: one.card for one in reversed(list(people)) if one.key}
    for end in range(min(len(text), LONGEST_NAME + 1), 1, -1):
        if text[end : end + 1].isalnum() or text[1].isspace() or text[end - 1].isspace():
            continue
        card = known.get(folded(text[1:end]))
        if card is not None:
            return card, text[end:].lstrip(":,").lstrip()
    return None


def _holds(name: str, word: str) -> bool:
    return f" {word}" in f" {name}" or (not word.isascii() and word in name)
