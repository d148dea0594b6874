"""A belief being looked at, and a place to rest being built, at every kind of step."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ifs_desktop.exercises.steps.line import PositionLine
from ifs_desktop.exercises.steps.picture import Picture
from ifs_desktop.store import Ref
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from tests.helpers import mouse, robot
from tests.promises.states.scene import Scene, Table

STATES = Table()


def at(scene: Scene, slug: str, key: str) -> Any:
    """An exercise from its beginning, answered by the robot, at a step; its control."""
    scene.go("Exercises")
    scene.person.window.open_ref(Ref("page", None, "exercises"))
    page = scene.person.window.page("exercises")
    page.begin(slug)
    while robot.here(page) != key:
        robot.answer(page)
        robot.go_on(page)
    return page.runner.sheet.control


def write_all(scene: Scene, step: Any) -> None:
    for box in robot.seen(step, GrowingTextEdit):
        scene.write(box)


@STATES.state
def a_belief_half_written(scene: Scene) -> None:
    step = at(scene, "whose-act", "belief")
    write_all(scene, step)
    robot.click(next(c for c in robot.seen(step, Chip) if c.role() == "exile"))
    scene.lock()


@STATES.state
def how_true_it_feels(scene: Scene) -> None:
    line = robot.seen(at(scene, "whose-act", "strength"), PositionLine)[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_4)
    scene.lock()


@STATES.state
def three_shares_half_written(scene: Scene) -> None:
    write_all(scene, at(scene, "whose-act", "shares"))
    scene.lock()


@STATES.state
def a_fair_reading_half_written(scene: Scene) -> None:
    write_all(scene, at(scene, "whose-act", "fair"))
    scene.lock()


@STATES.state
def what_the_part_says_to_it_half_written(scene: Scene) -> None:
    write_all(scene, at(scene, "whose-act", "answer"))
    scene.lock()


@STATES.state
def a_place_half_built(scene: Scene) -> None:
    write_all(scene, at(scene, "place-to-rest", "place"))
    scene.lock()


@STATES.covered
def somebody_on_the_way_to_the_place(scene: Scene) -> None:
    step = at(scene, "place-to-rest", "who")
    chip, picture = robot.seen(step, Chip)[0], robot.seen(step, Picture)[0]
    mouse.press(chip, chip.rect().center())
    for by in (30, 60, 90):
        there = picture.mapToGlobal(picture.rect().center() + QPoint(by, 0))
        mouse.move(chip, chip.mapFromGlobal(there))
    scene.lock()


@STATES.state
def something_not_put_into_the_container_yet(scene: Scene) -> None:
    write_all(scene, at(scene, "place-to-rest", "container"))
    scene.lock()
