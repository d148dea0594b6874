"""The store belongs to one thread; workers may read, also while an edit is open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from ifs_desktop.store import Store
from ifs_desktop.store.schema import Part

T = TypeVar("T")


def elsewhere(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result(timeout=20)


def names(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Part.name)))


def add(store: Store, name: str) -> None:
    with store.edit("Add part") as session:
        session.add(Part(name=name))


def test_an_edit_from_another_thread_is_refused(store: Store) -> None:
    add(store, "One")
    store.undo()
    add(store, "Two")
    for work in (
        lambda: add(store, "Three"),
        lambda: store.keep_draft("dialogue:1", "Typing"),
        lambda: store.set_state("page", 1),
        lambda: store.load("Load", []),
        lambda: store.undo() and None,
    ):
        with pytest.raises(RuntimeError, match="thread"):
            elsewhere(work)
    assert names(store) == ["Two"]


def test_a_worker_reads_the_last_commit_while_an_edit_is_open(store: Store) -> None:
    add(store, "One")
    with store.edit("Add part") as session:
        session.add(Part(name="Two"))
        session.flush()
        assert names(store) == ["One", "Two"]
        assert elsewhere(lambda: names(store)) == ["One"]
    assert elsewhere(lambda: names(store)) == ["One", "Two"]


def test_reading_without_a_session_sees_the_same(store: Store) -> None:
    def quickly() -> list[str]:
        with store.read_quickly() as connection:
            return list(connection.scalars(select(Part.name)))

    add(store, "One")
    with store.edit("Add part") as session:
        session.add(Part(name="Two"))
        session.flush()
        assert quickly() == ["One", "Two"]
        assert elsewhere(quickly) == ["One"]
    assert elsewhere(quickly) == quickly() == ["One", "Two"]


def test_reading_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError, match="readonly"), store.read() as session:
        session.add(Part(name="One"))
        session.flush()
    assert names(store) == []
