"""Runs in a real journal: kept from the first answer on, undone by the answer, found again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from ifs_desktop.exercises import catalogue, edits, queries
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.kinds import (
    choose,
    closing,
    pick_parts,
    scale,
    two_sided,
    write,
    write_each,
)
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.parts import queries as known
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import AnswerPart, Fact, Run
from tests.exercises.conftest import FOLDER

Answers = dict[str, Any]


@pytest.fixture(scope="module")
def shelf() -> Catalogue:
    return catalogue.load(FOLDER)


def walked(store: Store, exercise: Exercise, answers: Answers, *, finished: bool = True) -> int:
    """A run with these answers, each given on a visit of its own."""
    run_id = 0
    for visit, (key, answer) in enumerate(answers.items(), 1000):
        if not run_id:
            run_id = edits.begin(store, exercise=exercise, key=key, answer=answer, visit=visit)
        else:
            edits.answer(
                store, exercise=exercise, run_id=run_id, key=key, answer=answer, visit=visit
            )
    if finished:
        edits.finish(store, exercise=exercise, run_id=run_id)
    return run_id


def facts(store: Store, part: int) -> set[tuple[str, str, str, Ref | None]]:
    detail = known.part(store, part)
    assert detail is not None
    return {(f.kind, f.text, f.said_by, f.source) for f in detail.facts}


def picks(store: Store) -> set[int]:
    with store.read() as session:
        return set(session.scalars(select(AnswerPart.part_id)))


def runs(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Run)) or 0


def test_answers_facts_and_picks_are_kept(store: Store, then_or_now: Exercise) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    run = walked(
        store,
        then_or_now,
        {
            "alarm": scale.Answer(8),
            "who": pick_parts.Answer((watcher,)),
            "age": write_each.Answer({watcher: "nine"}),
            "today": write_each.Answer({watcher: "I have a key"}),
        },
    )
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert (saved.finished, saved.ended is not None) == (True, True)
    assert saved.answers["alarm"] == "8"
    assert saved.texts["age"] == "nine"
    assert picks(store) == {watcher}
    source = Ref("run", run)
    assert facts(store, watcher) == {
        ("thinks_i_am", "nine", "part", source),
        ("knows_now", "I have a key", "me", source),
    }


def test_a_fact_follows_its_answer_and_goes_with_it(store: Store, then_or_now: Exercise) -> None:
    watcher = parts.add_part(store, name="Watcher")
    first = write_each.Answer({watcher: "nine"})
    run = walked(store, then_or_now, {"who": pick_parts.Answer((watcher,)), "age": first})
    for text, expected in (("ten", {"ten"}), ("", set())):
        edits.answer(
            store,
            exercise=then_or_now,
            run_id=run,
            key="age",
            answer=write_each.Answer({watcher: text}),
            visit=7,
        )
        assert {fact[1] for fact in facts(store, watcher)} == expected


def test_typing_and_going_on_are_one_undo_step(store: Store, then_or_now: Exercise) -> None:
    run = edits.begin(store, exercise=then_or_now, key="alarm", answer=scale.Answer(3), visit=1)
    edits.go_to(store, exercise=then_or_now, run_id=run, key="trigger", visit=1)
    for text in ("a", "a do", "a door"):
        edits.answer(
            store,
            exercise=then_or_now,
            run_id=run,
            key="trigger",
            answer=write.Answer(text),
            visit=2,
        )
    edits.go_to(store, exercise=then_or_now, run_id=run, key="sides", visit=2)
    assert store.undo_label == "Answer: Then or now?"
    step = store.undo()
    assert step is not None
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert (saved.step, set(saved.answers)) == ("trigger", {"alarm"})
    store.undo()
    assert queries.saved_run(store, run) is None
    assert store.undo_label is None
    store.redo()
    store.redo()
    again = queries.saved_run(store, run)
    assert again is not None
    assert (again.step, again.texts["trigger"]) == ("sides", "a door")


def test_an_emptied_answer_leaves_the_journal(store: Store, then_or_now: Exercise) -> None:
    run = walked(store, then_or_now, {"alarm": scale.Answer(3), "trigger": write.Answer("a door")})
    edits.answer(
        store,
        exercise=then_or_now,
        run_id=run,
        key="trigger",
        answer=write.Answer(""),
        visit=9,
    )
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert set(saved.answers) == {"alarm"}
    assert queries.same_trigger(store, then_or_now, "trigger", "a door") == ()


def test_parts_can_be_picked_and_unpicked(store: Store, then_or_now: Exercise) -> None:
    one, two, three = (parts.add_part(store, name=name) for name in ("A", "B", "C"))
    run = walked(store, then_or_now, {"who": pick_parts.Answer((one, two))})
    edits.answer(
        store,
        exercise=then_or_now,
        run_id=run,
        key="who",
        answer=pick_parts.Answer((three, two)),
        visit=5,
    )
    assert picks(store) == {two, three}
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert queries.opened_run(store, then_or_now, saved).asked("age") == (three, two)


def test_exiles_and_parts_put_away_are_not_asked(store: Store, then_or_now: Exercise) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    gone = parts.add_part(store, name="Gone")
    there = parts.add_part(store, name="There")
    run = walked(store, then_or_now, {"who": pick_parts.Answer((little, gone, there))})
    parts.put_away_part(store, part_id=gone)
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert queries.opened_run(store, then_or_now, saved).asked("age") == (there,)


def test_only_an_exercise_for_exiles_asks_one_and_only_where_its_gate_is_open(
    store: Store, then_or_now: Exercise
) -> None:
    red = replace(then_or_now, level="red")
    little = parts.add_part(store, name="Little", role="exile")
    run = walked(store, red, {"who": pick_parts.Answer((little,))}, finished=False)
    elsewhere = walked(store, red, {"who": pick_parts.Answer((little,))}, finished=False)
    four = write_each.Answer({little: "four"})

    def asked(exercise: Exercise, run_id: int) -> tuple[int, ...]:
        saved = queries.saved_run(store, run_id)
        assert saved is not None
        return queries.opened_run(store, exercise, saved).asked("age")

    assert asked(red, run) == ()
    permissions.record(store, [permissions.Answer(little, None, "nobody")], Ref("run", run))
    assert (asked(red, run), asked(red, elsewhere), asked(then_or_now, run)) == ((little,), (), ())
    edits.answer(store, exercise=red, run_id=elsewhere, key="age", answer=four, visit=51)
    edits.answer(store, exercise=then_or_now, run_id=run, key="age", answer=four, visit=52)
    assert facts(store, little) == set()
    edits.answer(store, exercise=red, run_id=run, key="today", answer=four, visit=53)
    assert facts(store, little) != set()


def test_signs_no_file_can_hold_are_left_out(store: Store, then_or_now: Exercise) -> None:
    run = walked(store, then_or_now, {"trigger": write.Answer("a \ud800door\x00")})
    saved = queries.saved_run(store, run)
    assert saved is not None
    assert saved.texts["trigger"] == "a door"


# ---- what waits, and what was


def test_an_open_run_waits_to_be_continued(
    store: Store, then_or_now: Exercise, shelf: Catalogue
) -> None:
    answers: Answers = {"alarm": scale.Answer(3), "trigger": write.Answer("a door")}
    run = walked(store, then_or_now, answers, finished=False)
    (waiting,) = queries.open_runs(store, shelf)
    assert (waiting.id, waiting.title, waiting.about) == (run, "Then or now?", "a door")
    assert waiting.heading == "What set the alarm off?"
    assert queries.earlier_runs(store, shelf, 5) == ()


def test_an_earlier_run_tells_its_alarm_in_words(
    store: Store, then_or_now: Exercise, shelf: Catalogue
) -> None:
    walked(
        store,
        then_or_now,
        {
            "alarm": scale.Answer(9),
            "trigger": write.Answer("a door"),
            "alarm_after": scale.Answer(4),
            "closing": closing.Answer({"unfinished": "the cellar"}),
        },
    )
    (done,) = queries.earlier_runs(store, shelf, 5)
    assert (done.about, done.before, done.after, done.unfinished) == (
        "a door",
        "almost too much",
        "noticeable",
        "the cellar",
    )
    assert queries.open_runs(store, shelf) == ()


def test_a_run_put_away_is_in_no_list_and_undo_brings_it_back(
    store: Store, then_or_now: Exercise, shelf: Catalogue
) -> None:
    run = walked(store, then_or_now, {"trigger": write.Answer("a door")})
    edits.put_away_run(store, run_id=run)
    assert queries.earlier_runs(store, shelf, 5) == ()
    assert queries.saved_run(store, run) is None
    assert queries.same_trigger(store, then_or_now, "trigger", "a door") == ()
    store.undo()
    assert len(queries.earlier_runs(store, shelf, 5)) == 1


def test_a_run_whose_file_is_gone_can_still_be_read(store: Store, then_or_now: Exercise) -> None:
    run = walked(store, then_or_now, {"trigger": write.Answer("a door")}, finished=False)
    (waiting,) = queries.open_runs(store, Catalogue((), ()))
    assert (waiting.title, waiting.about) == ("", "a door")
    saved = queries.saved_run(store, run)
    assert saved is not None
    (passage,) = queries.passages(None, saved)
    assert passage.lines[0].text == "a door"


def test_every_answer_of_an_earlier_run_can_be_read(store: Store, then_or_now: Exercise) -> None:
    watcher = parts.add_part(store, name="Watcher")
    run = walked(
        store,
        then_or_now,
        {
            "alarm": scale.Answer(8),
            "unsafe": choose.Answer("unsure"),
            "trigger": write.Answer("a door"),
            "sides": two_sided.Answer({"like": "that spring", "sure": "it is today"}),
            "who": pick_parts.Answer((watcher,)),
            "age": write_each.Answer({watcher: "nine"}),
            "closing": closing.Answer({"thanks": "for watching"}),
        },
    )
    saved = queries.saved_run(store, run)
    assert saved is not None
    found = {
        p.heading: [(n.text, n.part) for n in p.lines] for p in queries.passages(then_or_now, saved)
    }
    assert found == {
        "How loud is the alarm?": [("hard to bear (8)", None)],
        "Is something unsafe now?": [("I can’t tell", None)],
        "What set the alarm off?": [("a door", None)],
        "Then and now, side by side": [("that spring", None), ("it is today", None)],
        "Who in you reacts?": [("", watcher)],
        "How old does it think you are?": [("nine", watcher)],
        "Before you go": [("for watching", None)],
    }


# ---- the same trigger


@pytest.mark.parametrize(
    "typed",
    [
        "She answered with one word: “fine”.",
        "  she ANSWERED with one   word: “fine”. ",
        "fine, she answered; with one word",
    ],
)
def test_the_same_trigger_is_found_again(store: Store, then_or_now: Exercise, typed: str) -> None:
    run = walked(
        store,
        then_or_now,
        {
            "trigger": write.Answer("She answered with one word: “fine”."),
            "sides": two_sided.Answer({"like": "that spring", "other": "I can ask"}),
        },
    )
    (recalled,) = queries.same_trigger(store, then_or_now, "trigger", typed)
    assert recalled.run_id == run
    assert (recalled.left, recalled.right) == (("that spring",), ("I can ask",))
    assert queries.same_trigger(store, then_or_now, "trigger", typed, not_run=run) == ()


@pytest.mark.parametrize("typed", ["", "  ", "a", "a door opened", "the door", "doors"])
def test_another_trigger_is_not(store: Store, then_or_now: Exercise, typed: str) -> None:
    walked(store, then_or_now, {"trigger": write.Answer("a door")})
    assert queries.same_trigger(store, then_or_now, "trigger", typed) == ()


def test_the_latest_runs_come_first_and_only_a_few(store: Store, then_or_now: Exercise) -> None:
    made = [walked(store, then_or_now, {"trigger": write.Answer("a door")}) for _ in range(5)]
    found = queries.same_trigger(store, then_or_now, "trigger", "a door")
    assert [one.run_id for one in found] == made[:1:-1]


def test_the_same_words_at_another_step_are_no_trigger(store: Store, then_or_now: Exercise) -> None:
    walked(store, then_or_now, {"closing": closing.Answer({"thanks": "a door"})})
    assert queries.same_trigger(store, then_or_now, "trigger", "a door") == ()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(min_size=1, max_size=40).filter(str.strip))
def test_any_trigger_is_found_again(store: Store, then_or_now: Exercise, text: str) -> None:
    kept = plain(text)
    if not kept.strip():
        return
    run = walked(store, then_or_now, {"trigger": write.Answer(kept)})
    found = queries.same_trigger(store, then_or_now, "trigger", kept)
    assert run in {one.run_id for one in found}


def test_nothing_said_becomes_a_fact_of_an_exile_or_of_a_part_put_away(
    store: Store, then_or_now: Exercise
) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    gone, there = (parts.add_part(store, name=name) for name in ("Gone", "There"))
    parts.put_away_part(store, part_id=gone)
    said = write_each.Answer({little: "four", gone: "six", there: "nine"})
    run = walked(store, then_or_now, {"age": said})
    assert (facts(store, little), len(facts(store, there))) == (set(), 1)
    store.undo()
    walked(store, then_or_now, {"alarm": scale.Answer(3), "age": said})
    assert facts(store, little) == set()
    with store.read() as session:
        assert {fact.part_id for fact in session.scalars(select(Fact))} <= {there}
    assert run


def test_a_fact_from_before_a_part_was_an_exile_stays_as_it_is(
    store: Store, then_or_now: Exercise
) -> None:
    one = parts.add_part(store, name="One")
    run = walked(store, then_or_now, {"age": write_each.Answer({one: "nine"})}, finished=False)
    before = facts(store, one)
    parts.set_role(store, part_id=one, role="exile")
    changed = write_each.Answer({one: "ten"})
    edits.answer(store, exercise=then_or_now, run_id=run, key="age", answer=changed, visit=50)
    assert facts(store, one) == before != set()
