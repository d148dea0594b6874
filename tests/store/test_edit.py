"""Edits: one transaction, one undo step, one change told."""

from __future__ import annotations

import pytest
from sqlalchemy import func, insert, select, text, update

from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.schema import Dialogue, Draft, Fact, Part, Turn, now
from ifs_desktop.vault import Vault
from tests.helpers.journal import dump


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Part.name).order_by(Part.id)))


def add(store: Store, name: str, label: str = "Add part") -> int:
    with store.edit(label) as session:
        part = Part(name=name)
        session.add(part)
        session.flush()
        return part.id


def test_an_edit_is_kept_and_can_be_read(store: Store) -> None:
    add(store, "The Watchful One")
    assert names(store) == ["The Watchful One"]


def test_an_edit_that_fails_leaves_nothing(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    with pytest.raises(ZeroDivisionError), store.edit("Add part") as session:
        session.add(Part(name="Half"))
        session.flush()
        raise ZeroDivisionError
    assert names(store) == []
    assert told == []
    assert store.undo_label is None
    add(store, "Whole")
    assert names(store) == ["Whole"]


def test_a_nested_edit_joins_the_outer_one(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    with store.edit("Two parts", place=Ref("map", 1)):
        add(store, "One")
        add(store, "Two")
        assert told == []
    assert [change.label for change in told] == ["Two parts"]
    assert store.undo_label == "Two parts"
    step = store.undo()
    assert step is not None and step.place == Ref("map", 1)
    assert names(store) == []


def test_a_failed_nested_edit_fails_the_outer_one_even_if_caught(store: Store) -> None:
    with pytest.raises(RuntimeError, match="neither is kept"), store.edit("Outer") as session:
        session.add(Part(name="Outer"))
        with pytest.raises(ValueError), store.edit("Inner"):
            raise ValueError
    assert names(store) == []
    assert store.undo_label is None


def test_a_read_inside_an_edit_sees_the_edit(store: Store) -> None:
    with store.edit("Add part") as session:
        session.add(Part(name="New"))
        assert names(store) == ["New"]


def test_an_edit_without_a_change_is_no_step_and_is_not_told(store: Store) -> None:
    part_id = add(store, "Same")
    told: list[Change] = []
    store.subscribe(told.append)
    with store.edit("Rename part") as session:
        session.get_one(Part, part_id).name = "Same"
    with store.edit("Back and forth") as session:
        part = session.get_one(Part, part_id)
        part.name = "Other"
        session.flush()
        part.name = "Same"
    with store.edit("There and gone") as session:
        part = Part(name="Brief")
        session.add(part)
        session.flush()
        session.delete(part)
    assert told == []
    assert store.undo_label == "Add part"


def test_a_change_names_tables_rows_origin_and_place(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    with store.edit("Add part", place=Ref("part", 1)) as session:
        part = Part(name="One")
        session.add(part)
        session.flush()
        session.add(Fact(part_id=part.id, kind="job", text="Looks out"))
    rows = frozenset({("part", 1), ("fact", 1)})
    tables = frozenset({"part", "fact"})
    place = Ref("part", 1)
    store.undo()
    store.redo()
    assert told == [
        Change("Add part", "edit", tables, rows, place),
        Change("Add part", "undo", tables, rows, place),
        Change("Add part", "redo", tables, rows, place),
    ]


def test_an_unsubscribed_page_is_not_told(store: Store) -> None:
    told: list[Change] = []
    unsubscribe = store.subscribe(told.append)
    unsubscribe()
    unsubscribe()
    add(store, "One")
    assert told == []


def test_a_subscriber_may_edit_again(store: Store) -> None:
    def follow(change: Change) -> None:
        if change.label == "Add part" and len(names(store)) == 1:
            add(store, "Second", "Follow")

    store.subscribe(follow)
    add(store, "First")
    assert names(store) == ["First", "Second"]
    assert store.undo_label == "Follow"


def test_bulk_sql_inside_an_edit_is_refused(store: Store) -> None:
    part_id = add(store, "One")
    for statement in (
        update(Part).values(name="All"),
        insert(Part).values(name="New", role="exile"),
        text("DELETE FROM part"),
    ):
        with pytest.raises(RuntimeError, match="bulk"), store.edit("Bulk") as session:
            session.execute(statement)
    with pytest.raises(RuntimeError, match="bulk"), store.edit("Bulk") as session:
        session.query(Part).delete()
    with pytest.raises(RuntimeError, match="bulk"), store.edit("Bulk") as session:
        session.bulk_insert_mappings(Part, [{"name": "New"}])
    with pytest.raises(RuntimeError, match="bulk"), store.edit("Bulk") as session:
        session.bulk_update_mappings(Part, [{"id": part_id, "name": "New"}])
    with pytest.raises(RuntimeError, match="bulk"), store.edit("Bulk") as session:
        session.bulk_save_objects([Part(name="New")])
    with store.edit("Only looking") as session:
        assert session.execute(text(" select count(*) from part")).scalar() == 1
    assert names(store) == ["One"]


def test_a_savepoint_inside_an_edit_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="savepoint"), store.edit("Savepoint") as session:
        session.begin_nested()
    add(store, "Still works")
    assert names(store) == ["Still works"]


def test_what_undo_could_not_restore_is_refused(store: Store) -> None:
    part_id = add(store, "One")
    with pytest.raises(RuntimeError, match="known"), store.edit("By SQL") as session:
        session.get_one(Part, part_id).name = Part.role
    with pytest.raises(RuntimeError, match="known"), store.edit("New by SQL") as session:
        part = Part(name="New")
        session.add(part)
        session.flush()
        part.name = Part.role
    with pytest.raises(RuntimeError, match="known"), store.edit("Unseen") as session:
        part = session.get_one(Part, part_id)
        session.expire(part)
        part.name = "Unseen"
    assert names(store) == ["One"]


def test_a_row_can_be_added_and_changed_in_one_edit(store: Store) -> None:
    with store.edit("Add part") as session:
        part = Part(name="First")
        session.add(part)
        session.flush()
        part.colour = "#112233"
        session.flush()
        part.put_away = now()
        part.name = "Second"
    assert names(store) == ["Second"]
    store.undo()
    assert names(store) == []
    store.redo()
    with store.read() as session:
        kept = session.get_one(Part, part.id)
        assert (kept.name, kept.colour) == ("Second", "#112233")
        assert kept.put_away == part.put_away


def test_putting_away_keeps_the_row(store: Store) -> None:
    part_id = add(store, "One")
    with store.edit("Put away") as session:
        session.get_one(Part, part_id).put_away = now()
    with store.read() as session:
        assert session.get_one(Part, part_id).put_away is not None
    store.undo()
    with store.read() as session:
        assert session.get_one(Part, part_id).put_away is None


def test_undo_inside_an_edit_is_refused(store: Store) -> None:
    add(store, "One")
    with pytest.raises(RuntimeError, match="undo inside"), store.edit("Outer"):
        store.undo()
    store.undo()
    with pytest.raises(RuntimeError, match="redo inside"), store.edit("Outer"):
        store.redo()
    assert store.redo_label == "Add part"


def test_erasing_for_good_ends_undo(store: Store) -> None:
    part_id = add(store, "One")
    add(store, "Two")
    store.undo()
    with store.edit("Erase", undoable=False) as session:
        session.delete(session.get_one(Part, part_id))
    assert store.undo_label is None and store.redo_label is None
    assert names(store) == []


def test_an_id_is_never_used_twice(store: Store) -> None:
    first = add(store, "One")
    store.undo()
    assert add(store, "Two") > first


def test_loading_adds_many_rows_at_once(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    add(store, "Before")
    told: list[Change] = []
    store.subscribe(told.append)
    moment = now()
    shared = {"created": moment, "put_away": None}
    dialogue = {"id": 7, "title": "Loaded", "touched": moment, **shared}
    part = {"id": 9, "name": "Loaded too", "role": "manager", "colour": None, **shared}
    turn = {
        "id": 5,
        "dialogue_id": 7,
        "part_id": 9,
        "text": "Said before its dialogue was there",
        "position": 1.0,
        "said_at": moment,
        "put_away": None,
    }
    store.load("Load", [(Turn, [turn]), (Dialogue, [dialogue]), (Part, [part]), (Fact, [])])
    tables = frozenset({"turn", "dialogue", "part"})
    rows = frozenset({("turn", 5), ("dialogue", 7), ("part", 9)})
    assert told == [Change("Load", "edit", tables, rows)]
    assert store.undo_label is None
    before = dump(vault.engine)
    with pytest.raises(Exception, match="UNIQUE"):
        store.load("Load", [(Dialogue, [{**dialogue, "id": 8}]), (Turn, [turn])])
    with pytest.raises(RuntimeError, match="inside an edit"), store.edit("Outer"):
        store.load("Load", [])
    store.load("Nothing", [])
    assert dump(vault.engine) == before
    assert len(told) == 1


def test_a_closed_store_has_let_go_of_all_words(store: Store) -> None:
    add(store, "One")
    add(store, "Two")
    store.undo()
    store.subscribe(lambda change: None)
    store.close()
    assert store.undo_label is None and store.redo_label is None
    assert store.undo() is None and store.redo() is None


def test_a_step_does_not_print_what_people_wrote(store: Store) -> None:
    add(store, "A secret name")
    step = store.undo()
    assert "secret" not in repr(step)


def test_an_edit_of_drafts_alone_is_no_step(store: Store) -> None:
    with store.edit("Type") as session:
        session.add(Draft(place="dialogue:1", text="Typing"))
    assert store.undo_label is None
    assert store.draft("dialogue:1") == "Typing"


def test_drafts_do_not_travel_with_a_step(store: Store) -> None:
    store.keep_draft("dialogue:1", "Not said yet")
    with store.edit("Say a line") as session:
        session.add(Part(name="Said"))
        session.delete(session.scalars(select(Draft)).one())
    store.keep_draft("dialogue:1", "The next line")
    store.undo()
    assert store.draft("dialogue:1") == "The next line"
    store.redo()
    assert store.draft("dialogue:1") == "The next line"
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Draft)) == 1
