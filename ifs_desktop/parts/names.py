"""What a name can be: one line, no control characters, not empty, at most 200 characters."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 200

# Marks that turn the direction of everything after them would reach beyond the name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class UnusableName(ValueError):
    """A name that cannot be kept; the face says so kindly."""


class EmptyName(UnusableName):
    """Nothing is left of the name."""


class LongName(UnusableName):
    """The name is longer than LONGEST_NAME."""


def clean_name(text: str) -> str:
    """``text`` as a name: white space joined, control characters left out.

    Raises EmptyName if nothing is left and LongName above LONGEST_NAME characters. Joiners
    (emoji, Persian, Indic scripts) stay.
    """
    kept = "".join(" " if _is_space(sign) else sign for sign in text if _is_kept(sign))
    name = unicodedata.normalize("NFC", " ".join(kept.split()))
    if not any(_is_seen(sign) for sign in name):
        raise EmptyName("A name needs at least one letter or sign.")
    if len(name) > LONGEST_NAME:
        raise LongName(f"A name has room for {LONGEST_NAME} characters.")
    return name


def _is_space(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Zl", "Zp")


def _is_kept(sign: str) -> bool:
    if _is_space(sign):
        return True
    return unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _TURNING


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cf", "Zs")


# A person's name.

INITIALS_ONLY = "people:initials"  # view state: whether people are shown by their initials
_MOST_INITIALS = 4


def initials(name: str) -> str:
    """ "N. A." of "Noor al-Amin": the first letter of each word, capital where there are any."""
    firsts = [next((s for s in word if s.isalnum()), "") for word in name.split()]
    letters = [first.upper() for first in firsts if first][:_MOST_INITIALS]
    return " ".join(f"{letter}." for letter in letters) or "…"


def called(name: str, own_initials: str, *, short: bool) -> str:
    """How a person is called on the screen; ``own_initials`` are the ones somebody chose."""
    return (own_initials.strip() or initials(name)) if short else name
