"""A long list of turns that keeps still what is being read, whatever is measured around it."""

from __future__ import annotations

import time

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ifs_desktop.dialogue.bubble import TurnDelegate
from ifs_desktop.dialogue.heights import Heights
from ifs_desktop.dialogue.turns import Index, TurnsModel
from ifs_desktop.ui import theme

AHEAD = 0.004  # seconds at a time that rows out of sight are measured in
REST = 4  # ms after what is in sight was painted until then
_Hint = QAbstractItemView.ScrollHint


class StillList(QListView):
    """Stays at the end while it is there, else at what is being read.

    Qt's own list asks every row for its height whenever one changes. Here all heights are guessed
    at first, so that the scroll bar spans the whole dialogue at once. Rows are measured when they
    come into view, and a screen around them when there is time; a wrong guess moves nothing that
    is in view.
    """

    def __init__(self, model: TurnsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._turns = model
        self._heights = Heights()
        self._settling = False
        self._at_end = True
        self._place: tuple[QPersistentModelIndex, int] | None = None
        self._stood: list[int] = []
        self._delegate = TurnDelegate(model, self)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._measure_ahead)
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        # On a ground of its own: else all that lies below is painted with every line.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always kept, so that the column stays where it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setStyleSheet("QScrollBar::handle:disabled { background: transparent; }")
        bar.setEnabled(False)
        bar.rangeChanged.connect(self._range_changed)
        # After setModel, so that the view has taken note of the change before.
        model.rowsAboutToBeInserted.connect(self._note_place)
        model.rowsAboutToBeRemoved.connect(self._note_place)
        model.layoutAboutToBeChanged.connect(self._note_order)
        model.rowsInserted.connect(self._rows_come)
        model.rowsRemoved.connect(self._rows_gone)
        model.layoutChanged.connect(self._order_changed)
        model.dataChanged.connect(self._row_changed)
        model.modelReset.connect(self._begin_at_end)

    def to_end(self) -> None:
        """Show the last turn."""
        self._at_end = True
        self._scroll_to(self.verticalScrollBar().maximum())
        self._settle()

    # Where rows are: what Qt's own list would lay out

    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not 0 <= row < len(self._heights):
            return QRect()
        top = self._heights.top(row) - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._heights.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalScrollBar().value()
        if y < 0 or y >= self._heights.total():
            return QModelIndex()
        return self._turns.index(self._heights.row_at(y))

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        row, bar = index.row(), self.verticalScrollBar()
        if not 0 <= row < len(self._heights):
            return
        place = self._place_of(self._anchor())
        if self._measure(range(row, row + 1)):
            self._stay(place)
        by = self._way_to(self.visualRect(index), hint)
        if by:
            self._scroll_to(bar.value() + by)
            self._at_end = bar.value() >= bar.maximum() - 2
            self._settle(index)

    def _way_to(self, rect: QRect, hint: _Hint) -> int:
        """By how many px to scroll until a row is in view."""
        height = self.viewport().height()
        below = rect.bottom() + 1 - height
        if hint == _Hint.PositionAtCenter:
            return rect.top() - max(0, (height - rect.height()) // 2)
        if hint == _Hint.PositionAtTop:
            return rect.top()
        if hint == _Hint.PositionAtBottom:
            return below
        if rect.height() > height:
            return 0 if rect.top() < height and rect.bottom() >= 0 else rect.top()
        return rect.top() if rect.top() < 0 else max(0, below)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        if not len(self._heights):
            return
        offset = self.verticalScrollBar().value()
        first = max(self._heights.row_at(rect.top() + offset), 0)
        last = max(self._heights.row_at(rect.bottom() + offset), first)
        chosen = QItemSelection(self._turns.index(first), self._turns.index(last))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for row in self._seen():
            index = self._turns.index(row)
            if selection.contains(index):
                region = region.united(self.visualRect(index))
        return region

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        rows, move = self._turns.rowCount(), QAbstractItemView.CursorAction
        if not rows:
            return QModelIndex()
        row = max(self.currentIndex().row(), 0)
        if action in (move.MovePageUp, move.MovePageDown):
            by = self.viewport().height() * (1 if action == move.MovePageDown else -1)
            found = self._heights.row_at(max(0, self._heights.top(row) + by))
            row = found if found != row else row + (1 if by > 0 else -1)
        elif action == move.MoveHome:
            row = 0
        elif action == move.MoveEnd:
            row = rows - 1
        elif action in (move.MoveUp, move.MovePrevious):
            row -= 1
        elif action in (move.MoveDown, move.MoveNext):
            row += 1
        return self._turns.index(min(max(row, 0), rows - 1))

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._heights.total() - height))
        bar.setPageStep(height)
        bar.setSingleStep(theme.px(24))
        QAbstractItemView.updateGeometries(self)
        self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state, flag = option.state, QStyle.StateFlag
        current = self.currentIndex().row() if self.hasFocus() else -1
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.colour("background"))
        wanted = event.region()  # in pieces: a line at the end does not touch those in the middle
        for row in self._seen():
            index = self._turns.index(row)
            option.rect = self.visualRect(index)
            if not wanted.intersects(option.rect):
                continue
            option.state = state & ~flag.State_HasFocus
            if self.selectionModel().isSelected(index):
                option.state |= flag.State_Selected
            if row == current:
                option.state |= flag.State_HasFocus
            self._delegate.paint(painter, option, index)
        painter.end()
        if not self._ahead.isActive():
            self._ahead.start(REST)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._ahead.stop()  # what is seen now comes first; its painting begins it anew
        if not self._settling:
            bar = self.verticalScrollBar()
            self._at_end = bar.value() >= bar.maximum() - 2
        self.viewport().scroll(dx, dy)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_end = self._at_end
        QAbstractItemView.resizeEvent(self, event)
        self._at_end = at_end
        if event.oldSize().width() != event.size().width():
            self._lay_out_again()
        elif at_end:
            self._scroll_to(self.verticalScrollBar().maximum())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kind = QEvent.Type
        if event.type() in (kind.StyleChange, kind.PaletteChange, kind.FontChange):
            self._delegate.forget()
            self._lay_out_again()

    # Keeping still

    def _settle(self, keep: Index | None = None) -> None:
        """Measure what has come into view; what was guessed wrong moves nothing else."""
        if self._settling or not len(self._heights):
            return
        self._settling = True
        try:
            for _ in range(8):
                anchor = self._anchor() if keep is None else keep.row()
                place = self._place_of(anchor)
                if not self._measure(self._seen()):
                    break
                self._stay(place)
        finally:
            self._settling = False

    def _lay_out_again(self) -> None:
        """Guess and measure anew: the rows are wider or narrower, or the fonts are others."""
        place = self._place_of(self._anchor())
        self._heights.guess_all(self._delegate.guesses(self._turns.marks()))
        self._stay(place)
        self._settle(self._turns.index(place[0]) if place[0] >= 0 else None)

    def _place_of(self, row: int) -> tuple[int, int]:
        """A row, and how far below the view's top it stands."""
        if row < 0:
            return -1, 0
        return row, self._heights.top(row) - self.verticalScrollBar().value()

    def _stay(self, place: tuple[int, int], *, all_anew: bool = True) -> None:
        """Take in new heights and let a row stand where it stood; or the end, if that is shown."""
        at_end, settling, self._settling = self._at_end, self._settling, True
        if all_anew:
            self.doItemsLayout()
        else:
            self.updateGeometries()
        if at_end:
            self._scroll_to(self.verticalScrollBar().maximum())
        elif 0 <= place[0] < len(self._heights):
            self._scroll_to(self._heights.top(place[0]) - place[1])
        self._at_end, self._settling = at_end, settling

    def _scroll_to(self, value: int) -> None:
        settling, self._settling = self._settling, True
        self.verticalScrollBar().setValue(value)
        self._settling = settling

    def _seen(self, beyond: int = 0) -> range:
        """The rows in view, and in so many px above and below it."""
        if not len(self._heights):
            return range(0)
        top = self.verticalScrollBar().value()
        first = self._heights.row_at(max(0, top - beyond))
        return range(first, self._heights.row_at(top + self.viewport().height() - 1 + beyond) + 1)

    def _measure(self, rows: range, until: float | None = None) -> bool:
        """Measure those that were not; True if one is taller or lower than was held."""
        wrong = False
        for row in rows:
            if not self._heights.known(row):
                wrong = self._heights.measured(row, self._delegate.height(row)) or wrong
                if until is not None and time.perf_counter() > until:
                    break
        return wrong

    def _measure_ahead(self) -> None:
        """Have ready what comes into view next."""
        if self._settling or not self.isVisible():
            return
        rows = self._seen(self.viewport().height())
        if all(map(self._heights.known, rows)):
            return
        place = self._place_of(self._anchor())
        if self._measure(rows, time.perf_counter() + AHEAD):
            self._stay(place)
        self._ahead.start(0)

    def _anchor(self) -> int:
        """The first row in view whose height is known, else the first; at the top, the first."""
        seen = self._seen()
        if not seen or self.verticalScrollBar().value() <= 0:
            return seen.start if seen else -1
        return next((row for row in seen if self._heights.known(row)), seen.start)

    # Following the model

    def _note_place(self, *_: object) -> None:
        row, top = self._place_of(self._anchor())
        self._place = (QPersistentModelIndex(self._turns.index(row)), top) if row >= 0 else None

    def _note_order(self) -> None:
        self._note_place()
        self._stood = [mark.id for mark in self._turns.marks()]

    def _rows_come(self, parent: QModelIndex, first: int, last: int) -> None:
        if last == first:  # one that was said: measured at once, it needs no guess
            self._heights.insert(first, [0])
            self._measure(range(first, first + 1))
            if self._at_end and first == len(self._heights) - 1 > 0:
                self._follow(first)
                return
        else:
            marks = self._turns.marks()[first : last + 1]
            self._heights.insert(first, self._delegate.guesses(marks))
        self._rows_moved()

    def _follow(self, row: int) -> None:
        """One more at the end, which is shown: it alone is drawn, the others move as they are."""
        self._place = None
        self._stay((-1, 0), all_anew=False)
        self._settle()
        self.viewport().update(self.visualRect(self._turns.index(row)))

    def _rows_gone(self, parent: QModelIndex, first: int, last: int) -> None:
        self._heights.remove(first, last)
        self._rows_moved()

    def _order_changed(self) -> None:
        rows = {turn_id: row for row, turn_id in enumerate(self._stood)}
        self._heights.rearrange(rows[mark.id] for mark in self._turns.marks())
        self._stood = []
        self._rows_moved()

    def _rows_moved(self) -> None:
        place, self._place = self._place, None
        row = place[0].row() if place is not None and place[0].isValid() else -1
        self._stay((row, place[1] if place is not None else 0))
        self._settle()

    def _row_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        self._doubt(first.row())

    def _doubt(self, row: int) -> None:
        """A row looks otherwise: measure it again, now if it is in view."""
        self._heights.doubt(row)
        self._settle()
        self.viewport().update()

    def _begin_at_end(self) -> None:
        self._ahead.stop()
        self._at_end = True
        self._heights.guess_all(self._delegate.guesses(self._turns.marks()))
        self._stay((-1, 0))
        self._settle()

    def _range_changed(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)

    def _scroll_within(self, key: int) -> bool:
        """Up and Down first walk through a turn that is taller than the view."""
        rect, view = self.visualRect(self.currentIndex()), self.viewport().rect()
        if rect.height() <= view.height():
            return False
        bar, step = self.verticalScrollBar(), self.verticalScrollBar().singleStep() * 3
        if key == Qt.Key.Key_Down and rect.bottom() > view.bottom():
            bar.setValue(bar.value() + min(step, rect.bottom() - view.bottom()))
        elif key == Qt.Key.Key_Up and rect.top() < view.top():
            bar.setValue(bar.value() - min(step, view.top() - rect.top()))
        else:
            return False
        return True
