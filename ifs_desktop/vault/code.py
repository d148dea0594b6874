"""Recovery codes: 160 random bits, written so that a person can copy them by hand.

A code is one number. It is written in Crockford's base 32 (no I, L, O, U) as 32 signs, most
significant first, then three check signs: the number modulo the largest prime below 2^15. That
tells every single wrong sign and every swap of two neighbours before any key is derived.
"""

from __future__ import annotations

import re
import secrets
import unicodedata

from ifs_desktop.vault.errors import CodeIncomplete, CodeMistyped

SIZE = 20  # bytes
GROUPS, GROUP = 7, 5  # groups of signs
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)} | {"O": 0, "I": 1, "L": 1}
_CHECK, _MODULUS = 3, 32749
_BETWEEN = re.compile(r"[\s\-‐‑‒–—−_.]+")


def new() -> bytes:
    """A new code, from the system's secure random source."""
    return secrets.token_bytes(SIZE)


def spell(code: bytes) -> str:
    """The code as people see it: seven groups of five signs, with hyphens between."""
    if len(code) != SIZE:
        raise ValueError(f"a recovery code has {SIZE} bytes")
    number = int.from_bytes(code, "big")
    signs = _written(number, GROUPS * GROUP - _CHECK) + _written(number % _MODULUS, _CHECK)
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))


def read(text: str) -> bytes:
    """The code somebody typed. Raises CodeIncomplete or CodeMistyped, before any key is derived.

    Small letters, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    signs = tidy(text)
    if len(signs) != GROUPS * GROUP:
        raise CodeIncomplete
    try:
        values = [_VALUES[sign] for sign in signs]
    except KeyError as error:
        raise CodeMistyped from error
    number, check = _number(values[:-_CHECK]), _number(values[-_CHECK:])
    if number % _MODULUS != check:
        raise CodeMistyped
    return number.to_bytes(SIZE, "big")


def tidy(text: str) -> str:
    """What was typed, as the signs it means; a sign that no code has stays as it is."""
    signs = _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).upper()
    return "".join(_SIGNS[_VALUES[sign]] if sign in _VALUES else sign for sign in signs)


def _written(number: int, length: int) -> str:
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(values: list[int]) -> int:
    number = 0
    for value in values:
        number = number << 5 | value
    return number
