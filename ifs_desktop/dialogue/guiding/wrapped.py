"""Buttons whose words wrap: an F of the guide with what was noted, and a prompt."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ifs_desktop.ui import theme


class Words:
    """A few words that wrap, also within a long word, in one font and colour."""

    def __init__(self, text: str, font: QFont, token: str, *, ours: bool = False) -> None:
        """``ours``: a sentence of the app, which no name within it turns round."""
        self._layout = QTextLayout(text, font)
        self._token = token
        self._ours = ours

    def fit(self, width: float, direction: Qt.LayoutDirection) -> float:
        """Break the lines at this width; the height they take."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        rtl = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        if self._ours:
            option.setTextDirection(direction)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        top = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        self._layout.endLayout()
        return top

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint the lines as they were fitted last."""
        painter.setPen(theme.colour(self._token))
        self._layout.draw(painter, at)


class WrappedButton(QPushButton):
    """Paints its own words; how tall it is depends on how wide it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}  # by width: a layout asks many times
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def words(self) -> list[Words]:
        """What is said, block under block."""
        raise NotImplementedError

    def insets(self) -> tuple[int, int, int, int]:
        """Px before, above, after and below the words."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            before, above, after, below = self.insets()
            room, direction = width - before - after, self.layoutDirection()
            tall = sum(block.fit(room, direction) for block in self.words())
            self._heights[width] = ceil(above + tall + below)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        wide = self.width() if self.width() > theme.px(80) else theme.px(214)
        return QSize(theme.px(120), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.words_changed()
        super().changeEvent(event)

    def words_changed(self) -> None:
        """What is said is another, or looks another."""
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def paint_words(self, painter: QPainter) -> None:
        """The blocks of words, in their place."""
        before, above, after, _ = self.insets()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = self.width() - before - after
        top = float(above)
        for block in self.words():
            tall = block.fit(room, self.layoutDirection())
            block.draw(painter, QPointF(after if rtl else before, top))
            top += tall

    def paint_ground(self, painter: QPainter, ground: QColor, line: QColor | None) -> None:
        """The rounded card behind the words, with the ring of the focus."""
        pen = QPen(theme.colour("accent"), 2) if self.hasFocus() else None
        if pen is None and line is not None:
            pen = QPen(line, 1)
        if self.isDown():
            ground = theme.colour("pressed")
        elif self.underMouse() and self.isEnabled():
            ground = theme.colour("hover")
        inset = pen.widthF() / 2 if pen is not None else 0.0
        painter.setPen(pen if pen is not None else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(body, theme.px(8), theme.px(8))


class Prompt(WrappedButton):
    """One thing that could be said. Pressed, it stands in the composer."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.prompt = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Put into the box where you write, as Self"))

    def words(self) -> list[Words]:
        return [Words(self.prompt, theme.font(13), "ink", ours=True)]

    def insets(self) -> tuple[int, int, int, int]:
        side, upright = theme.px(11), theme.px(7)
        return side, upright, side, upright

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, theme.colour("raised"), theme.colour("line"))
        self.paint_words(painter)
        painter.end()


class StageRow(WrappedButton):
    """One F: its name, and below it what was noted or a quiet question."""

    def __init__(self, stage: str, name: str, question: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self._name, self._question = name, question
        self._noted = ""
        self._here = False
        self.setText(name)
        self.show_state("", here=False)

    def show_state(self, noted: str, *, here: bool) -> None:
        """What was noted, and whether one stands here."""
        if self.accessibleName() and (noted, here) == (self._noted, self._here):
            return
        self._noted, self._here = noted, here
        self.setAccessibleName(self._name)
        spoken = noted or self._question
        place = self.tr("You are here. {words}") if here else "{words}"
        self.setAccessibleDescription(place.replace("{words}", spoken))
        self.words_changed()

    def words(self) -> list[Words]:
        below = self._noted or self._question
        token = "secondary" if self._noted else "hint"
        return [
            Words(self._name, theme.font(13, bold=True), "ink"),
            Words(below, theme.font(12), token),
        ]

    def insets(self) -> tuple[int, int, int, int]:
        return theme.px(34), theme.px(5), theme.px(8), theme.px(6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = theme.colour("accent_soft")
        clear = theme.colour("surface")
        self.paint_ground(painter, soft if self._here else clear, None)
        self._paint_mark(painter)
        self.paint_words(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        """A ring; where one stands it has a core. It says nothing of what is done."""
        side = theme.px(14)
        left = theme.px(10)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - side
        ring = QRectF(left, theme.px(8), side, side)
        painter.setPen(QPen(theme.colour("accent"), 1.6))
        painter.setBrush(theme.colour("raised"))
        painter.drawEllipse(ring)
        if self._here:
            core = side * 0.24
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(ring.adjusted(core, core, -core, -core))
