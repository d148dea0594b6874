"""The way through an exercise follows from its answers; nothing that was answered is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import run as walk
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.kinds import choose, dump, pick_parts, scale, write
from tests.exercises.conftest import FOLDER

WHOLE = (
    *("alarm", "unsafe", "trigger", "sides", "who"),
    *("age", "wish", "today", "rather", "alarm_after", "closing"),
)


def picked(run: walk.Run, *parts: int) -> walk.Run:
    return run.answered("who", pick_parts.Answer(parts))


def test_a_new_run_stands_at_the_first_step_and_holds_nothing(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now)
    assert (run.step, run.is_first, run.is_untouched) == ("alarm", True, True)


def test_the_whole_way_can_be_walked_and_walked_back(then_or_now: Exercise) -> None:
    run = picked(walk.start(then_or_now), 7)
    seen = []
    while run.state == "open":
        seen.append(run.step)
        last, run = run, run.next()
    assert tuple(seen) == WHOLE
    back = []
    while not last.is_first:
        back.append(last.step)
        last = last.back()
    assert tuple(reversed(back)) == WHOLE[1:]


def test_back_at_the_first_step_stays(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now)
    assert run.back() == run


def test_without_parts_nobody_is_asked(then_or_now: Exercise) -> None:
    way = walk.start(then_or_now).way
    assert "age" not in way
    assert "today" not in way
    assert way[-2:] == ("alarm_after", "closing")


def test_an_exile_is_named_but_not_asked(then_or_now: Exercise) -> None:
    run = picked(walk.start(then_or_now, veiled=frozenset({8})), 7, 8)
    assert run.asked("age") == (7,)
    only = picked(walk.start(then_or_now, veiled=frozenset({8})), 8)
    assert "age" not in only.way


def test_skipping_keeps_what_was_answered_and_a_warning_still_turns(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now).next().answered("unsafe", choose.Answer("now"))
    assert run.skip().step == "heed"


def test_changing_the_answer_leads_elsewhere_and_loses_nothing(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now).answered("trigger", write.Answer("a door"))
    run = run.at("trigger").at("unsafe").answered("unsafe", choose.Answer("both"))
    assert run.way == ("alarm", "unsafe", "heed", "closing")
    assert run.answer("trigger") == write.Answer("a door")
    again = run.answered("unsafe", choose.Answer("unsure"))
    assert "trigger" in again.way


@pytest.mark.parametrize("key", WHOLE)
def test_a_run_stopped_anywhere_is_resumed_there(then_or_now: Exercise, key: str) -> None:
    run = picked(walk.start(then_or_now), 7).at(key)
    stopped = run.stop()
    assert stopped.state == "stopped"
    assert stopped.resume() == run


def test_a_step_off_the_way_is_resumed_at_the_nearest_before_it(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now).answered("unsafe", choose.Answer("now"))
    assert run.at("sides").step == "heed"
    assert walk.start(then_or_now).at("age").step == "who"


def test_a_step_that_is_no_more_leads_to_the_beginning(then_or_now: Exercise) -> None:
    run = walk.load(then_or_now, "gone", {"alarm": "3", "gone": '"x"'})
    assert run.step == "alarm"
    assert run.answer("alarm") == scale.Answer(3)


def test_an_answer_of_another_shape_is_left_out(then_or_now: Exercise) -> None:
    run = walk.load(then_or_now, "unsafe", {"alarm": '"loud"', "unsafe": '"then"'})
    assert run.answer("alarm").is_empty
    assert run.answer("unsafe") == choose.Answer("then")


def test_an_emptied_answer_is_none(then_or_now: Exercise) -> None:
    run = walk.start(then_or_now).answered("trigger", write.Answer("x"))
    assert run.answered("trigger", write.Answer(" ")).is_untouched


@settings(deadline=None)
@given(
    option=st.sampled_from(["", "then", "now", "both", "unsure"]),
    parts=st.lists(st.integers(1, 5), unique=True),
    veiled=st.frozensets(st.integers(1, 5)),
    moves=st.lists(st.sampled_from(["next", "back", "skip", "stop", "kept"]), max_size=25),
)
def test_whatever_one_does_the_run_stands_on_its_way(
    option: str, parts: list[int], veiled: frozenset[int], moves: list[str]
) -> None:
    exercise = catalogue.read_file(FOLDER / "then-or-now.md")
    run = walk.start(exercise, veiled).answered("unsafe", choose.Answer(option))
    run = picked(run, *parts)
    for move in moves:
        if run.state == "finished":
            assert run.is_last
            break
        if move == "kept":
            kept = {key: dump(answer) for key, answer in run.answers.items()}
            again = walk.load(exercise, run.step, kept, veiled)
            assert (again.step, again.way) == (run.step, run.way)
        elif move == "stop":
            assert run.stop().resume().step == run.step
        else:
            run = getattr(run, move)()
        assert run.step in run.way
        if option in ("now", "both"):
            assert run.step in ("alarm", "unsafe", "heed", "closing")
