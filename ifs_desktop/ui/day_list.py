"""A list of short texts by day: an icon and a word for the kind, and where they stood."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ifs_desktop.ui import icons, theme, tip
from ifs_desktop.ui.days import clock, day_name

LineRole = int(Qt.ItemDataRole.UserRole)
DayRole = LineRole + 1  # the day's name over the first line of a day, else ""
MIME = "application/x-ifs-lines"  # carries nothing: what is dragged is what is selected
PAGE = 200  # lines asked for at a time

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_GAP, _SIDE, _ICON = 4, 12, 18


@dataclass(frozen=True, slots=True)
class Line:
    """One text. ``key`` tells it from every other line."""

    key: Hashable
    when: datetime
    icon: str
    kind: str
    text: str
    where: str = ""


class Lines(QAbstractListModel):
    """The lines as far as they were asked for, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip.plain(line.text[:600])
        if role == DayRole:
            return self._day(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (line.kind, line.text, line.where, day_name(line.when.date(), _today()))
            return ", ".join(words for words in said if words)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, _indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, b"1")
        return data

    def show(self, lines: Sequence[Line]) -> None:
        """Bring the list to these lines; those at both ends that are the same stay as they are."""
        old, new = self.lines, tuple(lines)
        shorter = min(len(old), len(new))
        head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
        rest = shorter - head
        tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
        if len(old) > head + tail:
            self.beginRemoveRows(_NOWHERE, head, len(old) - tail - 1)
            self.lines = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if len(new) > head + tail:
            self.beginInsertRows(_NOWHERE, head, len(new) - tail - 1)
            self.lines = new
            self.endInsertRows()

    def _day(self, row: int) -> str:
        day = self.lines[row].when.date()
        if row and self.lines[row - 1].when.date() == day:
            return ""
        return day_name(day, _today())


class DayList(QListView):
    """Several lines can be chosen. ``entered`` comes with Enter and with a double click."""

    entered = Signal()
    chosen = Signal()  # what is chosen has changed
    more_requested = Signal()  # the end is near, and there are others after it

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = Lines(self)
        self._more = False
        self.setAccessibleName(name)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(self._model)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._entered)
        self.selectionModel().selectionChanged.connect(self._chosen)

    def lines(self) -> tuple[Line, ...]:
        """Everything shown, the newest first."""
        return self._model.lines

    def selected(self) -> list[Line]:
        """The chosen lines, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.lines[row] for row in rows]

    def show_lines(self, lines: Sequence[Line], *, more: bool = False) -> None:
        """Bring the list up to date. Where all that was chosen is gone, what came after it is.

        ``more`` says that there are others after these.
        """
        chosen = [index.row() for index in self.selectionModel().selectedRows()]
        self._model.show(lines)
        self._more = more
        if chosen and lines and not self.selected():
            self._go_to(min(min(chosen), len(lines) - 1))

    def choose(self, wanted: Callable[[Line], bool]) -> bool:
        """Choose these lines alone, if they are shown."""
        model, flag = self.selectionModel(), QItemSelectionModel.SelectionFlag.Select
        rows = [row for row, line in enumerate(self._model.lines) if wanted(line)]
        if rows:
            self._go_to(rows[0])
        for row in rows[1:]:
            model.select(self._model.index(row), flag)
        return bool(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.selected():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key stands on a line, and can go on with it."""
        super().focusInEvent(event)
        by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        if self.currentIndex().isValid() and not self.selected() and not by_mouse:
            self._go_to(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._painter.forget()
            self.scheduleDelayedItemsLayout()

    def _scrolled(self, far: int) -> None:
        bar = self.verticalScrollBar()
        if self._more and 0 < bar.maximum() <= far + self.viewport().height():
            self._more = False
            self.more_requested.emit()

    def _go_to(self, row: int) -> None:
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._model.index(row), choose)

    def _entered(self) -> None:
        self.entered.emit()

    def _chosen(self) -> None:
        self.chosen.emit()


class _Painter(QStyledItemDelegate):
    """The day where one begins; the icon, at most two lines of words, and a quiet line below."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self._lines: dict[tuple[str, int], list[str]] = {}

    def forget(self) -> None:
        """The font may have changed."""
        self._lines.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line: Line = index.data(LineRole)
        room = self._viewport.width() - theme.px(2 * _SIDE + _ICON + 12)
        lines = len(self._in_lines(line.text, room))
        words = lines * _tall(theme.font(15)) + _tall(theme.font(12))
        return QSize(1, self._head(index) + words + theme.px(2 * 9 + 2 + _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, box = self._head(index), option.rect
        if head:
            day = box.adjusted(theme.px(_SIDE), 0, -theme.px(_SIDE), 0)
            day.setHeight(head - theme.px(4))
            bottom = Qt.AlignmentFlag.AlignBottom
            self._words(
                painter, day, index.data(DayRole), theme.font(13, bold=True), "secondary", bottom
            )
        box = box.adjusted(0, head, 0, -theme.px(_GAP))
        self._paint_ground(painter, QRectF(box), option)
        self._paint_line(painter, box, index.data(LineRole))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        state, flag = option.state, QStyle.StateFlag
        ground = theme.colour("raised")
        if state & flag.State_Selected:
            ground = theme.colour("accent_soft")
        elif state & flag.State_MouseOver:
            ground = theme.colour("hover")
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("line"), 1))
        if state & flag.State_Selected:
            painter.setPen(QPen(theme.colour("accent"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if state & flag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_line(self, painter: QPainter, box: QRect, line: Line) -> None:
        words = box.adjusted(
            theme.px(_SIDE + _ICON + 12), theme.px(9), -theme.px(_SIDE), -theme.px(9)
        )
        direction, font = self._viewport.layoutDirection(), theme.font(15)
        icon = QRect(box.left() + theme.px(_SIDE), words.top(), theme.px(_ICON), theme.px(_ICON))
        icon.moveTop(words.top() + (_tall(font) - icon.height()) // 2)
        icons.paint(painter, QRectF(QStyle.visualRect(direction, box, icon)), line.icon)
        words = QStyle.visualRect(direction, box, words)
        for text in self._in_lines(line.text, words.width()):
            self._words(painter, words, text, font, "ink")
            words = words.adjusted(0, _tall(font), 0, 0)
        said = (line.kind, line.where, clock(line.when))
        below = " · ".join(part for part in said if part)
        self._words(
            painter, words.adjusted(0, theme.px(2), 0, 0), below, theme.font(12), "secondary"
        )

    def _words(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        font: QFont,
        token: str,
        upright: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignTop,
    ) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        align = QStyle.visualAlignment(
            self._viewport.layoutDirection(), Qt.AlignmentFlag.AlignLeft | upright
        )
        painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), shown)

    def _in_lines(self, text: str, width: int) -> list[str]:
        found = self._lines.get((text, width))
        if found is None:
            found = self._lines[text, width] = _two_lines(text, theme.font(15), width)
        return found

    def _head(self, index: Index) -> int:
        if not index.data(DayRole):
            return 0
        return _tall(theme.font(13, bold=True)) + theme.px(8 if index.row() == 0 else 18)


def _two_lines(text: str, font: QFont, width: int) -> list[str]:
    """``text`` in one or two lines; the second is cut where it is painted."""
    text = " ".join(text[:1000].split())
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        layout.endLayout()
        return [text]
    line.setLineWidth(max(width, 1))
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    units = text.encode("utf-16-le")  # as Qt counts
    first = units[: 2 * line.textLength()].decode("utf-16-le", "ignore").rstrip()
    rest = units[2 * line.textLength() :].decode("utf-16-le", "ignore").lstrip()
    return [first, rest] if rest else [first]


def _tall(font: QFont) -> int:
    return QFontMetrics(font).height() + theme.px(2)


def _today() -> Any:
    return datetime.now().astimezone().date()
