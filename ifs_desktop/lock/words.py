"""Passwords made of words: six at random from 7,776 are about 77 bits."""

from __future__ import annotations

import secrets

from ifs_desktop import resources_path

COUNT = 6


def suggest(count: int = COUNT) -> str:
    """Random words with a space between, chosen by the system's secure random source."""
    with open(resources_path.path("words", "english.txt"), encoding="utf-8") as stream:
        words = stream.read().split()
    return " ".join(secrets.choice(words) for _ in range(count))
