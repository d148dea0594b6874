"""Times in the journal: UTC first, so they sort as text, and the clock on the wall after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import dialect

from ifs_desktop.store import Store
from ifs_desktop.store.schema import Part, When, now

SQLITE = dialect()
OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=OFFSETS)


def written(moment: datetime) -> str:
    text = When().process_bind_param(moment, SQLITE)
    assert text is not None
    return text


@given(MOMENTS)
def test_a_time_comes_back_as_it_was_written(moment: datetime) -> None:
    read = When().process_result_value(written(moment), SQLITE)
    assert read == moment
    assert read is not None and read.utcoffset() == moment.utcoffset()


@given(MOMENTS, MOMENTS)
def test_times_sort_as_text(one: datetime, other: datetime) -> None:
    if one != other:
        assert (written(one) < written(other)) == (one < other)


@given(st.datetimes(datetime(1800, 1, 1), timezones=st.timezones()))
def test_any_time_zone_keeps_the_moment(moment: datetime) -> None:
    read = When().process_result_value(written(moment), SQLITE)
    assert read is not None and read.astimezone(UTC) == moment.astimezone(UTC)


def test_the_text_is_the_one_described() -> None:
    moment = datetime(2026, 11, 23, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    assert written(moment) == "2026-11-23T17:30:00.000000Z+0100"
    newfoundland = datetime(2026, 11, 23, 14, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    assert written(newfoundland) == "2026-11-23T17:30:00.000000Z-0330"


def test_a_time_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        written(datetime(2026, 11, 23, 18, 30))
    assert When().process_bind_param(None, SQLITE) is None
    assert When().process_result_value(None, SQLITE) is None


def test_now_has_the_offset_of_the_wall_clock(store: Store) -> None:
    moment = now()
    assert moment.utcoffset() == datetime.now().astimezone().utcoffset()
    with store.edit("Add part") as session:
        session.add(Part(name="One", created=moment))
    with store.read() as session:
        assert session.scalars(select(Part.created)).one() == moment
