"""Ground me: a page that brings one back to the room, above whatever else is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.rest.queries import PlaceCard
from ifs_desktop.ui import calm, icons, theme
from ifs_desktop.ui.breath import Breath
from ifs_desktop.ui.widgets import CalmScroll
from ifs_desktop.ui.widgets.labels import paragraph


class Grounding(QDialog):
    """Three ways, one at a time: with the breath, still, or with open eyes and no breathing.

    A fourth, if the writer has built a place to rest: ``place``, in their own words.
    """

    lock_requested = Signal()
    help_requested = Signal()

    def __init__(self, parent: QWidget, place: PlaceCard | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setAccessibleName(self.tr("Ground me"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        side = theme.px(32)
        layout.setContentsMargins(side, theme.px(28), side, theme.px(24))
        layout.setSpacing(theme.px(12))
        layout.addWidget(paragraph(self.tr("You are here"), "title", self, centred=True))
        layout.addWidget(
            paragraph(
                self.tr("Nothing you wrote is lost. Stay as long as you like."),
                "subtitle",
                self,
                centred=True,
            )
        )
        self._ways = QStackedWidget(self)
        layout.addLayout(self._choices())
        layout.addWidget(self._ways, 1)
        layout.addLayout(self._foot())
        room = parent.window().size()
        self.resize(
            min(theme.px(720), max(room.width() - 40, theme.px(420))),
            min(theme.px(640), max(room.height() - 40, theme.px(420))),
        )

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self._group = QButtonGroup(self)
        ways: list[tuple[str, str, QWidget]] = [
            (
                self.tr("With the breath"),
                self.tr("A circle that moves like a slow breath"),
                self._breathing(),
            ),
            (self.tr("Still"), self.tr("Nothing moves and nothing is asked"), self._still()),
            (
                self.tr("Eyes open"),
                self.tr("Look around the room, without breathing exercises"),
                EyesOpen(self),
            ),
        ]
        if self._place is not None:
            place = MyPlace(self._place, self)
            ways.append((self.tr("My place to rest"), self._place.name, place))
        for number, (name, description, page) in enumerate(ways):
            button = QPushButton(name, self)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setAutoDefault(False)
            button.setAccessibleDescription(description)
            theme.set_kind(button, "choice")
            self._group.addButton(button, number)
            self._ways.addWidget(page)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self._ways.setCurrentIndex)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        help_button = QPushButton(self.tr("Help"), self)
        lock_button = QPushButton(self.tr("Lock"), self)
        back = QPushButton(self.tr("Back to where I was"), self)
        icons.beside(help_button, "help")
        icons.beside(lock_button, "lock")
        theme.set_kind(help_button, "quiet")
        theme.set_kind(lock_button, "quiet")
        theme.set_kind(back, "primary")
        for button in (help_button, lock_button):
            button.setAutoDefault(False)
        help_button.clicked.connect(self._help)
        lock_button.clicked.connect(self.lock_requested)
        back.setDefault(True)
        back.clicked.connect(self.accept)
        row.addWidget(help_button)
        row.addWidget(lock_button)
        row.addStretch(1)
        row.addWidget(back)
        back.setFocus()
        return row

    def _help(self) -> None:
        self.accept()
        self.help_requested.emit()

    def _breathing(self) -> QWidget:
        return self._picture(
            True,
            self.tr("Let the breath out be a little longer than the breath in."),
            self.tr("If watching your breath is not welcome today, choose one of the others."),
        )

    def _still(self) -> QWidget:
        return self._picture(
            False,
            self.tr("Let your feet find the floor, and your back what holds it."),
            self.tr("There is nothing to answer and nothing to decide right now."),
        )

    def _picture(self, moving: bool, first: str, second: str) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setSpacing(theme.px(8))
        column.addWidget(Breath(moving, page), 1)
        column.addWidget(paragraph(first, "reading", page, centred=True))
        column.addWidget(paragraph(second, "hint", page, centred=True))
        return page


class MyPlace(QWidget):
    """The place to rest in the words it was built of, over calm land.

    It is filled when it is first shown: Ground me is there within a frame without it.
    """

    def __init__(self, place: PlaceCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._place: PlaceCard | None = place

    def showEvent(self, event: QShowEvent) -> None:
        place, self._place = self._place, None
        if place is not None:
            self._fill(place)
        super().showEvent(event)

    def _fill(self, place: PlaceCard) -> None:
        held = QWidget(self)
        inside = QVBoxLayout(held)
        inside.setContentsMargins(*(theme.px(n) for n in (24, 20, 24, 20)))
        inside.setSpacing(theme.px(10))
        inside.addStretch(1)
        inside.addWidget(paragraph(place.name, "heading", held, centred=True))
        for line in place.lines:
            inside.addWidget(paragraph(line, "reading", held, centred=True))
        inside.addStretch(1)
        scroll = CalmScroll(held, self)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        scroll.setAccessibleName(place.name)
        scroll.setAccessibleDescription("\n".join(place.lines))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()), 14, 14)
        painter.setClipPath(edge)
        calm.paint(painter, QRectF(self.rect()))
        painter.end()


class EyesOpen(QWidget):
    """The five senses, one at a time, at one's own pace."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(10))
        self._steps = self._words()
        self._at = 0
        self._heading = paragraph("", "heading", self, centred=True)
        self._text = paragraph("", "reading", self, centred=True)
        self._more = QPushButton(self)
        self._more.setAutoDefault(False)
        self._more.clicked.connect(self._go_on)
        column.addStretch(1)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addSpacing(theme.px(8))
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._show()

    def _words(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Five things you can see"),
                self.tr("Let your eyes wander. Say each one, aloud or inside."),
            ),
            (
                self.tr("Four things you can touch"),
                self.tr("The chair, your sleeve, something cool. Notice how each one feels."),
            ),
            (
                self.tr("Three things you can hear"),
                self.tr("Near or far away. Quiet counts as well."),
            ),
            (
                self.tr("Two things you can smell"),
                self.tr("Or two smells you like to think of."),
            ),
            (
                self.tr("One kind thing you could do next"),
                self.tr("A glass of water, a window, a step outside. It can be very small."),
            ),
        )

    def _go_on(self) -> None:
        self._at = (self._at + 1) % len(self._steps)
        self._show()

    def _show(self) -> None:
        heading, text = self._steps[self._at]
        self._heading.setText(heading)
        self._text.setText(text)
        last = self._at == len(self._steps) - 1
        self._more.setText(self.tr("Once more from the beginning") if last else self.tr("Go on"))
        self._more.setAccessibleDescription(f"{heading}. {text}")
