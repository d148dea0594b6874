"""A real window in which somebody types ten letters a second, until the process is killed.

    python tests/tools/typist.py dialogue|exercise begin|go-on

Prints what stood in the box at first, as ``found N`` letters, then ``typed N`` for each letter.
``begin`` makes the journal and goes to the box; ``go-on`` unlocks, and goes back to it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from ifs_desktop.exercises.steps.line import PositionLine
from tests.helpers.app import Person, type_into

PASSWORD = "eleven grey herons"
INTERVAL = 100  # ms
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def text(length: int) -> str:
    """What has been typed after so many letters."""
    return (LETTERS * (length // len(LETTERS) + 1))[:length]


class Typist:
    """Types one letter after the other, for ever."""

    def __init__(self, box: QPlainTextEdit) -> None:
        self._box = box
        found = box.toPlainText()
        assert found == text(len(found)), "something else stands there"
        self._typed = len(found)
        print(f"found {self._typed}", flush=True)
        box.moveCursor(QTextCursor.MoveOperation.End)
        self._timer = QTimer(box)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._type)
        self._timer.start()

    def _type(self) -> None:
        type_into(self._box, text(self._typed + 1)[-1])
        self._typed += 1
        print(f"typed {self._typed}", flush=True)


def main(where: str, how: str) -> None:
    """Never returns."""
    qt = QApplication(["typing"])
    qt.setApplicationName("ifs-desktop")
    person = Person()
    if how == "begin":
        person.create(PASSWORD)
        person.press("Go to my map")
        _go_to(person, where)
    else:
        person.unlock(PASSWORD)
        person.wait(person.opened)
        person.press("Dialogues" if where == "dialogue" else "Exercises")
        if where == "exercise":
            person.press("Continue: Then or now?")
    typist = Typist(_box(person, where))
    person.wait(lambda: typist is None, 10**9)


def _go_to(person: Person, where: str) -> None:
    if where == "dialogue":
        person.press("Dialogues")
        page = person.window.page("dialogues")
        person.press("Begin a dialogue")
        person.type("Name of someone new", "Somebody")
        person.press("Add someone new", within=page)
        person.press("Begin the dialogue", within=page)
        return
    person.press("Exercises")
    person.press("Then or now?", within=person.window.page("exercises"))
    person.press("Begin", within=person.window.page("exercises"))
    person.find("", PositionLine).setFocus()
    person.key(Qt.Key.Key_6)
    person.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.press("It is about then")
    person.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _box(person: Person, where: str) -> QPlainTextEdit:
    page = person.window.page("dialogues" if where == "dialogue" else "exercises")
    person.wait(lambda: bool(_visible(page)))
    return _visible(page)[0]


def _visible(page: QWidget) -> list[QPlainTextEdit]:
    return [box for box in page.findChildren(QPlainTextEdit) if box.isVisible()]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
