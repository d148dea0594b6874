"""A changed clock, another time zone, daylight saving: no wrong day, and no reproach."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifs_desktop.check_ins import edits as check_ins
from ifs_desktop.check_ins import queries as said
from ifs_desktop.shell import last_place
from ifs_desktop.store import Ref, Store, schema
from ifs_desktop.store.schema import Run
from ifs_desktop.today import page as today_page
from ifs_desktop.today import queries, words
from ifs_desktop.today.page import TodayPage
from tests.today.test_page import REPROACH, begun
from tests.today.test_page import said as seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="tzset is POSIX")

OpenPage = Callable[[], TodayPage]
ZONES = (
    *("UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"),
    *("Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"),
)
DAYS = st.dates(date(2024, 1, 5), date(2031, 12, 20))
once = settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


class Wall:
    """The clock on the wall: where it hangs, and what it says."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def hang(self, zone: str, moment: datetime) -> date:
        """Hang it in another place, at a moment given in UTC; the day it says there."""
        os.environ["TZ"] = zone
        time.tzset()

        class Clock(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return moment.astimezone(tz)  # type: ignore[arg-type]

        class Calendar(date):
            @classmethod
            def today(cls) -> date:  # type: ignore[override]
                return moment.astimezone().date()

        self._patch.setattr(schema, "datetime", Clock)
        self._patch.setattr(last_place, "datetime", Clock)
        self._patch.setattr(today_page, "date", Calendar)
        return moment.astimezone().date()


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wall]:
    before = os.environ.get("TZ")
    yield Wall(monkeypatch)
    monkeypatch.undo()
    if before is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = before
    time.tzset()


MOMENTS = st.datetimes(datetime(2024, 1, 5), datetime(2031, 12, 20)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


@once
@given(moment=MOMENTS, zone=st.sampled_from(ZONES), other=st.sampled_from(ZONES))
def test_a_check_in_is_one_of_the_day_it_was_on_the_wall_wherever_one_went_since(
    store: Store, wall: Wall, moment: datetime, zone: str, other: str
) -> None:
    day = wall.hang(zone, moment)
    made = check_ins.check_in(store, kind="today", body="here")
    assert [row.id for row in said.day(store, day)] == [made]
    there = wall.hang(other, moment + timedelta(minutes=1))
    found = [row.id for row in said.day(store, there)]
    assert found == ([made] if there == day else [])
    assert [row.id for row in said.day(store, day)] == [made]
    check_ins.take_back(store, check_in_id=made)


@pytest.mark.parametrize(
    ("zone", "moments"),
    [
        (
            "Europe/Berlin",
            ("2026-03-28T23:30", "2026-03-29T00:59", "2026-03-29T01:01", "2026-03-29T21:59"),
        ),
        (
            "Europe/Berlin",
            ("2026-10-24T22:01", "2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T22:59"),
        ),
        ("Australia/Lord_Howe", ("2026-04-04T13:10", "2026-04-04T15:10", "2026-04-05T13:20")),
    ],
)
def test_a_day_of_23_or_25_hours_is_one_day(
    store: Store, wall: Wall, zone: str, moments: tuple[str, ...]
) -> None:
    made = []
    days = set()
    for moment in moments:
        days.add(wall.hang(zone, datetime.fromisoformat(moment).replace(tzinfo=UTC)))
        made.append(check_ins.check_in(store, kind="today"))
    (day,) = days
    assert [row.id for row in said.day(store, day)] == made
    assert (
        said.day(store, day - timedelta(days=1)) == said.day(store, day + timedelta(days=1)) == ()
    )


@once
@given(day=DAYS, away=st.integers(-400, 400))
def test_what_has_a_day_comes_up_from_that_day_on_and_not_before(
    store: Store, day: date, away: int
) -> None:
    run = begun(store, day)
    today = day + timedelta(days=away)
    found = [one.ref for one in queries.due(store, today)]
    assert found == ([Ref("run", run)] if today >= day else [])
    told = words.from_day(day, today)
    assert (told == "") == (today <= day)
    assert REPROACH.search(told) is None
    with store.edit("Away") as session:
        session.delete(session.get_one(Run, run))


def test_the_page_turns_with_the_clock_and_never_reproaches(
    store: Store, open_page: OpenPage, wall: Wall
) -> None:
    evening = datetime(2026, 10, 24, 21, 30, tzinfo=UTC)  # 23:30 in Berlin
    day = wall.hang("Europe/Berlin", evening)
    check_ins.check_in(store, kind="today", body="a long day")
    begun(store, day + timedelta(days=1))
    page = open_page()
    assert "a long day" in seen(page) and not page.up.isVisible()
    wall.hang("Europe/Berlin", evening + timedelta(minutes=31))
    page._look_at_the_day()
    assert page.card.asking.isVisible() and page.up.isVisible()  # another day, asked anew
    assert "from" not in seen(page.up)
    wall.hang("America/Los_Angeles", evening + timedelta(minutes=32))  # the day before, once more
    page._look_at_the_day()
    assert "a long day" in seen(page) and not page.up.isVisible()
    wall.hang("Europe/Berlin", evening - timedelta(days=400))  # the clock was set back
    page._look_at_the_day()
    assert page.card.asking.isVisible()
    wall.hang("Europe/Berlin", evening + timedelta(days=400))
    page._look_at_the_day()
    assert page.up.isVisible() and REPROACH.findall(seen(page)) == []


@pytest.mark.parametrize(
    ("minutes", "there"), [(0, True), (59, True), (61, False), (-30, False), (60 * 24 * 3, False)]
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Kiritimati"])
def test_one_is_where_one_was_for_an_hour_by_any_clock(
    store: Store, wall: Wall, minutes: int, there: bool, zone: str
) -> None:
    left = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)  # ten minutes later it is 02:00 once more
    wall.hang("Europe/Berlin", left)
    store.set_state(last_place.HERE, ["help", None, ""])
    store.set_state(last_place.LEFT, left.isoformat())
    wall.hang(zone, left + timedelta(minutes=minutes))
    assert last_place.to_stand_at(store) == (Ref("help", None, "") if there else None)
    assert last_place.way_back(store) == Ref("help", None, "")
