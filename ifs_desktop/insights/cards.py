"""The cards of the page: a picture with its table, or words to read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.insights.chart import Chart
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, Chip, FlowLayout, label

_SHORT = 18  # letters: a column of such words takes no more room than they need
_EDGES = (28, 20)  # design px around the words of a cell, in all (see style.qss)
_TALLEST = 340  # a table before it scrolls, design px
_TABLE = str(QT_TRANSLATE_NOOP("InsightCard", "As a table"))


class InsightCard(Card):
    """A heading, a quiet line under it, and what is put in below."""

    open_requested = Signal(object)  # Ref

    def __init__(self, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._foot: QHBoxLayout | None = None  # of a card with a picture
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 18)))
        self.column.setSpacing(theme.px(6))
        self.column.addWidget(label(title, "heading", self, wrap=True))
        if hint:
            self.column.addWidget(label(hint, "small", self, wrap=True))

    def add_text(self, text: str) -> None:
        """Words to read again."""
        self.column.addSpacing(theme.px(6))
        words = _typed(text, "reading", self)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(words)

    def add_words(
        self, text: str, under: str, ref: Ref, chips: Sequence[tuple[PartCard, str]] = ()
    ) -> None:
        """Words to read again, the line under them, and a way to where they stand."""
        self.add_text(text)
        if chips:
            held = QWidget(self)
            flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
            for part, said in chips:
                flow.addWidget(self._chip(part, f"{part.name}: {said}" if said else "", held))
            self.column.addWidget(held)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(_typed(under, "small", self), 1)
        there = QPushButton(self.tr("Go there"), self)
        there.setProperty("kind", "link")
        there.setAccessibleDescription(text[:200])
        there.setProperty("ref", ref)
        there.clicked.connect(self._go)
        row.addWidget(there, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def add_part(self, part: PartCard) -> None:
        """Whom the following words are about."""
        self.column.addSpacing(theme.px(8))
        self.column.addWidget(self._chip(part, "", self), 0, Qt.AlignmentFlag.AlignLeft)

    def add_more(self, pressed: Callable[[], None]) -> None:
        """A way to the earlier ones."""
        more = QPushButton(self.tr("Show earlier ones"), self)
        more.setProperty("kind", "link")
        more.setAccessibleDescription(self.accessibleName())
        more.clicked.connect(pressed)
        self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def add_verb(self, text: str, about: str, pressed: Callable[[], None]) -> None:
        """Something that can be done with what is shown, at the foot."""
        button = QPushButton(text, self)
        button.setProperty("kind", "link")
        button.setAccessibleDescription(about)
        button.clicked.connect(pressed)
        if self._foot is None:
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignTrailing)
        else:
            self._foot.addWidget(button)

    def _chip(self, part: PartCard, words: str, parent: QWidget) -> Chip:
        chip = Chip(words or part.name, parent, look=part)
        chip.setProperty("ref", Ref("profile", part.id))
        chip.clicked.connect(self._go)
        return chip

    def _go(self) -> None:
        self.open_requested.emit(self.sender().property("ref"))


def _typed(text: str, kind: str, parent: QWidget) -> QLabel:
    """What somebody typed: a word wider than the card does not widen it."""
    made = label(text, kind, parent, wrap=True)
    policy = made.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    made.setSizePolicy(policy)
    return made


class ChartCard(InsightCard):
    """A picture, what is pointed at in it, whose line is which, and the same as a table."""

    def __init__(self, title: str, hint: str, chart: Chart, parent: QWidget) -> None:
        super().__init__(title, hint, parent)
        self.chart = chart
        chart.setParent(self)
        chart.pointed.connect(self._point)
        chart.open_requested.connect(self.open_requested)
        self._choices = QWidget(self)
        self._choosing = FlowLayout(self._choices, gap=theme.px(6), line_gap=theme.px(6))
        self._choices.hide()
        self.column.addWidget(self._choices)
        self.column.addWidget(chart)
        self.said = _typed("", "small", self)
        self.said.setMinimumHeight(self.said.fontMetrics().height())
        self.column.addWidget(self.said)
        self._legend = QWidget(self)
        self._keys = FlowLayout(self._legend, gap=theme.px(6), line_gap=theme.px(6))
        self._legend.hide()
        self.column.addWidget(self._legend)
        self.as_table = QPushButton(QCoreApplication.translate("InsightCard", _TABLE), self)
        self.as_table.setProperty("kind", "link")
        self.as_table.setCheckable(True)
        self.as_table.setAccessibleDescription(title)
        self.as_table.toggled.connect(self._show_table)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.as_table)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.table = _Table(title, self)
        self.table.hide()
        self.table.activated.connect(self._open_row)
        self._refs: list[Ref] = []
        self._rows: tuple[Sequence[str], Sequence[Sequence[str]]] = ((), ())
        self.column.addWidget(self.table)

    def choose_from(self, names: Sequence[str], at: int, pressed: Callable[[], None]) -> None:
        """Chips to choose by; ``pressed`` finds the number as the sender's property "choice"."""
        self._choosing.clear()
        for number, name in enumerate(names):
            chip = Chip(name, self._choices, checkable=True)
            chip.setChecked(number == at)
            chip.setProperty("choice", number)
            chip.clicked.connect(pressed)
            self._choosing.addWidget(chip)
        self._choices.setVisible(len(names) > 1)

    def show_legend(self, parts: Sequence[PartCard]) -> None:
        """Whose shape is which, as chips that lead to their profiles."""
        self._keys.clear()
        for part in parts:
            self._keys.addWidget(self._chip(part, "", self._legend))
        self._legend.setVisible(bool(parts))

    def show_rows(self, head: Sequence[str], rows: Sequence[tuple[Ref, Sequence[str]]]) -> None:
        """The same as the picture, in words."""
        self._refs = [ref for ref, _ in rows]
        self._rows = (head, [words for _, words in rows])
        self._show_table(self.as_table.isChecked())

    def _show_table(self, on: bool) -> None:
        if on:  # filled when it is looked at: that takes longer than the picture
            self.table.show_rows(*self._rows)
        self.table.setVisible(on)

    def _open_row(self, index: object) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._refs):
            self.open_requested.emit(self._refs[row])

    def _point(self, said: str) -> None:
        self.said.setText(said)


class _Table(QTableWidget):
    """Words to be read only, as tall as they are."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._soon = QTimer(self)  # once the header has shared out the room: the words wrap anew
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fit)

    def show_rows(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """One row for each point."""
        self.clear()
        self.setColumnCount(len(head))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(head))
        for at, words in enumerate(rows):
            for column, word in enumerate(words):
                self.setItem(at, column, QTableWidgetItem(word))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)  # a long name hides no other
        for column in range(len(head) - 1):
            if max((len(words[column]) for words in rows), default=0) <= _SHORT:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _fit(self) -> None:
        """Be as tall as the words: Qt's own measure leaves out the style's edges and cuts them."""
        metrics, wraps = self.fontMetrics(), Qt.TextFlag.TextWordWrap
        for row in range(self.rowCount()):
            tall = metrics.height()
            for column in range(self.columnCount()):
                item = self.item(row, column)
                room = QRect(0, 0, max(1, self.columnWidth(column) - theme.px(_EDGES[0])), 0)
                if item is not None:
                    tall = max(tall, metrics.boundingRect(room, wraps, item.text()).height())
            self.setRowHeight(row, tall + theme.px(_EDGES[1]))
        tall = sum(self.rowHeight(row) for row in range(self.rowCount()))
        tall += self.horizontalHeader().sizeHint().height() + theme.px(6)
        self.setFixedHeight(min(tall, theme.px(_TALLEST)))
