"""A robot walks every exercise there is: to its end, every way it branches, and stopping."""

from __future__ import annotations

import pytest

from ifs_desktop.exercises import catalogue, queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import dump
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Store
from tests.exercises.conftest import FOLDER
from tests.helpers import robot

SLUGS = sorted(path.stem for path in FOLDER.glob("*.md"))
EXERCISES = {slug: catalogue.read_file(FOLDER / f"{slug}.md") for slug in SLUGS}
BRANCHES = [
    (slug, step.key, option)
    for slug, exercise in EXERCISES.items()
    for step in exercise.steps
    if step.branch
    for option, _ in step.shape.options  # type: ignore[attr-defined]
]


def leading_to(exercise: Exercise, key: str) -> dict[str, str]:
    """The options to take so that the walk comes by the step ``key``."""
    ways: list[tuple[str, dict[str, str]]] = [(exercise.steps[0].key, {})]
    while ways:
        at, taken = ways.pop()
        if at == key:
            return taken
        step = exercise.step(at)
        if step.next is not None:
            ways.append((step.next, taken))
        ways.extend((to, {**taken, at: option}) for option, to in step.branch.items())
    raise AssertionError(f"no way leads to {key}")


@pytest.fixture(autouse=True)
def some_parts(store: Store) -> None:
    """Parts one may pick, and one that is named only."""
    parts.add_part(store, name="Planner", role="manager")
    parts.add_part(store, name="Sprinter", role="firefighter")
    parts.add_part(store, name="Little", role="exile")


def kept(store: Store, page: ExercisesPage) -> queries.SavedRun:
    """The run that is open or read, as the journal has it."""
    run_id = page.runner.run_id or page.reading.run_id
    assert run_id is not None
    saved = queries.saved_run(store, run_id)
    assert saved is not None
    return saved


def blank_left_out(slug: str, given: dict[str, str]) -> dict[str, str]:
    """What is kept of the answers: those that say something."""
    kinds = {step.key: step.kind for step in EXERCISES[slug].steps}
    return {key: text for key, text in given.items() if text != dump(kinds[key].blank)}


@pytest.mark.parametrize("slug", SLUGS)
def test_an_exercise_is_walked_to_its_end_stopping_and_going_on_at_every_step(
    page: ExercisesPage, store: Store, slug: str
) -> None:
    shown: dict[str, str] = {}

    def stop_and_go_on(key: str) -> None:
        runner = page.runner
        assert runner.sheet is not None
        shown[key] = dump(runner.sheet.control.answer())
        robot.click(robot.button(page, "Save and stop for today"))
        (waiting,) = queries.open_runs(store, page.catalogue) or (None,)
        if waiting is None:  # nothing was answered yet: there is nothing to go on with
            assert not blank_left_out(slug, shown)
            page.begin(slug)
            while robot.here(page) != key:
                robot.go_on(page)
            return
        robot.continue_run(page, waiting.id)
        assert robot.here(page) == key
        assert runner.sheet is not None
        assert dump(runner.sheet.control.answer()) == shown[key]
        assert kept(store, page).answers == blank_left_out(slug, shown)

    given = robot.walk(page, slug, at_each=stop_and_go_on)
    saved = kept(store, page)
    assert saved.finished
    assert saved.answers == blank_left_out(slug, given)
    assert {one.key for one in queries.passages(EXERCISES[slug], saved)} <= saved.answers.keys()


@pytest.mark.parametrize(("slug", "key", "option"), BRANCHES)
def test_every_way_an_exercise_branches_leads_to_its_end(
    page: ExercisesPage, store: Store, slug: str, key: str, option: str
) -> None:
    given = robot.walk(page, slug, take={**leading_to(EXERCISES[slug], key), key: option})
    saved = kept(store, page)
    assert saved.finished
    assert saved.answers == blank_left_out(slug, given)
    order = list(given)
    step = EXERCISES[slug].step(key)
    assert order[order.index(key) + 1] == step.branch.get(option, step.next)


@pytest.mark.parametrize("slug", SLUGS)
def test_an_exercise_can_be_skipped_through_from_its_first_step_and_keeps_nothing(
    page: ExercisesPage, store: Store, slug: str
) -> None:
    page.begin(slug)
    for _ in range(robot.MOST_STEPS):
        sheet = page.runner.sheet
        if sheet is None:
            break
        robot.click(sheet.go_on if sheet.may_go_on() else sheet.skip)
    assert page.runner.run is None
    assert queries.open_runs(store, page.catalogue) == ()
    assert queries.earlier_runs(store, page.catalogue, 5) == ()
