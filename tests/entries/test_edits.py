"""Entries: what can be done with them, and what the page is told of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from ifs_desktop.entries import drafts, edits, queries
from ifs_desktop.entries.mentions import mentioned
from ifs_desktop.parts.edits import put_away_part, rename_part
from ifs_desktop.store import Store, search
from ifs_desktop.store.schema import Tag

NOON = datetime(2026, 11, 26, 12, tzinfo=timezone(timedelta(hours=1)))


def at(days: int = 0, hours: int = 0) -> datetime:
    return NOON - timedelta(days=days, hours=hours)


def names(store: Store, entry_id: int) -> list[str]:
    entry = queries.entry(store, entry_id)
    assert entry is not None
    return [part.name for part in entry.parts]


def test_an_entry_is_written_found_and_taken_back_as_one_step(store: Store) -> None:
    store.keep_draft(drafts.NEW, "A title\nHalf")
    first = edits.begin_entry(store, title=" A   title ", text="Half a pear", visit=1)
    store.keep_draft(drafts.of_entry(first), "A title\nHalf a pear tree")
    edits.write_entry(store, entry_id=first, title="A title", text="Half a pear tree", visit=1)
    entry = queries.entry(store, first)
    assert entry is not None and (entry.title, entry.text) == ("A title", "Half a pear tree")
    assert store.draft(drafts.NEW) == store.draft(drafts.of_entry(first)) == ""
    with store.read() as session:
        assert [hit.id for hit in search.find(session, "pear tree")] == [first]
    store.undo()
    assert queries.entry(store, first) is None and store.undo_label is None
    store.redo()
    edits.write_entry(store, entry_id=first, title="", text="Other words", visit=2)
    store.undo()
    entry = queries.entry(store, first)
    assert entry is not None and entry.text == "Half a pear tree"
    edits.put_away_entry(store, entry_id=first)
    assert queries.entry(store, first) is None and queries.latest(store) is None


def test_entries_stand_under_the_day_they_belong_to(store: Store) -> None:
    ids = [edits.begin_entry(store, text=f"word{n}", happened=at(n)) for n in (3, 0, 1, 1)]
    late = edits.begin_entry(store, text="late", happened=at(2))
    rows = queries.earlier(store)
    assert [row.id for row in rows] == [ids[1], ids[3], ids[2], late, ids[0]]
    assert queries.earlier(store, limit=2) == rows[:2]
    assert queries.earlier(store, before=rows[1].order) == rows[2:]
    assert queries.later(store, after=rows[3].order, limit=2) == rows[1:3]
    edits.move_entry(store, entry_id=late, happened=at(0, -1))
    assert queries.latest(store) == late
    found = queries.first_of_day(store, date(2026, 11, 25))
    assert found is not None and found.id == ids[2]
    assert queries.first_of_day(store, date(2026, 11, 1)) is None


def test_a_day_is_the_one_the_clock_on_the_wall_said(store: Store) -> None:
    far_east, far_west = timezone(timedelta(hours=13)), timezone(-timedelta(hours=11, minutes=30))
    edits.begin_entry(store, text="a", happened=datetime(2026, 3, 1, 0, 30, tzinfo=far_east))
    edits.begin_entry(store, text="b", happened=datetime(2026, 3, 31, 23, 30, tzinfo=far_west))
    edits.begin_entry(store, text="c", happened=datetime(2026, 4, 1, 9, tzinfo=UTC))
    # Between the one of the far east and noon stands one of the day before, at home.
    edits.begin_entry(store, text="d", happened=datetime(2026, 3, 10, 0, 30, tzinfo=far_east))
    edits.begin_entry(store, text="e", happened=datetime(2026, 3, 9, 20, tzinfo=UTC))
    days = queries.days_with_entries(store, date(2026, 3, 1), date(2026, 3, 31))
    assert days == {date(2026, 3, day) for day in (1, 9, 10, 31)}
    found = queries.first_of_day(store, date(2026, 3, 31))
    assert found is not None and found.title == "b"


def test_on_this_day_looks_at_other_years_only(store: Store) -> None:
    years = {
        year: edits.begin_entry(store, text=str(year), happened=NOON.replace(year=year))
        for year in (2019, 2024, 2026)
    }
    edits.begin_entry(store, text="the day after", happened=at().replace(year=2025, day=27))
    assert [row.id for row in queries.on_this_day(store, NOON.date())] == [years[2024], years[2019]]
    assert queries.on_this_day(store, date(2024, 2, 29)) == []


def test_an_entry_without_a_title_is_listed_by_its_first_words(store: Store) -> None:
    entry = edits.begin_entry(store, text="\n\n## *Soup*, rain\n- ![A hill](image:3) and more\n")
    row = queries.row(store, entry)
    assert row is not None and (row.title, row.more) == ("Soup, rain", "A hill and more")
    blank = queries.row(store, edits.begin_entry(store, text=" \n"))
    assert blank is not None and blank.title == ""


def test_tags_gather_entries_and_go_with_the_last_of_them(store: Store) -> None:
    one, two = edits.begin_entry(store, text="one"), edits.begin_entry(store, text="two")
    edits.tag_entry(store, entry_id=one, name="  #Out of   the house ")
    edits.tag_entry(store, entry_id=two, name="out of the HOUSE")
    edits.tag_entry(store, entry_id=two, name="home")
    edits.tag_entry(store, entry_id=two, name="home")
    assert queries.tags(store) == ["home", "Out of the house"]
    assert [row.id for row in queries.earlier(store, tag="home")] == [two]
    assert [row.id for row in queries.earlier(store, tag="Out of the house")] == [two, one]
    assert queries.row(store, one, tag="home") is None
    edits.untag_entry(store, entry_id=two, name="home")
    assert queries.tags(store) == ["Out of the house"]
    with store.read() as session:
        assert session.scalars(select(Tag.name)).all() == ["Out of the house"]
    store.undo()
    assert queries.tags(store) == ["home", "Out of the house"]
    with pytest.raises(ValueError, match="letter"):
        edits.tag_entry(store, entry_id=one, name=" # ")


def test_parts_named_in_an_entry_are_known_by_todays_names_and_those_of_then(
    store: Store, cast: dict[str, int]
) -> None:
    text = "@the watchful one and @Little One, not me@Watch, not @Watchful"
    entry = edits.begin_entry(store, text=text)
    assert names(store, entry) == ["Little One", "The Watchful One"]
    rename_part(store, part_id=cast["The Watchful One"], name="Argus")
    edits.write_entry(store, entry_id=entry, title="", text=text + "!")
    assert names(store, entry) == ["Argus", "Little One"]
    edits.write_entry(store, entry_id=entry, title="", text="@Argus, @Watch")
    assert names(store, entry) == ["Argus", "Watch"]
    put_away_part(store, part_id=cast["Watch"])
    assert names(store, entry) == ["Argus"]
    store.undo()
    store.undo()
    assert names(store, entry) == ["Argus", "Little One"]


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    known = [("Ana", 1), ("Ana Maria", 2), ("見張り番", 3), ("Ana", 4), ("", 5)]
    assert mentioned("@Ana Maria. @ana, @見張り番 @", known) == {
        2: "Ana Maria",
        1: "ana",
        3: "見張り番",
    }
    assert mentioned("@" * 5000, known) == {}


def test_templates_are_the_writers_own(store: Store) -> None:
    evening = edits.keep_template(store, name=" Evening  pages ", text="What was here?\n\n")
    edits.keep_template(store, name="A letter", text="")
    assert [row.name for row in queries.templates(store)] == ["A letter", "Evening pages"]
    edits.rename_template(store, template_id=evening, name="At night")
    edits.put_away_template(store, template_id=queries.templates(store)[0].id)
    assert [row.name for row in queries.templates(store)] == ["At night"]
    with pytest.raises(ValueError, match="name"):
        edits.keep_template(store, name=" ", text="x")
