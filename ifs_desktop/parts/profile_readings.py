"""How one feels toward a part, how it feels toward one, its trust in Self: in words, with days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.profile_group import Group, Section, beginning, clear, link
from ifs_desktop.parts.profile_trend import Trend
from ifs_desktop.parts.profile_words import Earlier, WordChooser
from ifs_desktop.parts.queries import ReadingCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import label

EARLIER = 40  # earlier words that are listed at most


class Readings(Section):
    """The three readings of one part; each is shown once it is used or asked for."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Readings", "Between the two of you"), parent)
        self._store = store
        self._part_id = 0
        self._all: tuple[ReadingCard, ...] = ()
        self.kinds: dict[str, KindOfReading] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(14))
        self.column.addLayout(self._lines)
        self.hide()

    def show_readings(
        self, part_id: int, readings: Sequence[ReadingCard], waiting: Collection[str]
    ) -> None:
        """Show these, the newest first; ``waiting`` are the places of words half typed."""
        if part_id != self._part_id:
            for kind in self.kinds.values():
                kind.keep()
            clear(self._lines)
            self.kinds, self._part_id = {}, part_id
        elif tuple(readings) == self._all:
            self._rest()
            return
        self._all = tuple(readings)
        for name in profile.READINGS:
            own = [reading for reading in readings if reading.kind == name]
            waits = draft_place(part_id, name) in waiting
            if own or waits or name in self.kinds:
                self._kind(name).show_readings(own)
            if waits and not self.kinds[name].choosing():
                self.kinds[name].choose(focus=False)
        self._rest()

    def begin(self, name: str) -> None:
        """Offer the words of one kind."""
        self.show()
        self._kind(name).choose()
        self.arranged.emit()

    def reveal(self, reading_id: int) -> QWidget | None:
        """What shows one of them; an earlier one among all of its kind."""
        for kind in self.kinds.values():
            if kind.holds(reading_id):
                return kind.list
        return None

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        shown = [self.kinds[name] for name in profile.READINGS if name in self.kinds]
        return [stop for kind in shown for stop in kind.stops()]

    def _kind(self, name: str) -> KindOfReading:
        found = self.kinds.get(name)
        if found is None:
            found = KindOfReading(self._store, self._part_id, name, self)
            found.open_requested.connect(self.open_requested)
            found.arranged.connect(self._rest)
            before = [
                n for n in profile.READINGS[: profile.READINGS.index(name)] if n in self.kinds
            ]
            self._lines.insertWidget(len(before), found)
            self.kinds[name] = found
        return found

    @Slot()
    def _rest(self) -> None:
        self.setVisible(any(kind.used() for kind in self.kinds.values()))
        self.arranged.emit()


class KindOfReading(Group):
    """The word that holds now, a line of those before, and a way to note another."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(self, store: Store, part_id: int, kind: str, parent: QWidget) -> None:
        super().__init__(profile.reading_title(kind), parent)
        self._store, self._part_id, self.kind = store, part_id, kind
        self._readings: list[ReadingCard] = []
        self._chooser: WordChooser | None = None
        self._earlier: QWidget | None = None
        self.word = label("", "", self, wrap=True)
        self.word.setAlignment(beginning(self))
        self.word.setContentsMargins(theme.px(6), theme.px(4), 0, 0)
        self._day = label("", "small", self)
        self._day.setContentsMargins(theme.px(6), 0, 0, 0)
        self.trend = Trend(self)
        self.note = link(self.tr("Note how it is now"), self)
        self.note.setAccessibleDescription(self.title)
        self.note.clicked.connect(self.choose)
        self.list = link(self.tr("All words"), self)
        self.list.setAccessibleDescription(self.title)
        self.list.setCheckable(True)
        self.list.toggled.connect(self._show_earlier)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.word)
        words.addWidget(self._day)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addWidget(self.trend, 0, Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.setSpacing(theme.px(2))
        below.addWidget(self.note)
        below.addWidget(self.list)
        below.addStretch(1)
        self.column.setSpacing(theme.px(2))
        self.column.addLayout(top)
        self.column.addLayout(below)

    def used(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._readings) or self._chooser is not None

    def choosing(self) -> bool:
        """Whether words are offered."""
        return self._chooser is not None

    def holds(self, reading_id: int) -> bool:
        """Whether it is one of these; one that is not the last is looked up in the list."""
        ids = [reading.id for reading in self._readings]
        if reading_id in ids[1:]:
            self.list.setChecked(True)
        return reading_id in ids

    def keep(self) -> None:
        """Keep a word that is half typed."""
        if self._chooser is not None:
            self._chooser.draft.flush()

    def show_readings(self, readings: list[ReadingCard]) -> None:
        """Show these, the newest first."""
        self._readings = readings
        self.word.setVisible(bool(readings))
        self._day.setVisible(bool(readings))
        self.list.setVisible(bool(readings))
        if readings:
            self.word.setText(readings[0].word)
            self._day.setText(short_day(readings[0].said_at.date(), date.today()))
        self.trend.show_readings(self.title, readings)
        if self._earlier is not None:
            self._show_earlier(False)
            self._show_earlier(bool(readings))
        self.setVisible(self.used())

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        found: list[QWidget] = [self.note, self.list]
        if self._chooser is not None:
            found += self._chooser.stops()
        if self._earlier is not None:
            found += self._earlier.findChildren(QPushButton)
        return found

    @Slot()
    def choose(self, *, focus: bool = True) -> None:
        """Offer the words."""
        if self._chooser is None:
            place = draft_place(self._part_id, self.kind)
            self._chooser = WordChooser(self._store, self.kind, place, self)
            self._chooser.chosen.connect(self._chosen)
            self._chooser.left.connect(self._leave)
            self.column.insertWidget(2, self._chooser)
            self.note.hide()
            self.show()
            self._chooser.show()  # a layout shows it later, and what is not shown takes no focus
            self.arranged.emit()
        if focus:
            self._chooser.take_focus()

    @Slot(str, object)
    def _chosen(self, word: str, level: int | None) -> None:
        self._leave()
        edits.add_reading(
            self._store, part_id=self._part_id, kind=self.kind, word=word, level=level
        )

    @Slot()
    def _leave(self) -> None:
        if self._chooser is None:
            return
        chooser, self._chooser = self._chooser, None
        chooser.draft.forget()
        self.note.show()
        self.setVisible(self.used())
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.removeWidget(chooser)
        chooser.hide()
        chooser.deleteLater()
        self.arranged.emit()

    @Slot(bool)
    def _show_earlier(self, on: bool) -> None:
        if self._earlier is not None:
            self.column.removeWidget(self._earlier)
            self._earlier.hide()
            self._earlier.deleteLater()
            self._earlier = None
        if on:
            self._earlier = Earlier(self._store, self._readings[:EARLIER], self)
            self._earlier.open_requested.connect(self.open_requested)
            self.column.addWidget(self._earlier)
        self.arranged.emit()


def draft_place(part_id: int, kind: str) -> str:
    """Where a word of one's own waits that is half typed."""
    return f"part:{part_id}:reading:{kind}"
