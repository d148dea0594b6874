"""What a person can do with exercise files of their own."""

from __future__ import annotations

from sqlalchemy import select

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.own.checked import path_of
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import OwnExercise, now

_PLACE = Ref("page", None, "exercises")


def keep_own(store: Store, *, slug: str, text: str) -> Exercise:
    """Keep a file, in place of an earlier one of that slug; the exercise it is.

    Raises FaultyExercise for one that cannot be used.
    """
    exercise = catalogue.read(path_of(slug), text)
    with store.edit("Keep an exercise", place=_PLACE) as session:
        row = session.scalar(select(OwnExercise).where(OwnExercise.slug == slug))
        if row is None:
            session.add(OwnExercise(slug=slug, text=text))
        elif row.text != text or row.put_away is not None:
            row.text, row.added, row.put_away = text, now(), None
    return exercise


def put_away_own(store: Store, *, slug: str) -> None:
    """Take an exercise out of the catalogue. What was answered in it stays."""
    with store.edit("Put an exercise away", place=_PLACE) as session:
        row = session.scalars(select(OwnExercise).where(OwnExercise.slug == slug)).one()
        if row.put_away is None:
            row.put_away = now()
