"""Choosing an exercise file and writing one, by the app's own questions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop import resources_path
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.own import queries
from ifs_desktop.exercises.own.checked import Checked, check_file
from ifs_desktop.store import Store
from ifs_desktop.ui import ask


def choose(parent: QWidget, known: Catalogue) -> Checked | None:
    """A file that is looked at beside the exercises there are; None if none was chosen."""
    path = ask.open_file(parent, _say("Check an exercise"), "", _say("Exercises (*.md)"))
    return check_file(Path(path), known) if path else None


def save(parent: QWidget, store: Store, exercise: Exercise) -> bool:
    """Write the text of an exercise as a file, to read or to begin one's own from."""
    text = text_of(store, exercise)
    if text is None or not ask.confirm(
        parent,
        _say("Save as a file"),
        _say("The file is not encrypted. It holds the exercise, and nothing you answered in it."),
        _say("Choose a place…"),
        _say("Not now"),
    ):
        return False
    name = exercise.slug if exercise.own else f"my-{exercise.slug}"
    path = ask.save_file(
        parent,
        _say("Save as a file"),
        "",
        _say("Exercises (*.md)"),
        name=f"{name}.md",
        suffix="md",
    )
    if not path:
        return False
    try:
        Path(path).write_text(text, "utf-8")
    except OSError:
        ask.tell(
            parent,
            _say("The file could not be written"),
            _say("Nothing in your journal changed. Try another folder."),
        )
        return False
    return True


def text_of(store: Store, exercise: Exercise) -> str | None:
    """The file an exercise was read from; None if it is not there any more."""
    if exercise.own:
        return dict(queries.own_files(store)).get(exercise.slug)
    path = Path(resources_path.path("exercises"), f"{exercise.slug}.md")
    try:
        return path.read_text("utf-8")
    except OSError:
        return None


def _say(words: str) -> str:
    return QCoreApplication.translate("own exercises", words)
