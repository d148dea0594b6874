"""What exercises are called: the app's, and those of one's own."""

from __future__ import annotations

from ifs_desktop.exercises.own import queries as own
from ifs_desktop.store import Store


def titles(store: Store) -> dict[str, str]:
    """Title by slug, in the order of the catalogue."""
    return {exercise.slug: exercise.title for exercise in own.catalogue(store).exercises}
