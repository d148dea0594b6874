"""An exercise at every kind of step, the shelf, and one that is read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ifs_desktop.store import Ref
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from ifs_desktop.ui.widgets.line import PositionLine
from tests.helpers import mouse
from tests.helpers.walk import choose_option, go_on, on_step, take_place
from tests.promises.states.scene import Left, Scene, Table

STATES = Table()
Key = Qt.Key


def shelf(scene: Scene) -> Any:
    scene.go("Exercises")
    scene.person.window.open_ref(Ref("page", None, "exercises"))
    return scene.person.window.page("exercises")


def at(scene: Scene, wanted: str) -> Any:
    """The exercise from its beginning, walked to a step."""
    page = shelf(scene)
    person = scene.person
    person.press("Then or now?", within=page)
    for key in ("alarm", "unsafe", "trigger", "sides", "who", "age", "today", "alarm_after"):
        if page.runner.run.step == wanted:
            break
        if key == "unsafe":
            choose_option(person, "now" if wanted == "heed" else "about then")
        elif key == "who":
            chips = page.runner.findChildren(Chip)
            QTest.mouseClick(next(c for c in chips if c.name() == "The Watchful One"), Left)
        elif key in ("alarm", "alarm_after"):
            take_place(person, Key.Key_6)
        else:
            scene.write(on_step(person, GrowingTextEdit))
        go_on(person)
    assert page.runner.run.step == wanted, page.runner.run.step
    return page


@STATES.state
def the_shelf_of_exercises(scene: Scene) -> None:
    shelf(scene)
    scene.lock()


@STATES.covered
def a_place_on_the_line_being_taken(scene: Scene) -> None:
    at(scene, "alarm")
    line = on_step(scene.person, PositionLine)
    mouse.press(line, line.rect().center())
    scene.lock()


@STATES.state
def a_loud_alarm_and_grounding_offered(scene: Scene) -> None:
    at(scene, "alarm")
    take_place(scene.person, Key.Key_9)
    scene.lock()


@STATES.state
def a_choice_made(scene: Scene) -> None:
    at(scene, "unsafe")
    choose_option(scene.person, "about both")
    scene.lock()


@STATES.state
def words_to_read(scene: Scene) -> None:
    at(scene, "heed")
    scene.lock()


@STATES.state
def an_answer_half_written(scene: Scene) -> None:
    at(scene, "trigger")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def two_sides_half_written(scene: Scene) -> None:
    at(scene, "sides")
    for place in range(4):
        scene.write(on_step(scene.person, GrowingTextEdit, place))
    scene.lock()


@STATES.state
def a_part_being_named_in_an_exercise(scene: Scene) -> None:
    page = at(scene, "who")
    scene.person.press("someone new", within=page)
    scene.write(on_step(scene.person, QLineEdit))
    scene.lock()


@STATES.state
def an_answer_of_a_part_half_written(scene: Scene) -> None:
    at(scene, "age")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def thanks_half_written(scene: Scene) -> None:
    at(scene, "closing")
    for place in range(2):
        scene.write(on_step(scene.person, GrowingTextEdit, place))
    scene.lock()


@STATES.state
def a_finished_exercise_being_read(scene: Scene) -> None:
    page = at(scene, "closing")
    scene.write(on_step(scene.person, GrowingTextEdit))
    go_on(scene.person)
    assert page.runner.run is None
    scene.lock()


@STATES.state
def an_exercise_looked_away_from(scene: Scene) -> None:
    at(scene, "trigger")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.go("Parts map")
    scene.lock()
