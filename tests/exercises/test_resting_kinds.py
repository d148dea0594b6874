"""Steps that lead out of an exercise or rest in it: breath, timer, another place, another day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ifs_desktop.dialogue import queries as dialogues
from ifs_desktop.exercises import catalogue, queries
from ifs_desktop.exercises.catalogue import Catalogue
from ifs_desktop.exercises.kinds import timer, wait
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps import wait as wait_step
from ifs_desktop.exercises.steps.breathe import Breathing
from ifs_desktop.exercises.steps.timer import TimerStep
from ifs_desktop.exercises.waiting import queries as waiting
from ifs_desktop.map import queries as maps
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Mediation, Run
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.widgets import Chip
from tests.helpers import robot

FRONT = """---
title: A small one
section: Practices
level: {level}
length: 2 minutes
purpose: To try it.
needs: nothing
steps:
  - key: who
    kind: pick_parts
    next: there
  - key: there
{step}
    next: end
  - key: end
    kind: closing
    boxes:
      thanks: Thanks?
---
## who
### Who?
Pick.

## there
### There
Look.

## end
### The end
Rest.
"""


def put(page: ExercisesPage, step: str, level: str = "green") -> None:
    """An exercise with one step of a kind, on the page and opened at that step's side."""
    lines = "\n".join(f"    {line}" for line in step.splitlines())
    made = catalogue.read(Path("small.md"), FRONT.format(step=lines, level=level))
    page.catalogue = Catalogue((made,), ())
    page.begin("small")


def words(page: ExercisesPage) -> str:
    assert page.runner.sheet is not None
    QApplication.processEvents()
    shown = page.runner.sheet.findChildren(QLabel)
    return "\n".join(one.text() for one in shown if one.isVisibleTo(page.runner.sheet))


def pick(page: ExercisesPage, *names: str) -> None:
    assert page.runner.sheet is not None
    for name in names:
        robot.click(next(c for c in robot.seen(page.runner.sheet, Chip) if c.name() == name))
    robot.go_on(page)


def run_row(store: Store) -> Run:
    with store.read() as session:
        row = session.scalars(select(Run)).one()
        session.expunge(row)
        return row


@pytest.fixture
def asked(page: ExercisesPage) -> list[Ref]:
    """The places the page asked to be led to."""
    found: list[Ref] = []
    page.open_requested.connect(found.append)
    return found


# ---- breath


def test_the_circle_says_in_hold_and_out_and_rests_after_its_rounds(page: ExercisesPage) -> None:
    put(page, "kind: breathe\nrounds: 2\nin: 4\nhold: 2\nout: 6")
    robot.go_on(page)
    assert page.runner.sheet is not None
    breathing = page.runner.sheet.findChild(Breathing)
    assert isinstance(breathing, Breathing)
    assert breathing.circle.is_moving()
    said = []
    for seconds in (1, 5, 7, 13, 23.9, 24.1):
        breathing.show_at(seconds)
        said.append(breathing.words.text())
    assert said == ["In", "Hold", "Out", "In", "Out", "Breathe as you like"]
    assert not breathing.circle.is_moving()
    assert page.runner.sheet.go_on.isEnabled()  # nobody has to wait for it


def test_less_motion_and_eyes_open_leave_nothing_moving(page: ExercisesPage, store: Store) -> None:
    theme.set_reduced_motion(True)
    try:
        put(page, "kind: breathe")
        robot.go_on(page)
        assert page.runner.sheet is not None
        breathing = page.runner.sheet.findChild(Breathing)
        assert isinstance(breathing, Breathing)
        assert not breathing.circle.is_moving()
    finally:
        theme.set_reduced_motion(None)
    robot.click(robot.button(page.runner.sheet, "eyes open, without breathing"))
    assert "Let your eyes wander" in words(page)
    assert "Follow it" not in words(page)
    page.runner.go_back()
    robot.go_on(page)
    assert "Let your eyes wander" in words(page)  # taken again the next time


# ---- timer


def test_a_sitting_can_be_ended_any_time_and_its_length_is_kept(
    page: ExercisesPage, store: Store, qtbot: QtBot
) -> None:
    put(page, "kind: timer\nminutes: [1, 5]")
    robot.go_on(page)
    assert page.runner.sheet is not None
    control = page.runner.sheet.control
    assert isinstance(control, TimerStep)
    robot.click(robot.button(control, "5 minutes"))
    assert control.end.hasFocus()
    qtbot.waitUntil(lambda: control.answer().sat >= 1)
    page.commit_drafts()  # a lock in the middle keeps the time so far
    assert run_row(store).step == "there"
    saved = queries.saved_run(store, run_row(store).id)
    assert saved is not None
    assert timer.KIND.parse(saved.answers["there"]) == timer.Answer(5, 1)
    QTest.keyClick(control.end, Qt.Key.Key_Space)
    assert "You sat down." in words(page)
    assert timer.Shape((5,)).lines(timer.Answer(5, 299))[0].text == "4 min"
    assert timer.Shape((5,)).lines(timer.Answer(5, 20))[0].text == "< 1 min"


@pytest.mark.parametrize("bell", [False, True])
def test_the_end_comes_softly_and_with_a_sound_only_if_one_asked_for_it(
    page: ExercisesPage, monkeypatch: pytest.MonkeyPatch, bell: bool
) -> None:
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    put(page, "kind: timer\nminutes: [1]")
    robot.go_on(page)
    assert page.runner.sheet is not None
    control = page.runner.sheet.control
    assert isinstance(control, TimerStep)
    assert not control.bell.isChecked()
    control.bell.setChecked(bell)
    robot.click(robot.button(control, "1 minute"))
    monkeypatch.setattr(type(control._clock), "elapsed", lambda _clock: 60_500)
    control._look()
    assert "You sat for about a minute." in words(page)
    assert control.answer() == timer.Answer(1, 60)
    assert len(beeps) == bell


# ---- another place


def test_it_leads_to_a_dialogue_with_the_parts_and_waits_until_it_is_gone_on_with(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    one = parts.add_part(store, name="Planner", role="manager")
    parts.add_part(store, name="Little", role="exile")
    put(page, "kind: hand_over\nto: dialogue\nabout: who\nbutton: Talk with it")
    pick(page, "Planner", "Little")
    robot.click(robot.button(page.runner, "Talk with it"))
    (ref,) = asked
    assert ref.kind == "dialogue"
    assert ref.id is not None
    talk = dialogues.dialogue(store, ref.id)
    assert talk is not None
    assert [member.id for member in talk.members] == [one]  # the exile is named only
    run = run_row(store)
    assert waiting.waiting(store) == (run.id, "small")
    assert queries.open_runs(store, page.catalogue)[0].waits == ref
    robot.click(robot.button(page.runner, "Talk with it"))
    assert asked == [ref, ref]  # there again, not another one
    assert "You have been there" in words(page)
    robot.go_on(page)
    assert waiting.waiting(store) is None
    page.runner.go_back()
    store.undo()
    robot.click(robot.button(page.runner, "Begin another one there"))
    assert asked[-1].id != ref.id


def test_leading_over_is_one_step_to_undo(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    parts.add_part(store, name="Planner")
    put(page, "kind: hand_over\nto: dialogue\nabout: who\nbutton: Talk with it")
    pick(page, "Planner")
    robot.click(robot.button(page.runner, "Talk with it"))
    assert asked[0].id is not None
    store.undo()
    assert dialogues.dialogue(store, asked[0].id) is None
    assert waiting.waiting(store) is None


def test_in_a_red_one_the_protectors_are_asked_again_for_the_dialogue(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    guard = parts.add_part(store, name="Guard", role="manager")
    parts.relate(store, source_id=guard, target_id=little, kind="protects")
    put(page, "kind: hand_over\nto: dialogue\nabout: who\nbutton: Talk with it", level="red")
    assert page.runner.sheet is not None
    robot.click(next(c for c in robot.seen(page.runner.sheet, Chip) if c.name() == "Little"))
    with ask.answer([Answer(little, guard, "yes")]):
        robot.click(robot.button(page.runner, "Ask the parts that protect Little…"))
    robot.go_on(page)
    with ask.answer([Answer(little, guard, "yes")]):
        robot.click(robot.button(page.runner, "Talk with it"))
    (ref,) = asked
    assert ref.id is not None
    with ask.answer([Answer(little, guard, "not_now")]):
        robot.click(robot.button(page.runner, "Begin another one there"))
    assert asked == [ref, Ref("dialogue", None, f"part:{guard}")]


def test_two_parts_are_seated_and_any_other_number_chooses_there(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    ids = [parts.add_part(store, name=name) for name in ("Ada", "Ben", "Cleo")]
    step = "kind: hand_over\nto: mediation\nabout: who\nbutton: Sit down"
    put(page, step)
    pick(page, "Ada", "Ben", "Cleo")
    robot.click(robot.button(page.runner, "Sit down"))
    assert asked[-1] == Ref("mediation", None, ":".join(map(str, ids)))
    put(page, step)
    pick(page, "Ada", "Ben")
    robot.click(robot.button(page.runner, "Sit down"))
    with store.read() as session:
        seats = session.scalars(select(Mediation)).one()
        assert (seats.left_id, seats.right_id) == (ids[0], ids[1])
        assert asked[-1] == Ref("mediation", seats.dialogue_id)


def test_a_map_of_today_holds_the_parts_that_were_picked(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    for name, role in (("Ada", "manager"), ("Little", "exile")):
        parts.add_part(store, name=name, role=role)
    put(page, "kind: hand_over\nto: map\nabout: who\nbutton: Map them")
    pick(page, "Ada", "Little")
    robot.click(robot.button(page.runner, "Map them"))
    (ref,) = asked
    assert ref.id is not None
    picture = maps.picture(store, ref.id)
    assert picture is not None
    assert picture.name.startswith("Today, ")
    assert [one.part.name for one in picture.placed] == ["Ada", "Little"]
    assert len({(one.x, one.y) for one in picture.placed}) == 2


@pytest.mark.parametrize(
    ("to", "ref"),
    [
        ("people", Ref("person")),
        ("rest", Ref("exercise", None, "place-to-rest")),
        ("dialogue", Ref("dialogue", None, "part:")),
    ],
)
def test_without_parts_it_leads_to_the_place_itself(
    page: ExercisesPage, store: Store, asked: list[Ref], to: str, ref: Ref
) -> None:
    put(page, f"kind: hand_over\nto: {to}\nbutton: Go there")
    robot.go_on(page)
    robot.click(robot.button(page.runner, "Go there"))
    assert asked == [ref]
    assert waiting.waiting(store) == (run_row(store).id, "small")
    robot.click(robot.button(page, "Save and stop for today"))
    assert waiting.waiting(store) is None


# ---- another day


@pytest.mark.parametrize(
    ("words_of", "days"),
    [("later today", 0), ("tomorrow", 1), ("in a week", 7), ("whenever I like", None)],
)
def test_a_run_is_kept_for_a_day_and_gone_on_with(
    page: ExercisesPage, store: Store, words_of: str, days: int | None
) -> None:
    put(page, "kind: wait")
    robot.go_on(page)
    robot.click(robot.button(page.runner, words_of))
    assert page.runner.sheet is not None
    assert page.runner.sheet.go_on.text() == "Keep it for then"
    robot.click(page.runner.sheet.go_on)
    (waiting,) = queries.open_runs(store, page.catalogue)
    today = datetime.now().astimezone().date()
    assert waiting.due_on == (None if days is None else today + timedelta(days=days))
    page.open_run(waiting.id)
    assert robot.here(page) == "there"
    assert page.runner.sheet is not None
    page.runner.skip()
    assert robot.here(page) == "end"
    assert queries.open_runs(store, page.catalogue)[0].due_on is None


class OtherDay(datetime):
    """The clock of another day."""

    day_now = date(2026, 3, 29)

    @classmethod
    def now(cls, tz: object = None) -> OtherDay:
        return cls(cls.day_now.year, cls.day_now.month, cls.day_now.day, 12, tzinfo=UTC)


@pytest.mark.parametrize("later", [0, 1, 400])
def test_on_its_day_and_ever_after_it_says_whenever_you_like(
    page: ExercisesPage, store: Store, monkeypatch: pytest.MonkeyPatch, later: int
) -> None:
    monkeypatch.setattr(wait_step, "datetime", OtherDay)
    monkeypatch.setattr(OtherDay, "day_now", date(2026, 3, 28))
    put(page, "kind: wait\nwhen: [tomorrow, day]")
    robot.go_on(page)
    robot.click(robot.button(page.runner, "tomorrow"))
    robot.click(robot.button(page.runner, "Keep it for then"))
    monkeypatch.setattr(OtherDay, "day_now", date(2026, 3, 29) + timedelta(days=later))
    page.show_shelf()
    page.open_run(run_row(store).id)
    assert "whenever you like" in words(page)
    assert page.runner.sheet is not None
    assert page.runner.sheet.go_on.text() == "Continue"
    assert page.focusWidget() is page.runner.sheet.go_on  # Enter does not choose another day
    robot.click(page.runner.sheet.go_on)
    assert robot.here(page) == "end"


def test_on_the_day_one_reads_there_what_was_written_before_it(
    page: ExercisesPage, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wait_step, "datetime", OtherDay)
    parts.add_part(store, name="Ada", role="manager")
    put(page, "kind: wait")
    pick(page, "Ada")
    robot.click(robot.button(page.runner, "tomorrow"))
    assert not [one for one in robot.seen(page.runner, QPushButton) if "Read" in one.text()]
    robot.click(robot.button(page.runner, "Keep it for then"))
    page.open_run(run_row(store).id)
    robot.click(robot.button(page.runner, "Read what you wrote"))
    assert "Who?" in words(page)
    assert page.runner.sheet is not None
    assert "Ada" in [chip.name() for chip in robot.seen(page.runner.sheet, Chip)]


def test_an_own_day_is_kept(page: ExercisesPage, store: Store) -> None:
    put(page, "kind: wait")
    robot.go_on(page)
    robot.click(robot.button(page.runner, "on a day of my own"))
    assert page.runner.sheet is not None
    own = page.runner.sheet.control.own  # type: ignore[attr-defined]
    own.setDate(own.date().addDays(3))
    robot.click(page.runner.sheet.go_on)
    today = datetime.now().astimezone().date()
    assert run_row(store).due_on == (today + timedelta(days=5)).isoformat()


def test_a_choice_means_the_day_on_the_wall() -> None:
    day = date(2026, 10, 24)  # the clocks go back in the night
    assert wait.chosen("tomorrow", day).day == date(2026, 10, 25)
    assert wait.chosen("week", day).day == date(2026, 10, 31)
    assert not wait.chosen("today", day).waits(day)
    assert wait.chosen("tomorrow", day).waits(day)
