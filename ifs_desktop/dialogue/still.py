"""A list of turns that keeps still what is being read, whatever is loaded or measured around it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from ifs_desktop.dialogue.bubble import TurnDelegate
from ifs_desktop.dialogue.turns import Index, TurnsModel
from ifs_desktop.ui import theme

NEAR_TOP = 400  # design px from the top at which earlier turns are asked for


class StillList(QListView):
    """Stays at the end while it is there, else at what is being read.

    Turns are laid out when they come into view. Until then their heights are guessed; a wrong
    guess moves nothing that is in view.
    """

    earlier_requested = Signal()

    def __init__(self, model: TurnsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._turns = model
        self._delegate = TurnDelegate(model, self)
        self._settling = False
        self._at_end = True
        self._place: tuple[QPersistentModelIndex, int] | None = None
        self.setProperty("kind", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Its room is always kept, so that the column stays where it is.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.setStyleSheet("QScrollBar::handle:disabled { background: transparent; }")
        bar.setEnabled(False)
        bar.setSingleStep(theme.px(24))
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._scrolled)
        # After setModel, so that the view has taken note of the change before.
        model.rowsAboutToBeInserted.connect(self._note_place)
        model.rowsAboutToBeRemoved.connect(self._note_place)
        model.rowsInserted.connect(self._rows_come)
        model.rowsRemoved.connect(self._rows_moved)
        model.dataChanged.connect(self._row_changed)
        model.modelReset.connect(self._begin_at_end)

    def to_end(self) -> None:
        """Show the last turn."""
        self._at_end = True
        self._scroll_to(self.verticalScrollBar().maximum())
        self._settle()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        at_end = self._at_end
        super().resizeEvent(event)
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

    def _settle(self, keep: Index | None = None) -> None:
        """Measure what has come into view; what was guessed wrong moves nothing else."""
        if self._settling or not self._turns.rowCount():
            return
        self._settling = True
        try:
            for _ in range(8):
                anchor = keep if keep is not None else self._anchor()
                if not self._measure_seen():
                    break
                self._keeping(anchor, self.doItemsLayout)
        finally:
            self._settling = False

    def _lay_out_again(self) -> None:
        if not self._settling:
            self._settling = True
            try:
                self._keeping(self._anchor(), self.doItemsLayout)
            finally:
                self._settling = False
        self._settle()

    def _keeping(self, anchor: Index | None, change: Callable[[], None]) -> None:
        top = self.visualRect(anchor).top() if anchor is not None else 0
        at_end = self._at_end
        change()
        bar = self.verticalScrollBar()
        if at_end:
            self._scroll_to(bar.maximum())
        elif anchor is not None:
            self._scroll_to(bar.value() + self.visualRect(anchor).top() - top)
        self._at_end = at_end

    def _scroll_to(self, value: int) -> None:
        settling, self._settling = self._settling, True
        self.verticalScrollBar().setValue(value)
        self._settling = settling

    def _seen(self) -> range:
        first = self.indexAt(QPoint(self.viewport().width() // 2, 0))
        start = max(first.row(), 0)
        height, end = self.viewport().height(), start
        while end < self._turns.rowCount():
            if self.visualRect(self._turns.index(end)).top() >= height:
                break
            end += 1
        return range(start, end)

    def _measure_seen(self) -> bool:
        wrong = [row for row in self._seen() if self._delegate.measure(self._turns.turn(row))]
        return bool(wrong)

    def _anchor(self) -> QModelIndex | None:
        """The first row in view whose height is known, else the first."""
        seen = self._seen()
        known = (row for row in seen if self._delegate.measured(self._turns.turn(row)))
        row = next(known, seen.start)
        return self._turns.index(row) if row < self._turns.rowCount() else None

    def _note_place(self, *_: object) -> None:
        anchor = self._anchor()
        if anchor is None:
            self._place = None
        else:
            self._place = (QPersistentModelIndex(anchor), self.visualRect(anchor).top())

    def _rows_come(self, parent: QModelIndex, first: int, last: int) -> None:
        if last == first:  # one that was said: measured at once, it needs no second look
            self._delegate.measure(self._turns.turn(first))
        self._rows_moved()

    def _rows_moved(self, *_: object) -> None:
        self._settling = True
        at_end, place, self._place = self._at_end, self._place, None
        try:
            self.doItemsLayout()
            if at_end:
                self._scroll_to(self.verticalScrollBar().maximum())
            elif place is not None and place[0].isValid():
                index = self._turns.index(place[0].row())
                moved = self.visualRect(index).top() - place[1]
                self._scroll_to(self.verticalScrollBar().value() + moved)
        finally:
            self._at_end = at_end
            self._settling = False
        self._settle()

    def _row_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        before = self.visualRect(first).height()  # asked first: it may lay out what was pending
        self._delegate.measure(self._turns.turn(first.row()))
        if self.sizeHintForIndex(first).height() != before:
            self._lay_out_again()

    def _scrolled(self, value: int) -> None:
        if not self._settling:
            self._at_end = value >= self.verticalScrollBar().maximum() - 2
        if value < theme.px(NEAR_TOP) and self._turns.earlier and not self._settling:
            self.earlier_requested.emit()

    def _begin_at_end(self) -> None:
        self._at_end = True
        self._lay_out_again()

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
