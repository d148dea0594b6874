"""What a profile is built of: a title at the side with lines beside it, and words to press."""

from __future__ import annotations

from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.ui import icons, theme, tip
from ifs_desktop.ui.widgets import Card, label

SIDE = 176  # design px of the titles at the side
_PAD = 6  # design px round the words
_FAR = 100  # letters that are looked at for their direction


class Words(QAbstractButton):
    """Words that wrap and can be pressed; a second, quiet line, and a day at the end of it."""

    def __init__(self, text: str, parent: QWidget, *, second: str = "", day: str = "") -> None:
        super().__init__(parent)
        self._tall: dict[tuple[int, int], float] = {}  # a layout asks for some widths in turn
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(text, second=second, day=day)

    def words(self) -> str:
        """The first words."""
        return self._text

    def set_words(self, text: str, *, second: str = "", day: str = "") -> None:
        """Show these."""
        self._text, self._second, self._day = text, second, day
        self._tall.clear()
        self.setAccessibleName(text)
        self.setAccessibleDescription(" · ".join(filter(None, (second, day))))
        self.setToolTip(tip.plain(second) if len(second) > 60 else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = theme.px(280)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), ceil(QFontMetricsF(theme.font(14)).height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        pad = theme.px(_PAD)
        tall = self._first_tall(width - 2 * pad)
        if self._second or self._day:
            metrics = QFontMetricsF(theme.font(12))
            tall += max(metrics.height(), metrics.boundingRect(self._second).height())
            tall += theme.px(1)
        return ceil(tall) + 2 * pad

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("pressed" if self.isDown() else "hover"))
            painter.drawRoundedRect(body, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, 6, 6)
        pad = theme.px(_PAD)
        room = QRectF(self.rect()).adjusted(pad, pad, -pad, -pad)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(14))
        painter.drawText(room, self._text, _wrapped(self._text))
        if self._second or self._day:
            room.setTop(room.top() + self._first_tall(int(room.width())) + theme.px(1))
            self._paint_second(painter, room)
        painter.end()

    def _paint_second(self, painter: QPainter, room: QRectF) -> None:
        font = theme.font(12)
        painter.setFont(font)
        painter.setPen(theme.colour("secondary"))
        # Isolated: "26 November" also where words run from right to left.
        day = f"\u2068{self._day}\u2069" if self._day else ""
        line = " · ".join(filter(None, (day, self._second)))
        shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, shown, _wrapped(self._second or self._text))

    def _first_tall(self, width: int) -> float:
        known = (width, theme.px(100))
        if known not in self._tall:
            self._tall[known] = self._measure(width)
        return self._tall[known]

    def _measure(self, width: int) -> float:
        """As it is painted: lines of another script are taller."""
        tall = 0.0
        for paragraph in self._text.splitlines() or [""]:
            layout = QTextLayout(paragraph, theme.font(14))
            layout.setTextOption(_wrapped(self._text))
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                tall += line.height()
            layout.endLayout()
        return max(tall, QFontMetricsF(theme.font(14)).height())


def _wrapped(text: str) -> QTextOption:
    """Words begin at the side on which their own script begins."""
    option = QTextOption()
    option.setTextDirection(direction(text))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def direction(text: str) -> Qt.LayoutDirection:
    """The direction of the first letter that has one."""
    for sign in text[:_FAR]:
        kind = bidirectional(sign)
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def beginning(widget: QWidget) -> Qt.AlignmentFlag:
    """Where lines begin here, also those in a script that runs the other way."""
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class Group(QWidget):
    """A title at the side and, beside it, a column of lines."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = title
        self._label = label(title, "small", self, wrap=True)
        self._label.setFixedWidth(theme.px(SIDE))
        self._label.setContentsMargins(0, theme.px(5), 0, 0)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(6))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.column, 1)


class Section(Card):
    """A card with a heading."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(n) for n in (20, 16, 18, 18)))
        self.column.setSpacing(theme.px(14))
        self.column.addWidget(label(title, "subheading", self))

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return []

    def focusInEvent(self, event: QFocusEvent) -> None:
        for stop in self.stops():
            if not stop.isHidden():
                stop.setFocus(event.reason())
                return


def link(text: str, parent: QWidget, *, name: str = "") -> QPushButton:
    """A quiet link that is a button."""
    button = QPushButton(text, parent)
    button.setProperty("kind", "link")
    button.setProperty("tone", "plain")
    button.setFont(theme.font(12))
    button.setAccessibleName(name or text)
    return button


def tool(icon: str, name: str, parent: QWidget) -> QPushButton:
    """A small button that shows a line icon."""
    button = QPushButton(parent)
    button.setIcon(icons.icon(icon))
    button.setProperty("kind", "quiet")
    button.setProperty("tone", "icon")
    button.setAccessibleName(name)
    button.setToolTip(tip.plain(name))
    return button


def clear(layout: QLayout) -> None:
    """Let go of everything in a layout of widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
