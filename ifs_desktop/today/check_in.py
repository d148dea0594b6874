"""The check-in of a day: it is asked for, or shown in words once it was said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.check_ins import queries
from ifs_desktop.store import Store
from ifs_desktop.today import words
from ifs_desktop.today.asking import Asking
from ifs_desktop.today.blocks import let_go
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Card, label


class CheckInCard(Card):
    """Asks, or shows what was said today; more can be said at any time."""

    turned = Signal()  # from asking to showing or back: the day is looked at anew

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._row: queries.CheckInRow | None = None
        self._asks = False  # asked for, though something was said today
        self._made: list[QWidget] = []  # the lines of what was said
        self.setAccessibleName(self.tr("Check-in"))
        self._title = label("", "heading", self, wrap=True)
        self._hint = label("", "subtitle", self, wrap=True)
        self.asking = Asking(store, self)
        self.asking.finished.connect(self._said)
        self._told = QWidget(self)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self.change = QPushButton(self.tr("Change"), self._told)
        self.again = QPushButton(self.tr("Check in again"), self._told)
        self.change.clicked.connect(self._change)
        self.again.clicked.connect(self.ask)
        self._lay_out()

    def show_day(self, rows: Sequence[queries.CheckInRow]) -> None:
        """What was said on this day, if it is not being said right now."""
        said = [row for row in rows if row.kind == "today"]
        self._row = said[-1] if said else None
        asks = self._row is None or self._asks or self.asking.is_used()
        self.asking.setVisible(asks)
        self._told.setVisible(not asks)
        if asks:
            self._title.setText(self.tr("How is it in here?"))
            self._hint.setText(self.tr("A word is enough, and any of it may stay open."))
        elif self._row is not None:
            self._tell(self._row)
        self._hint.setVisible(bool(self._hint.text()))

    def shown(self) -> int | None:
        """The check-in that stands in the card, to be read or to go on with."""
        return None if self._row is None else self._row.id

    def ask(self) -> None:
        """Ask anew, or go on where one was."""
        self._asks = True
        self.turned.emit()
        self.asking.take_focus()

    def take_focus(self) -> None:
        """Where it can be answered, or what was said be changed."""
        if self.asking.isHidden():
            self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.asking.take_focus()

    def _change(self) -> None:
        self.asking.begin(self._row)
        self.ask()

    def _said(self) -> None:
        self._asks = False
        self.asking.begin(None)
        self.turned.emit()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, row: queries.CheckInRow) -> None:
        let_go(self._lines, self._made)
        self._title.setText(self.tr("Here today"))
        self._hint.setText(days.clock(row.said_at))
        if row.says_nothing:
            self._title.setText(self.tr("Nothing needed today"))
            self._hint.setText(self.tr("That is a complete answer."))
        for name, said in words.lines(row):
            held = QWidget(self._told)
            line = QHBoxLayout(held)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(12))
            head = label(name, "small", held)
            head.setFixedWidth(theme.px(110))
            line.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(said, "", held, wrap=True), 1)
            self._lines.addWidget(held)
            self._made.append(held)
            held.show()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.change)
        foot.addWidget(self.again)
        foot.addStretch(1)
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(theme.px(12))
        told.addLayout(self._lines)
        told.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        column.setSpacing(theme.px(10))
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self.asking)
        column.addWidget(self._told)
