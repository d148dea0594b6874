"""The search and the way to anything: half a word, a filter that is open, results."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ifs_desktop.find import searching
from ifs_desktop.find.page import FindPage
from ifs_desktop.find.palette import Palette
from tests.helpers.app import type_into
from tests.promises.states.in_dialogues import composer
from tests.promises.states.on_the_map import popup
from tests.promises.states.scene import Left, Scene, Table

STATES = Table()


def search(scene: Scene) -> FindPage:
    """The page of the search, its box empty and with the keyboard."""
    scene.person.window.show_find()
    page: FindPage = scene.person.window.page("find")
    page.box.clear()
    return page


@STATES.state
def words_half_looked_for(scene: Scene) -> None:
    scene.write(search(scene).box)
    scene.lock()


@STATES.covered
def a_filter_being_chosen(scene: Scene) -> None:
    page = search(scene)
    scene.write(page.box)
    QTest.mouseClick(page.filters.part, Left)
    popup()
    scene.lock()


@STATES.covered
def a_way_half_typed_above_half_a_turn(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.window.go_to_anything()
    palette = QApplication.activeModalWidget()
    assert isinstance(palette, Palette)
    type_into(palette.box, scene.words())  # never kept, and gone with it
    scene.lock()


@STATES.state
def a_search_under_way(scene: Scene) -> None:
    page = search(scene)
    scene.write(page.box)
    with pytest.MonkeyPatch.context() as patch:  # a few lines are found before one looks up
        patch.setattr(searching, "PATIENCE", 0)
        page.box.setText("l")
    assert page.searching.under_way()
    scene.kept.clear()
    scene.lock()


@STATES.state
def results_being_read(scene: Scene) -> None:
    page = search(scene)
    page.box.setText("line")
    scene.person.wait(lambda: page.model.rowCount() > 1)
    QTest.keyClick(page.box, Qt.Key.Key_Down)
    scene.lock()
