"""One true path through the whole app: create, drag, link, talk, walk an exercise, lock, unlock."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ifs_desktop import resources_path
from ifs_desktop.care import queries as care
from ifs_desktop.dialogue import queries as dialogues
from ifs_desktop.exercises import queries as exercises
from ifs_desktop.exercises.catalogue import load
from ifs_desktop.map import edits as map_edits
from ifs_desktop.map import queries as maps
from ifs_desktop.parts import queries as parts
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Draft
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from tests.helpers.app import Person, centre, drop_deleted, type_into
from tests.helpers.mouse import drag
from tests.helpers.walk import choose_option, go_on, on_step, part_at, place_part, take_place

PASSWORD = "seven slow otters"  # noqa: S105
WATCHER = "Wachturm Żółw"
BELL = "Bellringer 鐘"
JOB = "counts every train"
LINE = "I only count the trains tonight"
REPLY = "Thank you for counting them"
DRAFT = "half a sentence about the harbour"
TRIGGER = "The kettle was still warm"
CONTACT = "Ilsebill, upstairs, any time"
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person()
    yield someone
    someone.end()


def walk_the_map(person: Person) -> None:
    """Two parts, one of them told about, and a link drawn between them with the mouse."""
    page = person.window.page("map")
    view = person.find("Parts map", within=page)
    middle = centre(view)
    place_part(person, "Manager", WATCHER, middle + QPoint(-180, -140))
    place_part(person, "Firefighter", BELL, middle + QPoint(180, -140))
    store = person.store
    ids = {card.name: card.id for card in parts.find_parts(store)}
    paper = view.viewport()
    QTest.mouseClick(paper, Qt.MouseButton.LeftButton, pos=part_at(person, ids[WATCHER]))
    field = person.find("What it does for me", within=page)
    field.setFocus()
    type_into(field, JOB)
    handle = view.mapFromScene(*page.canvas.scene.parts[ids[WATCHER]].handle_place())
    drag(paper, handle, part_at(person, ids[BELL]))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    chosen = next(action for action in menu.actions() if action.data() == "protects")
    menu.setActiveAction(chosen)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def walk_the_dialogue(person: Person) -> None:
    """Both parts are invited by typing; one speaks, Self answers, a third line stays unsaid."""
    person.press("Dialogues")
    page = person.window.page("dialogues")
    person.press("Begin a dialogue")
    search = person.find("Find a part", within=page)
    for name in (WATCHER, BELL):
        search.setFocus()
        person.type("Find a part", name)
        QTest.keyClick(search, Qt.Key.Key_Return)
    person.press("Begin the dialogue", within=page)
    person.key(Qt.Key.Key_1, Control)
    person.keys(LINE)
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_0, Control)
    person.keys(REPLY)
    person.key(Qt.Key.Key_Return)
    person.keys(DRAFT)


def walk_the_exercise(person: Person) -> None:
    """Then or now?, from the alarm to the end."""
    person.press("Exercises")
    page = person.window.page("exercises")
    person.press("Then or now?", within=page)
    person.press("Begin", within=page)
    take_place(person, Qt.Key.Key_6)
    go_on(person)
    choose_option(person, "about then")
    go_on(person)
    for words in (TRIGGER, "a station"):
        type_into(on_step(person, GrowingTextEdit), words)
        go_on(person)
    chip = next(w for w in page.runner.findChildren(Chip) if w.isVisible() and WATCHER in w.text())
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    go_on(person)
    for words in ("eleven", "to stay near", "I have a key of my own", "to look at the sea"):
        type_into(on_step(person, GrowingTextEdit), words)
        go_on(person)
    take_place(person, Qt.Key.Key_4)
    go_on(person)
    go_on(person)
    assert page.runner.run is None


def everything_is_there(store: Store) -> None:
    cards = {card.name: card for card in parts.find_parts(store)}
    assert cards[WATCHER].role == "manager"
    assert cards[BELL].role == "firefighter"
    picture = maps.picture(store, map_edits.ensure_map(store))
    assert picture is not None
    assert {placed.part.name for placed in picture.placed} == {WATCHER, BELL}
    (link,) = picture.links
    assert link.kind == "protects"
    detail = parts.part(store, cards[WATCHER].id)
    assert detail is not None
    assert {(fact.kind, fact.text) for fact in detail.facts} == {
        ("job", JOB),
        ("thinks_i_am", "eleven"),
        ("knows_now", "I have a key of my own"),
        ("needs_from_self", "to stay near"),
        ("rather_do", "to look at the sea"),
    }
    (row,) = dialogues.dialogues(store)
    said = [(turn.name, turn.text) for turn in dialogues.turns(store, row.id).rows]
    assert [text for _, text in said] == [LINE, REPLY]
    assert said[0][0] == WATCHER
    with store.read() as session:
        assert DRAFT in list(session.scalars(select(Draft.text)))
    (run,) = exercises.earlier_runs(store, load(Path(resources_path.path("exercises"))), 10)
    assert TRIGGER in str(run)
    assert care.contacts(store) == CONTACT


def test_everything_is_there_after_lock_and_unlock(person: Person) -> None:
    person.create(PASSWORD)
    assert person.window.here() == "honest"
    person.press("Go to my map")
    walk_the_map(person)
    walk_the_dialogue(person)
    walk_the_exercise(person)
    person.press("Help")
    person.type("Whom I can turn to", CONTACT)
    person.press("Dialogues")

    assert person.app.opened is not None
    dead = [
        weakref.ref(thing)
        for thing in (
            person.window,
            *person.window.pages(),
            person.app.opened.store,
            person.app.opened.bus,
        )
    ]
    path = str(person.app.opened.vault.path)
    person.key(Qt.Key.Key_L, Control)
    person.wait(lambda: person.relaunched == [(path, "")])
    drop_deleted()
    alive = [ref() for ref in dead if ref() is not None]
    assert not alive, [gc.get_referrers(thing) for thing in alive[:1]]

    person.end()
    person.start()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert person.window.here() == "dialogues"
    everything_is_there(person.store)
    assert DRAFT in person.find("Write as Self", QPlainTextEdit).toPlainText()
