"""The six-Fs guide: its stack under chance, the one gate in its way, and its prompts."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.dialogue import guide
from ifs_desktop.dialogue.guide import Floor, GateShut, NotPossible, Thread
from ifs_desktop.dialogue.guiding import edits, prompts, queries
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.store import Ref, Store
from tests.exercises.flesch import reading_ease
from tests.exercises.flesch import words as words_of
from tests.exercises.test_content import DIGS
from tests.helpers.figures import Rounds

STAGE = st.sampled_from(guide.STAGES)
WORD = st.sampled_from(("shoulders", "好奇心", "curious", "a guard\nat a window", ""))
PARTS = st.integers(1, 5)


def walked(thread: Thread) -> Thread:
    """Everybody above the first part steps back."""
    if thread.resting:
        thread = guide.take_up(thread)
    while len(thread.floors) > 1:
        thread = guide.step_back(thread)
    return thread


# ---- the stack alone


def test_a_part_that_steps_back_gives_the_thread_back_where_it_stood() -> None:
    thread = guide.go_to(guide.begin(Thread(), 1), "flesh")
    thread = guide.answer(guide.note(thread, 1, "find", "shoulders"), "annoyed", guide.PART)
    with pytest.raises(GateShut):
        guide.go_to(thread, "befriend")
    thread = guide.turn_to(thread, 2)
    assert [floor.part_id for floor in thread.floors] == [1, 2]
    thread = guide.step_back(thread)
    (first,) = thread.floors
    assert (first.stage, first.note("toward"), first.note("find")) == (
        "toward",
        "annoyed",
        "shoulders",
    )
    assert guide.go_to(thread, "befriend").floors[0].stage == "befriend"  # one is asked anew
    assert [(floor.part_id, floor.state) for floor in thread.ended] == [(2, "stepped_back")]


def test_a_part_that_is_on_the_stack_is_returned_to() -> None:
    thread = guide.begin(Thread(), 1)
    for part in (2, 3):
        thread = guide.turn_to(guide.answer(thread, "scared", guide.UNSURE), part)
    thread = guide.turn_to(thread, 1)
    assert [floor.part_id for floor in thread.floors] == [1]
    assert [(floor.part_id, floor.state) for floor in thread.ended] == [
        (3, "not_now"),
        (2, "not_now"),
    ]
    assert guide.turn_to(thread, 1) == thread


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("go"), STAGE),
            st.tuples(st.just("note"), PARTS, STAGE, WORD),
            st.tuples(st.just("answer"), WORD, st.sampled_from(guide.ANSWERS)),
            st.tuples(st.just("turn"), PARTS),
            st.tuples(st.just("back"), PARTS),
            st.tuples(st.sampled_from(("step_back", "set_aside", "take_up"))),
        ),
        max_size=40,
    )
)
@settings(max_examples=120)
def test_the_stack_always_returns_to_where_it_began(steps: list[tuple[str, ...]]) -> None:
    thread = guide.begin(Thread(), 1)
    noted: dict[tuple[int, str], str] = {}
    at_first = thread.floors[0]
    for name, *values in steps:
        was = thread
        try:
            thread = _moved(thread, name, values)
        except NotPossible:
            assert thread is was
            continue
        if name == "note":
            noted[values[0], values[1]] = values[2]  # type: ignore[index]
        elif name == "answer":
            noted[was.floors[-1].part_id, "toward"] = values[0]
        if len(was.floors) == 1 or name == "note":
            at_first = thread.floors[0]
        ids = [floor.part_id for floor in (*thread.floors, *thread.ended)]
        assert len(ids) == len(set(ids))  # each part has one floor, whatever came and went
        assert all(floor.state == "open" for floor in thread.floors[:-1])
        for (part, stage), words in noted.items():
            floor = thread.find(part)
            assert floor is not None and floor.note(stage) == words
        (first,) = walked(thread).floors
        assert (first.part_id, first.stage, first.noted) == (1, at_first.stage, at_first.noted)


def _moved(thread: Thread, name: str, values: list[str]) -> Thread:
    moves = {
        "go": guide.go_to,
        "note": guide.note,
        "answer": guide.answer,
        "turn": guide.turn_to,
        "back": guide.back_to,
        "step_back": guide.step_back,
        "set_aside": guide.set_aside,
        "take_up": guide.take_up,
    }
    moved: Thread = moves[name](thread, *values)  # type: ignore[operator]
    return moved


# ---- as it is kept, with the one gate

# All verbs that go toward a part; the others note something, wait, or let it step back.
APPROACH = {"begin_guide", "turn_to", "go_back_to", "go_to", "answer_toward", "take_up"}


class AnyGuide(RuleBasedStateMachine):
    """A dialogue, three protectors and two exiles, and somebody who tries every way in."""

    store: Store  # one journal for all walks: each has parts and a dialogue of its own

    def __init__(self) -> None:
        super().__init__()
        self.undone: list[Thread] = []
        self.threads: list[Thread] = []  # as they were before each step of the guide
        self.said: dict[tuple[int, int | None], str] = {}  # (exile, protector) to its last answer

    @initialize()
    def people(self) -> None:
        roles = ("manager", "firefighter", "protector", "exile", "exile")
        self.ids = [parts.add_part(self.store, name=role, role=role) for role in roles]
        for protector in self.ids[:2]:
            parts.relate(self.store, source_id=protector, target_id=self.ids[3], kind="protects")
        self.where = dialogue.start_dialogue(self.store, part_ids=self.ids[:2])
        self.store._history.clear()

    def thread(self) -> Thread:
        found = queries.guide_of(self.store, self.where)
        assert found is not None
        return found.thread

    def open(self, part_id: int) -> bool:
        """Whether a part may be a target, from the answers alone."""
        if part_id == self.ids[4]:
            return (part_id, None) in self.said
        wanted = self.ids[:2] if part_id == self.ids[3] else []
        return all(self.said.get((part_id, one)) == "yes" for one in wanted)

    def do(self, verb: str, **values: object) -> None:
        """One verb; what it refuses leaves everything as it was."""
        before = self.thread()
        steps = len(self.store._history.done)
        try:
            getattr(edits, verb)(self.store, dialogue_id=self.where, **values)
        except (NotPossible, permissions.NotAsked, parts.NoWord):
            assert self.thread() == before
            assert len(self.store._history.done) == steps
        else:
            after = self.thread()
            if after.top is not None and after.top != before.top and verb in APPROACH:
                assert self.open(after.top.part_id), verb
            if len(self.store._history.done) > steps:
                self.threads.append(before)
                self.undone.clear()

    @rule(pick=PARTS)
    def begin(self, pick: int) -> None:
        self.do("begin_guide", part_id=self.ids[pick - 1])

    @rule(pick=PARTS)
    def turn(self, pick: int) -> None:
        self.do("turn_to", part_id=self.ids[pick - 1])

    @rule(pick=PARTS)
    def back(self, pick: int) -> None:
        self.do("go_back_to", part_id=self.ids[pick - 1])

    @rule(pick=PARTS, stage=STAGE, words=WORD)
    def note(self, pick: int, stage: str, words: str) -> None:
        self.do("note_f", part_id=self.ids[pick - 1], stage=stage, words=words)

    @rule(stage=STAGE)
    def go(self, stage: str) -> None:
        self.do("go_to", stage=stage)

    @rule(word=WORD, of=st.sampled_from(guide.ANSWERS))
    def answer(self, word: str, of: str) -> None:
        self.do("answer_toward", word=word, of=of, level=3 if of == guide.SELF else None)

    @rule(verb=st.sampled_from(("step_back", "meet", "set_aside", "take_up")))
    def leave(self, verb: str) -> None:
        self.do(verb)

    @rule(exile=st.sampled_from((3, 4)), by=st.sampled_from((0, 1)), yes=st.booleans())
    def ask(self, exile: int, by: int, yes: bool) -> None:
        protector = None if exile == 4 else self.ids[by]
        answer = "nobody" if exile == 4 else "yes" if yes else "not_now"
        permissions.record_answer(
            self.store,
            exile_id=self.ids[exile],
            protector_id=protector,
            answer=answer,
            where=Ref("dialogue", self.where),
        )
        self.said[self.ids[exile], protector] = answer
        self.threads.clear()  # undo would take the answer back as well: the walk begins anew
        self.undone.clear()
        self.store._history.clear()

    @precondition(lambda self: self.threads)
    @rule()
    def undo(self) -> None:
        self.undone.append(self.thread())
        self.store.undo()
        assert self.thread() == self.threads.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.threads.append(self.thread())
        self.store.redo()
        assert self.thread() == self.undone.pop()

    @invariant()
    def an_exile_is_met_through_the_gate_only(self) -> None:
        """Where its gate is shut (again), nothing is possible with it but to leave it."""
        found = queries.guide_of(self.store, self.where) if hasattr(self, "where") else None
        top = None if found is None else found.thread.top
        if found is not None and top is not None:
            assert found.open == self.open(top.part_id)


def test_no_way_leads_to_an_exile_past_its_protectors(store: Store, rounds: Rounds) -> None:
    AnyGuide.store = store
    run_state_machine_as_test(
        AnyGuide,
        settings=settings(
            max_examples=rounds(8, 100),
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        ),
    )


# ---- what it asks


def spoken(lines: prompts.Lines) -> list[str]:
    return [*lines.common, *(line for way in lines.ways.values() for line in way)]


def test_every_state_has_prompts_for_those_who_see_no_images() -> None:
    found = prompts.load()
    whole = {(state, stage) for state in prompts.BY_STAGE for stage in guide.STAGES}
    assert set(found) == whole | {(state, prompts.HERE) for state in prompts.AT_ONCE}
    pictured = re.compile(r"\b(see|look|show|picture|image|watch)", re.I)
    for key, lines in found.items():
        assert not any(pictured.search(line) for line in lines.by("body")), key
        assert not any(pictured.search(line) for line in lines.by("words")), key
        assert lines.by(None) == lines.by("image") != lines.by("voice") == lines.by("words")


def test_prompts_are_short_plain_questions_that_dig_for_nothing() -> None:
    lines = [line for found in prompts.load().values() for line in spoken(found)]
    assert len(lines) == len(set(lines)) + 2  # one question is asked of three kinds of part
    assert reading_ease("\n".join(lines)) >= 90
    for line in lines:
        assert len(words_of(line)) <= 18, line
        assert "?" in line or line.startswith(("Thank you", "I ")), line
        assert not DIGS.search(line)
        assert not re.search(r"\b(why|remember when|happened|memory|because of)\b", line, re.I)


@pytest.mark.parametrize(
    ("floor", "role", "depth", "new", "wanted"),
    [
        (Floor(1), "not_sure", 0, False, ("new", "find")),
        (Floor(1, "fears"), "manager", 0, True, ("new", "fears")),
        (Floor(1, "fears"), "manager", 0, False, ("protector", "fears")),
        (Floor(1), "firefighter", 1, False, ("asked", "here")),
        (Floor(1, "flesh"), "firefighter", 1, False, ("protector", "flesh")),
        (Floor(1), "exile", 1, False, ("exile", "find")),
        (Floor(1, "toward", answer="part"), "manager", 0, False, ("another", "here")),
        (Floor(1, "flesh", answer="part"), "manager", 0, False, ("protector", "flesh")),
        (Floor(1, "toward", answer="self"), "manager", 0, False, ("protector", "toward")),
    ],
)
def test_prompts_fit_the_state_of_the_work(
    floor: Floor, role: str, depth: int, new: bool, wanted: tuple[str, str]
) -> None:
    assert prompts.state_of(floor, role=role, depth=depth, new=new) == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("state: stuck\n", "line 1"),
        ("---\nstate: lost\n---\n", "line 2: “lost”"),
        ("---\nstate: stuck\n---\nhello", "line 4"),
        ("---\nstate: stuck\n---\n## elsewhere", "line 4"),
        ("---\nstate: stuck\n---\n## here\n- a\n### picture\n- a", "no lines for body"),
    ],
)
def test_a_faulty_file_of_prompts_is_refused_with_its_reason(text: str, said: str) -> None:
    with pytest.raises(prompts.FaultyGuide, match=said):
        prompts.read("x.md", text)
