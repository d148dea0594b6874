"""Typing over a turn that was said: its editor, its draft, and the words that were left."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ifs_desktop.dialogue import drafts, edits, queries
from ifs_desktop.dialogue.turns import TurnsModel
from ifs_desktop.dialogue.turns_view import TurnsView
from ifs_desktop.store import Store


class Rewording(QObject):
    """One turn at a time; going on to another keeps what is typed over the first."""

    opened = Signal()
    split_asked = Signal(int, str, str)  # turn, its first words, its second
    left = Signal(int, str)  # a turn that stays as it was, and what was typed over it

    def __init__(self, store: Store, model: TurnsModel, view: TurnsView) -> None:
        super().__init__(view)
        self._store, self._model, self._view = store, model, view

    def begin(self, turn_id: int) -> None:
        """Open the editor over a turn, with the draft of it where there is one."""
        open_now = self._view.editor()
        if open_now is not None and open_now[0] == turn_id:
            open_now[1].setFocus()
            return
        self.keep()
        row = self._model.row_of(turn_id)
        if row is not None:
            said = self._model.turn(row).text
            words = self._store.draft(drafts.of_turn(turn_id)) or said
            self._open(turn_id, words, focus=True)

    def take_up(self, dialogue_id: int) -> None:
        """Open the editor that was open when this dialogue was left."""
        waiting = queries.waiting_edit(self._store, dialogue_id)
        if waiting is not None:
            self._open(*waiting, focus=False)

    def bring_back(self, turn_id: int, words: str) -> None:
        """Open the editor again with words that were left."""
        if self._model.row_of(turn_id) is not None:
            self._open(turn_id, words, focus=True)
            self._store.keep_draft(drafts.of_turn(turn_id), words)

    def keep(self) -> None:
        """What is typed over a turn is its words now, whatever happens to it next."""
        editing = self._view.editor()
        if editing is not None:
            self._keep(editing[1].words())

    def flush(self) -> None:
        """Keep the draft, now."""
        editing = self._view.editor()
        if editing is not None:
            editing[1].flush()

    def _open(self, turn_id: int, words: str, *, focus: bool) -> None:
        self.opened.emit()
        editor = self._view.open_editor(turn_id, words, focus=focus)
        if editor is not None:
            editor.kept.connect(self._keep)
            editor.split_asked.connect(self._split)
            editor.left_as_it_was.connect(self._leave)
            editor.draft_due.connect(self._keep_draft)

    def _keep(self, words: str) -> None:
        editing = self._view.editor()
        if editing is None:
            return
        turn_id, editor = editing
        if editor.blank() or not editor.changed():
            self._store.keep_draft(drafts.of_turn(turn_id), "")
        else:
            edits.reword(self._store, turn_id=turn_id, text=words)
        self._view.close_editor()

    def _split(self, first: str, second: str) -> None:
        editing = self._view.editor()
        if editing is not None:
            self._view.close_editor()
            self.split_asked.emit(editing[0], first, second)

    def _leave(self, words: str) -> None:
        editing = self._view.editor()
        if editing is None:
            return
        turn_id, editor = editing
        changed = editor.changed() and not editor.blank()
        self._view.close_editor()
        self._store.keep_draft(drafts.of_turn(turn_id), "")
        if changed:
            self.left.emit(turn_id, words)

    def _keep_draft(self, words: str) -> None:
        editing = self._view.editor()
        if editing is not None:
            self._store.keep_draft(drafts.of_turn(editing[0]), words)
