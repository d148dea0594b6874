"""What was found as a list model, and how a row of it looks."""

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
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ifs_desktop.find import marked, words
from ifs_desktop.find.looking import Found
from ifs_desktop.find.looks import LINES, Look
from ifs_desktop.ui import days, glyph, theme

FoundRole = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
NARROWEST = 8  # px in which words are drawn at all
KEPT = 300  # snippets laid out
_NOT_PLAIN = (
    QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_MouseOver
    | QStyle.StateFlag.State_HasFocus
)


class FoundModel(QAbstractListModel):
    """The rows found so far, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Found] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == FoundRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.snippet or title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            # Which words were found is told by colour, weight and a line: the ear has the words.
            said = [words.one(row.kind), title(row), row.where, when(row), row.snippet]
            return ". ".join(dict.fromkeys(piece for piece in said if piece))
        return None

    def row(self, number: int) -> Found:
        """One row."""
        return self._rows[number]

    def where(self, found: Found) -> int | None:
        """Where the same thing stands now."""
        return next((n for n, row in enumerate(self._rows) if row.ref == found.ref), None)

    def show(self, rows: Sequence[Found]) -> None:
        """These rows and no others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[Found]) -> None:
        """More rows below."""
        if rows:
            at = len(self._rows)
            self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()


def title(row: Found) -> str:
    """Who said it, or what it is called."""
    if row.title:
        return row.title
    if row.part is not None:
        return row.part.name
    return glyph.role_name(glyph.SELF) if row.by_self else words.one(row.kind)


def when(row: Found) -> str:
    """The day, and for what was said the time too."""
    today = datetime.now().astimezone().date()
    if row.kind in ("turn", "entry", "impression"):
        return days.moment_name(row.when, today)
    return days.day_name(row.when.date(), today)


class FoundList(QListView):
    """The rows on a ground of their own: else all that lies below is painted with every letter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("background"))
        painter.end()
        super().paintEvent(event)


class FoundRows(QStyledItemDelegate):
    """The sign of who or what it is; its name, where and when; the words with the hits marked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._snippets: dict[tuple[Found, int], marked.Words] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._looks().height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Found = index.data(FoundRole)
        look = self._looks()
        box = option.rect.adjusted(0, 0, 0, -look.gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, box, option.state)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        inner = box.adjusted(look.side, look.above, -look.side, -look.below)
        if not row.snippet:  # the name stands in the middle then
            inner.moveTop(box.center().y() - look.sign // 2 - look.gap // 2)
        sign = QRect(inner.left(), inner.top() + look.gap // 2, look.sign, look.sign)
        text = inner.adjusted(look.sign + look.beside, 0, 0, 0)
        look.paint_sign(painter, _placed(sign, inner, mirrored), row)
        head = QRect(text.left(), text.top(), text.width(), look.line)
        _paint_head(painter, _placed(head, inner, mirrored), row, look, mirrored)
        if row.snippet and text.width() >= NARROWEST:
            body = _placed(text.adjusted(0, look.line + look.gap // 2, 0, 0), inner, mirrored)
            painter.setPen(look.ink)
            self._snippet(row, look, body.width()).draw(painter, QPointF(body.topLeft()))
        painter.restore()

    def _snippet(self, row: Found, look: Look, width: int) -> marked.Words:
        laid = self._snippets.get((row, width))
        if laid is None:
            if len(self._snippets) >= KEPT:
                self._snippets.clear()
            laid = marked.Words(row.snippet, row.marks, look.words, width, LINES)
            self._snippets[row, width] = laid
        return laid

    def _looks(self) -> Look:
        """Fonts, colours and lengths, taken anew where the theme or the text size is another."""
        font, ink = QApplication.font(), theme.colour("ink")
        if self._look is None or self._look.of != font or self._look.ink != ink:
            self._look = Look(font, ink)
            self._snippets.clear()
        return self._look


def _paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    if not state & _NOT_PLAIN:
        return
    flag = QStyle.StateFlag
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


def _paint_head(painter: QPainter, box: QRect, row: Found, look: Look, mirrored: bool) -> None:
    """Name, then kind and where, at the far end when; what is long gives way in that order."""
    moment = when(row)
    far = look.small_metrics.horizontalAdvance(moment) + 2
    near = box.width() - far - look.from_when
    name = title(row)
    where = row.where if row.where != name else ""
    kind = words.one(row.kind)
    beside = " · ".join(word for word in (kind, where) if word and word != name)
    long = look.small_metrics.horizontalAdvance(beside) if beside else 0
    signed = row.part is not None or row.by_self  # else the kind's sign stands before the row
    room = look.from_name + (look.kind + look.from_kind + 2 if signed else 2) if beside else 0
    most = near - min(long, near // 2) - room
    wide = _paint_name(painter, box, row, look, mirrored, most)
    painter.setFont(look.small)
    painter.setPen(look.quiet)
    base = box.top() + (box.height() - look.small_metrics.height()) // 2
    base += look.small_metrics.ascent()
    last = QRect(box.right() + 1 - far, base, far, 0)
    painter.drawText(_placed(last, box, mirrored).topLeft(), moment)
    if not beside:
        return
    left = box.left() + wide + look.from_name
    if signed:
        sign = QRect(left, box.top() + (box.height() - look.kind) // 2, look.kind, look.kind)
        look.paint_kind(painter, _placed(sign, box, mirrored), row)
        left += look.kind + look.from_kind
    rest = box.left() + near - left
    if long > rest:
        beside = look.small_metrics.elidedText(beside, Qt.TextElideMode.ElideRight, rest)
        long = look.small_metrics.horizontalAdvance(beside)
    painter.drawText(_placed(QRect(left, base, long, 0), box, mirrored).topLeft(), beside)


def _paint_name(
    painter: QPainter, box: QRect, row: Found, look: Look, mirrored: bool, most: int
) -> int:
    """Who said it or what it is called, in at most so many px; the px it took."""
    name = title(row)
    painter.setPen(look.ink)
    if row.title and row.title_marks:
        wide = min(marked.wide(name, row.title_marks, look.name), most)
        at = _placed(QRect(box.left(), box.top(), wide, 0), box, mirrored).topLeft()
        if wide >= NARROWEST:
            marked.Words(name, row.title_marks, look.name, wide).draw(painter, QPointF(at))
        return wide
    painter.setFont(look.bold)
    wide = look.bold_metrics.horizontalAdvance(name) + 2
    if wide > most:
        name = look.bold_metrics.elidedText(name, Qt.TextElideMode.ElideRight, most)
        wide = most
    at = _placed(QRect(box.left(), box.top(), wide, 0), box, mirrored).topLeft()
    painter.drawText(at.x(), at.y() + look.bold_metrics.ascent(), name)
    return wide


def _placed(box: QRect, room: QRect, mirrored: bool) -> QRect:
    if not mirrored:
        return box
    return QRect(room.left() + room.right() - box.right(), box.top(), box.width(), box.height())
