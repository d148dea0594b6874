"""How a day or a moment is said: Today, Thursday, 3 March, 09:14."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime


def day_name(day: date, today: date) -> str:
    """ "Today", "Yesterday", a weekday within the last week, or the date."""
    ago = (today - day).days
    if ago == 0:
        return QCoreApplication.translate("Days", "Today")
    if ago == 1:
        return QCoreApplication.translate("Days", "Yesterday")
    locale, shown = QLocale(), QDate(day.year, day.month, day.day)
    if 1 < ago < 7:
        return locale.toString(shown, "dddd")
    return locale.toString(shown, "d MMMM" if day.year == today.year else "d MMMM yyyy")


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
