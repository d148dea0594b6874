"""The steps about people on the screen: walked by hand, seen again, and never lost."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps.pick_parts import NameLine
from ifs_desktop.parts import edits as parts
from ifs_desktop.people import edits
from ifs_desktop.people import queries as people
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from tests.helpers import robot

SMALL = "small-steps"


def words(page: ExercisesPage) -> str:
    return "\n".join(one.text() for one in robot.seen(page, QLabel))


def to(page: ExercisesPage, slug: str, key: str, **take: str) -> None:
    """Walk to a step, answering the ones before it."""
    page.begin(slug)
    while robot.here(page) != key:
        robot.answer(page, take.get(robot.here(page), ""))
        robot.go_on(page)


def test_the_run_comes_up_again_on_the_day_of_its_step(page: ExercisesPage, store: Store) -> None:
    parts.add_part(store, name="Watcher", role="manager")
    to(page, SMALL, "day")
    sheet = page.runner.sheet
    assert sheet is not None
    first = robot.seen(sheet.control, Chip)[0]
    assert first.name() == "on the day of the step"
    robot.click(first)
    run_id = page.runner.run_id
    robot.click(sheet.go_on)
    (waiting,) = queries.open_runs(store, page.catalogue)
    tomorrow = date.today() + timedelta(days=1)
    assert (waiting.id, waiting.due_on) == (run_id, tomorrow)
    (due,) = people.steps_due(store, tomorrow)
    assert due.source == Ref("run", waiting.id) and people.steps_due(store, date.today()) == ()
    assert due.person is not None and due.person.name == "Noor"


def test_the_outcome_stands_beside_what_was_expected(page: ExercisesPage, store: Store) -> None:
    parts.add_part(store, name="Watcher", role="manager")
    parts.add_part(store, name="Little", role="exile")
    to(page, SMALL, "after", expect="not_now")
    said = words(page)
    assert "Noor: smaller 0" in said and "It expected: expect_again 0" in said
    assert "Little" not in said
    robot.answer(page)
    robot.go_on(page)
    robot.go_on(page)
    read = words(page)
    assert "It says: not now." in read and "As it feared" in read
    chips = [chip.name() for chip in robot.seen(page, Chip)]
    assert "Noor" in chips and "Watcher" in chips


def test_a_not_now_is_said_to_count_as_soon_as_it_is_given(
    page: ExercisesPage, store: Store
) -> None:
    parts.add_part(store, name="Watcher", role="manager")
    to(page, SMALL, "expect")
    assert "That counts." not in words(page)
    robot.answer(page, "not_now")
    assert "That counts." in words(page)
    robot.go_on(page)
    assert robot.here(page) == "smaller" and "that step is not taken" in words(page)


def test_what_a_part_said_before_stands_beside_what_it_says_now(
    page: ExercisesPage, store: Store
) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    noor = edits.add_person(store, name="Noor")
    edits.add_opinion(store, person_id=noor, part_id=watcher, text="too quiet")
    to(page, "safe-people", "views")
    assert "it said: too quiet" in words(page)
    robot.answer(page)
    robot.go_on(page)
    found = people.person(store, noor)
    assert found is not None and [o.text for o in found.opinions[0]] == ["views 0", "too quiet"]


def test_somebody_is_picked_by_initials_and_half_a_name_waits(
    page: ExercisesPage, store: Store
) -> None:
    edits.add_person(store, name="Noor al-Amin")
    edits.show_initials(store, True)
    page.begin("safe-people")
    sheet = page.runner.sheet
    assert sheet is not None
    names = {chip.name() for chip in robot.seen(sheet.control, Chip)}
    assert names == {"N. A.", "someone new", "Nobody today"}
    robot.click(robot.button(sheet.control, "N. A."))
    robot.click(robot.button(sheet.control, "someone new"))
    (line,) = robot.seen(sheet.control, NameLine)
    QTest.keyClicks(line, "Ru")
    page.commit_drafts()
    run_id = page.runner.run_id
    page.stop()
    page.open_ref(Ref("run", run_id))
    sheet = page.runner.sheet
    assert sheet is not None
    (line,) = [one for one in robot.seen(sheet.control, QLineEdit) if isinstance(one, NameLine)]
    assert line.text() == "Ru"
    QTest.keyClicks(line, "th")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [chip.name() for chip in robot.seen(sheet.control, Chip) if chip.isChecked()] == ["R."]
    assert [card.name for card in people.people(store)] == ["Noor al-Amin", "Ruth"]


def test_what_was_said_of_the_step_with_the_person_is_not_written_over(
    page: ExercisesPage, store: Store
) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    to(page, SMALL, "after")
    (step,) = people.person(store, 1).steps  # type: ignore[union-attr]

    def said() -> tuple[str, str, str]:
        (now,) = people.person(store, 1).steps  # type: ignore[union-attr]
        return now.state, now.outcome, now.predictions[0].outcome

    def look_back(outcome: str) -> None:
        fits = {watcher: ("otherwise", "a smile")}
        edits.look_back(store, step_id=step.id, state="taken", outcome=outcome, fits=fits)

    look_back("She waved")
    assert page.runner.sheet is not None
    box = page.runner.sheet.control.findChild(GrowingTextEdit)
    assert isinstance(box, GrowingTextEdit) and box.toPlainText() == "She waved"
    box.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(box, " back ")
    page.commit_drafts()
    assert (
        said() == ("taken", "She waved back", "a smile") and box.toPlainText() == "She waved back "
    )
    robot.click(page.runner.sheet.back)
    look_back("She wrote")
    robot.go_on(page)
    robot.go_on(page)
    assert said() == ("taken", "She wrote", "a smile")
