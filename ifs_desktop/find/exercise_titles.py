"""What exercises one may go to are called: the app's, and those of one's own."""

from __future__ import annotations

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.store import Store


def offered(store: Store) -> dict[str, str]:
    """Title by slug, in the catalogue's order; what speaks to hurt parts is not offered unasked."""
    found = queries.offered(store, own.catalogue(store))
    return {exercise.slug: exercise.title for exercise in found}
