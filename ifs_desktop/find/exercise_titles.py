"""What exercises are called. They are files of the app and do not change while it runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue


@cache
def titles() -> dict[str, str]:
    """Title by slug, in the order of the catalogue."""
    loaded = catalogue.load(Path(resources_path.path("exercises")))
    return {exercise.slug: exercise.title for exercise in loaded.exercises}
