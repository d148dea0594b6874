"""Today and I'm activated: a check-in half said, a name half typed, half a minute half over."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ifs_desktop.care.activated import Activated
from tests.promises.states.in_dialogues import composer
from tests.promises.states.on_the_map import add_somebody
from tests.promises.states.scene import Scene, Table

STATES = Table()
Key = Qt.Key


def asking(scene: Scene) -> Any:
    """The questions of a new check-in."""
    scene.person.window.check_in()
    card = scene.person.window.page("today").card
    card.asking.begin(None)
    card.ask()
    return card.asking


def activated(scene: Scene) -> Activated:
    """The page above everything, as F9 opens it."""
    scene.person.key(Key.Key_F9)
    found = QApplication.activeModalWidget()
    assert isinstance(found, Activated)
    return found


@STATES.state
def how_the_body_is_half_typed(scene: Scene) -> None:
    scene.write(asking(scene).body)
    scene.lock()


@STATES.state
def a_part_that_is_here_in_half_a_word(scene: Scene) -> None:
    asked = asking(scene)
    for chip in list(asked.chips._chips.values()):
        if not chip.isChecked():
            chip.click()
    QApplication.processEvents()
    lines = [one for one in asked._words.findChildren(QLineEdit) if one.isVisible()]
    scene.write(lines[0])
    scene.lock()


@STATES.state
def someone_new_half_named_in_a_check_in(scene: Scene) -> None:
    asked = asking(scene)
    asked.chips.more.click()
    scene.write(asked.chips.line)
    scene.lock()


@STATES.state
def today_with_half_a_turn_behind_it(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.go("Today")
    scene.lock()


@STATES.covered
def activated_over_half_a_turn(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.write(activated(scene).body)
    scene.lock()


@STATES.covered
def activated_over_a_dialog_with_the_breath(scene: Scene) -> None:
    add_somebody(scene)
    scene.write(scene.person.find("Name of someone new"))
    page = activated(scene)
    scene.write(page.body)
    QTest.keyClick(page.body, Key.Key_Return)
    scene.lock()


@STATES.covered
def what_helped_half_typed(scene: Scene) -> None:
    page = activated(scene)
    for _ in range(2):
        page.go_on()
    scene.write(page.helped)
    scene.lock()


@STATES.covered
def someone_new_half_named_while_activated(scene: Scene) -> None:
    page = activated(scene)
    page.chips.more.click()
    scene.write(page.chips.line)
    scene.lock()
