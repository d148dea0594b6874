"""A small month: days on which something was written are marked, and lead there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.ui import days, icons, theme

WEEKS = 6
Marked = Callable[[date, date], frozenset[date]]  # the days with entries, from one day to another


class MonthGrid(QWidget):
    """Arrow keys walk the days, PageUp and PageDown the months, Enter goes there."""

    moved = Signal()  # another day or month is shown
    chosen = Signal(object)  # date

    def __init__(self, marked: Marked, parent: QWidget) -> None:
        super().__init__(parent)
        self._find = marked
        self.today = date.today()
        self.day = self.today  # where the cursor is
        self._marks: frozenset[date] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.look()

    def look(self) -> None:
        """Find out anew which days are marked."""
        self.today = date.today()
        first = self._first()
        self._marks = self._find(first, first + timedelta(days=7 * WEEKS - 1))
        self._tell()
        self.update()

    def go_to(self, day: date) -> None:
        """Put the cursor on a day."""
        month = (self.day.year, self.day.month)
        self.day = min(max(day, date(1, 2, 1)), date(9998, 11, 30))
        if (self.day.year, self.day.month) == month:
            self._tell()
            self.update()
        else:
            self.look()
        self.moved.emit()

    def turn(self, months: int) -> None:
        """Go to another month, to the same day if it has one."""
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(number, 12)
        if 1 < year < 9998:
            last = QDate(year, month + 1, 1).daysInMonth()
            self.go_to(date(year, month + 1, min(self.day.day, last)))

    def is_marked(self, day: date) -> bool:
        """Whether something stands under this day."""
        return day in self._marks

    def sizeHint(self) -> QSize:
        return QSize(theme.px(210), theme.px(22) + WEEKS * theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = -1 if mirrored else 1
        steps = {
            Qt.Key.Key_Left: -side,
            Qt.Key.Key_Right: side,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.go_to(self.day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.day)
        elif key == Qt.Key.Key_Home:
            self.go_to(self.today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position().toPoint())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to(found)
            self.chosen.emit(found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def box(self, day: date) -> QRect:
        """Where a day stands in the grid."""
        number = (day - self._first()).days
        row, column = divmod(number, 7)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            column = 6 - column
        wide, head = self.width() / 7, theme.px(22)
        return QRect(round(column * wide), head + row * theme.px(26), round(wide), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, middle = self._first(), int(Qt.AlignmentFlag.AlignCenter)
        painter.setFont(theme.font(11))
        painter.setPen(theme.colour("hint"))
        locale = QLocale()
        for number in range(7):
            day = first + timedelta(days=number)
            name = locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            box = self.box(day)
            painter.drawText(box.translated(0, theme.px(2) - box.top()), middle, name[:2])
        for number in range(7 * WEEKS):
            self._paint_day(painter, first + timedelta(days=number))
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        box, inside = self.box(day), day.month == self.day.month
        side = min(box.width(), box.height()) - 2
        round_box = QRectF(0, 0, side, side)
        round_box.moveCenter(QRectF(box).center())
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self.day and inside:
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(round_box, 8, 8)
            if self.hasFocus():
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(round_box.adjusted(1, 1, -1, -1), 8, 8)
        elif day == self.today:
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(round_box, 8, 8)
        marked = day in self._marks
        painter.setFont(theme.font(12, bold=marked and inside))
        painter.setPen(theme.colour("ink" if inside and marked else "secondary"))
        if not inside:
            painter.setPen(theme.mix(theme.colour("hint"), theme.colour("surface"), 0.45))
        up = theme.px(2) if marked else 0
        painter.drawText(box.translated(0, -up), int(Qt.AlignmentFlag.AlignCenter), _number(day))
        if marked and inside:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            dot = theme.px(4)
            at = QRectF(0, 0, dot, dot)
            at.moveCenter(QRectF(box).center())
            at.moveBottom(box.bottom() - theme.px(2))
            painter.drawEllipse(at)

    def _first(self) -> date:
        """The day in the grid's first corner."""
        start = self.day.replace(day=1)
        return start - timedelta(days=(start.isoweekday() - QLocale().firstDayOfWeek().value) % 7)

    def _at(self, point: QPoint) -> date | None:
        shown = (self._first() + timedelta(days=number) for number in range(7 * WEEKS))
        return next((day for day in shown if self.box(day).contains(point)), None)

    def _tell(self) -> None:
        """Say the day to a screen reader."""
        words = self.tr("Calendar: {day}").format(day=days.full_day(self.day))
        marked = self.tr("Something is written here. Enter goes there.")
        empty = self.tr("Nothing is written here.")
        self.setAccessibleName(words)
        self.setAccessibleDescription(marked if self.day in self._marks else empty)
        if self.hasFocus() and QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)


class Calendar(QWidget):
    """The month's name between two arrows, over its days."""

    chosen = Signal(object)  # date

    def __init__(self, marked: Marked, parent: QWidget) -> None:
        super().__init__(parent)
        self.grid = MonthGrid(marked, self)
        self.grid.chosen.connect(self.chosen)
        self.grid.moved.connect(self._name)
        self._wanted: bool | None = None  # whether the days are shown; None: where there is room
        self._room = True
        self.month = QPushButton(self)
        self.month.setProperty("kind", "quiet")
        self.month.setAccessibleDescription(self.tr("Shows or hides the days"))
        self.month.setStyleSheet(
            "QPushButton { font-weight: 600; text-align: left; padding-left: 4px; }"
        )
        self.month.clicked.connect(self._fold)
        self.back = self._arrow("arrow-left", self.tr("The month before"))
        self.back.clicked.connect(self._back)
        self.on = self._arrow("arrow-right", self.tr("The month after"))
        self.on.clicked.connect(self._on)
        head = QHBoxLayout()
        head.setSpacing(theme.px(2))
        head.addWidget(self.month, 1)
        head.addWidget(self.back)
        head.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        layout.addLayout(head)
        layout.addWidget(self.grid)
        self._name()
        self._show_days()

    def give_room(self, room: bool) -> None:
        """Whether there is room for the days, if nobody said whether to show them."""
        self._room = room
        self._show_days()

    def _fold(self) -> None:
        self._wanted = self.grid.isHidden()
        self._show_days()

    def _show_days(self) -> None:
        shown = self._room if self._wanted is None else self._wanted
        self.month.setIcon(icons.icon("chevron-down" if shown else "chevron-left"))
        for widget in (self.grid, self.back, self.on):
            widget.setVisible(shown)

    def _arrow(self, icon: str, words: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("tone", "icon")
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _back(self) -> None:
        self.grid.turn(-1)

    def _on(self) -> None:
        self.grid.turn(1)

    def _name(self) -> None:
        day = self.grid.day
        locale = QLocale()
        words = self.tr("{month} {year}")
        name = locale.standaloneMonthName(day.month)
        self.month.setText(words.format(month=name[:1].upper() + name[1:], year=day.year))


def _number(day: date) -> str:
    return QLocale().toString(day.day)
