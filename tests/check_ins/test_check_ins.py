"""A check-in keeps how it was at one moment, and stands under the day of its own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifs_desktop.check_ins import edits, queries
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store, purge
from ifs_desktop.store.schema import CheckIn, Part, now

OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarter: timedelta(minutes=15 * quarter))
MOMENTS = st.builds(
    lambda moment, offset: moment.replace(tzinfo=UTC).astimezone(timezone(offset)),
    st.datetimes(datetime(2024, 1, 2), datetime(2031, 12, 30)),
    OFFSETS,
)


def test_all_that_was_said_comes_back(store: Store) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    little = parts.add_part(store, name="Little", role="exile")
    made = edits.check_in(
        store,
        kind="drill",
        present={watcher: " on watch ", little: ""},
        room=2,
        body="a tight jaw",
        before=7,
        after=4,
        about="dinner on Sunday",
        helped="the walk",
        text="quiet now",
        source=Ref("run", 5),
    )
    (row,) = queries.latest(store, "drill", 3)
    assert row == queries.check_in(store, made)
    assert [(one.part.name, one.words) for one in row.present] == [
        ("Watcher", "on watch"),
        ("Little", ""),
    ]
    assert (row.room, row.before, row.after, row.source) == (2, 7, 4, Ref("run", 5))
    said = (row.body, row.about, row.helped, row.text)
    assert said == ("a tight jaw", "dinner on Sunday", "the walk", "quiet now")
    assert queries.latest(store, "today", 3) == ()


def test_nothing_needed_is_a_whole_check_in(store: Store) -> None:
    edits.check_in(store, kind="today")
    (row,) = queries.day(store, date.today())
    assert row.says_nothing
    edits.check_in(store, kind="today", room=0)
    assert not queries.day(store, date.today())[1].says_nothing


def test_what_is_said_in_one_go_is_one_undo_step_of_one_moment(store: Store) -> None:
    part = parts.add_part(store, name="Watcher")
    other = parts.add_part(store, name="Bell")
    made = edits.check_in(store, kind="activated", body="che", visit=7)
    first = queries.check_in(store, made)
    given: dict[str, object] = {"kind": "activated", "check_in_id": made, "visit": 7}
    edits.check_in(store, **given, body="chest", present={part: ""})  # type: ignore[arg-type]
    edits.check_in(store, **given, body="chest", before=8, present={other: "sharp"})  # type: ignore[arg-type]
    row = queries.check_in(store, made)
    assert first is not None and row is not None
    assert (row.said_at, row.body, row.before) == (first.said_at, "chest", 8)
    assert [(one.part.name, one.words) for one in row.present] == [("Bell", "sharp")]
    store.undo()
    assert queries.check_in(store, made) is None and store.undo_label == "Add part"
    store.redo()
    assert queries.check_in(store, made) == row


def test_taking_it_back_leaves_nothing_and_putting_away_leaves_the_lists(store: Store) -> None:
    kept = edits.check_in(store, kind="today", body="heavy")
    edits.take_back(store, check_in_id=kept)
    with store.read() as session:
        assert session.get(CheckIn, kept) is None
    store.undo()
    edits.put_away(store, check_in_id=kept)
    assert queries.check_in(store, kept) is None
    assert queries.day(store, date.today()) == queries.latest(store, "today", 9) == ()


@pytest.mark.parametrize("wrong", [{"room": 5}, {"before": 11}, {"after": -1}, {"kind": "mood"}])
def test_a_place_beyond_the_scale_is_refused(store: Store, wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        edits.check_in(store, **{"kind": "today", **wrong})  # type: ignore[arg-type]


def test_who_was_here_lately_is_offered_first_and_nobody_veiled_or_put_away(store: Store) -> None:
    ids = {n: parts.add_part(store, name=n) for n in ("A", "B", "C", "D", "E", "F")}
    edits.check_in(store, kind="today", present={ids["B"]: ""})
    edits.check_in(store, kind="today", present={ids["A"]: "", ids["F"]: ""})
    parts.put_away_part(store, part_id=ids["F"])
    with store.edit("Veil") as session:
        session.get_one(Part, ids["E"]).veiled = now()
    assert [card.name for card in queries.likely(store, 9)] == ["A", "B", "D", "C"]
    assert [card.name for card in queries.likely(store, 3)] == ["A", "B", "D"]


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(moments=st.lists(MOMENTS, min_size=1, max_size=3))
def test_it_stands_under_the_day_that_the_clock_on_the_wall_said_and_no_other(
    store: Store, moments: list[datetime]
) -> None:
    with store.edit("Some") as session:
        rows = [CheckIn(kind="today", said_at=moment) for moment in moments]
        session.add_all(rows)
        session.flush()
    ids = [row.id for row in rows]
    try:
        for moment in moments:
            for away in (-2, -1, 0, 1, 2):
                day = moment.date() + timedelta(days=away)
                found = {row.id for row in queries.day(store, day)}
                wanted = {i for i, m in zip(ids, moments, strict=True) if m.date() == day}
                assert found == wanted
    finally:
        with store.edit("Away") as session:
            for row_id in ids:
                session.delete(session.get_one(CheckIn, row_id))


def test_an_exile_is_named_only_and_what_a_part_said_before_stays(store: Store) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    little = parts.add_part(store, name="Little", role="exile")
    gone = parts.add_part(store, name="Gone")
    said = {watcher: "on watch", little: "so small", gone: "here"}
    made = edits.check_in(store, kind="today", present=said)
    parts.set_role(store, part_id=watcher, role="exile")
    parts.put_away_part(store, part_id=gone)
    purge.for_good(store, [Ref("part", gone)])
    for words in ("", "so small"):
        now_said = {watcher: words, little: "", gone: "here"}
        edits.check_in(store, kind="today", present=now_said, check_in_id=made)
        (row,) = queries.latest(store, "today", 3)
        assert [(one.part.id, one.words) for one in row.present] == [
            (watcher, "on watch"),
            (little, ""),
        ]
