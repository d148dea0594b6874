"""How Today says what was said, and when something comes up. Nothing is ever late."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from ifs_desktop.check_ins.queries import CheckInRow
from ifs_desktop.parts.profile import isolated
from ifs_desktop.ui import days, scales


def from_day(day: date | None, today: date) -> str:
    """ "from Tuesday" for what came up before today, else nothing."""
    if day is None or day >= today:
        return ""
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Today", "from yesterday")
    words = QCoreApplication.translate("Today", "from {day}")
    return words.format(day=days.day_name(day, today))


def kind_name(kind: str) -> str:
    """What a check-in of a kind is called."""
    say = QCoreApplication.translate
    return {
        "today": say("Today", "Check-in"),
        "activated": say("Today", "I’m activated"),
        "sitting": say("Today", "Sitting"),
        "drill": say("Today", "Fire drill"),
    }[kind]


def came(answer: str | None) -> str:
    """Whether something that was planned happened; empty where nobody said."""
    say = QCoreApplication.translate
    known = {
        "yes": say("Today", "It happened."),
        "partly": say("Today", "Some of it happened."),
        "not_yet": say("Today", "Not yet."),
        "let_go": say("Today", "Let go."),
    }
    return known.get(answer or "", "")


def lines(row: CheckInRow) -> list[tuple[str, str]]:
    """What was said, each with a label; what stayed open is left out."""
    say = QCoreApplication.translate
    here = [
        isolated(one.part.name) + (f" ({isolated(one.words)})" if one.words else "")
        for one in row.present
    ]
    found = [
        (say("Today", "About"), row.about),
        (say("Today", "Here"), ", ".join(here)),
        (say("Today", "Body"), row.body),
        (say("Today", "Room for Self"), scales.room(row.room)),
        (say("Today", "How strong"), alarms(row)),
        (say("Today", "What helped"), row.helped),
        (say("Today", "In words"), row.text),
    ]
    return [(label, words) for label, words in found if words]


def alarms(row: CheckInRow) -> str:
    """How strong it was, and how strong afterwards."""
    before, after = scales.alarm(row.before), scales.alarm(row.after)
    if before and after:
        words = QCoreApplication.translate("Today", "{before}, then {after}")
        return words.format(before=before, after=after)
    return before or after


def in_short(row: CheckInRow) -> str:
    """All of it in a line."""
    if row.says_nothing:
        return QCoreApplication.translate("Today", "Nothing needed")
    return " · ".join(words for _, words in lines(row))
