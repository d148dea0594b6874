"""The entries as a list model, a stretch at a time, and how a row of it looks."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ifs_desktop.entries import queries
from ifs_desktop.entries.queries import EntryRow
from ifs_desktop.store import Store
from ifs_desktop.ui import days, theme, tip

EntryRole = int(Qt.ItemDataRole.UserRole)
MonthRole = EntryRole + 1  # "November 2026" where a month begins in the list, or ""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EntriesModel(QAbstractListModel):
    """Holds the entries around the place that is looked at; the rest is read when it is near."""

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._rows: list[EntryRow] = []
        self._tag = ""
        self._day: date | None = None
        self._more = self._newer = False  # whether there are earlier ones, and later ones

    def begin(self, *, tag: str = "", around: EntryRow | None = None) -> None:
        """Show entries from the latest on, or those around a place; with a tag, only its own."""
        self.beginResetModel()
        self._tag, self._day = tag, None
        if around is None:
            later: list[EntryRow] = []
            rows = queries.earlier(self._store, tag=tag)
        else:
            later = queries.later(self._store, after=around.order, tag=tag, limit=queries.PAGE // 2)
            rows = queries.earlier(self._store, before=around.order, tag=tag)
            later = [*later, around]
        self._newer = len(later) > queries.PAGE // 2
        self._more = len(rows) == queries.PAGE
        self._rows = [*later, *rows]
        self.endResetModel()

    def begin_day(self, day: date) -> None:
        """Show what stands under this day of other years."""
        self.beginResetModel()
        self._tag, self._day = "", day
        self._more = self._newer = False
        self._rows = queries.on_this_day(self._store, day)
        self.endResetModel()

    def again(self) -> None:
        """Read anew what is shown."""
        if self._day is not None:
            self.begin_day(self._day)
        else:
            self.begin(tag=self._tag, around=self._rows[0] if self._newer else None)

    def row_of(self, entry_id: int | None) -> int | None:
        """Where an entry stands, if it is among those that are held."""
        return next((n for n, row in enumerate(self._rows) if row.id == entry_id), None)

    def at(self, number: int) -> EntryRow:
        """The entry of a row."""
        return self._rows[number]

    def take_up(self, entry_id: int) -> bool:
        """An entry has come, gone or changed; whether it stands elsewhere now."""
        row = queries.row(self._store, entry_id, tag=self._tag)
        at = self.row_of(entry_id)
        if self._day is not None and (at is None or row is None):
            self.begin_day(self._day)
        elif at is not None and row is not None and row.order == self._rows[at].order:
            self._rows[at] = row
            self.dataChanged.emit(self.index(at), self.index(at))
            return False
        else:
            if at is not None:
                self._take_out(at)
            if row is not None:
                self._put_in(row)
        return True

    def fetch_newer(self) -> int:
        """Read the stretch above the first row; how many came."""
        if not self._newer or not self._rows:
            return 0
        found = queries.later(self._store, after=self._rows[0].order, tag=self._tag)
        self._newer = len(found) == queries.PAGE
        if found:
            self.beginInsertRows(_NOWHERE, 0, len(found) - 1)
            self._rows[:0] = found
            self.endInsertRows()
        return len(found)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if not self._more or not self._rows:
            return
        before = self._rows[-1].order
        found = queries.earlier(self._store, before=before, tag=self._tag)
        self._more = len(found) == queries.PAGE
        if found:
            end = len(self._rows)
            self.beginInsertRows(_NOWHERE, end, end + len(found) - 1)
            self._rows += found
            self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == EntryRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or self.tr("No words yet")
        if role == MonthRole:
            return self._month(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip.plain(row.title[:400])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            day, time = days.full_day(row.happened.date()), days.clock(row.happened)
            words = self.tr("{title}, {day}, {time}").format(
                title=row.title or self.tr("No words yet"), day=day, time=time
            )
            return ", ".join((words, *(f"#{tag}" for tag in row.tags)))
        return None

    def _month(self, number: int) -> str:
        day = self._rows[number].happened
        if number:
            above = self._rows[number - 1].happened
            if (above.year, above.month) == (day.year, day.month):
                return ""
        name = QLocale().standaloneMonthName(day.month)
        words = self.tr("{month} {year}")
        return words.format(month=name[:1].upper() + name[1:], year=day.year)

    def _take_out(self, at: int) -> None:
        self.beginRemoveRows(_NOWHERE, at, at)
        del self._rows[at]
        self.endRemoveRows()
        self._look_again(at)

    def _put_in(self, row: EntryRow) -> None:
        at = bisect_left(self._rows, _backwards(row), key=_backwards)
        beyond = at == len(self._rows) and self._more
        if beyond or (at == 0 and self._newer):
            return  # it stands where nothing is held
        self.beginInsertRows(_NOWHERE, at, at)
        self._rows.insert(at, row)
        self.endInsertRows()
        self._look_again(at + 1)

    def _look_again(self, at: int) -> None:
        """A row may begin its month now, or no longer."""
        if at < len(self._rows):
            self.dataChanged.emit(self.index(at), self.index(at))


def _backwards(row: EntryRow) -> tuple[float, int]:
    return -row.happened.timestamp(), -row.id


class EntryDelegate(QStyledItemDelegate):
    """The day at the side, the title, and quietly the time, what follows, and the tags."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self.fit()

    def fit(self) -> None:
        """Take the fonts and heights anew."""
        self._title, self._quiet = theme.font(14, bold=True), theme.font(12)
        self._number, self._name = theme.font(16), theme.font(11)
        self._heading = theme.font(12, bold=True)
        self._line = QFontMetrics(self._title).height() + theme.px(1)
        self._small = QFontMetrics(self._quiet).height() + theme.px(1)
        self._above = QFontMetrics(self._heading).height() + theme.px(18)
        self._pad = theme.px(9)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: EntryRow = index.data(EntryRole)
        tall = self._line + self._small + 2 * self._pad + theme.px(2)
        if row.tags:
            tall += self._small
        if index.data(MonthRole):
            tall += self._above
        return QSize(1, tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: EntryRow = index.data(EntryRole)
        state, flag = option.state, QStyle.StateFlag
        box = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        month = index.data(MonthRole)
        if month:
            painter.setFont(self._heading)
            painter.setPen(theme.colour("secondary"))
            head = QRect(box.left(), box.top(), box.width(), self._above)
            head.adjust(theme.px(10), 0, -theme.px(10), -theme.px(6))
            self._say(painter, head, month, Qt.AlignmentFlag.AlignBottom)
            box.setTop(box.top() + self._above)
        box.adjust(0, 0, 0, -theme.px(2))
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
        quiet = "secondary"
        if state & flag.State_Selected and theme.high_contrast():
            quiet = "ink"
        self._paint_row(painter, box, row, index.data(), quiet)
        painter.restore()

    def _paint_row(
        self, painter: QPainter, box: QRect, row: EntryRow, title: str, quiet: str
    ) -> None:
        words = box.adjusted(theme.px(10), self._pad, -theme.px(10), -self._pad)
        wide = theme.px(34)
        side = QRect(words.left(), words.top(), wide, self._line)
        mirror = self._viewport.layoutDirection()
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._number)
        painter.setPen(theme.colour("ink"))
        day = QLocale().toString(row.happened.day)
        painter.drawText(QStyle.visualRect(mirror, words, side), int(middle), day)
        painter.setFont(self._name)
        painter.setPen(theme.colour(quiet))
        name = QLocale().standaloneDayName(
            row.happened.isoweekday(), QLocale.FormatType.ShortFormat
        )
        side.translate(0, self._line)
        side.setHeight(self._small)
        painter.drawText(QStyle.visualRect(mirror, words, side), int(middle), name)
        left = words.left() + wide + theme.px(10)
        lines = [(self._title, "ink", title, self._line)]
        more = [days.clock(row.happened), row.more[:120]]
        lines.append((self._quiet, quiet, " · ".join(filter(None, more)), self._small))
        if row.tags:
            tags = "  ".join(f"#{tag}" for tag in row.tags)
            lines.append((self._quiet, quiet, tags, self._small))
        top = words.top()
        for font, token, text, tall in lines:
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            at = QRect(left, top, words.right() - left + 1, tall)
            self._say(painter, QStyle.visualRect(mirror, words, at), text)
            top += tall

    def _say(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        vertical: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        align = QStyle.visualAlignment(
            self._viewport.layoutDirection(), Qt.AlignmentFlag.AlignLeft | vertical
        )
        shown = painter.fontMetrics().elidedText(
            text[:400], Qt.TextElideMode.ElideRight, box.width()
        )
        flags = int(align | Qt.AlignmentFlag.AlignAbsolute) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, shown)
