"""How hard a password is to guess, by the estimate of zxcvbn. No rules, only an estimate."""

from __future__ import annotations

from enum import IntEnum

LOOKED_AT = 64  # characters; the estimate's cost grows with the square of the length


class Strength(IntEnum):
    """In steps of the number of guesses, weighed for a guess that costs about a second."""

    EMPTY = 0
    EASY = 1  # below 10^6 guesses: falls in days to one computer
    FAIR = 2  # below 10^10
    GOOD = 3  # below 10^15
    STRONG = 4


def estimate(password: str) -> Strength:
    """The strength of a password, judged by its first 64 characters."""
    if not password:
        return Strength.EMPTY
    from zxcvbn import zxcvbn

    guesses = float(zxcvbn(password[:LOOKED_AT], max_length=LOOKED_AT)["guesses_log10"])
    if guesses < 6:
        return Strength.EASY
    if guesses < 10:
        return Strength.FAIR
    return Strength.GOOD if guesses < 15 else Strength.STRONG
