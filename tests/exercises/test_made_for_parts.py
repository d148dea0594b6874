"""What an answer wrote for a part stays where it is when that part is not asked any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ifs_desktop.beliefs import edits as ledger
from ifs_desktop.beliefs import queries as beliefs
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.kinds import (
    belief,
    choose,
    impressions,
    pick_parts,
    promise,
    reply,
    sort,
    toward,
    write,
    write_each,
)
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.inbox import queries as rows
from ifs_desktop.inbox.queries import ImpressionRow as Jotted
from ifs_desktop.letters import edits as verbs
from ifs_desktop.letters import queries as letters
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.promises import edits as doing
from ifs_desktop.promises import queries as promises
from ifs_desktop.store import Ref, Store, purge
from ifs_desktop.store.schema import Part
from tests.exercises.conftest import FOLDER
from tests.exercises.test_first_steps import BEFRIEND, WHO, begin, lines, say, sorted_onto, waiting

WHOSE = catalogue.read_file(FOLDER / "whose-act.md")
TOMORROW = date.today() + timedelta(days=1)
Change = Callable[[Store, int], None]


@pytest.fixture
def planner(store: Store) -> int:
    return parts.add_part(store, name="Planner", role="manager")


@pytest.fixture
def other(store: Store) -> int:
    return parts.add_part(store, name="Sprinter", role="firefighter")


def befriended(store: Store, *whom: int) -> int:
    run = begin(store, BEFRIEND, "whom", pick_parts.Answer(whom))
    say(store, BEFRIEND, run, "toward", toward.Answer("curious", toward.OF_SELF, 3))
    say(store, BEFRIEND, run, "letter", write.Answer("Dear Planner"))
    say(store, BEFRIEND, run, "reply", reply.Answer("Hello"))
    say(store, BEFRIEND, run, "kindness", promise.Answer("Tea", whom[0], TOMORROW))
    return run


def said_more(store: Store, run: int, whom: int) -> None:
    say(store, BEFRIEND, run, "toward", toward.Answer("wary", toward.NOT_OF_SELF, 2))
    say(store, BEFRIEND, run, "letter", write.Answer("Dear Planner, once more"))
    say(store, BEFRIEND, run, "reply", reply.Answer("Hello again"))
    say(store, BEFRIEND, run, "kindness", promise.Answer("Tea and bread", whom, TOMORROW))


def become_an_exile(store: Store, part: int) -> None:
    parts.set_role(store, part_id=part, role="exile")


def put_away(store: Store, part: int) -> None:
    parts.put_away_part(store, part_id=part)


@pytest.mark.parametrize("change", [become_an_exile, put_away])
def test_nothing_goes_from_a_part_that_is_not_asked_any_more_to_another(
    store: Store, planner: int, other: int, change: Change
) -> None:
    run = befriended(store, planner, other)
    change(store, planner)
    said_more(store, run, planner)
    say(store, BEFRIEND, run, "whom", pick_parts.Answer((planner, other)))
    assert letters.letters_to(store, other) == () == known.readings(store, other)
    (letter,) = letters.letters_to(store, planner)
    assert (letter.text, letter.reply) == ("Dear Planner", "Hello")
    assert [one.word for one in known.readings(store, planner)] == ["curious"]
    with store.edit("Bring back") as session:
        session.get_one(Part, planner).put_away = None
    (planned,) = promises.all_promises(store)
    assert (planned.text, planned.due_on) == ("Tea", TOMORROW)


def taken_away(store: Store, part: int) -> None:
    (letter,), (reading,) = letters.letters_to(store, part), known.readings(store, part)
    (planned,) = promises.all_promises(store)
    verbs.put_away(store, letter_id=letter.id)
    parts.put_away_reading(store, reading_id=reading.id)
    doing.put_away(store, promise_id=planned.id)


def erased(store: Store, part: int) -> None:
    refs = [Ref("letter", one.id) for one in letters.letters_to(store, part)]
    refs += [Ref("reading", one.id) for one in known.readings(store, part)]
    refs += [Ref("promise", one.id) for one in promises.all_promises(store)]
    taken_away(store, part)
    purge.for_good(store, refs)


@pytest.mark.parametrize("change", [taken_away, erased])
def test_what_was_put_away_elsewhere_does_not_come_back(
    store: Store, planner: int, change: Change
) -> None:
    run = befriended(store, planner)
    change(store, planner)
    said_more(store, run, planner)
    say(store, BEFRIEND, run, "whom", pick_parts.Answer((planner,)))
    assert letters.letters_to(store, planner) == () == known.readings(store, planner)
    assert promises.all_promises(store) == ()


def test_a_run_goes_on_after_its_part_was_erased(
    page: ExercisesPage, store: Store, planner: int, other: int
) -> None:
    run = befriended(store, planner, other)
    held = begin(store, WHOSE, "belief", belief.Answer("I caused it", None, planner, "part"))
    who = begin(store, WHO, "lines", lines("A fist"))
    say(store, WHO, who, "whose", sort.Answer({1: planner}))
    say(store, WHO, who, "guard", pick_parts.Answer((planner,)))
    say(store, WHO, who, "behind", choose.Answer("someone"))
    parts.put_away_part(store, part_id=planner)
    purge.for_good(store, [Ref("part", planner)])
    said_more(store, run, planner)
    say(store, BEFRIEND, run, "whom", pick_parts.Answer((planner, other)))
    say(store, WHOSE, held, "belief", belief.Answer("I caused it all", None, planner, "part"))
    say(store, WHO, who, "whose", sort.Answer({1: planner}))
    say(store, WHO, who, "behind", choose.Answer("nobody"))
    say(store, WHO, who, "behind", choose.Answer("someone"))
    page.open_run(run, "kindness")
    page.open_run(run, "whom")
    page.open_run(held, "belief")
    page.commit_drafts()


def test_what_a_part_said_of_a_belief_stays_once_it_is_an_exile(store: Store, planner: int) -> None:
    run = begin(store, WHOSE, "belief", belief.Answer("I caused it", None, planner, "part"))
    key = next(step.key for step in WHOSE.steps if step.kind.name == "belief_answer")
    say(store, WHOSE, run, key, write_each.Answer({planner: "Perhaps not"}))
    become_an_exile(store, planner)
    say(store, WHOSE, run, key, write_each.Answer({planner: "I am small"}))
    say(store, WHOSE, run, "belief", belief.Answer("I caused it.", None, planner, "part"))
    (one,) = beliefs.beliefs(store)
    assert (one.text, one.versions[-1].answer) == ("I caused it.", "Perhaps not")
    ledger.put_away(store, belief_id=one.id)
    say(store, WHOSE, run, "belief", belief.Answer("I caused it!", None, planner, "part"))
    assert beliefs.beliefs(store) == ()


def test_a_line_that_went_gives_its_part_to_no_other_and_one_moved_elsewhere_stays_there(
    store: Store, planner: int, other: int
) -> None:
    run = begin(store, WHO, "lines", both := lines("A fist", "Look again"))
    say(store, WHO, run, "whose", sort.Answer({2: planner}))
    say(store, WHO, run, "lines", both.without(2))
    again = impressions.load(both.without(2).value()).with_line("That song", None)
    say(store, WHO, run, "lines", again)
    assert sorted_onto(store) == {} and waiting(store) == ["That song", "A fist"]
    say(store, WHO, run, "whose", sort.Answer({1: planner}))
    (row,) = [one for one in known_rows(store) if one.text == "A fist"]
    inbox.sort_onto(store, impression_ids=[row.id], part_id=other)
    say(store, WHO, run, "whose", sort.Answer({1: planner, 3: planner}))
    assert sorted_onto(store) == {"A fist": "Sprinter", "That song": "Planner"}


def known_rows(store: Store) -> tuple[Jotted, ...]:
    return rows.impressions(store, sorted_ones=True, limit=9)
