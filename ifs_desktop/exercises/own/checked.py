"""A file looked at before it is kept or shared: what it is, or all that is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.frontmatter import FaultyExercise

LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Checked:
    """One file. ``exercise`` is None where there are faults. ``instead`` is the one it replaces."""

    name: str  # of the file
    text: str
    exercise: Exercise | None
    faults: tuple[FaultyExercise, ...]
    instead: Exercise | None = None


def check_file(path: Path, known: Catalogue) -> Checked:
    """Look at a file beside the exercises there are."""
    try:
        text = catalogue.text_of(path)
    except FaultyExercise as fault:
        return Checked(path.name, "", None, (fault,))
    slug = slug_of(path.stem)
    if not slug:
        reason = "a file name has a small letter or a digit"
        return Checked(path.name, text, None, (FaultyExercise(path, 1, reason),))
    exercise, faults = catalogue.check(path, text)
    if exercise is None:
        return Checked(path.name, text, None, faults)
    mine = [one for one in known.exercises if one.own]
    title = exercise.title.casefold()
    instead = next((o for o in mine if o.slug == slug or o.title.casefold() == title), None)
    exercise = replace(exercise, slug=instead.slug if instead else slug, own=True)
    taken = catalogue.taken_by(exercise, [one for one in known.exercises if one is not instead])
    if taken is not None:
        return Checked(path.name, text, None, (FaultyExercise(path, taken.line, taken.reason),))
    return Checked(path.name, text, exercise, (), instead)


def slug_of(name: str) -> str:
    """A file's name as runs remember it: "My evening (2)" becomes "my-evening-2"."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold())[:LONGEST_SLUG].strip("-")


def path_of(slug: str) -> Path:
    """What a kept file is called where a fault in it is told."""
    return Path(f"{slug}.md")
