"""Days and moments as people say them."""

from __future__ import annotations

from datetime import date, datetime

from ifs_desktop.ui import days

TODAY = date(2026, 11, 23)  # a Monday


def test_a_day_of_another_year_says_the_year() -> None:
    assert days.short_day(date(2019, 3, 3), TODAY).endswith("2019")
    assert "2026" not in days.short_day(date(2026, 3, 3), TODAY)
    assert days.day_name(date(2019, 3, 3), TODAY) == days.short_day(date(2019, 3, 3), TODAY)
    assert "2026" in days.full_day(TODAY)


def test_a_day_of_this_week_is_said_by_its_name() -> None:
    assert days.day_name(TODAY, TODAY) == "Today"
    assert days.day_name(date(2026, 11, 22), TODAY) == "Yesterday"
    assert days.day_name(date(2026, 11, 19), TODAY) == "Thursday"
    assert days.day_name(date(2026, 11, 16), TODAY) == days.short_day(date(2026, 11, 16), TODAY)


def test_a_moment_of_today_needs_no_day() -> None:
    noon = datetime(2026, 11, 23, 12, 5)
    assert days.moment_name(noon, TODAY) == days.clock(noon)
    assert days.moment_name(noon, date(2026, 11, 24)) == f"Yesterday, {days.clock(noon)}"
