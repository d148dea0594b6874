"""How a day or a moment is said: Today, Thursday, 3 March, 09:14."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def short_day(day: date, today: date) -> str:
    """ "23 November", with the year if it is another one."""
    pattern = QCoreApplication.translate("Days", "d MMMM")
    if day.year != today.year:
        pattern = QCoreApplication.translate("Days", "d MMMM yyyy")
    return QLocale().toString(_qt(day), pattern)


def full_day(day: date) -> str:
    """ "Thursday, 3 March 2022", as the reader's own language writes it."""
    return QLocale().toString(_qt(day), QLocale.FormatType.LongFormat)


def day_name(day: date, today: date) -> str:
    """ "Today", "Yesterday", a weekday within the last week, or the date."""
    ago = (today - day).days
    if ago == 0:
        return QCoreApplication.translate("Days", "Today")
    if ago == 1:
        return QCoreApplication.translate("Days", "Yesterday")
    return QLocale().toString(_qt(day), "dddd") if 1 < ago < 7 else short_day(day, today)


def clock(moment: datetime) -> str:
    """ "09:14", as the clock on the wall said it then."""
    time = QTime(moment.hour, moment.minute)
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)


def moment_name(moment: datetime, today: date) -> str:
    """ "09:14" for today, "Thursday, 09:14" for another day."""
    if moment.date() == today:
        return clock(moment)
    words = QCoreApplication.translate("Days", "{day}, {time}")
    return words.format(day=day_name(moment.date(), today), time=clock(moment))


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
