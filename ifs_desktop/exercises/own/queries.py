"""The exercise files of the writer's own, and the catalogue with them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue as files
from ifs_desktop.exercises import titles
from ifs_desktop.exercises.catalogue import Catalogue
from ifs_desktop.store import Store
from ifs_desktop.store.schema import OwnExercise


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


def titles_of(session: Session, slugs: set[str]) -> dict[str, str]:
    """What exercises are called: one's own, if there is one of this name, else the app's."""
    if not slugs:
        return {}
    rows = session.execute(
        select(OwnExercise.slug, func.substr(OwnExercise.text, 1, titles.BEGINNING)).where(
            OwnExercise.slug.in_(slugs), OwnExercise.put_away.is_(None)
        )
    )
    own = {slug: titles.in_text(text) for slug, text in rows}
    return {slug: own.get(slug) or titles.of_the_app(slug) or slug for slug in slugs}
