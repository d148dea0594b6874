"""One of the two seats: who sits there, and what was said from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.mediation import says
from ifs_desktop.mediation.queries import Said
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Card, label
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll


class SeatPane(Card):
    """Both are as wide and as tall as each other, whoever says more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Said, ...] | None = None
        self._ring = QColor()  # no ring
        self.set_tone("quiet")
        self.glyph = Portrait(theme.px(44), self)
        self.name = paragraph("", "subheading", self, centred=True)
        self.asked = label(" ", "small", self)
        self.asked.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QWidget(self)
        self._lines = QVBoxLayout(self._words)
        self._lines.setContentsMargins(0, 0, theme.px(4), 0)
        self._lines.setSpacing(theme.px(12))
        self.view = CalmScroll(self._words, self)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (14, 18, 12, 14)))
        column.setSpacing(theme.px(6))
        column.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.name)
        column.addWidget(self.asked)
        column.addSpacing(theme.px(6))
        column.addWidget(self.view, 1)

    def show_seat(self, card: PartCard, said: Sequence[Said], turn: str) -> None:
        """Show who sits here, what it said, and a word where it is its turn, or empty."""
        self.glyph.show_look(card)
        self.name.setText(says.breakable(card.name))
        # The place stays where it is, so that nothing moves when the turn comes.
        self.asked.setText(turn or " ")
        self._ring = QColor()
        if turn:  # in the part's own colour: the accent would look like the keyboard's place
            self._ring = QColor(card.colour) if card.colour else theme.role_colours(card.role)[0]
        self.update()
        self.setAccessibleName(f"{card.name}, {turn}" if turn else card.name)
        self.view.setAccessibleName(self.tr("What {name} said").format(name=card.name))
        if tuple(said) != self._shown:
            self._shown = tuple(said)
            fill_lines(self._lines, said, self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ring.isValid():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._ring, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 13, 13)
            painter.end()


def fill_lines(column: QVBoxLayout, said: Sequence[Said], parent: QWidget) -> None:
    """Put what was said into a column, each under the name of its round."""
    while column.count():
        item = column.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for one in said:
        column.addWidget(Line(one, parent))
    column.addStretch(1)


class Line(QWidget):
    """One thing said, as it was written."""

    def __init__(self, said: Said, parent: QWidget) -> None:
        super().__init__(parent)
        above = says.said_in(said.round)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        if above:
            column.addWidget(label(above, "label", self, wrap=True))
        column.addWidget(quoted(said.text, self))


def quoted(text: str, parent: QWidget) -> QLabel:
    """Words of a person or part; one without spaces does not push its neighbours."""
    shown = paragraph(says.breakable(text), "", parent)
    shown.setFont(theme.font(14))
    shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = shown.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    shown.setSizePolicy(policy)
    return shown
