"""An exercise at every kind of step, the shelf, and one that is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from ifs_desktop.exercises.cards import ExerciseCard
from ifs_desktop.exercises.own import edits as own
from ifs_desktop.exercises.steps.line import PositionLine
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from tests.helpers import mouse, robot
from tests.helpers.walk import choose_option, go_on, on_step, take_place
from tests.promises.states.scene import Left, Scene, Table

STATES = Table()
LEADS_ON = """---
title: Leads on
section: S
level: green
length: L
purpose: P
needs: N
steps:
  - key: there
    kind: hand_over
    to: {to}
    button: Talk there
    next: end
  - key: end
    kind: closing
    boxes:
      open: Open?
---
## there
### There
Go.
## end
### End
Rest.
"""
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
    person.press("Begin", within=page)
    first, then = ("alarm", "unsafe", "trigger", "sides", "who"), ("age", "wish", "today", "rather")
    for key in (*first, *then, "alarm_after"):
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


def walked(scene: Scene, slug: str, wanted: str) -> Any:
    """An exercise from its beginning to a step, by the robot that walks them all."""
    page = shelf(scene)
    page.begin(slug)
    while page.runner.run.step != wanted:
        robot.answer(page)
        robot.go_on(page)
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
def three_taps_before_an_exercise(scene: Scene) -> None:
    page = shelf(scene)
    scene.person.press("Then or now?", within=page)
    scene.person.press("very loud", within=page)
    scene.person.press("Something gentle instead", within=page)
    scene.lock()


@STATES.state
def a_breath_and_a_sitting(scene: Scene) -> None:
    page = shelf(scene)
    scene.person.press("Stay present", within=page)
    page.runner.skip()
    page.runner.skip()
    scene.person.press("3 minutes", within=page)
    scene.lock()


@STATES.state
def words_picked_and_others_half_written(scene: Scene) -> None:
    page = shelf(scene)
    scene.person.press("Check for Self", within=page)
    scene.person.press("calm", within=page)
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def an_earlier_time_beside_an_exercise(scene: Scene) -> None:
    page = at(scene, "trigger")
    page.toggle_earlier()
    assert page.beside.isVisible()
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def an_exercise_that_led_to_another_page(scene: Scene) -> None:
    page = shelf(scene)
    text = LEADS_ON.format(to="dialogue")
    own.keep_own(scene.person.store, slug="leads-on", text=text)
    scene.person.wait(lambda: any(card.isVisible() for card in page.findChildren(ExerciseCard)))
    scene.person.press("Leads on", within=page)
    scene.person.press("Talk there", within=page)
    assert scene.person.window.here() == "dialogues"
    scene.person.press("Back to the exercise: Leads on")
    assert scene.person.window.here() == "exercises"
    scene.person.press("Talk there", within=page)
    scene.lock()


@STATES.state
def a_file_that_was_checked(scene: Scene) -> None:
    page = shelf(scene)
    file = Path(scene.person.folders.documents, "leads-on.md")
    file.write_text(LEADS_ON.format(to="nowhere"), "utf-8")
    with ask.answer(str(file)):
        scene.person.press("Add your own…", within=page)
    assert page.checking.isVisible()
    scene.lock()


@STATES.state
def an_exercise_looked_away_from(scene: Scene) -> None:
    at(scene, "trigger")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.go("Parts map")
    scene.lock()


@STATES.state
def a_line_half_typed(scene: Scene) -> None:
    walked(scene, "who-is-here", "lines")
    line = on_step(scene.person, QLineEdit)
    scene.write(line)
    QTest.keyClick(line, Key.Key_Return)
    scene.write(line)
    scene.lock()


@STATES.state
def someone_new_being_named_for_a_line(scene: Scene) -> None:
    page = walked(scene, "who-is-here", "whose")
    scene.write(scene.person.find("Name of someone new", QLineEdit, within=page.runner))
    scene.lock()


@STATES.state
def a_word_of_ones_own_toward_a_part(scene: Scene) -> None:
    page = walked(scene, "befriend", "toward")
    scene.write(on_step(scene.person, QLineEdit))
    assert page.runner.sheet.control.answer().of == ""
    scene.lock()


@STATES.state
def a_letter_half_written(scene: Scene) -> None:
    walked(scene, "befriend", "letter")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def a_reply_half_written(scene: Scene) -> None:
    walked(scene, "befriend", "reply")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.lock()


@STATES.state
def a_kindness_half_planned(scene: Scene) -> None:
    page = walked(scene, "befriend", "kindness")
    scene.write(on_step(scene.person, GrowingTextEdit))
    scene.person.press("A day", within=page.runner)
    scene.lock()
