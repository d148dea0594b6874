"""The catalogue on the screen: what waits, what there is, and what was written before."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.exercises import queries
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.exercises.press import PressCard
from ifs_desktop.store import Store
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import CalmScroll, Card, ElidedLabel, Notice, label

FIRST_EARLIER = 12  # more are shown when asked for
CARD = 290  # design px: a card of the catalogue is at least this wide
MOST_COLUMNS = 4


class Shelf(QWidget):
    """Made of what the journal holds; nothing is counted, and nothing is ticked off."""

    begin_requested = Signal(str)  # slug
    resume_requested = Signal(int)  # run
    read_requested = Signal(int)  # run
    put_away_requested = Signal(int)  # run

    def __init__(self, store: Store, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._catalogue = catalogue
        self._earlier = FIRST_EARLIER
        self._waiting_buttons: list[QWidget] = []  # as Tab passes them
        self._cards: list[QWidget] = []
        self._scroll = CalmScroll(parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*(theme.px(n) for n in (32, 28, 32, 40)))
        column.setSpacing(theme.px(28))
        self._waiting = _Block(content)
        column.addWidget(self._waiting)
        for section in dict.fromkeys(e.section for e in catalogue.exercises):
            column.addWidget(self._section(section, content))
        if catalogue.faults:
            column.addWidget(_faults(catalogue.faults, content))
        self._before = _Block(content)
        column.addWidget(self._before)
        column.addStretch(1)
        self._scroll.set_content(content)
        self._first: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show what the journal holds now."""
        waiting = queries.open_runs(self._store, self._catalogue)
        self._waiting.clear()
        self._waiting_buttons.clear()
        if waiting:
            self._waiting.add_title(self.tr("To be continued"))
        for run in waiting:
            self._waiting.add(self._waiting_card(run))
        self._waiting.setVisible(bool(waiting))
        earlier = queries.earlier_runs(self._store, self._catalogue, self._earlier + 1)
        self._before.clear()
        if earlier:
            self._before.add_title(self.tr("Earlier"))
        for done in earlier[: self._earlier]:
            self._before.add(self._earlier_card(done))
        if len(earlier) > self._earlier:
            more = QPushButton(self.tr("Show older ones"), self._before)
            more.setProperty("kind", "link")
            more.clicked.connect(self._show_older)
            self._before.add(more, stretch=False)
        self._before.setVisible(bool(earlier))
        self._order()

    def take_focus(self) -> None:
        """The first thing that can be pressed."""
        first = next(iter((*self._waiting_buttons, *self._cards)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _order(self) -> None:
        """Tab goes down the page. What waits was made after the cards that stand below it."""
        earlier = self._before.findChildren(EarlierCard)
        shown = [card for card in earlier if not card.isHidden()]
        for before, after in pairwise((*self._waiting_buttons, *self._cards, *shown)):
            QWidget.setTabOrder(before, after)

    def _section(self, name: str, parent: QWidget) -> QWidget:
        block = _Block(parent)
        hint = self.tr("Go at your own pace. Any of these can be left at any point.")
        block.add_title(name, hint)
        grid = _Grid(block)
        for exercise in self._catalogue.exercises:
            if exercise.section == name:
                card = ExerciseCard(exercise, grid)
                card.clicked.connect(self._begin)
                grid.add(card)
                self._cards.append(card)
        block.add(grid)
        return block

    def _waiting_card(self, run: queries.OpenRun) -> QWidget:
        card = Card(self._waiting)
        card.set_tone("accent")
        row = QHBoxLayout(card)
        row.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 14)))
        row.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(theme.px(3))
        title = run.title or run.exercise
        words.addWidget(label(title, "subheading", card, wrap=True))
        if run.about:
            about = ElidedLabel(run.about, "", card)
            about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            words.addWidget(about)
        since = self.tr("Begun on {date}").format(date=days.full_day(run.started))
        words.addWidget(label(since, "small", card, wrap=True))
        row.addLayout(words, 1)
        away = QPushButton(self.tr("Put away"), card)
        away.setProperty("kind", "quiet")
        away.setAccessibleName(self.tr("Put away: {title}").format(title=title))
        away.setProperty("run", run.id)
        away.clicked.connect(self._put_away)
        on = QPushButton(self.tr("Continue"), card)
        on.setProperty("kind", "primary")
        on.setAccessibleName(self.tr("Continue: {title}").format(title=title))
        on.setAccessibleDescription(f"{run.about} {since}".strip())
        on.setProperty("run", run.id)
        on.clicked.connect(self._resume)
        if not run.title:  # its file is not there: what was written can still be read
            on.setText(self.tr("Read"))
            on.setAccessibleName(self.tr("Read: {title}").format(title=title))
        # The way on comes first for the keyboard, and stands last on the screen.
        row.addWidget(away)
        row.addWidget(on)
        self._waiting_buttons += [on, away]
        return card

    def _earlier_card(self, run: queries.EarlierRun) -> QWidget:
        day = days.full_day(run.started)
        title = run.title or run.exercise
        card = EarlierCard(run, day, title, self._before)
        card.setProperty("run", run.id)
        card.clicked.connect(self._read)
        return card

    def _show_older(self) -> None:
        self._earlier += 40
        self.refresh()

    def _begin(self) -> None:
        card = self.sender()
        if isinstance(card, ExerciseCard):
            self.begin_requested.emit(card.slug)

    def _resume(self) -> None:
        self.resume_requested.emit(int(self.sender().property("run")))

    def _put_away(self) -> None:
        self.put_away_requested.emit(int(self.sender().property("run")))

    def _read(self) -> None:
        self.read_requested.emit(int(self.sender().property("run")))


class ExerciseCard(PressCard):
    """One exercise: what it is for, how long it takes, and when it suits."""

    def __init__(self, exercise: Exercise, parent: QWidget) -> None:
        super().__init__(exercise.title, parent)
        self.slug = exercise.slug
        level = self._level(exercise.level)
        about = " · ".join((exercise.length, level))
        self.setAccessibleDescription(f"{exercise.purpose} {about}. {exercise.needs}")
        self.setToolTip(self.tr("You need: {needs}").format(needs=exercise.needs))
        self.add(label(exercise.title, "subheading", self, wrap=True))
        self.add(label(exercise.purpose, "subtitle", self, wrap=True))
        self.column.addStretch(1)
        self.column.addSpacing(theme.px(4))
        self.add(label(about, "small", self, wrap=True))

    def _level(self, level: str) -> str:
        if level == "green":
            return self.tr("gentle, for any day")
        if level == "amber":
            return self.tr("for a day when you feel steady")
        return self.tr("deep, best with someone beside you")


class EarlierCard(PressCard):
    """A run that came to its end: when, what it was about, and the alarm in words."""

    def __init__(self, run: queries.EarlierRun, day: str, title: str, parent: QWidget) -> None:
        alarm = f"{run.before} → {run.after}" if run.before and run.after else run.before
        super().__init__(f"{title}, {day}", parent, radius=10)
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
        self.add(_one_line(run.about or self.tr("Nothing was written about what set it off"), self))
        if still_open:
            self.add(_one_line(still_open, self, "small"))


def _one_line(text: str, parent: QWidget, kind: str = "") -> ElidedLabel:
    line = ElidedLabel(text, kind, parent)
    line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return line


def _faults(faults: tuple[FaultyExercise, ...], parent: QWidget) -> Notice:
    lead = QCoreApplication.translate("Shelf", "Not shown, because the file has a fault:")
    words = "\n".join(str(fault) for fault in faults)
    return Notice(words, parent, lead=lead, tone="quiet", dismissable=False)


class _Block(QWidget):
    """A heading and what stands under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))

    def add_title(self, title: str, hint: str = "") -> None:
        """A heading, and words beside it where there is room."""
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, theme.px(2))
        row.setSpacing(theme.px(12))
        row.addWidget(label(title, "heading", held), 0, Qt.AlignmentFlag.AlignBaseline)
        words = label(hint, "small", held, wrap=True)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignBaseline)
        self._column.addWidget(held)

    def add(self, widget: QWidget, *, stretch: bool = True) -> None:
        """Something under the heading."""
        side = Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignLeft
        self._column.addWidget(widget, 0, side)

    def clear(self) -> None:
        """Let everything go."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Grid(QWidget):
    """Cards of one width, as many in a row as fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(14))
        self._cards: list[QWidget] = []
        self._columns = 0

    def add(self, card: QWidget) -> None:
        """One more card."""
        self._cards.append(card)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: object) -> None:
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() + theme.px(14)
        columns = max(1, min(MOST_COLUMNS, room // theme.px(CARD + 14)))
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
