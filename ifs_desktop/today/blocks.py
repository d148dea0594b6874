"""The cards of Today: a heading, and below it what waits, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.store import Ref
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card, ElidedLabel, FlowLayout, label


class Block(Card):
    """A card with a heading. It is out of sight while nothing stands in it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
        self._column.setSpacing(theme.px(10))
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.px(12))
        self._title = label(title, "heading", self, wrap=True)
        self._head.addWidget(self._title, 1)
        self._column.addLayout(self._head)
        self.set_title(title)
        self.hide()

    def set_title(self, title: str) -> None:
        """Its heading, by which it is called too."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def add_action(self, words: str, name: str) -> QPushButton:
        """A button beside the heading, for all that stands below it."""
        button = QPushButton(words, self)
        button.setAccessibleName(name)
        self._head.addWidget(button)
        return button

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these in place of those before; each is a child of this card already."""
        had = any(row.isAncestorOf(self.focusWidget() or self) for row in self._rows)
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for row in rows:
            if self._rows:
                self._add(_line(self))
            self._add(row)
        self.setVisible(bool(rows))
        first = self.first()
        if had and first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QPushButton | None:
        """The first button in it."""
        found = [one for row in self._rows for one in row.findChildren(QPushButton)]
        return next(iter(found), None)

    def _add(self, widget: QWidget) -> None:
        self._rows.append(widget)
        self._column.addWidget(widget)
        widget.show()


class Row(QWidget):
    """A sign, what it is about, some words of it, and what can be done at its end or below."""

    def __init__(self, icon: str, title: str, words: str, small: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = " ".join((title or words).split())
        side = QHBoxLayout(self)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.px(12))
        side.addWidget(Sign(icon, self), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(2))
        for text, kind in ((title, "subheading"), (words, ""), (small, "small")):
            if text:
                line = ElidedLabel(text, kind, self)
                line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
                self._column.addWidget(line)
        side.addLayout(self._column, 1)
        self._side = side
        self._heard = " ".join(text for text in (words, small) if text)

    def add_way(self, words: str, named: str, ref: Ref) -> QPushButton:
        """A button at the end of the row that leads to ``ref``; ``named``: "Continue: {title}"."""
        button = QPushButton(words, self)
        button.setAccessibleName(named.format(title=self._title))
        button.setAccessibleDescription(self._heard)
        button.setProperty("ref", ref)
        self._side.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return button

    def add_answers(self, answers: Sequence[tuple[str, str]]) -> list[QPushButton]:
        """Buttons below the words, (name, text); each is one tap."""
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        made = []
        for name, text in answers:
            button = QPushButton(text, held)
            theme.set_kind(button, "choice")
            button.setAccessibleName(f"{text}: {self._title}")
            button.setAccessibleDescription(self._heard)
            button.setProperty("answer", name)
            flow.addWidget(button)
            made.append(button)
        self._column.addSpacing(theme.px(4))
        self._column.addWidget(held)
        return made


class Sign(QWidget):
    """A line icon."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(theme.px(18), theme.px(20))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(18), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(17)
        icons.paint(painter, QRectF(0, theme.px(2), side, side), self._icon, "secondary")
        painter.end()


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("kind", "line")
    return line


def let_go(layout: QLayout, made: list[QWidget]) -> None:
    """Take these out of a layout for good."""
    for widget in made:
        layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
    made.clear()
