"""The exercise files of the writer's own, and the catalogue with them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from sqlalchemy import select

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue as files
from ifs_desktop.exercises import titles
from ifs_desktop.exercises.catalogue import Catalogue
from ifs_desktop.store import Store, search
from ifs_desktop.store.schema import OwnExercise

_BEGINNINGS = (
    "SELECT slug, substr(text, 1, ?) FROM own_exercise"
    " WHERE put_away IS NULL AND slug IN (SELECT value FROM json_each(?))"
)


def own_files(store: Store) -> tuple[tuple[str, str], ...]:
    """Slug and text of each that was not put away, the oldest first."""
    with store.read() as session:
        rows = session.execute(
            select(OwnExercise.slug, OwnExercise.text)
            .where(OwnExercise.put_away.is_(None))
            .order_by(OwnExercise.id)
        )
        return tuple((slug, text) for slug, text in rows)


def catalogue(store: Store, folder: Path | None = None) -> Catalogue:
    """Every exercise there is: the app's, of ``folder`` if not of its resources, and one's own."""
    return files.with_own(bundled(folder), own_files(store))


@cache
def bundled(folder: Path | None = None) -> Catalogue:
    """The app's exercises: files that do not change while it runs."""
    return files.load(folder or Path(resources_path.path("exercises")))


def titles_of(session: search.Reader, slugs: set[str]) -> dict[str, str]:
    """What exercises are called: one's own, if there is one of this name, else the app's."""
    if not slugs:
        return {}
    # At the driver, as each key of a search may ask for it: that takes a third of the time.
    asked = titles.BEGINNING, json.dumps(sorted(slugs))
    rows = search.driver(session).execute(_BEGINNINGS, asked)
    own = {slug: titles.in_text(text) for slug, text in rows}
    return {slug: own.get(slug) or titles.of_the_app(slug) or slug for slug in slugs}
