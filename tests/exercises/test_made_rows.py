"""What an answer wrote elsewhere and somebody changed there since: it is left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ifs_desktop.exercises.kinds import (
    impressions,
    moment,
    opinions,
    outcome,
    pick_parts,
    pick_people,
    predictions,
    small_step,
)
from ifs_desktop.exercises.kinds.predictions import Expected
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.inbox import queries as waits
from ifs_desktop.parts import edits as parts
from ifs_desktop.people import edits as verbs
from ifs_desktop.people import queries as people
from ifs_desktop.store import Ref, Store, purge
from tests.people.test_exercises import Walk, detail

TOMORROW = date.today() + timedelta(days=1)
DAY = "2026-11-02"


@pytest.fixture
def noor(store: Store) -> int:
    return verbs.add_person(store, name="Noor")


@pytest.fixture
def watcher(store: Store) -> int:
    return parts.add_part(store, name="Watcher", role="manager")


def safe_people(store: Store, noor: int, *seen_by: int) -> Walk:
    walked = Walk(store, "safe-people")
    walked.give("who", pick_people.Answer(noor))
    walked.give("seen", moment.Answer("called", DAY))
    walked.give("parts", pick_parts.Answer(seen_by))
    walked.give("views", opinions.Answer(dict.fromkeys(seen_by, "wary")))
    return walked


def small_steps(store: Store, noor: int, watcher: int) -> Walk:
    walked = Walk(store, "small-steps")
    walked.give("who", pick_people.Answer(noor))
    walked.give("step", small_step.Answer("Call", TOMORROW.isoformat()))
    walked.give("inside", pick_parts.Answer((watcher,)))
    walked.give("expect", predictions.Answer({watcher: Expected("no answer", "", "yes")}))
    return walked


Change = Callable[[Store, people.PersonDetail], None]


def reworded(store: Store, known: people.PersonDetail) -> None:
    seen, opinion = known.moments[0], known.opinions[0][0]
    verbs.add_moment(
        store,
        kind="behaviour",
        text="rang me up",
        person_id=seen.person_id,
        happened=seen.happened,
        moment_id=seen.id,
    )
    verbs.add_opinion(
        store,
        person_id=seen.person_id or 0,
        part_id=opinion.part.id,
        text="softer",
        opinion_id=opinion.id,
    )


def put_away(store: Store, known: people.PersonDetail) -> None:
    verbs.put_away_moment(store, moment_id=known.moments[0].id)
    verbs.put_away_opinion(store, opinion_id=known.opinions[0][0].id)


def erased(store: Store, known: people.PersonDetail) -> None:
    put_away(store, known)
    gone = [Ref("moment", known.moments[0].id), Ref("opinion", known.opinions[0][0].id)]
    purge.for_good(store, gone)


@pytest.mark.parametrize("change", [reworded, put_away, erased])
def test_what_was_changed_with_the_person_is_not_written_over_or_brought_back(
    store: Store, noor: int, watcher: int, change: Change
) -> None:
    ada = verbs.add_person(store, name="Ada")
    walked = safe_people(store, noor, watcher)
    change(store, detail(store, noor))
    before = detail(store, noor)
    walked.give("seen", moment.Answer("called twice", DAY))
    walked.give("views", opinions.Answer({watcher: "wary again"}))
    walked.give("who", pick_people.Answer(ada))
    walked.give("seen", moment.Answer())
    after = detail(store, noor)
    assert (after.moments, after.opinions) == (before.moments, before.opinions)
    assert detail(store, ada).moments == () == detail(store, ada).opinions


def test_what_is_written_anew_after_nothing_is_new(store: Store, noor: int, watcher: int) -> None:
    walked = safe_people(store, noor, watcher)
    walked.give("seen", moment.Answer())
    walked.give("seen", moment.Answer("waved", DAY))
    walked.give("views", opinions.Answer({watcher: " "}))
    walked.give("views", opinions.Answer({watcher: "kind"}))
    known = detail(store, noor)
    assert [one.text for one in known.moments] == ["waved"]
    assert [one[0].text for one in known.opinions] == ["kind"]


def test_another_day_or_other_words_for_a_step_stay(store: Store, noor: int, watcher: int) -> None:
    walked = small_steps(store, noor, watcher)
    (step,) = detail(store, noor).steps
    later = TOMORROW + timedelta(days=3)
    verbs.plan_step(store, person_id=noor, text="Call", planned_on=later, step_id=step.id)
    walked.give("step", small_step.Answer("Call her", TOMORROW.isoformat()))
    (step,) = detail(store, noor).steps
    assert (step.text, step.planned_on) == ("Call", later)
    walked.give("expect", predictions.Answer({watcher: Expected("silence", "", "yes")}))
    assert detail(store, noor).steps[0].predictions[0].text == "silence"


def test_a_run_goes_on_after_what_it_named_was_erased(
    store: Store, noor: int, watcher: int
) -> None:
    door = parts.add_part(store, name="Door")
    seen, stepped = safe_people(store, noor, watcher, door), small_steps(store, noor, watcher)
    stepped.give("after", outcome.Answer("taken", "She answered", {watcher: ("otherwise", "oh")}))
    parts.put_away_part(store, part_id=watcher)
    purge.for_good(store, [Ref("part", watcher)])
    seen.give("views", opinions.Answer({watcher: "wary", door: "kind"}))
    seen.give("parts", pick_parts.Answer((watcher, door)))
    assert [one[0].text for one in detail(store, noor).opinions] == ["kind"]
    stepped.give("expect", predictions.Answer({watcher: Expected("silence", "", "yes")}))
    verbs.put_away_person(store, person_id=noor)
    purge.for_good(store, [Ref("person", noor)])
    for walked in (seen, stepped):
        walked.give("who", pick_people.Answer(noor))
    seen.give("seen", moment.Answer("waved", DAY))
    seen.give("views", opinions.Answer({door: "gone"}))
    stepped.give("step", small_step.Answer("Write", ""))
    stepped.give("after", outcome.Answer("let_go", "", {}))
    fresh = Walk(store, "safe-people")
    fresh.give("who", pick_people.Answer(noor))
    fresh.give("seen", moment.Answer("waved", DAY))
    assert people.people(store) == () and people.nameless(store).moments == ()


def test_what_a_part_said_before_it_was_an_exile_stays(
    store: Store, noor: int, watcher: int
) -> None:
    seen, stepped = safe_people(store, noor, watcher), small_steps(store, noor, watcher)
    stepped.give("after", outcome.Answer("taken", "", {watcher: ("otherwise", "she smiled")}))
    kind = Walk(store, "kindness-noticed")
    kind.give("who", pick_people.Answer(noor))
    kind.give("what", moment.Answer("held a door", DAY, {watcher: "a_little"}))
    parts.set_role(store, part_id=watcher, role="exile")
    before = detail(store, noor)
    kind.give("what", moment.Answer("held a door", DAY, {watcher: "yes"}))
    kind.give("what", moment.Answer("held a door", DAY, {}))
    seen.give("views", opinions.Answer({watcher: "I am small"}))
    stepped.give("expect", predictions.Answer({watcher: Expected("I am small", "", "")}))
    stepped.give("after", outcome.Answer("taken", "", {watcher: ("as_feared", "I am small")}))
    stepped.give("after", outcome.Answer("taken", "", {}))
    assert detail(store, noor) == before
    (kindness,) = before.of_kind("kindness")
    verbs.add_moment(  # said in other words on the page of the person
        store,
        kind="kindness",
        text="held the door",
        person_id=noor,
        happened=kindness.happened,
        took_in={watcher: "a_little"},
        moment_id=kindness.id,
    )
    assert detail(store, noor).of_kind("kindness")[0].took_in == kindness.took_in


def test_what_a_part_saw_stays_when_it_is_not_asked_what_it_expects_any_more(
    store: Store, noor: int, watcher: int
) -> None:
    walked = small_steps(store, noor, watcher)
    (step,) = detail(store, noor).steps
    fits = {watcher: ("otherwise", "she smiled")}
    verbs.look_back(store, step_id=step.id, state="taken", outcome="", fits=fits)
    walked.give("inside", pick_parts.Answer())
    (said,) = detail(store, noor).steps[0].predictions
    assert (said.text, said.permission, said.outcome) == ("", None, "she smiled")


def test_a_step_that_became_another_kind_touches_no_row_of_the_number_it_wrote_as_the_first(
    store: Store, noor: int, watcher: int
) -> None:
    walked = safe_people(store, noor, watcher)
    jotted = inbox.jot(store, text="a fist")
    before = detail(store, noor)
    assert before.moments[0].id == jotted
    lines = replace(
        walked.exercise.step("seen"), kind=impressions.KIND, shape=impressions.Shape(3), about=None
    )
    steps = [lines if one.key == "seen" else one for one in walked.exercise.steps]
    walked.exercise = replace(walked.exercise, steps=tuple(steps))
    walked.give("seen", impressions.Answer().with_line("look again", None))
    assert {one.text for one in waits.impressions(store, sorted_ones=False, limit=9)} == {
        "a fist",
        "look again",
    }
    assert detail(store, noor) == before
