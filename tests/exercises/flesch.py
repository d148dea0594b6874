"""How easily a text reads: Flesch's reading ease, with syllables counted by rule of thumb."""

from __future__ import annotations

import re

WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*|[0-9]+")
_SENTENCE_END = re.compile(r"[.!?…:;]+(?:\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


def words(text: str) -> list[str]:
    """The words of a text."""
    return WORD.findall(text)


def syllables(word: str) -> int:
    """About how many syllables a word has; never less than one."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = re.search(r"[^aeiouyl]e(?:s|d)?$", plain)  # like, names; not little
    if plain.endswith(("ted", "ded", "ses", "ches", "shes", "ges", "ces", "zes")):
        silent = None
    return max(1, len(_VOWELS.findall(plain)) - bool(silent))


def reading_ease(text: str) -> float:
    """206.8 for the easiest, 70 and more for plain English; lines end a sentence."""
    found = words(text)
    sentences = sum(1 for part in _SENTENCE_END.split(text) if words(part))
    if not found:
        return 206.835
    spoken = sum(map(syllables, found))
    return 206.835 - 1.015 * len(found) / sentences - 84.6 * spoken / len(found)
