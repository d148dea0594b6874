"""P13: from whatever is on the screen it locks within a second, asks nothing, loses no letter.

The states are the tables of tests/promises/states. A journal is walked through each table: go
there, lock, unlock, look for every word that was typed, go on to the next.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.care.honest import READ
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.map import edits as maps
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Store
from tests.conftest import PASSWORD
from tests.helpers.figures import Figures
from tests.helpers.journal import dump
from tests.promises.states import (
    elsewhere,
    in_dialogues,
    in_exercises,
    in_profiles,
    in_the_inbox,
    in_the_journal,
    in_the_ledger,
    in_the_search,
    on_the_map,
    on_today,
    with_care,
    with_looks,
    with_maps,
    with_people,
)
from tests.promises.states.scene import ALL_WAYS, WAYS, Keeper, Locked, Scene, State, Table

TABLES = {
    "on the map": on_the_map.STATES,
    "with maps": with_maps.STATES,
    "in dialogues": in_dialogues.STATES,
    "in exercises": in_exercises.STATES,
    "in the ledger": in_the_ledger.STATES,
    "in profiles": in_profiles.STATES,
    "with looks": with_looks.STATES,
    "in the inbox": in_the_inbox.STATES,
    "in the journal": in_the_journal.STATES,
    "on today": on_today.STATES,
    "with care": with_care.STATES,
    "with people": with_people.STATES,
    "in the search": in_the_search.STATES,
    "elsewhere": elsewhere.STATES,
}
PROMISED = 1.0  # second


@pytest.fixture(scope="module")
def lived_in(new_journal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three parts on a map, two of them linked, and a dialogue."""
    folder = tmp_path_factory.mktemp("lived in")
    path = Path(shutil.copy(new_journal, folder))
    opened = vault.unlock(path, PASSWORD, data_dir=folder / "data")
    store = Store.open(opened)
    map_id = maps.ensure_map(store, name="My parts")
    ids = [
        maps.new_part_on_map(store, map_id=map_id, name=name, role=role, at=at)
        for name, role, at in (
            ("The Watchful One", "manager", (-200.0, -80.0)),
            ("Slam the Door", "firefighter", (200.0, -80.0)),
            ("Little One", "exile", (0.0, 180.0)),
        )
    ]
    parts.relate(store, source_id=ids[0], target_id=ids[1], kind="protects")
    talk = dialogues.start_dialogue(store, title="Asking", part_ids=ids[:2])
    for number in range(8):
        dialogues.say(store, dialogue_id=talk, part_id=ids[number % 2], text=f"Line {number}")
    store.set_state(READ, True)
    store.close()
    opened.close()
    return path


@pytest.fixture
def journal(lived_in: Path) -> Path:
    """That journal, kept where it is offered."""
    documents = Path(os.environ["HOME"], "Documents")
    documents.mkdir()
    return Path(shutil.copy(lived_in, documents))


@pytest.fixture
def keeper(journal: Path, qtbot: QtBot) -> Iterator[Keeper]:
    """The program with that journal open."""
    someone = Keeper()
    unlock(someone, journal)
    yield someone
    someone.end()


def unlock(person: Keeper, journal: Path) -> None:
    person.lock_page.open_file(str(journal))
    QApplication.processEvents()
    person.unlock(PASSWORD)
    person.wait(person.opened)


def everything_in(person: Keeper) -> str:
    """All that the open journal holds, drafts too."""
    opened = person.app.opened
    assert opened is not None
    with opened.vault.engine.connect() as connection:
        drafts = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM draft")]
    return repr([dump(opened.vault.engine), drafts])


def quick(table: Table) -> list[State]:
    """One of four states, each in one way; the long run takes all of them in every way."""
    return table[::4]


def reach_and_lock(person: Keeper, state: State, way: str) -> Scene:
    scene = Scene(person, way)
    state.reach(scene)
    if scene.error is not None:
        raise scene.error
    return scene


def faults(state: State, scene: Scene) -> list[str]:
    """What is wrong with how this state locked."""
    locked = scene.locked
    assert locked is not None, f"{state.name}: it was not locked"
    found = [f"{thing} was left" for thing in locked.left]
    if min(locked.wall, locked.cpu) > PROMISED:
        found.append(f"it took {locked.wall:.2f} s, {locked.cpu:.2f} s of them at work")
    if QApplication.activeModalWidget() or QApplication.activePopupWidget():
        found.append("something lies over the lock page")
    return [f"{state.name}, by {locked.way}: {fault}" for fault in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """All states in each way in the long run; in the quick one, the ways in turns."""
    if "way" in metafunc.fixturenames:
        ways = ALL_WAYS if metafunc.config.getoption("--long") else ("in turns",)
        metafunc.parametrize("way", ways)


def plan(table: Table, way: str) -> list[tuple[State, str]]:
    """Which states are locked in which way."""
    if way != "in turns":
        return [(state, way) for state in table if way in state.ways]
    turns = cycle(ALL_WAYS)
    return [(state, next(w for w in turns if w in state.ways)) for state in quick(table)]


@pytest.mark.parametrize("name", TABLES)
def test_it_locks_from_every_state(
    keeper: Keeper, journal: Path, name: str, way: str, figures: Figures
) -> None:
    wrong: list[str] = []
    locks: list[Locked] = []
    typed = lost = 0
    for state, how in plan(TABLES[name], way):
        scene = reach_and_lock(keeper, state, how)
        wrong += faults(state, scene)
        assert scene.locked is not None
        locks.append(scene.locked)
        keeper.end()
        keeper.start()
        unlock(keeper, journal)
        there = everything_in(keeper)
        gone = [words for words in scene.kept if words not in there]
        wrong += [f"{state.name}, by {how}: lost {words!r}" for words in gone]
        typed += sum(map(len, scene.kept))
        lost += sum(map(len, gone))
    note(figures, locks)
    figures.note("P13", "letters typed", typed)
    figures.note("P13", "letters lost", lost)
    assert not wrong, "\n".join(wrong)


def test_the_sample_locks_too(qtbot: QtBot, way: str, figures: Figures) -> None:
    wrong: list[str] = []
    locks: list[Locked] = []
    for state, how in plan(elsewhere.SAMPLE, way):
        someone = Keeper()
        someone.look_around()
        scene = reach_and_lock(someone, state, how)
        wrong += faults(state, scene)
        assert scene.locked is not None
        locks.append(scene.locked)
        someone.end()
    note(figures, locks)
    assert not wrong, "\n".join(wrong)


def note(figures: Figures, locks: list[Locked]) -> None:
    took = sorted(lock.wall for lock in locks)
    figures.note("P13", "locks", len(locks))
    figures.note("P13", "seconds, p50", f"{took[len(took) // 2]:.3f}")
    figures.note("P13", "seconds, most", f"{took[-1]:.3f}")
    figures.note("P13", "questions asked, things left", sum(len(lock.left) for lock in locks))


def test_there_are_enough_states_and_each_way_has_its_turn(figures: Figures) -> None:
    every = [state for table in TABLES.values() for state in table]
    figures.note("P13", "states known", len(every))
    assert len(every) > sum(len(quick(table)) for table in TABLES.values()) >= 40
    assert len({state.name for state in every}) == len(every)
    assert set(WAYS) == set(ALL_WAYS)


def test_a_lost_letter_and_a_slow_lock_would_be_seen(
    keeper: Keeper, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table()

    @table.state
    def the_composer_forgets(scene: Scene) -> None:
        box = in_dialogues.composer(scene)
        words = scene.write(box)
        box.setPlainText(box.toPlainText().replace(words, words[:-1]))
        scene.lock()

    monkeypatch.setattr("tests.promises.test_p13_locked_means_locked.PROMISED", 0.0)
    scene = reach_and_lock(keeper, table[0], "key")
    assert faults(table[0], scene)
    keeper.end()
    keeper.start()
    unlock(keeper, journal)
    assert scene.kept[0] not in everything_in(keeper)
    assert scene.kept[0][:-1] in everything_in(keeper)
