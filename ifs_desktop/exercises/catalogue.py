"""The exercises: Markdown files with front matter, the app's and those of one's own.

A faulty file is refused with its line and a reason, and the others stay usable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ifs_desktop.exercises.exercise import LEVELS as LEVELS
from ifs_desktop.exercises.exercise import Exercise as Exercise
from ifs_desktop.exercises.exercise import Step as Step
from ifs_desktop.exercises.frontmatter import LARGEST_FILE, FaultyExercise
from ifs_desktop.exercises.reader import check as check
from ifs_desktop.exercises.reader import read as read
from ifs_desktop.exercises.sections import VARIANTS as VARIANTS

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every exercise that could be read, and what was wrong with the others."""

    exercises: tuple[Exercise, ...]
    faults: tuple[FaultyExercise, ...]

    def get(self, slug: str) -> Exercise | None:
        """The exercise called ``slug``, if there is one."""
        return next((e for e in self.exercises if e.slug == slug), None)


def load(folder: Path) -> Catalogue:
    """Every exercise of a folder, in the order of the file names."""
    exercises: list[Exercise] = []
    faults: list[FaultyExercise] = []
    for path in sorted(folder.glob("*.md")):
        try:
            exercise = read_file(path)
            taken = taken_by(exercise, exercises)
            if taken is not None:
                raise taken
        except FaultyExercise as fault:
            faults.append(fault)
        else:
            exercises.append(exercise)
    return Catalogue(tuple(exercises), tuple(faults))


def with_own(bundled: Catalogue, files: Iterable[tuple[str, str]]) -> Catalogue:
    """The app's exercises and the writer's own, given as slug and text.

    A file that cannot be used is left out and told, as one of the app's is.
    """
    exercises, faults = list(bundled.exercises), list(bundled.faults)
    for slug, text in files:
        try:
            exercise = read(Path(f"{slug}.md"), text)
            taken = taken_by(exercise, exercises)
            if taken is not None:
                raise taken
        except FaultyExercise as fault:
            faults.append(fault)
        else:
            exercises.append(replace(exercise, own=True))
    return Catalogue(tuple(exercises), tuple(faults))


def taken_by(exercise: Exercise, others: Iterable[Exercise]) -> FaultyExercise | None:
    """What is wrong if an exercise goes by the name or the title of one of the others."""
    path = Path(f"{exercise.slug}.md")
    for other in others:
        if other.slug == exercise.slug:
            return FaultyExercise(path, 1, "the app has an exercise with this file name")
        if other.title.casefold() == exercise.title.casefold():
            return FaultyExercise(path, 1, f"the title “{exercise.title}” is taken already")
    return None


def read_file(path: Path) -> Exercise:
    """The exercise in a file of the app; FaultyExercise if it is not one."""
    if not _SLUG.fullmatch(path.stem):
        raise FaultyExercise(path, 1, "a file name has small letters, digits and single dashes")
    return read(path, text_of(path))


def text_of(path: Path) -> str:
    """The text of a file that may hold an exercise; FaultyExercise if it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise FaultyExercise(path, 1, f"not readable: {error.strerror}") from None
    if len(raw) > LARGEST_FILE:
        raise FaultyExercise(path, 1, f"larger than {LARGEST_FILE // 1024} KiB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FaultyExercise(path, line, "not UTF-8 text") from None
    return text
