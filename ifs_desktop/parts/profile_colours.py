"""A part's colour: its role's own, or one of a few that can be seen on paper and in the dark."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import glyph, theme
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


class Portrait(QAbstractButton):
    """The part's shape, or one of a palette; a part that rests is drawn quietly."""

    def __init__(self, side: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._side = side
        self._role, self._colour, self._rests = "not_sure", "", False
        self.setFixedSize(side, side)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_card(self, role: str, colour: str | None, *, rests: bool = False) -> None:
        """Draw this shape."""
        self._role, self._colour, self._rests = role, colour or "", rests
        self.update()

    def colour(self) -> str:
        """The own colour that is drawn, "" for the role's."""
        return self._colour

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
        inset = self._side * 0.14
        painter.setOpacity(0.5 if self._rests else 1)
        colour = QColor(self._colour) if self._colour else None
        glyph.paint(painter, room.adjusted(inset, inset, -inset, -inset), self._role, colour)
        painter.end()


class Colours(QWidget):
    """The palette, drawn in the part's own shape."""

    chosen = Signal(object)  # "#rrggbb" or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Colour"))
        flow = FlowLayout(self, gap=theme.px(2), line_gap=theme.px(2))
        self.choices: list[Portrait] = []
        for colour in (None, *COLOURS):
            button = Portrait(theme.px(36), self)
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
        for button in self.choices:
            own = str(button.property("colour"))
            button.show_card(card.role, own or None)
            button.setChecked(own == (card.colour or "").lower())

    @Slot()
    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("colour")) or None)
