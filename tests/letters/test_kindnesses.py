"""Kindnesses and promises: asked about from the next day on, once, and never counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_part, put_away_part
from ifs_desktop.promises import edits, queries
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import now

DAY = timedelta(days=1)
RUN = Ref("run", 7)


@pytest.fixture
def today() -> date:
    return now().date()


def plan(store: Store, text: str, day: date | None = None, part: int | None = None) -> int:
    return edits.promise(store, kind="kindness", text=text, part_id=part, due_on=day, source=RUN)


def due(store: Store, day: date) -> list[tuple[str, bool]]:
    return [(one.text, one.is_asked(day)) for one in queries.due(store, day)]


def test_each_comes_up_on_its_day_and_is_asked_about_from_the_next(
    store: Store, today: date
) -> None:
    plan(store, "Tomorrow", today + DAY)
    plan(store, "Whenever")
    plan(store, "Today", today)
    assert due(store, today) == [("Today", False)]
    asked = [("Whenever", True), ("Today", True), ("Tomorrow", False)]
    assert due(store, today + DAY) == asked
    assert due(store, today + 90 * DAY) == [(text, True) for text, _ in asked]


@pytest.mark.parametrize("came", ["yes", "partly", "not_yet", "let_go"])
def test_whatever_is_answered_it_is_not_asked_again(store: Store, today: date, came: str) -> None:
    made = plan(store, "Tea", today)
    edits.answer(store, promise_id=made, came=came, note=" by the window ")
    assert due(store, today + DAY) == []
    found = queries.promise(store, made)
    assert found is not None and (found.came, found.note) == (came, "by the window")
    assert found.answered is not None
    edits.answer(store, promise_id=made, came=None)
    assert due(store, today + DAY) == [("Tea", True)]


def test_another_day_has_it_asked_about_again(store: Store, today: date) -> None:
    made = plan(store, "Tea", today)
    edits.answer(store, promise_id=made, came="not_yet")
    said = {"kind": "promise", "text": "Tea", "part_id": None, "source": None}
    edits.promise(store, promise_id=made, due_on=today, **said)  # type: ignore[arg-type]
    found = queries.promise(store, made)
    assert found is not None and (found.came, found.kind) == ("not_yet", "promise")
    edits.promise(store, promise_id=made, due_on=today + DAY, **said)  # type: ignore[arg-type]
    assert due(store, today + DAY) == [("Tea", False)]
    assert [one.source for one in queries.all_promises(store)] == [RUN]


def test_what_is_for_a_part_stands_with_it_and_leaves_with_it(store: Store, today: date) -> None:
    part = add_part(store, name="Watchful", role="manager")
    made = plan(store, "Tea", today, part)
    plan(store, "A walk", today)
    (found,) = queries.promises_for(store, part)
    assert found.id == made and found.part is not None and found.part.name == "Watchful"
    put_away_part(store, part_id=part)
    assert due(store, today) == [("A walk", False)]


def test_one_put_away_comes_back_by_undo(store: Store, today: date) -> None:
    made = plan(store, "Tea", today)
    edits.put_away(store, promise_id=made)
    assert due(store, today) == [] and queries.promise(store, made) is None
    store.undo()
    assert due(store, today) == [("Tea", False)]


def test_one_without_words_or_of_no_kind_is_refused(store: Store, today: date) -> None:
    with pytest.raises(edits.NothingPromised):
        plan(store, "  ")
    with pytest.raises(ValueError, match="no kind"):
        edits.promise(store, kind="task", text="x", part_id=None, due_on=None, source=None)
    made = plan(store, "Tea")
    with pytest.raises(ValueError, match="no answer"):
        edits.answer(store, promise_id=made, came="failed")


def test_an_exile_is_promised_something_only_through_the_gate(store: Store, today: date) -> None:
    little = add_part(store, name="Little One", role="exile")
    with pytest.raises(permissions.NotAsked):
        plan(store, "Tea", today, little)
    permissions.record_answer(store, exile_id=little, protector_id=None, answer="nobody", where=RUN)
    assert queries.promise(store, plan(store, "Tea", today, little)) is not None
