"""A robot walks every exercise there is: to its end, every way it branches, and stopping."""

from __future__ import annotations

from collections.abc import Iterator

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


def options_of(exercise: Exercise, key: str) -> tuple[str, ...]:
    """What can be chosen at a step that leads on in several ways; nothing elsewhere."""
    step = exercise.step(key)
    return tuple(name for name, _ in step.shape.options) if step.branch else ()  # type: ignore[attr-defined]


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


def walks_through(exercise: Exercise) -> Iterator[dict[str, str]]:
    """Few walks that take, together, every option of every step that branches.

    Each goes to an option that was not taken yet, and on the rest of its way it takes more of them.
    """
    steps = [step.key for step in exercise.steps]
    waiting = [(key, option) for key in steps for option in options_of(exercise, key)]
    while waiting:
        first, option = waiting[0]
        take = {**leading_to(exercise, first), first: option}
        at: str | None = steps[0]
        while at is not None:
            for fresh in options_of(exercise, at):
                if at not in take and (at, fresh) in waiting:
                    take[at] = fresh
            step = exercise.step(at)
            taken = take.get(at, next(iter(options_of(exercise, at)), ""))
            waiting = [one for one in waiting if one != (at, taken)]
            at = step.branch.get(taken, step.next)
        yield take


WALKS = {slug: list(walks_through(exercise)) or [{}] for slug, exercise in EXERCISES.items()}
OTHER_WAYS = [(slug, take) for slug, (_, *others) in WALKS.items() for take in others]


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


def walked_to_its_end(
    store: Store, page: ExercisesPage, slug: str, take: dict[str, str], given: dict[str, str]
) -> queries.SavedRun:
    """The run as the journal has it: whole, and led on by each option that was taken."""
    saved = kept(store, page)
    assert saved.finished
    assert saved.answers == blank_left_out(slug, given)
    order = list(given)
    for key, option in take.items():
        step = EXERCISES[slug].step(key)
        assert order[order.index(key) + 1] == step.branch.get(option, step.next)
    return saved


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

    take = WALKS[slug][0]
    given = robot.walk(page, slug, take=take, at_each=stop_and_go_on)
    saved = walked_to_its_end(store, page, slug, take, given)
    assert {one.key for one in queries.passages(EXERCISES[slug], saved)} <= saved.answers.keys()


@pytest.mark.parametrize(
    ("slug", "take"), OTHER_WAYS, ids=[" ".join((slug, *way.values())) for slug, way in OTHER_WAYS]
)
def test_every_other_way_an_exercise_branches_leads_to_its_end(
    page: ExercisesPage, store: Store, slug: str, take: dict[str, str]
) -> None:
    given = robot.walk(page, slug, take=take)
    walked_to_its_end(store, page, slug, take, given)


def test_no_way_is_left_out() -> None:
    for slug, exercise in EXERCISES.items():
        taken = {pair for take in WALKS[slug] for pair in take.items()}
        every = {(step.key, o) for step in exercise.steps for o in options_of(exercise, step.key)}
        assert taken == every, slug


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
