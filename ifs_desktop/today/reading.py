"""One thing that was said or planned, opened on Today to be read."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.check_ins import queries as said
from ifs_desktop.parts.profile import isolated
from ifs_desktop.promises.queries import PromiseCard
from ifs_desktop.today import words
from ifs_desktop.ui import days, theme
from ifs_desktop.ui.widgets import Card, label


class ReadCard(Card):
    """One check-in, kindness or promise, to be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("accent")
        self.row: said.CheckInRow | None = None
        self._title = label("", "subheading", self, wrap=True)
        self._text = label("", "", self, wrap=True)
        self.put_away = QPushButton(self.tr("Put away"), self)
        close = QPushButton(self.tr("Close"), self)
        close.clicked.connect(self.hide)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.put_away, close):
            theme.set_kind(button, "quiet")
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 14, 12, 10)))
        column.setSpacing(theme.px(6))
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addLayout(foot)
        self.hide()

    def show_row(self, row: said.CheckInRow | None, today: date) -> None:
        """Show this one; None: nothing."""
        self.row = row
        self.setVisible(row is not None)
        self.put_away.setVisible(row is not None)
        if row is None:
            self._text.clear()
            return
        title = self.tr("{kind}, {when}").format(
            kind=words.kind_name(row.kind), when=days.moment_name(row.said_at, today)
        )
        self._title.setText(title)
        said_so = [f"{name}: {text}" for name, text in words.lines(row)]
        self._text.setText("\n".join(said_so) or self.tr("Nothing needed"))

    def show_promise(self, one: PromiseCard | None, today: date) -> None:
        """Show what was planned, and what was said of it; None: nothing."""
        self.row = None
        self.setVisible(one is not None)
        self.put_away.hide()
        if one is None:
            return
        title = self.tr("A promise to yourself")
        if one.part is not None:
            title = self.tr("For {name}").format(name=isolated(one.part.name))
        day = days.day_name(one.due_on or one.made.date(), today)
        self._title.setText(self.tr("{kind}, {when}").format(kind=title, when=day))
        self._text.setText("\n".join(filter(None, (one.text, words.came(one.came), one.note))))
