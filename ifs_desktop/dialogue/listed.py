"""The dialogues as a list model, the last spoken in first, and how a row of it looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.ui import icons, theme, tip
from ifs_desktop.ui.days import day_name

DialogueRole = int(Qt.ItemDataRole.UserRole)
DayRole = DialogueRole + 1
BelowRole = DialogueRole + 2  # the second line, in words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
KEPT = 5000  # heights of rows


class DialoguesModel(QAbstractListModel):
    """Rows are moved, not rebuilt, so that the open one stays chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[DialogueRow] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == DialogueRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip.plain(self.title(row))
        if role == DayRole:
            return day_name(row.touched.date(), datetime.now().astimezone().date())
        if role == BelowRole:
            return " · ".join(self._below(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([self.title(row), *self._below(row)])
        return None

    def _below(self, row: DialogueRow) -> list[str]:
        words = [day_name(row.touched.date(), datetime.now().astimezone().date())]
        if row.kind == "mediation":
            words.append(self.tr("mediation"))
        if row.waits:
            words.append(self.tr("to be continued"))
        return words

    def title(self, row: DialogueRow) -> str:
        """The title as shown; a dialogue has none before its first words."""
        return row.title or self.tr("New dialogue")

    def row_of(self, dialogue_id: int | None) -> int | None:
        """Where a dialogue stands."""
        return next((n for n, row in enumerate(self._rows) if row.id == dialogue_id), None)

    def show(self, rows: Sequence[DialogueRow]) -> None:
        """Bring the list to these rows."""
        if not self._rows:  # a thousand at once, when the page is made
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        wanted = {row.id for row in rows}
        for n in range(len(self._rows) - 1, -1, -1):
            if self._rows[n].id not in wanted:
                self.beginRemoveRows(_NOWHERE, n, n)
                del self._rows[n]
                self.endRemoveRows()
        for n, row in enumerate(rows):
            if n >= len(self._rows) or self._rows[n] is not row:  # one of a thousand is another
                self._place(n, row)

    def _place(self, n: int, row: DialogueRow) -> None:
        if n < len(self._rows) and self._rows[n].id == row.id:
            if self._rows[n] != row:
                self._rows[n] = row
                self.dataChanged.emit(self.index(n), self.index(n))
            return
        at = self.row_of(row.id)
        if at is None:
            self.beginInsertRows(_NOWHERE, n, n)
            self._rows.insert(n, row)
            self.endInsertRows()
            return
        self.beginMoveRows(_NOWHERE, at, at, _NOWHERE, n)
        del self._rows[at]
        self._rows.insert(n, row)
        self.endMoveRows()
        self.dataChanged.emit(self.index(n), self.index(n))


class DialogueDelegate(QStyledItemDelegate):
    """A title of at most two lines, and the day below it."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self._tall: dict[str, int] = {}  # by title: Qt asks for every row at each change
        self._fits: tuple[int, str] | None = None  # what the heights were measured for

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title: str = index.data()
        return QSize(1, self._tall.get(title) or self.measure(title))

    def fit(self) -> None:
        """Measure anew where fonts or the width are others now."""
        fits = (self._room(), theme.font(14, bold=True).key())
        if fits != self._fits or len(self._tall) >= KEPT:
            self._fits = fits
            self._tall.clear()

    def measure(self, text: str) -> int:
        """The height of a row with this title."""
        tall = self._tall.get(text)
        if tall is None:
            title = theme.font(14, bold=True)
            words = len(_lines(text, title, self._room())) * self._line(title)
            below = QFontMetrics(theme.font(13)).height() + theme.px(26)
            tall = self._tall[text] = words + below
        return tall

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, flag = option.state, QStyle.StateFlag
        box = option.rect.adjusted(0, 0, 0, -theme.px(4))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = None
        if state & flag.State_Selected:
            ground = theme.colour("accent_soft")
        elif state & flag.State_MouseOver:
            ground = theme.colour("hover")
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(box), 8, 8)
        if state & flag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        words = box.adjusted(theme.px(10), theme.px(10), -theme.px(10), -theme.px(10))
        self._paint_words(painter, words, index, bool(state & flag.State_Selected))
        painter.restore()

    def _paint_words(self, painter: QPainter, words: QRect, index: Index, chosen: bool) -> None:
        title, day = theme.font(14, bold=True), theme.font(13)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(self._viewport.layoutDirection(), align)
        flags = int(align) | int(Qt.TextFlag.TextSingleLine)
        painter.setFont(title)
        painter.setPen(theme.colour("ink"))
        tall = self._line(title)
        top = words.top()
        for line in _lines(index.data(), title, words.width()):
            painter.drawText(QRect(words.left(), top, words.width(), tall), flags, line)
            top += tall
        painter.setFont(day)
        painter.setPen(theme.colour("ink" if chosen and theme.high_contrast() else "secondary"))
        below = QRect(words.left(), top + theme.px(2), words.width(), QFontMetrics(day).height())
        if index.data(DialogueRole).waits:
            below = self._paint_mark(painter, below)
        said = QFontMetrics(day).elidedText(
            index.data(BelowRole), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, flags, said)

    def _paint_mark(self, painter: QPainter, line: QRect) -> QRect:
        """A bookmark at the beginning of the line; what is left of it."""
        side = theme.px(13)
        place = QRect(line.left(), line.center().y() - side // 2, side, side)
        direction = self._viewport.layoutDirection()
        icons.paint(
            painter, QRectF(QStyle.visualRect(direction, line, place)), "bookmark", "accent"
        )
        rest = line.adjusted(side + theme.px(5), 0, 0, 0)
        return QStyle.visualRect(direction, line, rest)

    def _line(self, font: QFont) -> int:
        return QFontMetrics(font).height() + theme.px(2)

    def _room(self) -> int:
        return self._viewport.width() - 2 * theme.px(10)


def _lines(text: str, font: QFont, width: int) -> list[str]:
    """``text`` in one or two lines; the second ends in … where it is too long."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    end = line.textLength()
    if end >= len(text.encode("utf-16-le")) // 2:
        return [text]
    # Qt counts in UTF-16 units.
    units = text.encode("utf-16-le")
    first = units[: 2 * end].decode("utf-16-le", "ignore").rstrip()
    rest = units[2 * end :].decode("utf-16-le", "ignore").lstrip()
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
