"""Whole maps, what else lies on one, its legend, and parts named one after the other."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from tests.helpers import mouse
from tests.promises.states.on_the_map import Key, popup, the_map
from tests.promises.states.scene import Scene, Table

STATES = Table()


def with_focus(scene: Scene) -> Any:
    page = the_map(scene)
    page.view.setFocus()
    return page


@STATES.state
def parts_being_named_one_after_the_other(scene: Scene) -> None:
    page = the_map(scene)
    page.view.fit()
    mouse.double_click(page.view.viewport(), QPoint(page.view.width() // 2, 30))
    field = scene.person.find("Name", QLineEdit, within=page.canvas)
    scene.write(field)
    QTest.keyClick(field, Key.Key_Return)
    scene.write(scene.person.find("Name", QLineEdit, within=page.canvas))
    scene.lock()


@STATES.state
def a_known_part_being_dragged_from_the_drawer(scene: Scene) -> None:
    page = with_focus(scene)
    QTest.keyClick(page.view, Key.Key_K)
    known = page._making.known
    scene.write(known.search, kept=False)
    known.search.clear()
    at = known.list.visualItemRect(known.list.item(0)).center()
    mouse.press(known.list.viewport(), at)
    mouse.move(known.list.viewport(), at + QPoint(60, -60))
    scene.lock()


@STATES.state
def a_note_being_written_on_the_map(scene: Scene) -> None:
    page = with_focus(scene)
    QTest.keyClick(page.view, Key.Key_W)
    field = scene.person.find("Words on the map", QPlainTextEdit, within=page.canvas)
    scene.write(field)
    QTest.keyClick(field, Key.Key_Return)
    scene.write(field)
    scene.lock()


@STATES.state
def a_group_being_named(scene: Scene) -> None:
    page = with_focus(scene)
    QTest.keyClick(page.view, Key.Key_O)
    scene.write(scene.person.find("Words on the map", QPlainTextEdit, within=page.canvas))
    scene.lock()


@STATES.covered
def the_menu_of_its_colours(scene: Scene) -> None:
    page = with_focus(scene)
    QTest.keyClick(page.view, Key.Key_S)
    field = scene.person.find("Words on the map", QPlainTextEdit, within=page.canvas)
    scene.write(field)
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(page.view, Key.Key_C)
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.state
def a_legend_being_written(scene: Scene) -> None:
    page = with_focus(scene)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    if not page._legend.card.is_open():
        QTest.keyClick(page.view, Key.Key_L, both)
    for name in ("This map is about", "Size", "Distance", "Colour"):
        scene.write(scene.person.find(name, QPlainTextEdit, within=page.canvas))
    scene.lock()
