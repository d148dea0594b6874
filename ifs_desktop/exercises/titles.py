"""What an exercise is called, from the beginning of its file: reading all of them takes long."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ifs_desktop import resources_path

_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
BEGINNING = 2000  # letters


def in_text(text: str) -> str:
    """The title in the front matter of an exercise; empty if there is none."""
    found = _TITLE.search(text[:BEGINNING])
    return found[1].strip("\"'") if found else ""


@cache
def of_the_app(slug: str) -> str:
    """The title of an exercise that comes with the app; empty if there is none of that name."""
    try:
        with Path(resources_path.path("exercises", f"{slug}.md")).open(encoding="utf-8") as file:
            return in_text(file.read(BEGINNING))
    except OSError:
        return ""
