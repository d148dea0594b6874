"""Backups or other versions as a list model, each with its verdict, and how a row of it looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ifs_desktop.safekeeping import words
from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.ui import icons, theme

KeptRole = int(Qt.ItemDataRole.UserRole)
DetailRole = KeptRole + 1
VerdictRole = KeptRole + 2  # (whether it is whole or None while unknown, the words)

Index = QModelIndex | QPersistentModelIndex
Describe = Callable[[Kept], str]  # the second line of a row
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking one file; None: it is whole."""

    error: BaseException | None = None


class KeptModel(QAbstractListModel):
    """The rows, and what is known of each so far. A verdict holds while size and date do."""

    def __init__(self, describe: Describe, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._describe = describe
        self._today = today
        self._rows: list[Kept] = []
        self._verdicts: dict[Kept, Verdict] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == KeptRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return words.moment(row.saved_at, self._today())
        if role == DetailRole:
            return self._describe(row)
        if role == VerdictRole:
            return self.verdict(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            pattern = self.tr("{moment}. {detail}. {verdict}")
            return pattern.format(
                moment=self.data(index),
                detail=self.data(index, DetailRole),
                verdict=self.verdict(row)[1],
            )
        return None

    def rows(self) -> list[Kept]:
        """What is listed."""
        return list(self._rows)

    def unknown(self) -> Kept | None:
        """The first row that was not checked yet."""
        return next((row for row in self._rows if row not in self._verdicts), None)

    def whole(self, row: Kept) -> bool | None:
        """Whether a row was found to be whole; None while it is not known."""
        verdict = self._verdicts.get(row)
        return None if verdict is None else verdict.error is None

    def show(self, rows: Sequence[Kept]) -> None:
        """List these. Those that were whole stay so; what was not is to be checked again."""
        self.beginResetModel()
        self._rows = list(rows)
        known = set(rows)
        self._verdicts = {
            row: verdict
            for row, verdict in self._verdicts.items()
            if row in known and verdict.error is None
        }
        self.endResetModel()

    def judge(self, row: Kept, verdict: Verdict) -> None:
        """A row was checked."""
        if row in self._rows:
            self._verdicts[row] = verdict
            index = self.index(self._rows.index(row))
            self.dataChanged.emit(index, index)

    def row_of(self, path: Path) -> int | None:
        """Where a file stands."""
        return next((n for n, row in enumerate(self._rows) if row.path == path), None)

    def verdict(self, row: Kept) -> tuple[bool | None, str]:
        """Whether it is whole, None while that is not known, and the words for it."""
        verdict = self._verdicts.get(row)
        if verdict is None:
            return None, words.checking()
        return verdict.error is None, words.verdict(verdict.error)


class KeptDelegate(QStyledItemDelegate):
    """When, and at the end of the line a sign with the verdict; below, what it is."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = QFontMetrics(theme.font(14, bold=True)).height()
        small = QFontMetrics(theme.font(13)).height() + theme.px(2)
        whole, _ = index.data(VerdictRole)
        return QSize(1, lines + small * (2 if whole is False else 1) + theme.px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, flag = option.state, QStyle.StateFlag
        box = option.rect.adjusted(0, theme.px(1), 0, -theme.px(1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & flag.State_Selected)
        if chosen or state & flag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        if state & flag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 8, 8)
        side = theme.px(12)
        self._paint_words(painter, box.adjusted(side, theme.px(8), -side, -theme.px(8)), index)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, index: Index) -> None:
        whole, words_ = index.data(VerdictRole)
        top = QFontMetrics(theme.font(14, bold=True)).height()
        small = QFontMetrics(theme.font(13)).height() + theme.px(2)
        first = QRect(room.left(), room.top(), room.width(), top)
        painter.setPen(theme.colour("ink"))
        self._write(painter, first, index.data(), 14, bold=True)
        second = QRect(room.left(), first.bottom() + theme.px(2), room.width(), small)
        painter.setPen(theme.colour("secondary"))
        if whole is False:  # a whole sentence: it has a line of its own
            self._write(painter, second, index.data(DetailRole), 13)
            third = second.translated(0, small)
            self._sign(painter, third, "alert", "danger")
            painter.setPen(theme.colour("danger"))
            self._write(painter, self._beside_sign(third), words_, 13)
            return
        self._write(painter, second, index.data(DetailRole), 13)
        wide = QFontMetrics(theme.font(13)).horizontalAdvance(words_) + theme.px(22)
        end = self._at_end(first, wide)
        self._sign(painter, end, "check" if whole else "more", "good" if whole else "hint")
        painter.setPen(theme.colour("good" if whole else "secondary"))
        self._write(painter, self._beside_sign(end), words_, 13)

    def _write(
        self, painter: QPainter, box: QRect, text: str, size: int, *, bold: bool = False
    ) -> None:
        painter.setFont(theme.font(size, bold=bold))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        align = QStyle.visualAlignment(self._viewport.layoutDirection(), align)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), shown)

    def _sign(self, painter: QPainter, box: QRect, name: str, token: str) -> None:
        side = theme.px(15)
        sign = QRect(box.left(), box.top() + (box.height() - side) // 2, side, side)
        seen = QStyle.visualRect(self._viewport.layoutDirection(), box, sign)
        icons.paint(painter, QRectF(seen), name, token)

    def _beside_sign(self, box: QRect) -> QRect:
        beside = box.adjusted(theme.px(21), 0, 0, 0)
        return QStyle.visualRect(self._viewport.layoutDirection(), box, beside)

    def _at_end(self, box: QRect, wide: int) -> QRect:
        end = QRect(box.right() - wide + 1, box.top(), wide, box.height())
        return QStyle.visualRect(self._viewport.layoutDirection(), box, end)
