"""The profile of a part: facts, words and names half typed, its questions and menus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ifs_desktop.parts.page import PartPage
from tests.promises.states.on_the_map import a_part, popup, the_map
from tests.promises.states.scene import Scene, Table

STATES = Table()
Key = Qt.Key


def a_profile(scene: Scene) -> PartPage:
    """From the part on the map to its profile."""
    page = the_map(scene)
    a_part(scene)
    scene.person.press("Open profile", within=page)
    profile = scene.person.window.page("profile")
    assert isinstance(profile, PartPage)
    profile.sheet.finish()
    return profile


def begun(scene: Scene, field: str) -> tuple[PartPage, Any]:
    """The page, and the empty box of a field that was asked for by its name."""
    page = a_profile(scene)
    scene.person.press("Add to this profile", within=page.sheet.header)
    QTest.keyClicks(page.sheet.adding.search, field)
    QTest.keyClick(page.sheet.adding.search, Key.Key_Return)
    return page, QApplication.focusWidget()


@STATES.state
def a_profile_as_it_is(scene: Scene) -> None:
    a_profile(scene)
    scene.lock()


@STATES.state
def a_field_being_looked_for(scene: Scene) -> None:
    page = a_profile(scene)
    QTest.keyClick(page.add, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    scene.write(page.sheet.adding.search, kept=False)
    scene.lock()


@STATES.state
def a_new_fact_half_written(scene: Scene) -> None:
    scene.write(begun(scene, "believes")[1])
    scene.lock()


@STATES.covered
def the_question_before_a_part_is_deleted(scene: Scene) -> None:
    page, box = begun(scene, "rather")
    scene.write(box)
    scene.within(page.delete_for_good, lambda: None)


@STATES.state
def a_word_of_ones_own_half_typed(scene: Scene) -> None:
    page, _ = begun(scene, "trust")
    scene.write(scene.person.find("In your own words", QLineEdit, within=page))
    scene.lock()


@STATES.state
def the_name_of_somebody_it_protects_half_typed(scene: Scene) -> None:
    page, _ = begun(scene, "protects")
    scene.write(scene.person.find("Name of someone new", QLineEdit, within=page))
    scene.lock()


@STATES.state
def a_name_and_colours_in_a_profile(scene: Scene) -> None:
    page = a_profile(scene)
    page.sheet.head.portrait.click()
    page.sheet.head.name.setFocus()
    page.sheet.head.name.selectAll()
    scene.write(page.sheet.head.name)
    scene.lock()


@STATES.covered
def a_fact_being_reworded_under_the_menu_who_said_it(scene: Scene) -> None:
    page, box = begun(scene, "Notes")
    scene.write(box)
    page.commit_drafts()
    row = next(row for row in page.sheet.facts.rows() if row.edit is box)
    scene.write(box)
    row.said.click()
    popup()
    scene.lock()
