"""The list of turns: walking and scrolling it, editing a turn in its place, copying."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from ifs_desktop.dialogue.actions import TURN_ROWS
from ifs_desktop.dialogue.bubble import TurnDelegate
from ifs_desktop.dialogue.clip import copy_plain
from ifs_desktop.dialogue.queries import TurnRow
from ifs_desktop.dialogue.turn_editor import TurnEditor
from ifs_desktop.dialogue.turns import Index, TurnsModel
from ifs_desktop.ui import actions, theme

NEAR_TOP = 400  # design px from the top at which earlier turns are asked for
GLOW = 2200  # ms a turn glows after it was led to


class TurnsView(QListView):
    """Shows a ``TurnsModel``. Stays at the end while it is there, else at what is being read."""

    earlier_requested = Signal()
    edit_requested = Signal(int)  # turn
    put_away_requested = Signal(object)  # list of turns
    left_downwards = Signal()  # back to the composer

    def __init__(self, model: TurnsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._turns = model
        self._delegate = TurnDelegate(self)
        self._settling = False
        self._at_end = True
        self._place: tuple[QPersistentModelIndex, int] | None = None
        self._editor: tuple[int, TurnEditor] | None = None
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(GLOW)
        self._glow.valueChanged.connect(self._glows)
        self._glow.finished.connect(self._glow_ends)
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("What was said"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)  # not while the mouse only drags a selection
        self.verticalScrollBar().setSingleStep(theme.px(24))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(self._asked_to_edit)
        # After setModel, so that the view has taken note of the change before.
        model.rowsAboutToBeInserted.connect(self._note_place)
        model.rowsAboutToBeRemoved.connect(self._rows_go)
        model.rowsInserted.connect(self._rows_moved)
        model.rowsRemoved.connect(self._rows_moved)
        model.dataChanged.connect(self._row_changed)
        model.modelReset.connect(self._begun_anew)
        self.row_actions = actions.build(TURN_ROWS, self)

    # What is seen

    def to_end(self) -> None:
        """Show the last turn."""
        self._at_end = True
        self._lay_out_again()

    def lead_to(self, turn_id: int) -> bool:
        """Bring a turn into view and let it glow softly; False if it is not loaded."""
        row = self._turns.row_of(turn_id)
        if row is None:
            return False
        index = self._turns.index(row)
        self._at_end = False
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._settle(index)
        self._glow.stop()
        self._delegate.glow = (turn_id, 0.0)
        strong = 1.0 if theme.reduced_motion() else 0.0
        self._glow.setKeyValues([(0.0, strong), (0.12, 1.0), (0.6, 1.0), (1.0, strong)])
        self._glow.start()
        return True

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

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._turns.rowCount():
            self._set_current(self._turns.index(self._turns.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_current()
            return
        if key == Qt.Key.Key_Escape:
            self.left_downwards.emit()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._scroll_within(key):
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Home) and self._turns.earlier:
            rect = self.visualRect(self.currentIndex())
            if rect.top() <= theme.px(NEAR_TOP):
                self.earlier_requested.emit()
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.scrollTo(current)
            self._settle(current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            rect = self.visualRect(index).intersected(self.viewport().rect())
            at = self.viewport().mapToGlobal(rect.center())
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self._set_current(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self.row_actions.values()))
        menu.popup(at)

    # Verbs of a turn

    def edit_current(self) -> None:
        """Ask to edit the turn the keys stand on."""
        self._asked_to_edit(self.currentIndex())

    def put_away_selected(self) -> None:
        """Ask to put the selected turns away."""
        chosen = self._chosen()
        if chosen:
            self.put_away_requested.emit([turn.id for turn in chosen])

    def copy_selected(self) -> None:
        """Copy the selected turns as plain text; with their speakers if they are several."""
        chosen = self._chosen()
        if len(chosen) == 1:
            copy_plain(chosen[0].text)
        elif chosen:
            said = (f"{self._turns.speaker(turn)}: {turn.text}" for turn in chosen)
            copy_plain("\n\n".join(said))

    # Editing in place

    def open_editor(self, turn_id: int, words: str, *, focus: bool) -> TurnEditor | None:
        """An editor over a turn, holding ``words``; None if the turn is not loaded."""
        row = self._turns.row_of(turn_id)
        if row is None:
            return None
        turn = self._turns.turn(row)
        editor = TurnEditor(self._turns.speaker(turn), turn.text, words, self.viewport())
        editor.resized.connect(self._editor_grew)
        index = self._turns.index(row)
        self._at_end = False
        self._editor = (turn_id, editor)
        self._set_current(index)
        self._delegate.editing = (turn_id, editor.sizeHint().height())
        self._lay_out_again()
        self.setIndexWidget(index, editor)
        self.scrollTo(index)
        if focus:
            editor.setFocus()
        return editor

    def editor(self) -> tuple[int, TurnEditor] | None:
        """The turn that is being edited, and its editor."""
        return self._editor

    def close_editor(self) -> None:
        """Take the editor away; who wants its words has them by now."""
        if self._editor is None:
            return
        turn_id, editor = self._editor
        focus = self.window().focusWidget()
        had_focus = focus is not None and editor.isAncestorOf(focus)
        self._editor = self._delegate.editing = None
        editor.drop_clock()
        row = self._turns.row_of(turn_id)
        if row is not None:
            self.setIndexWidget(self._turns.index(row), None)  # type: ignore[arg-type]
        if had_focus:
            self.setFocus()
        self._lay_out_again()

    def _editor_grew(self) -> None:
        if self._editor is None:
            return
        turn_id, editor = self._editor
        height = editor.sizeHint().height()
        if self._delegate.editing != (turn_id, height):
            self._delegate.editing = (turn_id, height)
            self._lay_out_again()

    # Keeping still what is being read

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

    def _rows_go(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._editor is not None:
            row = self._turns.row_of(self._editor[0])
            if row is not None and first <= row <= last:
                self._editor[1].flush()  # a turn may go by undo: its new words stay as a draft
                self.close_editor()
        self._note_place()

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
        self._delegate.measure(self._turns.turn(first.row()))
        hint = self.sizeHintForIndex(first).height()
        if hint != self.visualRect(first).height():
            self._lay_out_again()

    def _begun_anew(self) -> None:
        self._editor = self._delegate.editing = None
        self._glow.stop()
        self.to_end()

    def _scrolled(self, value: int) -> None:
        if not self._settling:
            self._at_end = value >= self.verticalScrollBar().maximum() - 2
        if value < theme.px(NEAR_TOP) and self._turns.earlier and not self._settling:
            self.earlier_requested.emit()

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

    # Small things

    def _asked_to_edit(self, index: Index) -> None:
        if index.isValid():
            self.edit_requested.emit(self._turns.turn(index.row()).id)

    def _chosen(self) -> list[TurnRow]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return [self._turns.turn(row) for row in rows]

    def _set_current(self, index: Index) -> None:
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, choose)

    def _glows(self, strength: float) -> None:
        if self._delegate.glow is None:
            return
        turn_id = self._delegate.glow[0]
        self._delegate.glow = (turn_id, float(strength))
        row = self._turns.row_of(turn_id)
        if row is not None:
            self.viewport().update(self._seen_rect(row))

    def _glow_ends(self) -> None:
        self._delegate.glow = None
        self.viewport().update()

    def _seen_rect(self, row: int) -> QRect:
        return self.visualRect(self._turns.index(row)).intersected(self.viewport().rect())
