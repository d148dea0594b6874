"""Drafts and view state: kept at once, never an undo step, there again after locking."""

from __future__ import annotations

from pathlib import Path

from ifs_desktop import vault
from ifs_desktop.store import Change, Store
from ifs_desktop.store.schema import Part
from tests.conftest import CHEAP, PASSWORD


def test_a_draft_is_kept_changed_and_forgotten(store: Store) -> None:
    assert store.draft("dialogue:1") == ""
    store.keep_draft("dialogue:1", "")
    store.keep_draft("dialogue:1", "Not yet")
    store.keep_draft("dialogue:2", "Elsewhere")
    store.keep_draft("dialogue:1", "Not yet said")
    store.keep_draft("dialogue:1", "Not yet said")
    assert store.draft("dialogue:1") == "Not yet said"
    store.keep_draft("dialogue:1", "")
    assert store.draft("dialogue:1") == ""
    assert store.draft("dialogue:2") == "Elsewhere"


def test_view_state_is_any_json(store: Store) -> None:
    assert store.state("map", default={"zoom": 1}) == {"zoom": 1}
    store.set_state("map", {"zoom": 1.5, "at": [0, -3], "name": "Żółw"})
    store.set_state("map", {"zoom": 2, "at": [0, -3], "name": "Żółw"})
    store.set_state("map", {"zoom": 2, "at": [0, -3], "name": "Żółw"})
    store.set_state("nothing", None)
    assert store.state("map") == {"zoom": 2, "at": [0, -3], "name": "Żółw"}
    assert store.state("nothing", default=5) is None


def test_drafts_and_view_state_are_no_undo_steps_and_end_none(store: Store) -> None:
    with store.edit("Add part") as session:
        session.add(Part(name="One"))
    store.undo()
    store.keep_draft("dialogue:1", "Typing")
    store.set_state("page", "map")
    assert (store.undo_label, store.redo_label) == (None, "Add part")
    store.redo()
    store.keep_draft("dialogue:1", "Typing on")
    assert store.undo_label == "Add part"
    store.undo()
    assert store.draft("dialogue:1") == "Typing on"
    assert store.state("page") == "map"


def test_a_page_is_told_of_a_draft_by_its_table(store: Store) -> None:
    told: list[Change] = []
    store.subscribe(told.append)
    store.keep_draft("dialogue:1", "Typing")
    assert [change.tables for change in told] == [frozenset({"draft"})]


def test_drafts_and_view_state_outlive_the_lock(tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / "journal.ifsjournal"
    opened = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    store = Store.open(opened)
    store.keep_draft("dialogue:1", "Not said before the door closed")
    store.set_state("page", ["dialogue", 1])
    with store.edit("Add part") as session:
        session.add(Part(name="One"))
    store.close()
    opened.close()
    again = vault.unlock(path, PASSWORD, data_dir=data_dir)
    store = Store.open(again)
    assert store.draft("dialogue:1") == "Not said before the door closed"
    assert store.state("page") == ["dialogue", 1]
    assert store.undo_label is None
    store.close()
    again.close()
