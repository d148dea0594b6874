"""The ledger of beliefs, written by walks through "Whose act was it?" and read again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from ifs_desktop.beliefs import edits, queries
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import edits as runs
from ifs_desktop.exercises import queries as queries_of_runs
from ifs_desktop.exercises.kinds import belief, shares, strength, write, write_each
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.parts import queries as known
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Belief, BeliefVersion
from tests.exercises.conftest import FOLDER

WHOSE_ACT = catalogue.read_file(FOLDER / "whose-act.md")


class Walk:
    """One run of the exercise, answered step by step."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.run_id = 0
        self._visit = id(self)

    def give(self, key: str, answer: Any) -> None:
        """Answer a step; the first answer begins the run."""
        self._visit += 1
        given: Any = {"exercise": WHOSE_ACT, "key": key, "answer": answer, "visit": self._visit}
        if self.run_id:
            runs.answer(self.store, run_id=self.run_id, **given)
        else:
            self.run_id = runs.begin(self.store, **given)

    @property
    def source(self) -> Ref:
        return Ref("run", self.run_id)

    def way(self) -> tuple[str, ...]:
        saved = queries_of_runs.saved_run(self.store, self.run_id)
        assert saved is not None
        return queries_of_runs.opened_run(self.store, WHOSE_ACT, saved).way


@pytest.fixture
def walk(store: Store) -> Walk:
    return Walk(store)


def versions(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(BeliefVersion.id)).all())


def test_a_walk_is_one_version_with_everything_in_it(store: Store, walk: Walk) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    walk.give("strength", strength.Answer(80))  # before there is a belief to put it in
    walk.give("belief", belief.Answer("It was my", None, watcher, "part"))
    walk.give("belief", belief.Answer("It was my fault", None, watcher, "part"))
    walk.give("shares", shares.Answer({"theirs": "the lie", "mine": " ", "unknown": "why"}))
    walk.give("fair", write.Answer("I trusted someone"))
    walk.give("answer", write_each.Answer({watcher: "maybe"}))
    walk.give("strength_after", strength.Answer(0))
    (one,) = queries.beliefs(store)
    assert (one.text, one.own) == ("It was my fault", False)
    assert one.holder is not None and one.holder.id == watcher
    (version,) = one.versions
    assert (version.strength, version.after, version.latest) == (80, 0, 0)
    assert (version.theirs, version.mine, version.unknown) == ("the lie", "", "why")
    assert (version.fair, version.answer) == ("I trusted someone", "maybe")
    assert version.source == walk.source
    assert "fault" not in repr(one) and "trusted" not in repr(version)
    walk.give("shares", shares.Answer())
    again = queries.belief(store, one.id)
    assert again is not None and again.versions[0].theirs == ""


def test_taking_a_belief_up_again_leaves_the_earlier_version_as_it_was(
    store: Store, walk: Walk
) -> None:
    walk.give("belief", belief.Answer("It was my fault", None, None, "unknown"))
    walk.give("strength", strength.Answer(90))
    (first,) = queries.beliefs(store)
    later = Walk(store)
    later.give("belief", belief.Answer("It was my fault", first.id, None, "me"))
    later.give("strength", strength.Answer(40))
    (one,) = queries.beliefs(store)
    assert [(v.strength, v.source) for v in one.versions] == [
        (90, walk.source),
        (40, later.source),
    ]
    assert one.own and one.holder is None
    assert queries.beliefs(store, not_from=later.source) == (one,)
    later.give("belief", belief.Answer())
    (one,) = queries.beliefs(store)
    assert [v.strength for v in one.versions] == [90]
    assert queries.beliefs(store, not_from=walk.source) == ()


def test_leading_a_walk_to_another_belief_takes_its_version_along(store: Store, walk: Walk) -> None:
    kept = edits.hold(store, text="I am too much", part_id=None)
    edits.version(store, belief_id=kept, source=Ref("run", 99), strength=10)
    walk.give("belief", belief.Answer("I am too mu", None, None, ""))
    walk.give("strength", strength.Answer(70))
    assert len(queries.beliefs(store)) == 2
    walk.give("belief", belief.Answer("I am too much", kept, None, ""))
    (one,) = queries.beliefs(store)
    assert [v.strength for v in one.versions] == [10, 70]
    edits.put_away(store, belief_id=kept)
    assert queries.belief(store, kept) is None
    walk.give("belief", belief.Answer("I am too much", kept, None, "me"))  # it begins anew
    (fresh,) = queries.beliefs(store)
    assert fresh.id != kept and [v.strength for v in fresh.versions] == [70]


def test_an_emptied_belief_leaves_nothing_and_undo_brings_it_back(store: Store, walk: Walk) -> None:
    walk.give("belief", belief.Answer("It was my fault", None, None, "me"))
    walk.give("strength", strength.Answer(70))
    walk.give("belief", belief.Answer("  ", None, None, "me"))
    assert queries.beliefs(store) == ()
    assert versions(store) == 0
    store.undo()
    (one,) = queries.beliefs(store)
    assert one.own and [v.strength for v in one.versions] == [70]
    assert walk.way()[1:3] == ("strength", "shares")
    store.redo()
    assert walk.way() == ("belief", "closing")


def test_an_exile_that_holds_it_is_asked_only_through_the_gate(store: Store, walk: Walk) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    little = parts.add_part(store, name="Little", role="exile")
    parts.relate(store, source_id=watcher, target_id=little, kind="protects")
    walk.give("belief", belief.Answer("Nobody stays", None, little, "part"))
    assert "answer" not in walk.way()
    walk.give("answer", write_each.Answer({little: "words nobody asked for"}))
    assert queries.beliefs(store)[0].versions[0].answer == ""
    permissions.record_answer(
        store, exile_id=little, protector_id=watcher, answer="yes", where=walk.source
    )
    assert "answer" in walk.way()
    walk.give("answer", write_each.Answer({little: "I heard you"}))
    assert queries.beliefs(store)[0].versions[0].answer == "I heard you"
    permissions.record_answer(
        store, exile_id=little, protector_id=watcher, answer="not_now", where=walk.source
    )
    assert "answer" not in walk.way()
    elsewhere = Walk(store)
    elsewhere.give("belief", belief.Answer("Nobody stays", None, little, "part"))
    assert "answer" not in elsewhere.way()


def test_nobody_is_asked_where_no_part_holds_it(walk: Walk) -> None:
    walk.give("belief", belief.Answer("It was my fault", None, None, "unknown"))
    assert walk.way() == ("belief", "strength", "shares", "fair", "strength_after", "closing")


@pytest.mark.parametrize(
    "given", [{"strength": 101}, {"after": -1}, {"strength": "5"}, {"fair": 3}, {"text": "a"}]
)
def test_what_has_no_place_in_a_version_is_refused(store: Store, given: dict[str, Any]) -> None:
    held = edits.hold(store, text="a", part_id=None)
    with pytest.raises(ValueError):
        edits.version(store, belief_id=held, source=Ref("run", 1), **given)
    assert versions(store) == 0
    with pytest.raises(edits.NothingHeld):
        edits.hold(store, text=" \0", part_id=None)


def test_beliefs_stand_with_the_part_that_holds_them(store: Store) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    plain = edits.hold(store, text="Nobody stays", part_id=watcher)
    looked = edits.hold(store, text="It was me", part_id=watcher)
    gone = edits.hold(store, text="Gone", part_id=watcher)
    edits.hold(store, text="Another's", part_id=None)
    edits.put_away(store, belief_id=gone)
    for felt, after in ((90, None), (60, 30)):
        edits.version(store, belief_id=looked, source=Ref("run", 1), strength=felt, after=after)
    found = known.beliefs_of(store, watcher, 5)
    assert [(one.ref, one.title, one.state) for one in found] == [
        (Ref("belief", looked), "It was me", "30"),
        (Ref("belief", plain), "Nobody stays", ""),
    ]
    assert len(known.beliefs_of(store, watcher, 1)) == 1
    with store.read() as session:
        assert session.get_one(Belief, looked).part_id == watcher
