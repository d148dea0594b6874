"""The rounds: each seat has equal room, nothing reached is lost, nothing is decided unasked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifs_desktop.mediation import rounds
from ifs_desktop.mediation.rounds import KEYS, STEPS, NotPossible, Room, load


def test_both_seats_are_asked_the_same_and_take_turns_at_being_first() -> None:
    first: list[str] = []
    for round_ in (rounds.WANT, rounds.FEAR, rounds.HEAR, rounds.COMMON):
        asked = [step.seat for step in STEPS if step.round == round_ and step.seat != "self"]
        assert sorted(asked) == ["left", "right"]
        first.append(asked[0])
    assert first == ["left", "right", "left", "right"]
    looked_at = [step.about for step in STEPS if step.round == rounds.CHECK]
    assert looked_at == ["left", "right"]
    assert len(set(KEYS)) == len(KEYS)


def test_going_on_asks_everybody_and_ends_at_the_agreement() -> None:
    room, asked = Room(), [Room().step.key]
    while room.step.round != rounds.AGREEMENT:
        room = room.go_on()
        asked.append(room.step.key)
    assert tuple(asked) == KEYS[:-1]
    for decide, state in ((Room.agree, "agreed"), (Room.disagree, "no_agreement")):
        done = decide(room).close()
        assert (done.state, done.closed) == (state, True)
        again = done.reopen()
        assert (again.state, again.closed, again.step.key) == ("open", False, "want:left")
        assert again.may_go_to("conflict") and again.may_go_to(rounds.AGREEMENT)


MOVES = ("go_on", "go_back", "agree", "disagree", "close", "reopen")


@given(moves=st.lists(st.one_of(st.sampled_from(MOVES), st.sampled_from(KEYS)), max_size=60))
def test_no_way_through_the_room_loses_or_skips_anything(moves: list[str]) -> None:
    room, been = Room(), {Room().step.key}
    for move in moves:
        try:
            after: Room = room.go_to(move) if move in KEYS else getattr(room, move)()
        except NotPossible:
            continue
        # Only at the agreement is anything decided, and only what is decided is closed.
        if after.state != room.state and move != "reopen":
            assert room.step.round == rounds.AGREEMENT and move in ("agree", "disagree")
        assert not after.closed or (after.decided and after.step.round == rounds.THANKS)
        # One step at a time, or back to where one has been.
        if move == "go_on":
            assert after.at == room.at + 1
            assert after.go_back().at == room.at
        elif move in KEYS:
            assert move in been
        assert after.reached >= room.reached or move == "reopen"
        room = after
        been.add(room.step.key)
        assert all(room.may_go_to(key) for key in KEYS[: room.at + 1]) or room.closed
        kept = load(room.step.key, KEYS[room.reached], room.state, closed=room.closed)
        assert kept == room


@given(stage=st.text(), reached=st.text(), state=st.text(), closed=st.booleans())
def test_whatever_is_kept_is_a_room(stage: str, reached: str, state: str, closed: bool) -> None:
    room = load(stage, reached, state, closed=closed)
    assert room.step in STEPS
    assert not room.closed or room.decided


def test_a_bare_round_stands_for_its_first_step() -> None:
    assert load("fear", "", "open", closed=False).step.key == "fear:right"
    assert rounds.first_of("fear").key == "fear:right"


@pytest.mark.parametrize("move", MOVES[2:])
def test_nothing_is_decided_or_closed_at_the_beginning(move: str) -> None:
    with pytest.raises(NotPossible):
        getattr(Room(), move)()
