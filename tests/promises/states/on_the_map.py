"""The map, its pane, its dialogs and menus, and everything a mouse can hold there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QWidget,
)

from tests.helpers import mouse
from tests.helpers.app import centre
from tests.helpers.walk import part_at
from tests.promises.states.scene import Left, Scene, Table

STATES = Table()
Key = Qt.Key


def the_map(scene: Scene) -> Any:
    return scene.go("Parts map")


def a_part(scene: Scene) -> int:
    """Select the first part of the map with the mouse; its id."""
    page = the_map(scene)
    first: int = min(number for number in page.scene.parts if number > 0)
    page.view.fit()
    mouse.click(page.view.viewport(), part_at(scene.person, first))
    page.view.setFocus()
    assert page.scene.current == first
    return first


def popup() -> QWidget:
    found = QApplication.activePopupWidget()
    assert found is not None, "no menu or list is open"
    return found


@STATES.state
def the_map_as_it_is(scene: Scene) -> None:
    the_map(scene)
    scene.lock()


@STATES.state
def a_new_part_being_named(scene: Scene) -> None:
    page = the_map(scene)
    scene.person.press("Place: Manager", within=page)
    scene.write(scene.person.find("Name", QLineEdit, within=page.canvas))
    scene.lock()


@STATES.state
def a_part_being_renamed_where_it_stands(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    QTest.keyClick(page.view, Key.Key_F2)
    scene.write(scene.person.find("Name", QLineEdit, within=page.canvas))
    scene.lock()


@STATES.state
def a_name_being_typed_beside_the_map(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    field = scene.person.find("Name", QLineEdit, within=page.inspector)
    field.setFocus()
    field.selectAll()
    scene.write(field)
    scene.lock()


@STATES.state
def three_facts_being_typed(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    for kind in ("job", "fear", "body"):
        scene.write(page.inspector.part.fields[kind].edit)
    scene.lock()


@STATES.covered
def a_part_being_dragged(scene: Scene) -> None:
    page = the_map(scene)
    at = part_at(scene.person, a_part(scene))
    mouse.press(page.view.viewport(), at)
    for step in (10, 30, 60):
        mouse.move(page.view.viewport(), at + QPoint(step, step))
    scene.lock()


@STATES.covered
def a_rubber_band_over_parts(scene: Scene) -> None:
    page = the_map(scene)
    page.view.fit()
    corner = QPoint(8, 8)
    mouse.press(page.view.viewport(), corner)
    for step in (20, 200, 400):
        mouse.move(page.view.viewport(), corner + QPoint(step, step))
    scene.lock()


def a_link_drawn(scene: Scene) -> tuple[Any, QPoint]:
    """From the handle of a part to another one, the mouse still held."""
    page = the_map(scene)
    first = a_part(scene)
    other = max(page.scene.parts)
    page.view.fit()
    x, y = page.scene.parts[first].handle_place()
    paper, end = page.view.viewport(), part_at(scene.person, other)
    mouse.press(paper, page.view.mapFromScene(x, y))
    mouse.move(paper, end - QPoint(20, 0))
    mouse.move(paper, end)
    return page, end


@STATES.covered
def a_link_being_drawn(scene: Scene) -> None:
    a_link_drawn(scene)
    scene.lock()


@STATES.covered
def the_question_how_two_parts_stand(scene: Scene) -> None:
    page, end = a_link_drawn(scene)
    mouse.release(page.view.viewport(), end)
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.covered
def a_shape_being_dragged_from_the_palette(scene: Scene) -> None:
    page = the_map(scene)
    entry = scene.person.find("Place: Exile", within=page)
    mouse.press(entry, centre(entry))
    for step in (20, 80, 160):
        mouse.move(entry, centre(entry) - QPoint(0, step))
    scene.lock()


@STATES.covered
def the_paper_being_moved(scene: Scene) -> None:
    page = the_map(scene)
    middle = Qt.MouseButton.MiddleButton
    mouse.press(page.view.viewport(), QPoint(50, 50), button=middle)
    mouse.move(page.view.viewport(), QPoint(90, 90), button=middle)
    scene.lock()


@STATES.covered
def the_menu_of_a_part(scene: Scene) -> None:
    page = the_map(scene)
    at = part_at(scene.person, a_part(scene))
    paper = page.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, paper.mapToGlobal(at))
    QApplication.sendEvent(paper, event)
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.state
def the_list_of_maps_with_the_menu_of_one(scene: Scene) -> None:
    page = the_map(scene)
    scene.person.press("Maps", within=page)
    scene.write(scene.person.find("Find a map", QLineEdit, within=page), kept=False)
    page.shelf.panel.search.clear()
    maps = page.shelf.panel.list
    place = maps.visualItemRect(maps.item(0)).center()
    reason = QContextMenuEvent.Reason.Mouse
    event = QContextMenuEvent(reason, place, maps.viewport().mapToGlobal(place))
    QApplication.sendEvent(maps.viewport(), event)
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.covered
def the_list_of_roles(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    box = scene.person.find("Role", QComboBox, within=page.inspector)
    QTest.mouseClick(box, Left)
    popup()
    scene.lock()


@STATES.covered
def the_menu_who_said_it(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    field = page.inspector.part.fields["job"]
    scene.write(field.edit)
    QTest.mouseClick(field.said, Left)
    popup()
    scene.lock()


@STATES.covered
def the_boxs_own_menu_over_words(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    box: QPlainTextEdit = page.inspector.part.fields["fear"].edit
    scene.write(box)
    at = box.viewport().rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, box.viewport().mapToGlobal(at))
    QApplication.sendEvent(box.viewport(), event)
    popup()
    scene.lock()


@STATES.covered
def somebody_new_being_named_in_a_dialog(scene: Scene) -> None:
    add_somebody(scene)
    scene.write(scene.person.find("Name of someone new"))
    scene.lock()


@STATES.covered
def somebody_being_looked_for_in_a_dialog(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    page.view.ask_remove()  # somebody who can come again
    add_somebody(scene)
    scene.write(scene.person.find("Find a part"), kept=False)  # looked for, not written
    scene.lock()


def add_somebody(scene: Scene) -> None:
    scene.person.press("Add part", within=the_map(scene))
    scene.person.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))


@STATES.covered
def a_link_being_chosen_in_a_dialog(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    button = page.inspector.part.link
    QTest.mouseClick(button, Left)
    scene.person.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    QTest.keyClick(dialog, Key.Key_Down)
    scene.lock()


@STATES.covered
def the_question_whether_to_put_a_part_away(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    button: QPushButton = page.inspector.part.away
    scene.within(lambda: QTest.mouseClick(button, Left), lambda: None)


@STATES.state
def a_new_map_being_named(scene: Scene) -> None:
    page = the_map(scene)
    page.shelf.new_map()
    a_map_being_described(scene)
    scene.write(scene.person.find("Name of someone new", QLineEdit))
    scene.lock()


@STATES.state
def a_map_being_renamed(scene: Scene) -> None:
    page = the_map(scene)
    mouse.click(page.view.viewport(), QPoint(page.view.width() - 30, 30))
    page.view.setFocus()
    QTest.keyClick(page.view, Key.Key_F2)
    a_map_being_described(scene)
    scene.lock()


def a_map_being_described(scene: Scene) -> None:
    scene.person.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    scene.write(dialog.findChildren(QLineEdit)[0])
    scene.write(dialog.findChildren(QPlainTextEdit)[0])


@STATES.state
def a_tool_tip_over_a_name(scene: Scene) -> None:
    page = the_map(scene)
    entry = scene.person.find("Place: Manager", within=page)
    at = centre(entry)
    event = QHelpEvent(QEvent.Type.ToolTip, at, entry.mapToGlobal(at))
    QApplication.sendEvent(entry, event)
    assert QToolTip.isVisible()
    scene.lock()


@STATES.state
def a_part_just_taken_back(scene: Scene) -> None:
    page = the_map(scene)
    scene.person.press("Place: Manager", within=page)
    field = scene.person.find("Name", QLineEdit, within=page.canvas)
    scene.write(field, kept=False)
    QTest.keyClick(field, Key.Key_Return)
    QTest.keyClick(page.view, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    scene.lock()


@STATES.state
def a_narrow_window(scene: Scene) -> None:
    scene.person.app.frame.resize(640, 520)
    QApplication.processEvents()
    page = the_map(scene)
    scene.person.press("Place: Manager", within=page)
    scene.write(scene.person.find("Name", QLineEdit, within=page.canvas))
    scene.lock()


@STATES.state
def somebody_being_looked_for_on_the_map(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    QTest.keyClick(page.view, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    scene.write(scene.person.find("Find on this map", QLineEdit, within=page.canvas), kept=False)
    scene.lock()


@STATES.state
def the_ways_to_line_up_and_a_copy(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    QTest.keyClick(page.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.view, Key.Key_A)
    assert isinstance(popup(), QMenu)
    scene.lock()
