"""Undo and redo: labels, places, merged typing, deletes with all that hangs on them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ifs_desktop.store import Ref, Store, undo
from ifs_desktop.store.schema import (
    Answer,
    AnswerPart,
    Dialogue,
    Fact,
    Member,
    Note,
    Part,
    PartsMap,
    Placement,
    Relation,
    Run,
    Turn,
)
from ifs_desktop.vault import Vault
from tests.helpers.journal import dump, indexed, indexed_anew


def add(store: Store, name: str) -> int:
    with store.edit(f"Add {name}") as session:
        part = Part(name=name)
        session.add(part)
        session.flush()
        return part.id


def rename(store: Store, part_id: int, name: str) -> None:
    with store.edit("Rename", merge=("name", part_id)) as session:
        session.get_one(Part, part_id).name = name


def name_of(store: Store, part_id: int) -> str:
    with store.read() as session:
        return session.get_one(Part, part_id).name


def test_nothing_to_undo_is_no_error(store: Store) -> None:
    assert store.undo_label is None and store.redo_label is None
    assert store.undo() is None
    assert store.redo() is None


def test_labels_follow_the_two_stacks(store: Store) -> None:
    add(store, "One")
    add(store, "Two")
    assert (store.undo_label, store.redo_label) == ("Add Two", None)
    store.undo()
    assert (store.undo_label, store.redo_label) == ("Add One", "Add Two")
    store.undo()
    assert (store.undo_label, store.redo_label) == (None, "Add One")
    store.redo()
    assert (store.undo_label, store.redo_label) == ("Add One", "Add Two")
    add(store, "Three")
    assert (store.undo_label, store.redo_label) == ("Add Three", None)


def test_undo_and_redo_lead_to_the_place(store: Store) -> None:
    with store.edit("Add part", place=Ref("map", 3, "left")) as session:
        session.add(Part(name="One"))
    undone, redone = store.undo(), store.redo()
    assert undone is not None and undone.place == Ref("map", 3, "left")
    assert redone is not None and redone.place == Ref("map", 3, "left")
    assert (undone.label, redone.label) == ("Add part", "Add part")


def test_typing_in_one_field_is_one_step(store: Store) -> None:
    part_id = add(store, "One")
    for name in ("O", "On", "Onc", "Once"):
        rename(store, part_id, name)
    assert name_of(store, part_id) == "Once"
    store.undo()
    assert name_of(store, part_id) == "One"
    assert store.undo_label == "Add One"
    store.redo()
    assert name_of(store, part_id) == "Once"


def test_typing_that_ends_where_it_began_leaves_no_step(store: Store) -> None:
    part_id = add(store, "One")
    rename(store, part_id, "Onee")
    rename(store, part_id, "One")
    assert store.undo_label == "Add One"


def test_another_field_or_a_pause_begins_a_new_step(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = add(store, "One"), add(store, "Two")
    rename(store, first, "First")
    rename(store, second, "Second")
    rename(store, second, "Second!")
    monkeypatch.setattr(undo, "TYPING_PAUSE", 0.0)
    rename(store, second, "Second?")
    store.undo()
    assert name_of(store, second) == "Second!"
    store.undo()
    assert name_of(store, second) == "Two"
    assert name_of(store, first) == "First"


def test_typing_after_an_undo_is_a_step_of_its_own(store: Store) -> None:
    part_id = add(store, "One")
    rename(store, part_id, "Two")
    with store.edit("Other") as session:
        session.add(Part(name="Other"))
    store.undo()
    rename(store, part_id, "Three")
    store.undo()
    assert name_of(store, part_id) == "Two"


def test_only_so_many_steps_are_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "KEPT_STEPS", 3)
    store._history = undo.History()
    for number in range(5):
        add(store, f"{number}")
    steps = 0
    while store.undo() is not None:
        steps += 1
    assert steps == 3


def test_only_so_many_words_are_kept_and_the_last_step_always(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "KEPT_SIZE", 5_000)
    for length in (1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 9_000):
        with store.edit(f"Write {length}") as session:
            session.add(Note(place=f"note {length}", text="a" * length))
        if length == 1_005:
            labels = []
            while (step := store.undo()) is not None:
                labels.append(step.label)
            assert labels == [f"Write {n}" for n in (1_005, 1_004, 1_003, 1_002)]
            while store.redo() is not None:
                pass
    assert store.undo_label == "Write 9000"
    store.undo()
    assert store.undo_label is None


def test_two_rows_may_swap_what_is_unique(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    one, two = add(store, "One"), add(store, "Two")
    with store.edit("Dialogue") as session:
        dialogue = Dialogue(title="Talk")
        session.add(dialogue)
        session.flush()
        session.add_all(
            [
                Member(dialogue_id=dialogue.id, part_id=one, position=0),
                Member(dialogue_id=dialogue.id, part_id=two, position=1),
            ]
        )
    before = dump(vault.engine)
    three = add(store, "Three")
    for pairs in ({1: three}, {2: one}, {1: two}):
        with store.edit("Swap", merge=("swap",)) as session:
            for member_id, part_id in pairs.items():
                session.get_one(Member, member_id).part_id = part_id
    after = dump(vault.engine)
    store.undo()
    store.undo()
    assert dump(vault.engine) == before
    store.redo()
    store.redo()
    assert dump(vault.engine) == after


def test_a_deleted_row_comes_back_with_all_that_hung_on_it(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    with store.edit("Fill") as session:
        one, two = Part(name="One"), Part(name="Two")
        dialogue, parts_map, run = (
            Dialogue(title="Talk"),
            PartsMap(name="Map"),
            Run(exercise="x", step="y"),
        )
        session.add_all([one, two, dialogue, parts_map, run])
        session.flush()
        answer = Answer(run_id=run.id, step="y", value="1", text="an answer in words")
        session.add_all(
            [
                Fact(part_id=one.id, kind="job", text="keeps watch"),
                Placement(map_id=parts_map.id, part_id=one.id, x=1.5, y=-2.5),
                Relation(source_id=one.id, target_id=two.id, kind="protects", forth="mine"),
                Relation(source_id=two.id, target_id=one.id, kind="drives", back="yours"),
                Member(dialogue_id=dialogue.id, part_id=one.id, position=0),
                Turn(dialogue_id=dialogue.id, part_id=one.id, text="said by it", position=1.0),
                Turn(dialogue_id=dialogue.id, part_id=None, text="said by Self", position=2.0),
                answer,
            ]
        )
        session.flush()
        session.add(AnswerPart(answer_id=answer.id, part_id=one.id))
    full = dump(vault.engine)
    for table in (Part, Dialogue, Run, PartsMap):
        with store.edit("Delete") as session:
            session.delete(session.get_one(table, 1))
        gone = dump(vault.engine)
        assert gone[table.__tablename__] != full[table.__tablename__]
        assert indexed(vault.engine) == indexed_anew(vault.engine)
        store.undo()
        assert dump(vault.engine) == full
        assert indexed(vault.engine) == indexed_anew(vault.engine)
        store.redo()
        assert dump(vault.engine) == gone
        store.undo()
    with store.edit("Delete") as session:
        session.delete(session.get_one(Part, one.id))
    with store.read() as session:
        assert session.scalars(select(Turn.text)).all() == ["said by Self"]
        for left in (Fact, Placement, Relation, Member, AnswerPart):
            assert session.scalars(select(left)).all() == []


def test_a_row_taken_out_of_its_parents_list_comes_back(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    with store.edit("Fill") as session:
        part, run = Part(name="One"), Run(exercise="x", step="y")
        session.add_all([part, run])
        session.flush()
        answer = Answer(run_id=run.id, step="y", value="[1]")
        answer.parts.append(AnswerPart(part_id=part.id))
        session.add(answer)
    before = dump(vault.engine)
    with store.edit("Pick nobody") as session:
        kept = session.get_one(Answer, 1)
        kept.parts.clear()
    after = dump(vault.engine)
    assert after["answer_part"] == []
    store.undo()
    assert dump(vault.engine) == before
    store.redo()
    assert dump(vault.engine) == after


def test_a_row_deleted_after_a_change_comes_back_as_it_was(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    part_id = add(store, "One")
    before = dump(vault.engine)
    with store.edit("Change and delete") as session:
        part = session.get_one(Part, part_id)
        part.name = "Other"
        session.flush()
        session.delete(part)
    with store.read() as session:
        assert session.get(Part, part_id) is None
    store.undo()
    assert dump(vault.engine) == before
