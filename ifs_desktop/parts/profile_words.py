"""Words for a reading: those that are offered, one of one's own, and those noted earlier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.profile_group import link, tool
from ifs_desktop.parts.profile_trend import in_words
from ifs_desktop.parts.queries import ReadingCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

LONGEST_WORD = 200


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
        column.setContentsMargins(theme.px(6), theme.px(6), 0, theme.px(6))
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
        column.setContentsMargins(theme.px(6), theme.px(4), 0, 0)
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
