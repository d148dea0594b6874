"""Exercises with an answer of every kind go out and come back: equal, once, and led on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ifs_desktop.exercises import catalogue, edits, queries
from ifs_desktop.exercises.catalogue import Exercise, Step
from ifs_desktop.exercises.kinds import (
    KINDS,
    belief,
    check_in,
    choose,
    closing,
    container,
    impressions,
    moment,
    opinions,
    outcome,
    pick_parts,
    pick_people,
    pick_words,
    predictions,
    promise,
    protectors_in,
    reply,
    rest_place,
    scale,
    shares,
    small_step,
    sort,
    strength,
    timer,
    toward,
    two_sided,
    wait,
    write,
    write_each,
)
from ifs_desktop.exercises.leading import Leading
from ifs_desktop.map import edits as maps
from ifs_desktop.parts import edits as parts
from ifs_desktop.people import edits as people
from ifs_desktop.rest import edits as rest
from ifs_desktop.store import Ref, Store, purge
from tests.exchange.test_json import Opened, brought_in, exported, other  # noqa: F401
from tests.exercises.conftest import FOLDER
from tests.helpers.journal import dangling, dump, indexed, indexed_anew

DAY = date(2026, 11, 30)
EXERCISES = catalogue.load(FOLDER).exercises
SILENT = {name for name, kind in KINDS.items() if not kind.asks} | {"hand_over"}
A, B, NOOR = 1, 2, 1  # two parts and a person


def given(store: Store, run_id: int, step: Step) -> Any:
    """An answer to a step as somebody may give it."""
    shape: Any = step.shape
    texts = {A: f"{step.key} of the first", B: f"{step.key} of the second"}
    answers: dict[str, Callable[[], Any]] = {
        "scale": lambda: scale.Answer(3),
        "choose": lambda: choose.Answer(shape.options[0][0]),
        "write": lambda: write.Answer(step.key),
        "write_each": lambda: write_each.Answer(texts),
        "two_sided": lambda: two_sided.Answer(
            {name: step.key for side in (shape.left, shape.right) for name, _ in side.boxes}
        ),
        "pick_parts": lambda: pick_parts.Answer((A,) if shape.one else (A, B)),
        "pick_words": lambda: pick_words.Answer((shape.choices[0][0],), step.key),
        "timer": lambda: timer.Answer(5, 300),
        "wait": lambda: wait.Answer("day", DAY),
        "pick_people": lambda: pick_people.Answer(NOOR),
        "moment": lambda: moment.Answer(step.key, DAY.isoformat(), {A: "yes", B: "not_yet"}),
        "opinions": lambda: opinions.Answer(texts),
        "small_step": lambda: small_step.Answer(step.key, DAY.isoformat()),
        "predictions": lambda: predictions.Answer(
            {part: predictions.Expected(text, "stop", "yes") for part, text in texts.items()}
        ),
        "outcome": lambda: outcome.Answer("taken", step.key, {A: ("partly", "a smile")}),
        "closing": lambda: closing.Answer({shape.boxes[0][0]: step.key}),
        "letter": lambda: write.Answer("Dear part"),
        "reply": lambda: reply.Answer("Dear you"),
        "promise": lambda: promise.Answer(step.key, A if step.about else None, DAY),
        "toward": lambda: toward.Answer("curious", toward.OF_SELF, 3),
        "veil": lambda: choose.Answer("someone"),
        "impressions": lambda: impressions.Answer().with_line("a fist", None).with_line("up", None),
        "sort": lambda: sort.Answer({1: A, 2: B}),
        "belief": lambda: belief.Answer("It was me", None, A, "part"),
        "strength": lambda: strength.Answer(80 if shape.time == "before" else 45),
        "shares": lambda: shares.Answer(dict.fromkeys(shares.COLUMNS, step.key)),
        "fair": lambda: write.Answer(step.key),
        "belief_answer": lambda: write_each.Answer({A: step.key}),
        "place": lambda: rest_place.Answer({"name": "Bay", "sound": "waves"}),
        "protectors_in": lambda: rested(store, run_id, step),
        "container": lambda: held(store, run_id, step),
        "check_in": lambda: check_in.Answer(f"{step.key} helped"),
    }
    assert answers.keys() | SILENT == KINDS.keys(), "each kind has its example here"
    return answers[step.kind.name]()


def map_of(store: Store, run_id: int, step: Step) -> int:
    return queries.wrote(store, run_id, step.about or "")["map"]


def rested(store: Store, run_id: int, step: Step) -> protectors_in.Answer:
    maps.place_part(store, map_id=map_of(store, run_id, step), part_id=A, at=(10.0, 20.0))
    return protectors_in.Answer((A,))


def held(store: Store, run_id: int, step: Step) -> container.Answer:
    place = map_of(store, run_id, step)
    return container.Answer("an iron box", (rest.put_in(store, map_id=place, text="that hour"),))


def filled(store: Store, exercises: Sequence[Exercise] = EXERCISES) -> None:
    """Two parts and a person, and these exercises answered at each of their steps."""
    for name, role in (("Planner", "manager"), ("Sprinter", "firefighter")):
        parts.add_part(store, name=name, role=role)
    people.add_person(store, name="Noor")
    visits = itertools.count(1)
    for exercise in exercises:
        run_id = 0
        for step in exercise.steps:
            if step.kind.name == "hand_over":
                to = step.shape.to  # type: ignore[attr-defined]
                run_id, _ = edits.lead_over(
                    store,
                    exercise=exercise,
                    run_id=run_id or None,
                    key=step.key,
                    leading=Leading(to, (A, B), "Today"),
                    visit=next(visits),
                )
            elif step.kind.asks:
                one: dict[str, Any] = {"exercise": exercise, "key": step.key}
                one |= {"answer": given(store, run_id, step), "visit": next(visits)}
                if run_id:
                    edits.answer(store, run_id=run_id, **one)
                else:
                    run_id = edits.begin(store, **one)


def runs(store: Store) -> Iterator[queries.SavedRun]:
    for waiting in queries.open_runs(store, catalogue.load(FOLDER)):
        saved = queries.saved_run(store, waiting.id)
        assert saved is not None
        yield saved


def answered_again(store: Store, not_runs: set[int]) -> None:
    """Every answer once more, as it is read from the journal."""
    visits = itertools.count(10_000)
    known = {exercise.slug: exercise for exercise in EXERCISES}
    for saved in runs(store):
        exercise = known[saved.exercise]
        for step in exercise.steps:
            if saved.id in not_runs or step.key not in saved.answers:
                continue
            edits.answer(
                store,
                exercise=exercise,
                run_id=saved.id,
                key=step.key,
                answer=step.kind.parse(saved.answers[step.key]),
                visit=next(visits),
            )


def but_where_runs_stand(found: dict[str, Any]) -> dict[str, Any]:
    return {name: rows for name, rows in found.items() if name != "run"}


def test_runs_of_every_kind_come_back_equal_and_are_led_on_in_another_journal(
    opened: Opened,
    other: Opened,  # noqa: F811
    tmp_path: Path,
) -> None:
    filled(opened[0])
    tables = {name for name, rows in dump(opened[1].engine).items() if rows}
    assert tables >= {"moment", "took_in", "opinion", "small_step", "prediction", "letter"}
    assert tables >= {"promise", "belief_version", "rest_place", "material", "impression"}
    assert tables >= {"check_in", "present"}
    path = exported(opened[0], tmp_path / "all.json")
    brought_in(other[0], path)
    assert dump(other[1].engine) == dump(opened[1].engine)
    assert brought_in(other[0], path) == 0


def test_brought_into_another_journal_what_answers_made_is_led_on(
    opened: Opened,
    other: Opened,  # noqa: F811
    tmp_path: Path,
) -> None:
    filled(opened[0])
    gone = parts.add_part(opened[0], name="Gone")
    befriend = next(one for one in EXERCISES if one.slug == "befriend")
    run = next(one.id for one in runs(opened[0]) if one.exercise == "befriend")
    for key, answer in (
        ("whom", pick_parts.Answer((gone, A))),
        ("heard", write_each.Answer({gone: "of one that was erased"})),
    ):
        edits.answer(opened[0], exercise=befriend, run_id=run, key=key, answer=answer, visit=9000)
    parts.put_away_part(opened[0], part_id=gone)
    purge.for_good(opened[0], [Ref("part", gone)])
    path = exported(opened[0], tmp_path / "all.json")
    store, made = other
    for name in ("Mine", "Mine too", "Mine three"):
        parts.add_part(store, name=name)
        people.add_person(store, name=name)
    filled(store, EXERCISES[:2])
    own = {saved.id for saved in runs(store)}
    assert brought_in(store, path) > 100 and brought_in(store, path) == 0
    assert dangling(made.engine) == []
    told = [one for saved in runs(store) for one in saved.texts.values()]
    assert "of one that was erased" in told
    before = but_where_runs_stand(dump(made.engine))
    answered_again(store, own)
    assert but_where_runs_stand(dump(made.engine)) == before
    assert indexed(made.engine) == indexed_anew(made.engine)
