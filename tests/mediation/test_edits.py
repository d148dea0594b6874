"""The verbs of the room, on a real encrypted journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from ifs_desktop.dialogue import queries as dialogues
from ifs_desktop.dialogue.edits import put_away_dialogue
from ifs_desktop.mediation import drafts, edits, queries
from ifs_desktop.mediation.queries import RoomRow
from ifs_desktop.mediation.rounds import NotPossible
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.parts.permissions import Answer, NotAsked
from ifs_desktop.store import Ref, Store
from tests.mediation.conftest import Cast

TODAY = date(2026, 11, 26)


def room(store: Store, here: int) -> RoomRow:
    found = queries.room(store, here)
    assert found is not None
    return found


def begun(store: Store, cast: Cast, conflict: str = "Whether to read on after ten") -> int:
    return edits.begin(store, left_id=cast.planner, right_id=cast.scroller, conflict=conflict)


def to_agreement(store: Store, here: int) -> None:
    for word in ("curious", "warm"):
        edits.feel(store, dialogue_id=here, word=word, level=3)
    while room(store, here).room.step.round != "agreement":
        edits.speak(store, dialogue_id=here, text=f"At {room(store, here).room.step.key}")


def relations(store: Store, part: int) -> list[tuple[int, str]]:
    detail = known.part(store, part)
    assert detail is not None
    return [(one.id, one.kind) for one in detail.relations]


def test_beginning_seats_two_draws_their_conflict_and_is_one_step(store: Store, cast: Cast) -> None:
    here = begun(store, cast)
    row = room(store, here)
    assert (row.left.id, row.right.id) == (cast.planner, cast.scroller)
    assert (row.conflict, row.room.step.key) == ("Whether to read on after ten", "check:left")
    assert relations(store, cast.planner) == [(row.relation_id, "polarised")]
    listed = dialogues.dialogue(store, here)
    assert listed is not None
    assert listed.title == "Whether to read on after ten"
    assert queries.waiting_between(store, cast.scroller, cast.planner) == here
    store.undo()
    assert queries.room(store, here) is None
    assert relations(store, cast.planner) == []
    store.redo()
    again = edits.begin(store, left_id=cast.scroller, right_id=cast.planner)
    assert room(store, again).relation_id == row.relation_id  # there is one already
    assert room(store, again).room.step.key == "conflict"
    assert queries.polarised(store) == ((row.left, row.right),)
    with pytest.raises(parts.SamePart):
        edits.begin(store, left_id=cast.planner, right_id=cast.planner)


def test_an_exile_takes_no_seat_before_its_protectors_were_asked(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAsked):
        edits.begin(store, left_id=cast.planner, right_id=cast.little)
    assert relations(store, cast.little) == []
    here = edits.begin(
        store,
        left_id=cast.planner,
        right_id=cast.little,
        conflict="Bedtime",
        answers=[Answer(cast.little, None, "nobody")],
    )
    for _ in range(2):
        edits.pass_on(store, dialogue_id=here)
    edits.speak(store, dialogue_id=here, text="Rest")
    edits.speak(store, dialogue_id=here, text="The light on")
    parts.relate(store, source_id=cast.scroller, target_id=cast.little, kind="protects")
    before = room(store, here)
    with pytest.raises(NotAsked):
        edits.speak(store, dialogue_id=here, text="Somebody near")
    edits.go_to(store, dialogue_id=here, key="want:right")
    with pytest.raises(NotAsked):
        edits.speak(store, dialogue_id=here, text="The light off")
    assert room(store, here).said == before.said  # and what it said can be read


def test_each_says_its_own_at_each_step_and_going_back_rewords_it(store: Store, cast: Cast) -> None:
    here = begun(store, cast, conflict="")
    edits.name_conflict(store, dialogue_id=here, text=" Reading\n after ten ")
    to_agreement(store, here)
    row = room(store, here)
    assert row.conflict == "Reading after ten"
    assert row.felt == (("left", "curious"), ("right", "warm"))
    assert [(one.round, one.seat) for one in row.said] == [
        *(("want", "left"), ("want", "right"), ("fear", "right"), ("fear", "left")),
        *(("hear", "left"), ("hear", "right"), ("common", "right"), ("common", "left")),
        ("common", "self"),
    ]
    readings = known.readings(store, cast.planner)
    assert [(one.word, one.source) for one in readings] == [("curious", Ref("mediation", here))]
    edits.go_to(store, dialogue_id=here, key="want:left")
    edits.speak(store, dialogue_id=here, text="A list, at nine")
    row = room(store, here)
    assert row.said[0].text == "A list, at nine"
    assert len(row.said) == 9
    assert row.room.step.key == "want:right"
    assert row.room.may_go_to("agreement")
    edits.pass_on(store, dialogue_id=here)
    edits.go_back(store, dialogue_id=here)
    assert room(store, here).room.step.key == "want:right"


def test_words_are_not_blank_and_a_step_asks_for_its_own(store: Store, cast: Cast) -> None:
    here = begun(store, cast)
    with pytest.raises(NotPossible):
        edits.speak(store, dialogue_id=here, text="Too early")
    with pytest.raises(NotPossible):
        edits.go_to(store, dialogue_id=here, key="agreement")
    with pytest.raises(NotPossible):
        edits.agree(store, dialogue_id=here, text="Anything", review_on=None)
    with pytest.raises(NotPossible):
        edits.close(store, dialogue_id=here)
    with pytest.raises(ValueError, match="words"):
        edits.name_conflict(store, dialogue_id=here, text=" ")
    edits.pass_on(store, dialogue_id=here)
    edits.pass_on(store, dialogue_id=here)
    with pytest.raises(NotPossible):
        edits.feel(store, dialogue_id=here, word="curious")
    with pytest.raises(ValueError, match="blank"):
        edits.speak(store, dialogue_id=here, text=" ")
    assert room(store, here).said == ()


def test_an_agreement_lives_on_the_relation_and_comes_back_on_its_day(
    store: Store, cast: Cast
) -> None:
    here = begun(store, cast)
    to_agreement(store, here)
    store.keep_draft(drafts.of_step(here, "agreement"), "half")
    week = TODAY + timedelta(days=7)
    made = edits.agree(store, dialogue_id=here, text="The phone sleeps", review_on=week)
    assert store.draft(drafts.of_step(here, "agreement")) == ""
    edits.close(store, dialogue_id=here, thanks="Thank you both")
    row = room(store, here)
    assert (row.room.state, row.room.closed) == ("agreed", True)
    assert queries.mediated(store, [row.relation_id, row.relation_id + 1]) == {row.relation_id}
    (standing,) = queries.agreements_of(store, row.relation_id)
    assert (standing.id, standing.review_on, standing.dialogue_id) == (made, week, here)
    assert queries.due(store, TODAY) == ()
    (due,) = queries.due(store, week + timedelta(days=40))  # late is fine
    assert (due.agreement, due.left.id) == (standing, cast.planner)
    edits.keep_agreement(store, agreement_id=made, how="It held, mostly", review_on=date.today())
    assert queries.due(store, date.today()) == ()  # it was looked at that very day
    edits.keep_agreement(store, agreement_id=made, how="And again", review_on=None)
    (standing,) = queries.agreements_of(store, row.relation_id)
    assert standing.review == "It held, mostly\n\nAnd again"
    other = edits.change_agreement(
        store, agreement_id=made, how="", text="From eleven on", review_on=week
    )
    assert [one.id for one in queries.agreements_of(store, row.relation_id)] == [other]
    edits.end_agreement(store, agreement_id=other, how="Not needed any more")
    assert queries.agreements_of(store, row.relation_id) == ()
    assert queries.due(store, week) == ()
    assert [one.id for one in room(store, here).agreements] == [other, made]
    store.undo()
    put_away_dialogue(store, dialogue_id=here)
    assert queries.agreements_of(store, row.relation_id) == ()
    assert queries.due(store, week) == ()
    assert queries.room(store, here) is None


def test_no_agreement_is_a_full_result_and_one_can_sit_down_again(store: Store, cast: Cast) -> None:
    here = begun(store, cast)
    to_agreement(store, here)
    edits.agree(store, dialogue_id=here, text="Thought better of", review_on=None)
    edits.go_back(store, dialogue_id=here)
    edits.part_without(store, dialogue_id=here)
    edits.close(store, dialogue_id=here)
    row = room(store, here)
    assert (row.room.state, row.standing) == ("no_agreement", None)
    assert queries.waiting_between(store, cast.planner, cast.scroller) is None
    edits.reopen(store, dialogue_id=here)
    row = room(store, here)
    assert (row.room.state, row.room.step.key, len(row.said)) == ("open", "want:left", 9)
    assert queries.waiting_between(store, cast.planner, cast.scroller) == here


@pytest.mark.parametrize(
    "verb",
    [
        lambda store, here: edits.go_back(store, dialogue_id=here),
        lambda store, here: edits.pass_on(store, dialogue_id=here),
        lambda store, here: edits.feel(store, dialogue_id=here, word="calm"),
    ],
)
def test_each_verb_is_one_step_that_leads_back_here(
    store: Store, cast: Cast, verb: Callable[[Store, int], None]
) -> None:
    here = begun(store, cast)
    before = room(store, here)
    verb(store, here)
    assert room(store, here) != before
    step = store.undo()
    assert step is not None
    assert step.place == Ref("mediation", here)
    assert room(store, here) == before
