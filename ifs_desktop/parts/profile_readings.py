"""How one feels toward a part, how it feels toward one, its trust in Self: in words, with days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.profile_group import Group, Section, clear, link, tool
from ifs_desktop.parts.profile_trend import Trend, in_words
from ifs_desktop.parts.queries import ReadingCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

LONGEST_WORD = 200
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

    def show_readings(self, part_id: int, readings: Sequence[ReadingCard]) -> None:
        """Show these, the newest first."""
        if part_id != self._part_id:
            for kind in self.kinds.values():
                kind.keep()
            clear(self._lines)
            self.kinds, self._part_id = {}, part_id
        elif tuple(readings) == self._all:
            return
        self._all = tuple(readings)
        for name in profile.READINGS:
            own = [reading for reading in readings if reading.kind == name]
            waits = bool(self._store.draft(draft_place(part_id, name)))
            if own or waits or name in self.kinds:
                self._kind(name).show_readings(own)
            if waits and not self.kinds[name].choosing():
                self.kinds[name].choose(focus=False)
        self.setVisible(any(kind.used() for kind in self.kinds.values()))
        self.arranged.emit()

    def add(self, name: str) -> None:
        """Offer the words of one kind."""
        self.show()
        self._kind(name).choose()
        self.arranged.emit()

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
        self.word.setContentsMargins(theme.px(4), theme.px(3), 0, 0)
        self._day = label("", "small", self)
        self._day.setContentsMargins(theme.px(4), 0, 0, 0)
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


class WordChooser(QWidget):
    """Words to press, and a line for a word of one's own."""

    chosen = Signal(str, object)  # word, level or None
    left = Signal()

    def __init__(self, store: Store, kind: str, place: str, parent: QWidget) -> None:
        super().__init__(parent)
        chips = QWidget(self)
        flow = FlowLayout(chips, gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        for word, level in profile.reading_words(kind):
            chip = Chip(word, chips)
            chip.setProperty("level", level)
            chip.clicked.connect(self._pressed)
            flow.addWidget(chip)
            self.chips.append(chip)
        self.own = QLineEdit(self)
        self.own.setMaxLength(LONGEST_WORD)
        self.own.setPlaceholderText(self.tr("or in your own words"))
        self.own.setAccessibleName(self.tr("In your own words"))
        self.own.returnPressed.connect(self._typed)
        self.draft = LineDraft(self.own, store, place)
        self.keep = QPushButton(self.tr("Keep"), self)
        self.keep.clicked.connect(self._typed)
        self.cancel = QPushButton(self.tr("Not now"), self)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.left)
        self._enable(self.own.text())
        self.own.textChanged.connect(self._enable)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self.own, 1)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), theme.px(6), 0, theme.px(6))
        column.setSpacing(theme.px(8))
        column.addWidget(chips)
        column.addLayout(row)

    def take_focus(self) -> None:
        """To the first word."""
        self.chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [*self.chips, self.own, self.keep, self.cancel]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.chosen.emit(chip.name(), int(chip.property("level")))

    @Slot()
    def _typed(self) -> None:
        if self.own.text().strip():
            self.chosen.emit(self.own.text(), None)

    @Slot(str)
    def _enable(self, text: str) -> None:
        self.keep.setEnabled(bool(text.strip()))


class Earlier(QWidget):
    """Every word with its day, its source, and the way to put it away."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, readings: Sequence[ReadingCard], parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._readings = {reading.id: reading for reading in readings}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), theme.px(4), 0, 0)
        column.setSpacing(theme.px(2))
        for reading in readings:
            row = QHBoxLayout()
            row.setSpacing(theme.px(4))
            words = in_words(reading)
            row.addWidget(label(words, "small", self, wrap=True), 1)
            if reading.source is not None:
                source = link(profile.source_line(reading.source.kind), self)
                source.setAccessibleDescription(words)
                source.setProperty("reading", reading.id)
                source.clicked.connect(self._lead)
                row.addWidget(source)
            away = tool("x", self.tr("Put away"), self)
            away.setAccessibleDescription(words)
            away.setProperty("reading", reading.id)
            away.clicked.connect(self._put_away)
            row.addWidget(away)
            column.addLayout(row)

    @Slot()
    def _lead(self) -> None:
        source = self._readings[int(self.sender().property("reading"))].source
        if source is not None:
            self.open_requested.emit(source)

    @Slot()
    def _put_away(self) -> None:
        edits.put_away_reading(self._store, reading_id=int(self.sender().property("reading")))


def draft_place(part_id: int, kind: str) -> str:
    """Where a word of one's own waits that is half typed."""
    return f"part:{part_id}:reading:{kind}"
