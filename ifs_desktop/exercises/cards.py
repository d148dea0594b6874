"""The cards of the library: an exercise, a run that waits, and one that came to its end."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.press import PressCard
from ifs_desktop.ui import days, theme, tip
from ifs_desktop.ui.widgets import Card, ElidedLabel, label


class ExerciseCard(PressCard):
    """One exercise: what it is for, how long it takes, and when it suits."""

    def __init__(self, exercise: Exercise, parent: QWidget) -> None:
        super().__init__(exercise.title, parent)
        self.slug = exercise.slug
        about = " · ".join(filter(None, (exercise.length, exercise.rhythm)))
        level = level_words(exercise.level)
        self.setAccessibleDescription(f"{exercise.purpose} {about}. {level}. {exercise.needs}")
        needs = self.tr("You need: {needs}").format(needs=exercise.needs)
        self.setToolTip(tip.plain(needs))
        self.add(label(exercise.title, "subheading", self, wrap=True))
        self.add(label(exercise.purpose, "subtitle", self, wrap=True))
        self.column.addStretch(1)
        self.column.addSpacing(theme.px(4))
        self.add(label(about, "small", self, wrap=True))
        self.add(label(level, "hint", self, wrap=True))


class WaitingCard(Card):
    """A run to be continued. Whatever day it was meant for, it is never late."""

    resume_requested = Signal(int)  # run
    put_away_requested = Signal(int)  # run

    def __init__(self, run: queries.OpenRun, parent: QWidget) -> None:
        super().__init__(parent)
        self._run = run.id
        self.set_tone("accent")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 14)))
        row.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        title = run.title or run.exercise
        words.addWidget(label(title, "subheading", self, wrap=True))
        if run.about:
            words.addWidget(one_line(run.about, self))
        since = self.tr("Begun on {date}").format(date=days.full_day(run.started))
        when = self._when(run)
        words.addWidget(label(" · ".join(filter(None, (when, since))), "small", self, wrap=True))
        row.addLayout(words, 1)
        away = QPushButton(self.tr("Put away"), self)
        away.setProperty("kind", "quiet")
        away.setAccessibleName(self.tr("Put away: {title}").format(title=title))
        away.setProperty("run", run.id)
        away.clicked.connect(self._put_away)
        on = QPushButton(self.tr("Continue"), self)
        on.setProperty("kind", "primary")
        on.setAccessibleName(self.tr("Continue: {title}").format(title=title))
        on.setAccessibleDescription(" ".join(filter(None, (run.about, when, since))))
        on.setProperty("run", run.id)
        on.clicked.connect(self._resume)
        if not run.title:  # its file is not there: what was written can still be read
            on.setText(self.tr("Read"))
            on.setAccessibleName(self.tr("Read: {title}").format(title=title))
        # The way on comes first for the keyboard, and stands last on the screen.
        row.addWidget(away)
        row.addWidget(on)
        self.buttons = (on, away)

    def _when(self, run: queries.OpenRun) -> str:
        today = datetime.now().astimezone().date()
        if run.due_on is None:
            return ""
        if run.due_on == today:
            return self.tr("For today, if you like")
        if run.due_on < today:
            return self.tr("Whenever you like")
        return self.tr("Comes up on {date}").format(date=days.full_day(run.due_on))

    def _resume(self) -> None:
        self.resume_requested.emit(self._run)

    def _put_away(self) -> None:
        self.put_away_requested.emit(self._run)


class EarlierCard(PressCard):
    """A run that came to its end: when, what it was about, and the alarm in words."""

    def __init__(self, run: queries.EarlierRun, parent: QWidget) -> None:
        day, title = days.full_day(run.started), run.title or run.exercise
        alarm = f"{run.before} → {run.after}" if run.before and run.after else run.before
        super().__init__(f"{title}, {day}", parent, radius=10)
        self.run = run.id
        heard = [run.about]
        if run.before and run.after:
            heard.append(
                self.tr("Before: {before}. Afterwards: {after}.").format(
                    before=run.before, after=run.after
                )
            )
        still_open = ""
        if run.unfinished:
            still_open = self.tr("To be continued: {words}").format(words=run.unfinished)
            heard.append(still_open)
        self.setAccessibleDescription(" ".join(filter(None, heard)))
        self.column.setSpacing(theme.px(2))
        top = QWidget(self)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(ElidedLabel(f"{day} · {title}", "small", top))
        row.addStretch(1)
        row.addWidget(ElidedLabel(alarm, "small", top))
        self.add(top)
        if run.about:
            self.add(one_line(run.about, self))
        if still_open:
            self.add(one_line(still_open, self, "small"))


def level_words(level: str) -> str:
    """On what day an exercise of a level suits."""
    say = QCoreApplication.translate
    if level == "green":
        return say("ExerciseCard", "gentle, for any day")
    if level == "amber":
        return say("ExerciseCard", "for a day when you feel steady")
    return say("ExerciseCard", "deep, best with someone beside you")


def one_line(text: str, parent: QWidget, kind: str = "") -> ElidedLabel:
    """Words that end in three dots where there is no more room."""
    line = ElidedLabel(text, kind, parent)
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return line
