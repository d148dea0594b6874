"""Days, as the reader's own language writes them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale


def day(when: datetime, *, short: bool = False) -> str:
    """The day of ``when``, on the clock it was written by."""
    date = QDate(when.year, when.month, when.day)
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().toString(date, form)
