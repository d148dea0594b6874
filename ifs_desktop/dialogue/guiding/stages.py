"""The six Fs under each other, with a line to note a few words where one stands."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.dialogue.guide import TOWARD, Floor
from ifs_desktop.dialogue.guiding import says
from ifs_desktop.dialogue.guiding.wrapped import StageRow
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock

LONGEST_NOTE = 200
new_visit = count(1).__next__  # one number for each stay in the line


class Stages(QWidget):
    """Any F can be gone to. What is noted is told a second after the first new key."""

    chosen = Signal(str)  # F
    noted = Signal(int, str, str, int)  # part, F, words, visit

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._floor: Floor | None = None
        self._visit = 0
        self._loading = False
        self._below: QWidget | None = None
        self.rows: dict[str, StageRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        for stage, name, question in says.stages():
            row = StageRow(stage, name, question, self)
            row.clicked.connect(self._pressed)
            row.installEventFilter(self)
            self._column.addWidget(row)
            self.rows[stage] = row
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST_NOTE)
        self.line.setPlaceholderText(self.tr("A few words, if you like"))
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.flush)
        self.room = QVBoxLayout()  # for who else is here, under *feel toward*
        self._column.insertLayout(list(self.rows).index(TOWARD) + 1, self.room)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._tell)

    def show_floor(self, floor: Floor, below: QWidget | None) -> None:
        """Show where a target stands; ``below`` stands under its F, instead of the line."""
        was = self._floor
        same = was is not None and (was.part_id, was.stage) == (floor.part_id, floor.stage)
        if not same:
            self.flush()
        self._floor = floor
        for stage, row in self.rows.items():
            row.show_state(floor.note(stage), here=stage == floor.stage)
        self._column.removeWidget(self.line)
        if self._below is not None and self._below is not below:
            self._column.removeWidget(self._below)
            self._below.hide()
            self._below.deleteLater()
        self._below = below
        at = self._column.indexOf(self.rows[floor.stage]) + 1
        self._column.insertWidget(at, self.line if below is None else below)
        self.line.setVisible(below is None and floor.stage != TOWARD)
        if below is not None:
            below.show()
        if below is None:
            self.setTabOrder(self.rows[floor.stage], self.line)
        self.line.setAccessibleName(
            self.tr("A few words: {stage}").format(stage=self.rows[floor.stage].accessibleName())
        )
        if not (same and self._clock.running()) and self.line.text() != floor.note(floor.stage):
            self._loading = True
            self.line.setText(floor.note(floor.stage))
            self._loading = False

    def below(self) -> QWidget | None:
        """What stands under the F where one is, instead of the line."""
        return self._below

    def leave(self) -> None:
        """No target is shown any more."""
        self.flush()
        self._floor = None
        if self._below is not None:
            self._column.removeWidget(self._below)
            self._below.hide()
            self._below.deleteLater()
            self._below = None

    def flush(self) -> None:
        """Tell now what was typed, if it was not told yet."""
        self._clock.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self._visit = new_visit()
        elif watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif isinstance(watched, StageRow) and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._walk(watched, event.key())
        return False

    def _walk(self, row: StageRow, key: int) -> bool:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)
        rows = list(self.rows.values())
        at = rows.index(row) + step
        if step and 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(step)

    def _typed(self, _text: str) -> None:
        if not self._loading:
            self._clock.touch()

    def _tell(self) -> None:
        floor = self._floor
        if floor is not None and self.line.text().strip() != floor.note(floor.stage):
            self.noted.emit(floor.part_id, floor.stage, self.line.text(), self._visit)

    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, StageRow):
            self.chosen.emit(row.stage)
