"""The way back to an exercise that led elsewhere: there on any page, until it is gone on with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.exercises import edits, queries
from ifs_desktop.exercises.kinds import scale
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.shell.returning import Returning
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import Notice
from tests.exercises.conftest import free


@pytest.fixture
def bar(qtbot: QtBot, store: Store) -> Iterator[Returning]:
    """The bar on a window of its own, on the page of dialogues."""
    bus, window = Bus(store), QWidget()
    made = Returning(store, bus, window)
    made.look()
    made.show_on("dialogues")
    window.show()
    yield made
    free(window)
    bus.close()


def led_away(store: Store) -> int:
    """A run that led to the people."""
    exercise = own.bundled().exercises[0]
    first = exercise.steps[0].key
    alarm = scale.Answer(4)
    run = edits.begin(store, exercise=exercise, key=first, answer=alarm, visit=1)
    edits.hand_over(store, exercise=exercise, run_id=run, to=Ref("person"))
    return run


def test_it_leads_back_from_any_page_but_the_exercises(bar: Returning, store: Store) -> None:
    asked: list[Ref] = []
    bar.open_requested.connect(asked.append)
    assert bar.isHidden()
    run = led_away(store)
    assert not bar.isHidden()
    link = next(b for b in bar.findChildren(QPushButton) if b.text().startswith("Back to"))
    title = queries.title(store, own.bundled().exercises[0].slug)
    assert link.text() == f"Back to the exercise: {title}"
    bar.show_on("exercises")
    assert bar.isHidden()
    bar.show_on("map")
    assert not bar.isHidden()
    link.click()
    assert asked == [Ref("run", run)]


def test_it_goes_once_the_run_is_gone_on_with(bar: Returning, store: Store) -> None:
    run = led_away(store)
    exercise = own.bundled().exercises[0]
    edits.go_to(store, exercise=exercise, run_id=run, key=exercise.steps[1].key)
    assert bar.isHidden()


def test_put_aside_it_comes_again_only_with_another_run(bar: Returning, store: Store) -> None:
    led_away(store)
    bar.findChild(Notice).dismiss()  # type: ignore[union-attr]
    bar.show_on("map")
    assert bar.isHidden()
    led_away(store)
    assert not bar.isHidden()


def test_unlocked_in_the_middle_it_is_there(qtbot: QtBot, store: Store) -> None:
    led_away(store)
    bus, window = Bus(store), QWidget()
    made = Returning(store, bus, window)
    made.show_on("dialogues")
    qtbot.waitUntil(lambda: not made.isHidden())
    free(window)
    bus.close()
