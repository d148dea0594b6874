"""Journal entries: words, titles and tags half typed, names and times asked for, menus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from tests.helpers.app import type_into
from tests.promises.states.on_the_map import popup
from tests.promises.states.scene import Control, Left, Scene, Table

STATES = Table()
Key = Qt.Key


def journal(scene: Scene) -> Any:
    """The page, with a blank entry."""
    page = scene.go("Journal")
    QTest.keyClick(page, Key.Key_N, Control)
    return page


@STATES.state
def an_entry_half_written(scene: Scene) -> None:
    scene.write(journal(scene).sheet.text)
    scene.lock()


@STATES.state
def an_entry_of_which_only_the_title_is_there(scene: Scene) -> None:
    scene.write(journal(scene).sheet.title)
    scene.lock()


@STATES.state
def an_older_entry_written_on(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    page.commit_drafts()
    scene.write(page.sheet.text)
    scene.write(page.sheet.title)
    scene.lock()


@STATES.covered
def letters_of_an_entry_being_composed(scene: Scene) -> None:
    box = journal(scene).sheet.text
    scene.write(box)
    letters = scene.words()
    QApplication.sendEvent(box, QInputMethodEvent(" " + letters, []))
    assert letters not in box.words()
    scene.kept.append(letters)
    scene.lock()


@STATES.state
def half_a_tag(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    page.sheet.foot.line.clear()
    scene.write(page.sheet.foot.line)
    scene.lock()


@STATES.covered
def the_time_of_a_late_entry_being_asked(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    scene.within(page.late_entry, lambda: None)


@STATES.state
def somebody_being_named_in_an_entry(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    type_into(page.sheet.text, " @wat")
    scene.kept.append(" @wat")
    assert page.sheet.mentions.is_open()
    scene.lock()


@STATES.covered
def the_templates_offered(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    page.commit_drafts()
    QTest.mouseClick(page.templates_button, Left)  # its menu holds the program up
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.covered
def the_name_of_a_template_half_typed(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.clear()
        scene.write(line)

    scene.within(page.keep_template, act)


@STATES.state
def an_entry_just_taken_back(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text, kept=False)
    page.commit_drafts()
    scene.person.window.undo()
    scene.write(page.sheet.text)
    scene.lock()


@STATES.state
def the_calendar_being_walked(scene: Scene) -> None:
    page = journal(scene)
    scene.write(page.sheet.text)
    page.commit_drafts()
    page.list_pane.calendar.grid.setFocus()
    QTest.keyClick(page.list_pane.calendar.grid, Key.Key_PageUp)
    scene.lock()
