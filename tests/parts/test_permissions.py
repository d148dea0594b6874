"""The one gate: no way to an exile past a "not now", or without an answer for this dialogue."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ifs_desktop import vault
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.dialogue import queries as read
from ifs_desktop.parts import edits, permissions
from ifs_desktop.parts.permissions import Answer, NotAsked, may_approach, record_answer
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Part, Permission, Relation, Turn
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.figures import Rounds
from tests.helpers.journal import dump


class Guarded:
    """An exile with one protector, and two dialogues."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.guard = edits.add_part(store, name="The Watchful One", role="manager")
        self.little = edits.add_part(store, name="Little One", role="exile")
        self.link = edits.relate(
            store, source_id=self.guard, target_id=self.little, kind="protects"
        )
        self.here, self.there = (
            Ref("dialogue", dialogues.start_dialogue(store, title=title, part_ids=[self.guard]))
            for title in ("Here", "There")
        )

    def answer(self, said: str, where: Ref, by: int | None = None) -> None:
        protector = None if said == "nobody" else self.guard if by is None else by
        record_answer(
            self.store, exile_id=self.little, protector_id=protector, answer=said, where=where
        )

    def open_at(self, where: Ref | None) -> bool:
        return may_approach(self.store, self.little, where).open


@pytest.fixture
def guarded(store: Store) -> Guarded:
    return Guarded(store)


def test_a_yes_opens_one_dialogue_and_no_other(guarded: Guarded) -> None:
    assert not guarded.open_at(guarded.here)
    guarded.answer("yes", guarded.here)
    assert guarded.open_at(guarded.here)
    assert not guarded.open_at(guarded.there)
    assert not guarded.open_at(None)
    (told,) = may_approach(guarded.store, guarded.little, guarded.there).protectors
    assert told.said == "not_asked"
    assert told.when is not None  # it did answer once, elsewhere


def test_a_not_now_closes_every_place_until_that_protector_is_asked_again(
    guarded: Guarded,
) -> None:
    guarded.answer("yes", guarded.here)
    guarded.answer("not_now", guarded.there)
    assert not guarded.open_at(guarded.here)
    assert not guarded.open_at(guarded.there)
    gate = may_approach(guarded.store, guarded.little, guarded.here)
    assert [card.id for card in gate.refusing] == [guarded.guard]
    guarded.answer("yes", guarded.there)
    assert guarded.open_at(guarded.there)
    assert not guarded.open_at(guarded.here)


def test_every_protector_is_asked_and_a_part_put_away_is_not(guarded: Guarded) -> None:
    store = guarded.store
    other = edits.add_part(store, name="Slam the Door", role="firefighter")
    edits.relate(store, source_id=other, target_id=guarded.little, kind="protects")
    guarded.answer("yes", guarded.here)
    assert not guarded.open_at(guarded.here)
    edits.put_away_part(store, part_id=other)
    assert guarded.open_at(guarded.here)
    assert edits.relate(store, source_id=other, target_id=guarded.guard, kind="protects")


def test_where_nobody_is_known_somebody_has_looked(guarded: Guarded) -> None:
    store = guarded.store
    edits.put_away_relation(store, relation_id=guarded.link)
    assert not guarded.open_at(guarded.here)
    guarded.answer("nobody", guarded.here)
    assert guarded.open_at(guarded.here)
    assert not guarded.open_at(guarded.there)
    edits.relate(store, source_id=guarded.guard, target_id=guarded.little, kind="protects")
    assert not guarded.open_at(guarded.here)


def test_a_not_now_is_not_got_rid_of_by_putting_the_link_or_the_part_away(
    guarded: Guarded,
) -> None:
    guarded.answer("nobody", guarded.here)
    guarded.answer("not_now", guarded.here)
    edits.put_away_relation(guarded.store, relation_id=guarded.link)
    assert not guarded.open_at(guarded.here)
    guarded.answer("nobody", guarded.here)
    assert not guarded.open_at(guarded.here)  # it is there, and it said not now
    guarded.answer("yes", guarded.there)
    assert guarded.open_at(guarded.here)  # it was asked again, and guards it no longer
    for _ in range(2):
        guarded.store.undo()
    edits.put_away_part(guarded.store, part_id=guarded.guard)
    assert not guarded.open_at(guarded.here)  # "no one" was said before it spoke
    guarded.answer("nobody", guarded.here)
    assert guarded.open_at(guarded.here)


def test_answers_that_wait_for_their_place_open_it_and_are_written_with_it(
    guarded: Guarded,
) -> None:
    store, little = guarded.store, guarded.little
    yes = Answer(little, guarded.guard, "yes", "only if I may stay")
    assert not may_approach(store, little, None).open
    assert may_approach(store, little, None, [yes]).open
    with pytest.raises(NotAsked):
        dialogues.start_dialogue(store, part_ids=[little])
    with pytest.raises(NotAsked):
        dialogues.start_dialogue(store, part_ids=[little], answers=[Answer(little, None, "nobody")])
    made = dialogues.start_dialogue(store, part_ids=[little], answers=[yes])
    (line,) = permissions.ledger(store, little)
    assert (line.answer, line.condition, line.where) == (
        *("yes", "only if I may stay"),
        Ref("dialogue", made),
    )
    assert permissions.ledger(store, guarded.guard) == (line,)
    dialogues.say(store, dialogue_id=made, part_id=little, text="I am small")
    for _ in range(2):
        store.undo()
    assert permissions.ledger(store, little) == ()


def test_an_answer_that_says_nothing_is_refused(guarded: Guarded) -> None:
    wrong: list[tuple[int | None, str, Ref]] = [
        (guarded.guard, "perhaps", guarded.here),
        (None, "yes", guarded.here),
        (guarded.guard, "nobody", guarded.here),
        (guarded.little, "yes", guarded.here),
        (guarded.guard, "yes", Ref("dialogue")),
    ]
    for protector, said, where in wrong:
        with pytest.raises(ValueError, match=r"answer|protector|given"):
            record_answer(
                guarded.store,
                exile_id=guarded.little,
                protector_id=protector,
                answer=said,
                where=where,
            )


def test_a_clock_that_is_set_back_hides_no_not_now(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.answer("yes", guarded.here)
    guarded.answer("not_now", guarded.here)
    with guarded.store.edit("Clock") as session:
        later, earlier = session.scalars(select(Permission).order_by(Permission.id)).all()
        later.said_at, earlier.said_at = earlier.said_at, later.said_at
    assert not guarded.open_at(guarded.here)


def test_a_yes_counts_though_the_clock_was_set_back_before_it(
    guarded: Guarded, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded.answer("not_now", guarded.here)
    yesterday = datetime.now().astimezone() - timedelta(days=1)
    monkeypatch.setattr(permissions, "now", lambda: yesterday)
    guarded.answer("yes", guarded.here)
    assert guarded.open_at(guarded.here)
    last, first = permissions.ledger(guarded.store, guarded.little)
    assert (last.answer, first.answer) == ("yes", "not_now")


# ---- whatever is done

PART = st.integers(0, 4)
HERE = st.integers(0, 2)
SAID = st.sampled_from(("yes", "yes", "yes", "not_now", "nobody"))
EXILES = (3, 4)


class AnyWay(RuleBasedStateMachine):
    """Five parts, two of them exiles, three dialogues, and somebody who tries every way in."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.vault = vault.create(
            self.folder / "a.ifsjournal", PASSWORD, data_dir=self.folder / "data", kdf=CHEAP
        )
        self.store = Store.open(self.vault)
        self.parts = [
            edits.add_part(self.store, name=f"Part {n}", role="exile" if n in EXILES else "manager")
            for n in range(5)
        ]
        for guard, exile in ((0, 3), (1, 4)):
            self.link(guard, exile)
        self.dialogues = [
            dialogues.start_dialogue(self.store, title=f"Talk {n}", part_ids=[]) for n in range(3)
        ]
        self.fixed = len(self.store._history.done)  # the cast itself is not taken back

    # What somebody does

    @rule(source=PART, exile=st.sampled_from(EXILES))
    def link(self, source: int, exile: int) -> None:
        if source != exile:
            edits.relate(
                self.store,
                source_id=self.parts[source],
                target_id=self.parts[exile],
                kind="protects",
            )

    @rule(pick=st.integers(0, 9), way=st.integers(0, 2))
    def change_a_link(self, pick: int, way: int) -> None:
        with self.store.read() as session:
            links = session.scalars(select(Relation.id).where(Relation.put_away.is_(None))).all()
        if links and way == 0:
            edits.put_away_relation(self.store, relation_id=links[pick % len(links)])
        elif links and way == 1:
            edits.reverse_relation(self.store, relation_id=links[pick % len(links)])
        elif links:
            edits.change_relation(self.store, relation_id=links[pick % len(links)], kind="protects")

    @rule(part=PART, away=st.booleans(), exile=st.booleans())
    def change_a_part(self, part: int, away: bool, exile: bool) -> None:
        if away and part < 2:
            edits.put_away_part(self.store, part_id=self.parts[part])
        else:
            role = "exile" if exile else "manager"
            edits.set_role(self.store, part_id=self.parts[part], role=role)

    @rule(exile=st.sampled_from(EXILES), by=PART, said=SAID, here=HERE)
    def answer(self, exile: int, by: int, said: str, here: int) -> None:
        protector = None if said == "nobody" else self.parts[by]
        if protector != self.parts[exile]:
            record_answer(
                self.store,
                exile_id=self.parts[exile],
                protector_id=protector,
                answer=said,
                where=Ref("dialogue", self.dialogues[here]),
            )

    @rule(part=PART, here=HERE, way=st.integers(0, 2))
    def approach(self, part: int, here: int, way: int) -> None:
        """Invite it, write as it, or give it what somebody else said."""
        part_id, dialogue = self.parts[part], self.dialogues[here]
        verbs: tuple[Callable[[], object], ...] = (
            lambda: dialogues.invite(self.store, dialogue_id=dialogue, part_id=part_id),
            lambda: dialogues.say(self.store, dialogue_id=dialogue, part_id=part_id, text="Here"),
            lambda: dialogues.give_turns(self.store, turn_ids=[said], part_id=part_id),
        )
        said = 0
        if way == 2:
            said = dialogues.say(self.store, dialogue_id=dialogue, part_id=None, text="As Self")
        self.attempt(verbs[way], part_id, dialogue)

    @rule(pick=st.integers(0, 9), here=HERE)
    def join(self, pick: int, here: int) -> None:
        """Let somebody who spoke once say what Self says now."""
        dialogue = self.dialogues[here]
        spoken = [x for x in read.outline(self.store, dialogue) if x.part_id is not None]
        if not spoken:
            return
        first = spoken[pick % len(spoken)]
        second = dialogues.say(self.store, dialogue_id=dialogue, part_id=None, text="And more")
        self.attempt(
            lambda: dialogues.join_turns(self.store, first_id=first.id, second_id=second),
            first.part_id or 0,
            dialogue,
        )

    @rule(
        part=PART,
        answers=st.lists(st.tuples(st.sampled_from(EXILES), PART, SAID), max_size=3),
    )
    def start(self, part: int, answers: list[tuple[int, int, str]]) -> None:
        """Begin a dialogue with it, with what was answered beforehand."""
        given = [
            Answer(self.parts[exile], None if said == "nobody" else self.parts[by], said)
            for exile, by, said in answers
            if exile != by or said == "nobody"
        ]
        before = dump(self.vault.engine)
        try:
            made = dialogues.start_dialogue(self.store, part_ids=[self.parts[part]], answers=given)
        except NotAsked:
            assert dump(self.vault.engine) == before
            assert self.is_exile(self.parts[part])
        else:
            assert self.willing(self.parts[part], made)

    @rule(steps=st.integers(1, 3), back=st.booleans())
    def undo_or_redo(self, steps: int, back: bool) -> None:
        for _ in range(steps):
            if back and len(self.store._history.done) > self.fixed:
                self.store.undo()
            elif not back:
                self.store.redo()

    # What holds

    def attempt(self, verb: Callable[[], object], part_id: int, dialogue: int) -> None:
        before, willing = dump(self.vault.engine), self.willing(part_id, dialogue)
        try:
            verb()
        except NotAsked:
            assert not willing
            assert dump(self.vault.engine) == before
        else:
            assert willing

    def is_exile(self, part_id: int) -> bool:
        with self.store.read() as session:
            return session.get_one(Part, part_id).role == "exile"

    def willing(self, part_id: int, dialogue: int) -> bool:
        """Whether it may be approached there, said in another way than the code says it."""
        if not self.is_exile(part_id):
            return True
        with self.store.read() as session:
            lines = session.scalars(
                select(Permission).where(Permission.exile_id == part_id).order_by(Permission.id)
            ).all()
            there = {one.id for one in session.scalars(select(Part)) if one.put_away is None}
            linked = {
                link.source_id
                for link in session.scalars(select(Relation))
                if link.put_away is None and link.kind == "protects" and link.target_id == part_id
            }
        refused = [line for line in lines if line.answer == "not_now"]
        last = {line.protector_id: line.answer for line in lines}
        guards = (linked | {who for who, said in last.items() if said == "not_now"}) & there
        here = [x for x in lines if (x.where_kind, x.where_id) == ("dialogue", dialogue)]
        for guard in guards:
            silenced = max((x.id for x in refused if x.protector_id == guard), default=0)
            said = [x.id for x in here if x.protector_id == guard and x.answer == "yes"]
            if max(said, default=0) <= silenced:
                return False
        if guards:
            return True
        looked = max((x.id for x in here if x.answer == "nobody"), default=0)
        standing = [x.id for x in refused if last[x.protector_id] == "not_now"]
        return looked > max(standing, default=0)

    @invariant()
    def who_may_speak_is_who_may_be_approached(self) -> None:
        rows = {row.id: row for row in read.dialogues(self.store)}
        for dialogue in self.dialogues:
            alone = read.dialogue(self.store, dialogue)
            assert alone is not None and alone == rows[dialogue]
            for member in alone.members:
                assert (member in alone.speakers) == self.willing(member.id, dialogue)

    @invariant()
    def what_was_said_can_always_be_read(self) -> None:
        with self.store.read() as session:
            said = set(session.scalars(select(Turn.id)))
        found = {
            turn.id
            for row in read.dialogues(self.store)
            for turn in read.turns(self.store, row.id).rows
        }
        assert found == said

    def teardown(self) -> None:
        self.store.close()
        self.vault.abandon()
        shutil.rmtree(self.folder)


def test_no_way_leads_past_the_gate_whatever_is_done(rounds: Rounds) -> None:
    run_state_machine_as_test(
        AnyWay,
        settings=settings(
            max_examples=rounds(5, 400),
            stateful_step_count=24,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            print_blob=True,
        ),
    )
