"""The inbox and the trash: half a jotting, half a name, other words, and the question before."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ifs_desktop.inbox import edits
from ifs_desktop.inbox.capture import Capture
from tests.promises.states.in_dialogues import composer
from tests.promises.states.on_the_map import add_somebody
from tests.promises.states.scene import Control, Scene, Table

STATES = Table()
Key = Qt.Key


def card(scene: Scene) -> Capture:
    """The card, empty."""
    scene.person.key(Key.Key_J, Control)
    found = QApplication.activeModalWidget()
    assert isinstance(found, Capture)
    found.edit.clear()
    return found


def inbox(scene: Scene) -> Any:
    """The page, with something in it that is chosen."""
    window = scene.person.window
    if not window.page("inbox").list.lines():
        edits.jot(scene.person.store, text="A fist")
    window.show_inbox()
    page = window.page("inbox")
    page.list.choose(lambda _line: True)
    return page


@STATES.covered
def half_a_jotting_over_half_a_turn(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.write(card(scene).edit)
    scene.lock()


@STATES.covered
def half_a_jotting_over_a_dialog(scene: Scene) -> None:
    add_somebody(scene)
    scene.write(scene.person.find("Name of someone new"))
    scene.write(card(scene).edit)
    scene.lock()


@STATES.covered
def other_words_for_an_impression(scene: Scene) -> None:
    page = inbox(scene)
    page.edit_current()
    scene.write(page._card.edit)
    scene.lock()


@STATES.state
def someone_new_half_named_beside_the_inbox(scene: Scene) -> None:
    scene.write(inbox(scene).sorting.picker.name)
    scene.lock()


@STATES.covered
def the_question_whether_to_delete_for_good(scene: Scene) -> None:
    scene.write(composer(scene))
    inbox(scene).put_away()
    scene.person.window.show_trash()
    page = scene.person.window.page("trash")
    scene.person.wait(lambda: not page.busy())
    page.list.setFocus()
    QTest.keyClick(page.list, Key.Key_Home)
    scene.within(page.delete_for_good, lambda: None)


@STATES.state
def the_trash_being_read(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.window.show_trash()
    scene.lock()
