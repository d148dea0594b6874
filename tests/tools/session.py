"""A whole session without hands, for tests that watch the process from outside.

    python tests/tools/session.py unlock|create|words

``create`` makes a journal and locks it: the process is replaced for real. ``words`` does the same
with writing in every place. ``unlock`` opens the remembered journal and closes the program.
The password is below; HOME and the XDG folders say where everything goes.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from ifs_desktop import app as real
from ifs_desktop import hardening
from tests.helpers.app import Person, type_into

PASSWORD = "eleven grey herons"
LINE = "the canary sings at the harbour"
DRAFT = "a canary not yet sung"


class RealPerson(Person):
    """Locking replaces the process, as it does for everyone."""

    def _relaunch(self, file: str, notice: str) -> None:
        print("relaunch", flush=True)
        real.relaunch(file, notice)


def main(what: str) -> int:
    """Do one thing; ``create`` and ``words`` do not return."""
    hardening.close_up()
    qt = QApplication(["session"])
    qt.setApplicationName("ifs-desktop")
    person = RealPerson()
    if what == "unlock":
        person.unlock(PASSWORD)
        person.wait(person.opened)
        person.end()
        print("closed", flush=True)
        return 0
    person.create(PASSWORD)
    person.press("Go to my map")
    if what == "words":
        _write(person)
    person.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    person.wait(lambda: False)
    return 1


def _write(person: Person) -> None:
    person.press("Dialogues")
    page = person.window.page("dialogues")
    person.press("Begin a dialogue")
    person.type("Name of someone new", "Canary")
    person.press("Add someone new", within=page)
    person.press("Begin the dialogue", within=page)
    box = person.find("Write as Self", QPlainTextEdit)
    type_into(box, LINE)
    QTest.keyClick(box, Qt.Key.Key_Return)
    type_into(box, DRAFT)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
