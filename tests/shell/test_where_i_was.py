"""After a lock and unlocking one is where one was: page, scroll, unfinished words, cursor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.map import edits as map_edits
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.store import Ref
from ifs_desktop.store.schema import Turn
from tests.conftest import PASSWORD
from tests.helpers.app import Person, rest, type_into

WORDS = "half a sentence about the harbour"


@pytest.fixture
def person(qtbot: QtBot, begun_journal: Path) -> Iterator[Person]:
    someone = Person((1024, 700))
    someone.open(begun_journal, PASSWORD)
    yield someone
    someone.end()


def come_back(person: Person) -> None:
    """Locked because nobody was there; unlocked later. Another program had the keyboard."""
    person.window.watch.idle.emit()
    person.wait(lambda: person.relaunched != [])
    person.relaunched.clear()
    person.end()
    person.start_anew()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    rest(700)


def focus_name(person: Person) -> str:
    focus = person.app.frame.focusWidget()
    assert focus is not None
    return focus.accessibleName()


def scrolled(person: Person, page: str) -> QAbstractScrollArea:
    """The page's long column."""
    areas: list[QAbstractScrollArea] = [
        area
        for area in person.window.page(page).findChildren(QAbstractScrollArea)
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    ]
    assert areas, "nothing to scroll"
    return max(areas, key=lambda area: area.verticalScrollBar().maximum())


@pytest.mark.parametrize("page", ["help", "honest", "settings"])
def test_a_long_page_stands_where_it_was_scrolled_to(person: Person, page: str) -> None:
    person.app.frame.resize(1024, 460)
    person.window.open_ref(Ref("page", None, page))
    rest(100)
    bar = scrolled(person, page).verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    left = bar.value()
    assert left > 20
    come_back(person)
    assert person.window.here() == page
    assert scrolled(person, page).verticalScrollBar().value() == left


def test_the_keyboard_is_where_it_was_on_a_page(person: Person) -> None:
    person.press("Settings")
    box = person.find("Neutral window title")
    box.setFocus()
    come_back(person)
    assert person.window.here() == "settings"
    assert person.app.frame.focusWidget() is person.find("Neutral window title")


def test_the_cursor_is_where_it_was_among_the_contacts(person: Person) -> None:
    person.press("Help")
    field: QPlainTextEdit = person.find("Whom I can turn to", QPlainTextEdit)
    field.setFocus()
    type_into(field, WORDS)
    cursor = field.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(13, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    come_back(person)
    field = person.find("Whom I can turn to", QPlainTextEdit)
    assert person.app.frame.focusWidget() is field
    assert (field.textCursor().anchor(), field.textCursor().position()) == (5, 13)
    type_into(field, "!")
    assert field.toPlainText() == WORDS[:5] + "!" + WORDS[13:]


def long_dialogue(person: Person, turns: int) -> None:
    who = parts.add_part(person.store, name="Lookout", role="manager")
    other = dialogues.start_dialogue(person.store, title="Another", part_ids=[who])
    opened = dialogues.start_dialogue(person.store, title="Long", part_ids=[who])
    words = "I counted the trains, all of them. "
    with person.store.edit("Say lines") as session:
        session.add_all(
            Turn(dialogue_id=opened, part_id=who, text=f"{n}: {words}" * 3, position=n + 1.0)
            for n in range(turns)
        )
    dialogues.say(person.store, dialogue_id=other, part_id=None, text="later than the long one")
    person.window.open_ref(Ref("dialogue", opened))
    rest(100)


@pytest.mark.parametrize(("turns", "up"), [(12, 300), (160, 9000)])
def test_a_dialogue_is_open_where_one_was_reading_with_what_was_being_typed(
    person: Person, turns: int, up: int
) -> None:
    long_dialogue(person, turns)
    page = person.window.page("dialogues")
    composer: QPlainTextEdit = person.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, WORDS)
    cursor = composer.textCursor()
    cursor.setPosition(7)
    composer.setTextCursor(cursor)
    bar = page.talk.view.verticalScrollBar()
    for _ in range(40):  # earlier turns are loaded as one comes near
        bar.setValue(max(0, bar.maximum() - up))
        rest(15)
    read = first_line(page.talk.view)
    assert not read.startswith(f"{turns - 1}:")
    come_back(person)
    page = person.window.page("dialogues")
    composer = person.find("Write as Self", QPlainTextEdit)
    assert page.heading.isVisible()
    assert composer.toPlainText() == WORDS
    assert composer.textCursor().position() == 7
    assert person.app.frame.focusWidget() is composer
    assert first_line(page.talk.view) == read


def first_line(view: QAbstractItemView) -> str:
    """The turn at the top of what is seen."""
    for y in range(4, 300, 6):
        index = view.indexAt(QPoint(view.viewport().width() // 2, y))
        if index.isValid():
            return str(index.data(Qt.ItemDataRole.DisplayRole))
    raise AssertionError("no turn is seen")


def test_the_map_shows_the_same_piece_and_the_same_part(person: Person) -> None:
    page = person.window.page("map")
    for name in ("Lookout", "Bell"):
        parts.add_part(person.store, name=name, role="manager")
    [bell] = known.find_parts(person.store, "Bell")
    map_edits.place_part(person.store, map_id=page.here().id, part_id=bell.id, at=(40, 60))
    person.window.open_ref(Ref("part", bell.id))
    page.view.zoom_in()
    rest(600)
    seen = page.view.state()
    come_back(person)
    page = person.window.page("map")
    assert page.scene.selected == (bell.id,)
    assert page.view.state() == pytest.approx(seen, abs=1)


def visible_boxes(page: ExercisesPage) -> list[QPlainTextEdit]:
    return [box for box in page.runner.findChildren(QPlainTextEdit) if box.isVisible()]


def test_an_exercise_goes_on_at_its_step_with_what_was_typed(person: Person) -> None:
    page = person.window.page("exercises")
    page.begin("then-or-now")
    boxes: list[QPlainTextEdit] = visible_boxes(page)
    for _ in range(12):
        if boxes:
            break
        page.runner.skip()
        rest(20)
        boxes = visible_boxes(page)
    boxes[0].setFocus()
    type_into(boxes[0], WORDS)
    cursor = boxes[0].textCursor()
    cursor.setPosition(4)
    boxes[0].setTextCursor(cursor)
    come_back(person)
    page = person.window.page("exercises")
    found = page.runner.findChildren(QPlainTextEdit)
    [again] = [box for box in found if box.toPlainText() == WORDS]
    assert again.textCursor().position() == 4
    assert person.app.frame.focusWidget() is again


def test_coming_back_changes_nothing_and_can_be_undone_by_nobody(person: Person) -> None:
    person.press("Help")
    come_back(person)
    assert person.store.undo_label is None
    QTest.qWait(50)
    assert person.window.here() == "help"
