"""Words as Markdown files hold them: times, names with any sign, texts inside a list."""

from __future__ import annotations

import re
from datetime import datetime


def when(moment: datetime | None) -> str | None:
    """A time for front matter, None for none."""
    return None if moment is None else moment.isoformat(timespec="seconds")


def indented(text: str, by: str = "  ") -> str:
    """Text as the rest of a list's item."""
    return ("\n" + by).join(text.splitlines())


def escaped(name: str) -> str:
    """A name that is a name in Markdown, whatever signs are in it."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", name)
