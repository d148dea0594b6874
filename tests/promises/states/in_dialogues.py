"""Dialogues: choosing who talks, the composer, turns that are reworded, menus and notices."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit

from ifs_desktop.ui import ask
from tests.helpers import mouse
from tests.helpers.app import type_into
from tests.promises.states.on_the_map import popup
from tests.promises.states.scene import Control, Left, Scene, Table

STATES = Table()
Key = Qt.Key


def dialogues(scene: Scene) -> Any:
    return scene.go("Dialogues")


def composer(scene: Scene) -> QPlainTextEdit:
    """The composer, empty, whoever one writes as."""
    page = dialogues(scene)
    if page.stack.currentWidget() is page.choosing:
        scene.person.press("Not now", within=page)
    if page.talk.desk.closing is not None:
        scene.person.press("Not yet", within=page)
    box: QPlainTextEdit = page.talk.composer.edit
    box.setFocus()
    QTest.keyClick(box, Key.Key_A, Control)
    QTest.keyClick(box, Key.Key_Delete)
    return box


def rewording(scene: Scene) -> QPlainTextEdit:
    """The editor over the last turn."""
    QTest.keyClick(composer(scene), Key.Key_Up)
    editor = dialogues(scene).talk.view.editor()
    assert editor is not None
    QTest.keyClick(editor[1].edit, Key.Key_A, Control)
    box: QPlainTextEdit = editor[1].edit
    return box


@STATES.state
def a_turn_half_written(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.lock()


@STATES.state
def a_turn_half_written_as_a_part(scene: Scene) -> None:
    box = composer(scene)
    QTest.keyClick(box, Key.Key_1, Control)
    scene.write(box)
    scene.lock()


@STATES.state
def another_speaker_being_picked(scene: Scene) -> None:
    scene.write(composer(scene))
    chip = dialogues(scene).talk.composer.speakers.chips()[1]
    mouse.press(chip, chip.rect().center())
    scene.lock()


@STATES.state
def a_turn_of_many_lines(scene: Scene) -> None:
    box = composer(scene)
    for _ in range(12):
        scene.write(box)
        QTest.keyClick(box, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    scene.lock()


@STATES.covered  # by mouse the box loses the keyboard, and Qt asks the (missing) input method first
def letters_still_being_composed(scene: Scene) -> None:
    box = composer(scene)
    scene.write(box)
    letters = scene.words()
    QApplication.sendEvent(box, QInputMethodEvent(" " + letters, []))
    assert letters not in box.toPlainText()
    scene.kept.append(letters)
    scene.lock()


@STATES.state
def a_turn_being_reworded(scene: Scene) -> None:
    scene.write(rewording(scene))
    scene.lock()


@STATES.state
def a_turn_being_reworded_and_another_half_written(scene: Scene) -> None:
    scene.write(rewording(scene))
    box = dialogues(scene).talk.composer.edit
    box.setFocus()
    scene.write(box)
    scene.lock()


@STATES.covered
def turns_being_selected_with_the_mouse(scene: Scene) -> None:
    composer(scene)
    paper = dialogues(scene).talk.view.viewport()
    mouse.press(paper, QPoint(paper.width() // 2, 20))
    for step in (40, 120, 200):
        mouse.move(paper, QPoint(paper.width() // 2, 20 + step))
    scene.lock()


@STATES.covered
def the_menu_of_a_turn(scene: Scene) -> None:
    scene.write(composer(scene))
    view = dialogues(scene).talk.view
    at = view.visualRect(view.model().index(view.model().rowCount() - 1, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.covered
def the_menu_of_a_dialogue(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.press("More about this dialogue", within=dialogues(scene))
    assert isinstance(popup(), QMenu)
    scene.lock()


@STATES.covered
def a_title_being_given(scene: Scene) -> None:
    composer(scene)
    page = dialogues(scene)

    def name_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        scene.write(dialog.findChildren(QLineEdit)[0])

    scene.within(page.ask_for_title, name_it)


@STATES.state
def a_new_dialogue_with_half_a_title(scene: Scene) -> None:
    page = choosing(scene)
    scene.write(page.choosing.title_edit)
    scene.lock()


@STATES.state
def a_new_dialogue_with_half_a_name(scene: Scene) -> None:
    page = choosing(scene)
    scene.write(page.choosing.picker.name)
    scene.lock()


@STATES.state
def a_part_being_looked_for(scene: Scene) -> None:
    page = choosing(scene)
    scene.write(page.choosing.picker.search, kept=False)  # looked for, not written
    scene.lock()


@STATES.covered
def the_list_of_roles_of_someone_new(scene: Scene) -> None:
    page = choosing(scene)
    scene.write(page.choosing.picker.name)
    QTest.mouseClick(page.choosing.picker.role, Left)
    popup()
    scene.lock()


@STATES.state
def somebody_new_being_invited(scene: Scene) -> None:
    composer(scene)
    page = dialogues(scene)
    scene.person.press("Invite a part", within=page)
    scene.write(page.choosing.picker.name)
    scene.lock()


def choosing(scene: Scene) -> Any:
    composer(scene)
    page = dialogues(scene)
    scene.person.press("New dialogue", within=page)
    assert page.stack.currentWidget() is page.choosing
    return page


@STATES.state
def a_notice_after_putting_away(scene: Scene) -> None:
    composer(scene)
    view = dialogues(scene).talk.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Delete)
    assert dialogues(scene).talk.notice is not None
    scene.lock()


@STATES.state
def a_notice_that_offers_words_back(scene: Scene) -> None:
    box = rewording(scene)
    scene.write(box, kept=False)  # left by Esc: the turn stays as it was
    QTest.keyClick(box, Key.Key_Escape)
    assert dialogues(scene).talk.notice is not None
    scene.lock()


@STATES.state
def a_turn_just_taken_back(scene: Scene) -> None:
    box = composer(scene)
    scene.write(box, kept=False)
    QTest.keyClick(box, Key.Key_Return)
    QTest.keyClick(box, Key.Key_Z, Control)
    scene.write(box)
    scene.lock()


@STATES.state
def somebody_being_named_by_at(scene: Scene) -> None:
    box = composer(scene)
    page = dialogues(scene)
    scene.write(box)
    type_into(box, " @wat")
    scene.kept.append(" @wat")
    assert page.talk.desk.addressing.mentions.is_open()
    scene.lock()


@STATES.covered
def the_time_of_an_earlier_line_being_asked(scene: Scene) -> None:
    scene.write(composer(scene))
    page = dialogues(scene)
    scene.within(page.say_earlier, lambda: None)


@STATES.state
def a_line_of_earlier_half_written(scene: Scene) -> None:
    box = composer(scene)
    with ask.answer(datetime(2026, 3, 4, 9, 30, tzinfo=UTC)):
        dialogues(scene).say_earlier()
    scene.write(box)
    scene.kept.append("2026-03-04T09:30")
    scene.lock()


@STATES.state
def a_dialogue_being_closed(scene: Scene) -> None:
    scene.write(composer(scene))
    page = dialogues(scene)
    scene.person.press("Close for today", within=page.heading)
    scene.write(page.talk.desk.closing.waiting)
    scene.write(page.talk.desk.closing.thanks)
    scene.lock()


@STATES.state
def a_dialogue_being_looked_for(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.write(dialogues(scene).list_pane.search, kept=False)  # looked for, not written
    scene.lock()


def guided(scene: Scene) -> Any:
    """The guide with a part as its target."""
    composer(scene)
    page = dialogues(scene)
    if not page.guide.unfolded():
        page.fold_guide()
    body = page.guide.body
    if body.who is not None:
        QTest.mouseClick(body.who.chips()[0], Left)
    QTest.mouseClick(body.stages.rows["find"], Left)
    return body


def anew(box: QLineEdit | QPlainTextEdit) -> QLineEdit | QPlainTextEdit:
    """A box whose words the next letter replaces."""
    box.setFocus()
    QTest.keyClick(box, Key.Key_A, Control)
    return box


@STATES.state
def a_note_of_the_guide_half_written(scene: Scene) -> None:
    scene.write(anew(guided(scene).stages.line))
    scene.lock()


@STATES.state
def a_feeling_in_a_word_of_ones_own(scene: Scene) -> None:
    body = guided(scene)
    QTest.mouseClick(body.stages.rows["toward"], Left)
    scene.write(anew(body.stages.below().own))
    scene.lock()


@STATES.state
def someone_else_half_named(scene: Scene) -> None:
    body = guided(scene)
    QTest.mouseClick(body.steps.another, Left)
    scene.write(anew(body.who.name))
    scene.lock()


@STATES.state
def words_of_a_turn_half_kept(scene: Scene) -> None:
    QTest.keyClick(composer(scene), Key.Key_Escape)
    view = dialogues(scene).talk.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_D, Control)
    scene.write(anew(dialogues(scene).talk.keeping.panel.words))
    scene.lock()
