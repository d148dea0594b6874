"""The people: a name, a field, and a form of each kind half written; a step of an exercise."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint

from ifs_desktop.people import edits, queries
from tests.helpers import mouse
from tests.promises.states.scene import Scene, Table

STATES = Table()


def people(scene: Scene) -> Any:
    """The page, with somebody on it."""
    page = scene.go("People")
    store = scene.person.store
    known = queries.people(store)
    whom = known[0].id if known else edits.add_person(store, name="Noor")
    page.show_person(whom)  # type: ignore[attr-defined]
    return page


def half(scene: Scene, card: Any) -> None:
    """A new form of a card, with a few words in it."""
    card.open_form(None)
    card.form.text.clear()
    scene.write(card.form.text)


@STATES.state
def somebody_half_named(scene: Scene) -> None:
    page = people(scene)
    page.pane.name.clear()
    scene.write(page.pane.name)
    scene.lock()


@STATES.state
def how_to_reach_somebody_half_written(scene: Scene) -> None:
    page = people(scene)
    scene.write(page.sheet.head.who)
    scene.write(page.sheet.head.how)
    scene.lock()


@STATES.state
def something_they_did_and_a_kindness_half_written(scene: Scene) -> None:
    page = people(scene)
    half(scene, page.sheet.behaviours)
    half(scene, page.sheet.kindnesses)
    page.sheet.kindnesses.form.day.chips()[1].click()
    scene.lock()


@STATES.state
def what_a_part_thinks_of_them_half_written(scene: Scene) -> None:
    page = people(scene)
    page.sheet.opinions.open_form(None)
    next(iter(page.sheet.opinions.form.parts.chips.values())).click()
    scene.write(page.sheet.opinions.form.text)
    scene.lock()


@STATES.state
def a_step_half_planned(scene: Scene) -> None:
    half(scene, people(scene).sheet.steps)
    scene.lock()


@STATES.state
def what_came_of_a_step_half_written(scene: Scene) -> None:
    page = people(scene)
    person = page.here().id
    edits.plan_step(scene.person.store, person_id=person, text="Wave", planned_on=None)
    page.sheet.steps.look_back(page.sheet.steps.items[0])
    scene.write(page.sheet.steps.form.text)
    scene.lock()


@STATES.covered
def somebody_being_dragged_in_the_list_for_a_hard_day(scene: Scene) -> None:
    page = people(scene)
    edits.set_reach(scene.person.store, person_id=page.here().id, place=0)
    page.pane.reaching.click()
    mouse.press(page.pane.list.viewport(), QPoint(20, 10))
    scene.lock()
