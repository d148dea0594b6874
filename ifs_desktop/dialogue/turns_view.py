"""The list of turns: walking and scrolling it, editing a turn in its place, copying."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ifs_desktop.dialogue import turn_menu
from ifs_desktop.dialogue.actions import GIVE_ROWS, TURN_ROWS
from ifs_desktop.dialogue.bubble import column
from ifs_desktop.dialogue.queries import TurnRow
from ifs_desktop.dialogue.still import StillList
from ifs_desktop.dialogue.turn_editor import TurnEditor
from ifs_desktop.dialogue.turns import Index, TurnsModel
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import actions, row_menu, theme
from ifs_desktop.ui.clip import copy_plain
from ifs_desktop.ui.markdown import Images

JOINING = ("join_turn_before", "join_turn_after")
GLOW = 2200  # ms a turn glows after it was led to


class TurnsView(StillList):
    """Tells what a person wants done with a turn; the page does it."""

    edit_requested = Signal(int)  # turn
    put_away_requested = Signal(object)  # list of turns
    give_requested = Signal(object, object)  # list of turns, a part or None for Self
    move_requested = Signal(object, object)  # list of turns, the turn they stand before or None
    join_requested = Signal(int, int)  # two turns, in order
    time_requested = Signal(int)
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
        self._said_by: tuple[PartCard, ...] = ()
        self._drop_at: QPoint | None = None
        self.row_actions = actions.build(TURN_ROWS, self)
        self._give_actions = actions.build(GIVE_ROWS, self)

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

    def show_speakers(self, parts: Sequence[PartCard]) -> None:
        """Whom a turn can be given to, in the order of their keys."""
        self._said_by = tuple(parts)

    def show_pictures(self, images: Images) -> None:
        """Where the pictures come from that turns show."""
        self._delegate.images = images

    def choose(self, turn_id: int) -> None:
        """Let the keys stand on a turn."""
        row = self._turns.row_of(turn_id)
        if row is not None:
            self._set_current(self._turns.index(row))
            self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        left, wide = column(self.viewport().width())
        if not self._turns.rowCount():
            painter.setPen(theme.colour("hint"))
            painter.setFont(theme.font(15))
            room = QRect(left, 0, wide, self.viewport().height())
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            words = self.tr("Nothing was said yet. Who would like to begin?")
            painter.drawText(room, flags, words)
        elif self._drop_at is not None:
            _paint_drop_line(painter, left, wide, self._line_at(self._drop_at))
        painter.end()

    # What carries turns with the mouse asks and shows

    def handle_at(self, at: QPoint) -> int | None:
        """The turn that can be taken hold of there: by its glyph, its name or the room below."""
        index = self.indexAt(at)
        editing = self._editor is not None and self._editor[0]
        if not index.isValid() or self._turns.mark(index.row()).id == editing:
            return None
        over = self._delegate.handle(self.visualRect(index), index.row(), self.layoutDirection())
        return self._turns.mark(index.row()).id if over.contains(at) else None

    def chosen(self) -> list[int]:
        """The turns that are chosen, in order."""
        return [turn.id for turn in self._chosen()]

    def beginning(self, turn_id: int) -> str:
        """The first line of a turn, to know it by."""
        row = self._turns.row_of(turn_id)
        return "" if row is None else self._turns.turn(row).text.split("\n", 1)[0][:80]

    def place_at(self, at: QPoint) -> int | None:
        """The turn that one let go of there would stand before; None is the end."""
        row = self._drop_row(at)
        return self._turns.mark(row).id if row < self._turns.rowCount() else None

    def show_carried(self, turn_ids: frozenset[int], at: QPoint | None) -> None:
        """Show which turns are carried, and a line where they would stand."""
        self._delegate.carried, self._drop_at = turn_ids, at
        self.viewport().update()

    def show_grip(self, turn_id: int | None) -> None:
        """Show that a turn can be taken hold of where the mouse is."""
        if self._delegate.gripped != turn_id:
            self._delegate.gripped = turn_id
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.show_grip(None)

    def _drop_row(self, at: QPoint) -> int:
        index = self.indexAt(QPoint(at.x(), min(max(at.y(), 0), self.viewport().height() - 1)))
        if not index.isValid():
            return self._turns.rowCount()
        return index.row() + (1 if at.y() > self.visualRect(index).center().y() else 0)

    def _line_at(self, at: QPoint) -> int:
        row = self._drop_row(at)
        if row < self._turns.rowCount():
            return self.visualRect(self._turns.index(row)).top()
        return self.visualRect(self._turns.index(row - 1)).bottom()

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
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.scrollTo(current)
            self._settle(current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = row_menu.asked_at(self, event)
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self._set_current(index)
        one, row = len(self._chosen_rows()) == 1, self.currentIndex().row()
        left_out = () if one else ("edit_turn", *JOINING, "retime_turn")
        for name, there in zip(JOINING, (row > 0, row + 1 < self._turns.rowCount()), strict=True):
            left_out = left_out if there else (*left_out, name)
        menu = turn_menu.menu(self, [a for n, a in self.row_actions.items() if n not in left_out])
        speakers = {self._turns.mark(row).part_id for row in self._chosen_rows()}
        for action in turn_menu.add_said_by(menu, self._said_by, speakers):
            action.triggered.connect(self.give_chosen)
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

    def move_up(self) -> None:
        """Ask to move the selected turns before the one above them."""
        rows = self._chosen_rows()
        if rows and rows[0] > 0:
            self.move_requested.emit(self.chosen(), self._turns.mark(rows[0] - 1).id)

    def move_down(self) -> None:
        """Ask to move the selected turns after the one below them."""
        rows = self._chosen_rows()
        if rows and rows[-1] + 1 < self._turns.rowCount():
            after = rows[-1] + 2
            last = after >= self._turns.rowCount()
            self.move_requested.emit(self.chosen(), None if last else self._turns.mark(after).id)

    def join_before(self) -> None:
        """Ask to join the turn the keys stand on with the one before it."""
        self._ask_to_join(self.currentIndex().row() - 1)

    def join_after(self) -> None:
        """Ask to join the turn the keys stand on with the one after it."""
        self._ask_to_join(self.currentIndex().row())

    def ask_for_time(self) -> None:
        """Ask to change when the turn the keys stand on was said."""
        if self.currentIndex().isValid():
            self.time_requested.emit(self._turns.mark(self.currentIndex().row()).id)

    def give_by_key(self) -> None:
        """Ask to give the selected turns to the speaker whose key was pressed."""
        action = self.sender()
        number = int(action.objectName().removeprefix("give_"))
        if number <= len(self._said_by):
            self._give(None if number == 0 else self._said_by[number - 1].id)

    def give_chosen(self) -> None:
        """Ask to give the selected turns to the speaker that was chosen in the menu."""
        action = self.sender()
        if isinstance(action, QAction):
            self._give(action.data())

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
        self._doubt(row)
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
            self._doubt(row)
        if had_focus:
            self.setFocus()

    def _editor_grew(self) -> None:
        if self._editor is None:
            return
        turn_id, editor = self._editor
        height = editor.wanted_height()
        if self._delegate.editing != (turn_id, height):
            self._delegate.editing = (turn_id, height)
            row = self._turns.row_of(turn_id)
            if row is not None:
                self._doubt(row)

    def _rows_go(self, parent: QModelIndex, first: int, last: int) -> None:
        if self._editor is not None:
            row = self._turns.row_of(self._editor[0])
            if row is not None and first <= row <= last:
                self._editor[1].flush()  # a turn may go by undo: its new words stay as a draft
                self.close_editor()

    def _begun_anew(self) -> None:
        self._editor = self._delegate.editing = None
        self._glow.stop()
        self._delegate.let_go()  # nothing stays of a dialogue that is left

    # Small things

    def _asked_to_edit(self, index: Index) -> None:
        if index.isValid():
            self.edit_requested.emit(self._turns.turn(index.row()).id)

    def _chosen_rows(self) -> list[int]:
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        return rows

    def _give(self, part_id: int | None) -> None:
        if self.chosen():
            self.give_requested.emit(self.chosen(), part_id)

    def _ask_to_join(self, row: int) -> None:
        if 0 <= row < self._turns.rowCount() - 1:
            self.join_requested.emit(self._turns.mark(row).id, self._turns.mark(row + 1).id)

    def _chosen(self) -> list[TurnRow]:
        return [self._turns.turn(row) for row in self._chosen_rows()]

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


def _paint_drop_line(painter: QPainter, left: int, wide: int, y: int) -> None:
    """Where what is carried would stand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.setBrush(theme.colour("background"))
    dot = theme.px(4)
    painter.drawLine(left + dot, y, left + wide - dot, y)
    for x in (left, left + wide):
        painter.drawEllipse(QPoint(x, y), dot, dot)
