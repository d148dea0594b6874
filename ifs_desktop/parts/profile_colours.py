"""A part's colour: its role's own, or one of a few that can be seen on paper and in the dark."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import portrait, theme
from ifs_desktop.ui.widgets import FlowLayout

# Each keeps 3:1 to the page and to cards in both themes.
COLOURS = (
    "#5a83bd",
    "#3f8d92",
    "#5b8f5e",
    "#84863f",
    "#a9802a",
    "#c4703c",
    "#c2605c",
    "#b9628f",
    "#8f70bd",
    "#96745a",
    "#7c8590",
)


def colour_name(colour: str | None) -> str:
    """What a colour of the palette is called."""
    say = QCoreApplication.translate
    if colour is None:
        return say("Colours", "The colour of its role")
    names = (
        say("Colours", "Blue"),
        say("Colours", "Teal"),
        say("Colours", "Green"),
        say("Colours", "Moss"),
        say("Colours", "Gold"),
        say("Colours", "Orange"),
        say("Colours", "Red"),
        say("Colours", "Rose"),
        say("Colours", "Violet"),
        say("Colours", "Brown"),
        say("Colours", "Grey"),
    )
    return names[COLOURS.index(colour)]


class Swatch(QAbstractButton):
    """A part as it looks, or would look; one that rests is drawn quietly."""

    def __init__(self, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side
        self._card: PartCard | None = None
        self.setFixedSize(side, side)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_card(self, card: PartCard) -> None:
        """Draw this part."""
        self._card = card
        self.update()

    def card(self) -> PartCard | None:
        """Who is drawn."""
        return self._card

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(room, 10, 10)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room, 10, 10)
        if self._card is not None:
            inset = self._side * 0.14
            painter.setOpacity(0.5 if self._card.resting else 1)
            portrait.paint(painter, room.adjusted(inset, inset, -inset, -inset), self._card)
        painter.end()


class Colours(QWidget):
    """The palette, drawn in the part's own shape."""

    chosen = Signal(object)  # "#rrggbb" or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour"))
        flow = FlowLayout(self, gap=theme.px(2), line_gap=theme.px(2))
        self.choices: list[Swatch] = []
        for colour in (None, *COLOURS):
            button = Swatch(theme.px(36), self)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAccessibleName(colour_name(colour))
            button.setToolTip(colour_name(colour))
            button.setProperty("colour", colour or "")
            button.clicked.connect(self._pressed)
            flow.addWidget(button)
            self.choices.append(button)

    def show_card(self, card: PartCard) -> None:
        """Draw the part's shape, and mark its colour."""
        plain = replace(card, emoji=None, portrait=None, resting=False)
        for button in self.choices:
            own = str(button.property("colour"))
            button.show_card(replace(plain, colour=own or None))
            button.setChecked(own == (card.colour or "").lower())

    @Slot()
    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("colour")) or None)
