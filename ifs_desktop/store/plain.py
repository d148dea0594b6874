"""Text as a journal can hold it."""

from __future__ import annotations


def plain(text: str) -> str:
    """Without NULs and halves of signs: no file can hold them."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
