"""The verbs of dialogues, on a real encrypted journal."""

from __future__ import annotations

import math
from datetime import timedelta
from itertools import pairwise

import pytest

from ifs_desktop.dialogue import drafts, edits, order, queries
from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_fact, put_away_part, rename_part, set_role
from ifs_desktop.parts.queries import part
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.schema import now
from tests.dialogue.conftest import Cast

HOUR = timedelta(hours=1)


def said(store: Store, dialogue_id: int) -> list[tuple[int | None, str]]:
    return [(turn.part_id, turn.text) for turn in queries.turns(store, dialogue_id).rows]


def test_a_dialogue_without_a_title_takes_the_names(store: Store, cast: Cast) -> None:
    both = edits.start_dialogue(store, title="  ", part_ids=[cast.door, cast.watchful, cast.door])
    row = queries.dialogue(store, both)
    assert row is not None
    assert row.title == "Slam the Door & The Watchful One"
    assert [member.id for member in row.members] == [cast.door, cast.watchful]


def test_a_dialogue_of_self_alone_takes_the_first_words(store: Store) -> None:
    alone = edits.start_dialogue(store, part_ids=[])
    edits.say(store, dialogue_id=alone, part_id=None, text="**What** is here\ntoday? " + "so " * 40)
    row = queries.dialogue(store, alone)
    assert row is not None
    assert row.title.startswith("What is here today? so so")
    assert row.title.endswith("…")
    assert len(row.title) <= edits.TITLE_LENGTH + 1


def test_what_is_said_comes_last_and_clears_the_draft_in_one_step(store: Store, cast: Cast) -> None:
    place = drafts.of_dialogue(cast.dialogue)
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="First")
    store.keep_draft(place, "Second")
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Second\n")
    assert said(store, cast.dialogue) == [(None, "First"), (cast.door, "Second")]
    assert store.draft(place) == ""
    store.keep_draft(place, "Third, not said yet")
    store.undo()
    assert said(store, cast.dialogue) == [(None, "First")]
    assert store.draft(place) == "Third, not said yet"
    store.redo()
    assert said(store, cast.dialogue) == [(None, "First"), (cast.door, "Second")]
    assert store.draft(place) == "Third, not said yet"


@pytest.mark.parametrize("blank", ["", "  ", "\n\t \n", "\u3000"])
def test_blank_text_is_neither_said_nor_put_in_place_of_words(
    store: Store, cast: Cast, blank: str
) -> None:
    turn = edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="Here")
    with pytest.raises(ValueError, match="blank"):
        edits.say(store, dialogue_id=cast.dialogue, part_id=None, text=blank)
    with pytest.raises(ValueError, match="blank"):
        edits.reword(store, turn_id=turn, text=blank)
    assert said(store, cast.dialogue) == [(None, "Here")]


def test_saying_something_brings_a_dialogue_to_the_top(store: Store, cast: Cast) -> None:
    later = edits.start_dialogue(store, title="Later", part_ids=[cast.door])
    assert [row.id for row in queries.dialogues(store)] == [later, cast.dialogue]
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="Back again")
    assert [row.id for row in queries.dialogues(store)] == [cast.dialogue, later]


def test_rewording_merges_and_forgets_the_draft_of_it(store: Store, cast: Cast) -> None:
    turn = edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="One")
    store.keep_draft(drafts.of_turn(turn), "Two, typed")
    edits.reword(store, turn_id=turn, text="Two")
    edits.reword(store, turn_id=turn, text="Three")
    assert store.draft(drafts.of_turn(turn)) == ""
    step = store.undo()
    assert step is not None
    assert step.place == Ref("turn", turn)
    assert said(store, cast.dialogue) == [(None, "One")]


def test_several_lines_are_put_away_in_one_step(store: Store, cast: Cast) -> None:
    turns = [edits.say(store, dialogue_id=cast.dialogue, part_id=None, text=text) for text in "abc"]
    edits.put_away_turns(store, turn_ids=turns[:2])
    assert said(store, cast.dialogue) == [(None, "c")]
    store.undo()
    assert [text for _, text in said(store, cast.dialogue)] == ["a", "b", "c"]


def test_an_exile_is_neither_started_with_nor_invited_nor_spoken_as(
    store: Store, cast: Cast
) -> None:
    with pytest.raises(edits.NotAsked):
        edits.start_dialogue(store, part_ids=[cast.watchful, cast.little])
    with pytest.raises(edits.NotAsked):
        edits.invite(store, dialogue_id=cast.dialogue, part_id=cast.little)
    with pytest.raises(edits.NotAsked):
        edits.say(store, dialogue_id=cast.dialogue, part_id=cast.little, text="I am small")
    assert [row.id for row in queries.dialogues(store)] == [cast.dialogue]


def test_what_a_part_said_before_it_was_known_as_an_exile_stays(store: Store, cast: Cast) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="I was here")
    set_role(store, part_id=cast.door, role="exile")
    row = queries.dialogue(store, cast.dialogue)
    assert row is not None
    assert [member.id for member in row.members] == [cast.watchful, cast.door]
    assert [member.id for member in row.speakers] == [cast.watchful]
    assert said(store, cast.dialogue) == [(cast.door, "I was here")]


def test_inviting_and_leaving_out_change_the_speakers_and_not_what_was_said(
    store: Store, cast: Cast
) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.watchful, text="Still here")
    edits.leave_out(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    edits.leave_out(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    edits.invite(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    edits.invite(store, dialogue_id=cast.dialogue, part_id=cast.watchful)
    row = queries.dialogue(store, cast.dialogue)
    assert row is not None
    assert [member.id for member in row.members] == [cast.door, cast.watchful]
    assert said(store, cast.dialogue) == [(cast.watchful, "Still here")]


def test_what_a_part_said_bears_its_present_name_also_when_it_was_put_away(
    store: Store, cast: Cast
) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="Done")
    rename_part(store, part_id=cast.door, name="The Gate")
    put_away_part(store, part_id=cast.door)
    (turn,) = queries.turns(store, cast.dialogue).rows
    assert (turn.name, turn.role) == ("The Gate", "firefighter")


def five(store: Store, cast: Cast) -> list[int]:
    return [edits.say(store, dialogue_id=cast.dialogue, part_id=None, text=one) for one in "abcde"]


def words(store: Store, cast: Cast) -> str:
    return "".join(turn.text for turn in queries.turns(store, cast.dialogue).rows)


def test_turns_are_given_to_another_but_never_to_an_exile_that_is_guarded(
    store: Store, cast: Cast
) -> None:
    a, b, *_ = five(store, cast)
    edits.give_turns(store, turn_ids=[a, b], part_id=cast.door)
    assert [who for who, _ in said(store, cast.dialogue)] == [
        cast.door,
        cast.door,
        None,
        None,
        None,
    ]
    with pytest.raises(permissions.NotAsked):
        edits.give_turns(store, turn_ids=[a], part_id=cast.little)
    here = Ref("dialogue", cast.dialogue)
    permissions.record_answer(
        store, exile_id=cast.little, protector_id=None, answer="nobody", where=here
    )
    edits.give_turns(store, turn_ids=[a], part_id=cast.little)
    assert said(store, cast.dialogue)[0] == (cast.little, "a")
    edits.give_turns(store, turn_ids=[a], part_id=None)
    step = store.undo()
    assert step is not None and step.place == Ref("turn", a)


def test_turns_move_together_and_an_unchanged_order_is_no_step(store: Store, cast: Cast) -> None:
    a, b, c, d, e = five(store, cast)
    edits.move_turns(store, turn_ids=[d, b], before=a)
    assert words(store, cast) == "bdace"
    edits.move_turns(store, turn_ids=[b, d], before=None)
    assert words(store, cast) == "acebd"
    edits.move_turns(store, turn_ids=[c, e], before=e)
    assert words(store, cast) == "acebd"
    assert store.undo_label == "Move lines"
    store.undo()
    assert words(store, cast) == "abcde"  # the same turns moved on: one step


def test_between_two_turns_another_always_fits(store: Store, cast: Cast) -> None:
    a, *_ = five(store, cast)
    for number in range(70):  # half of what is left, each time
        edits.split_turn(store, turn_id=a, first="a", second=str(number % 10))
    found = words(store, cast)
    assert found == "a" + "".join(str(n % 10) for n in reversed(range(70))) + "bcde"
    marks = queries.outline(store, cast.dialogue)
    assert len({mark.position for mark in marks}) == len(marks)
    store.undo()
    assert words(store, cast) == found.replace("a9", "a", 1)


@pytest.mark.parametrize("low", [None, 0.0, -3.5, 1e300])
@pytest.mark.parametrize("high", [None, 1.0, 1.0 + 2**-52, 2e300])
def test_numbers_between_two_rise(low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low >= high:
        return
    for count in (1, 3):
        found = order.between(low, high, count)
        if found is None:
            assert low is not None and high is not None
            continue
        ends = [-math.inf if low is None else low, *found, math.inf if high is None else high]
        assert len(found) == count
        assert all(one < other for one, other in pairwise(ends))
    assert order.between(1.0, 1.0 + 2**-52, 1) is None


def test_a_turn_is_split_and_joined_and_keeps_what_is_known_from_it(
    store: Store, cast: Cast
) -> None:
    turn = edits.say(store, dialogue_id=cast.dialogue, part_id=cast.door, text="One. Two.")
    after = edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="After")
    second = edits.split_turn(store, turn_id=turn, first="One. ", second="\n Two.")
    assert said(store, cast.dialogue) == [
        (cast.door, "One."),
        (cast.door, "Two."),
        (None, "After"),
    ]
    with pytest.raises(ValueError, match="blank"):
        edits.split_turn(store, turn_id=turn, first="One.", second=" ")
    source = Ref("turn", after)
    fact = add_fact(store, part_id=cast.door, kind="fear", text="After", source=source)
    edits.join_turns(store, first_id=second, second_id=after)
    assert said(store, cast.dialogue) == [(cast.door, "One."), (cast.door, "Two.\n\nAfter")]
    detail = part(store, cast.door)
    assert detail is not None
    assert [(f.id, f.source) for f in detail.facts] == [(fact, Ref("turn", second))]
    store.undo()
    assert said(store, cast.dialogue)[2] == (None, "After")


def test_a_late_entry_stands_at_its_time(store: Store, cast: Cast) -> None:
    first, *_, last = five(store, cast)
    rows = {row.id: row for row in queries.turns(store, cast.dialogue).rows}
    early = rows[first].said_at - timedelta(hours=2)
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="0", said_at=early)
    assert words(store, cast) == "0abcde"
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="f", said_at=now() + HOUR)
    assert words(store, cast) == "0abcdef"
    late, *_, future = queries.turns(store, cast.dialogue).rows
    assert late.said_at == early and late.written is not None and late.written > early
    assert future.written is None and future.said_at <= now()
    edits.retime_turn(store, turn_id=last, said_at=early + HOUR)
    assert words(store, cast) == "0eabcdf"
    moved = queries.turns(store, cast.dialogue).rows[1]
    assert (moved.said_at, moved.written) == (early + HOUR, rows[last].said_at)
    edits.retime_turn(store, turn_id=last, said_at=now())
    back = queries.turns(store, cast.dialogue).rows[5]
    assert (back.text, back.said_at, back.written) == ("e", rows[last].said_at, None)


def test_a_dialogue_is_renamed_put_away_and_brought_back(store: Store, cast: Cast) -> None:
    edits.rename_dialogue(store, dialogue_id=cast.dialogue, title=" The\nfirst ")
    row = queries.dialogue(store, cast.dialogue)
    assert row is not None
    assert row.title == "The first"
    with pytest.raises(ValueError, match="letter"):
        edits.rename_dialogue(store, dialogue_id=cast.dialogue, title=" ")
    edits.put_away_dialogue(store, dialogue_id=cast.dialogue)
    assert queries.dialogue(store, cast.dialogue) is None
    assert queries.dialogues(store) == []
    store.undo()
    assert queries.dialogue(store, cast.dialogue) is not None


def test_halves_of_signs_and_nuls_do_not_stop_what_is_said(store: Store, cast: Cast) -> None:
    edits.say(store, dialogue_id=cast.dialogue, part_id=None, text="a\x00b\ud83d c")
    assert said(store, cast.dialogue) == [(None, "ab c")]


def test_a_long_dialogue_is_read_in_pages_that_fit_together(store: Store, cast: Cast) -> None:
    for number in range(25):
        edits.say(store, dialogue_id=cast.dialogue, part_id=None, text=str(number))
    last = queries.turns(store, cast.dialogue, limit=10)
    assert [turn.text for turn in last.rows] == [str(n) for n in range(15, 25)]
    assert last.earlier
    before = queries.turns(store, cast.dialogue, before=last.rows[0], limit=10)
    assert [turn.text for turn in before.rows] == [str(n) for n in range(5, 15)]
    assert before.earlier
    first = queries.turns(store, cast.dialogue, before=before.rows[0], limit=10)
    assert [turn.text for turn in first.rows] == [str(n) for n in range(5)]
    assert not first.earlier
    marks = queries.outline(store, cast.dialogue)
    assert marks == [queries.Mark.of(turn) for turn in (*first.rows, *before.rows, *last.rows)]


def test_the_edit_that_waits_is_the_last_one_of_this_dialogue(store: Store, cast: Cast) -> None:
    first, second = (
        edits.say(store, dialogue_id=cast.dialogue, part_id=None, text=text) for text in "ab"
    )
    other = edits.start_dialogue(store, part_ids=[cast.door])
    elsewhere = edits.say(store, dialogue_id=other, part_id=None, text="c")
    assert queries.waiting_edit(store, cast.dialogue) is None
    store.keep_draft(drafts.of_turn(second), "b, changed")
    store.keep_draft(drafts.of_turn(first), "a, changed")
    store.keep_draft(drafts.of_turn(elsewhere), "c, changed")
    assert queries.waiting_edit(store, cast.dialogue) == (first, "a, changed")
    edits.put_away_turn(store, turn_id=first)
    assert queries.waiting_edit(store, cast.dialogue) == (second, "b, changed")


def test_the_latest_dialogue_with_a_part_is_found(store: Store, cast: Cast) -> None:
    assert queries.latest_with(store, cast.watchful) == cast.dialogue
    assert queries.latest_with(store, cast.little) is None
    newer = edits.start_dialogue(store, part_ids=[cast.watchful])
    assert queries.latest_with(store, cast.watchful) == newer
    edits.put_away_dialogue(store, dialogue_id=newer)
    assert queries.latest_with(store, cast.watchful) == cast.dialogue


def test_the_list_follows_changes_without_asking_for_every_dialogue(
    store: Store, cast: Cast
) -> None:
    others = [edits.start_dialogue(store, title=str(n), part_ids=[cast.watchful]) for n in range(4)]
    rows = queries.dialogues(store)
    told: list[Change] = []
    store.subscribe(told.append)
    for act in (
        lambda: edits.say(store, dialogue_id=others[0], part_id=None, text="a"),
        lambda: edits.rename_dialogue(store, dialogue_id=others[2], title="Rain"),
        lambda: edits.put_away_dialogue(store, dialogue_id=others[1]),
        store.undo,
        lambda: edits.leave_out(store, dialogue_id=others[3], part_id=cast.watchful),
        lambda: edits.start_dialogue(store, title="New", part_ids=[]),
        store.undo,
    ):
        told.clear()
        act()
        for change in told:
            rows = queries.brought_up_to_date(store, rows, change)
        assert told and rows == queries.dialogues(store)
