"""The list of turns: walking and scrolling it, editing a turn in its place, copying."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from ifs_desktop.dialogue.actions import TURN_ROWS
from ifs_desktop.dialogue.bubble import column
from ifs_desktop.dialogue.queries import TurnRow
from ifs_desktop.dialogue.still import NEAR_TOP, StillList
from ifs_desktop.dialogue.turn_editor import TurnEditor
from ifs_desktop.dialogue.turns import Index, TurnsModel
from ifs_desktop.ui import actions, theme
from ifs_desktop.ui.clip import copy_plain

GLOW = 2200  # ms a turn glows after it was led to


class TurnsView(StillList):
    """Tells what a person wants done with a turn; the page does it."""

    edit_requested = Signal(int)  # turn
    put_away_requested = Signal(object)  # list of turns
    keep_requested = Signal(int)  # turn
    left_downwards = Signal()  # back to the composer

    def __init__(self, model: TurnsModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._editor: tuple[int, TurnEditor] | None = None
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(GLOW)
        self._glow.valueChanged.connect(self._glows)
        self._glow.finished.connect(self._glow_ends)
        self.setAccessibleName(self.tr("What was said"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAutoScroll(False)  # not while the mouse only drags a selection
        self.doubleClicked.connect(self._asked_to_edit)
        model.rowsAboutToBeRemoved.connect(self._rows_go)
        model.modelAboutToBeReset.connect(self._begun_anew)
        self.row_actions = actions.build(TURN_ROWS, self)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._turns.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("hint"))
        painter.setFont(theme.font(15))
        left, wide = column(self.viewport().width())
        room = QRect(left, 0, wide, self.viewport().height())
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self.tr("Nothing was said yet. Who would like to begin?"))
        painter.end()

    # Keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._turns.rowCount():  # Qt takes the first
            self._set_current(self._turns.index(self._turns.rowCount() - 1))
        super().focusInEvent(event)

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

    def keep_current(self) -> None:
        """Ask to keep words of the turn the keys stand on."""
        index = self.currentIndex()
        if index.isValid():
            self.keep_requested.emit(self._turns.turn(index.row()).id)

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
        editor.set_top(self._delegate.words_top(row) + theme.px(2))
        self._delegate.editing = (turn_id, editor.wanted_height())
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
        height = editor.wanted_height()
        if self._delegate.editing != (turn_id, height):
            self._delegate.editing = (turn_id, height)
            self._lay_out_again()

    def _rows_go(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._editor is not None:
            row = self._turns.row_of(self._editor[0])
            if row is not None and first <= row <= last:
                self._editor[1].flush()  # a turn may go by undo: its new words stay as a draft
                self.close_editor()

    def _begun_anew(self) -> None:
        self._editor = self._delegate.editing = None
        self._glow.stop()

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
