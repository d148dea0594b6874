"""What is done with turns that were said: another speaker, place or time, split, joined."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ifs_desktop.dialogue import edits, queries
from ifs_desktop.dialogue.turns_view import TurnsView
from ifs_desktop.parts import gate
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import now
from ifs_desktop.ui import ask


class Changing(QObject):
    """Joins what the list of turns asks for with the store."""

    hearing_requested = Signal(int)  # a protector that is to be heard before an exile

    def __init__(self, store: Store, view: TurnsView) -> None:
        super().__init__(view)
        self._store = store
        self._view = view
        view.give_requested.connect(self.give)
        view.move_requested.connect(self.move)
        view.join_requested.connect(self.join)
        view.time_requested.connect(self.ask_for_time)

    def give(self, turn_ids: list[int], part_id: int | None) -> None:
        """Let turns be said by a part, or by Self."""
        home = queries.turn_home(self._store, turn_ids[0])
        if self._may_speak(part_id, home):
            edits.give_turns(self._store, turn_ids=turn_ids, part_id=part_id)

    def move(self, turn_ids: list[int], before: int | None) -> None:
        """Let turns stand before another, or at the end."""
        edits.move_turns(self._store, turn_ids=turn_ids, before=before)
        self._view.scrollTo(self._view.currentIndex())

    def join(self, first_id: int, second_id: int) -> None:
        """Make one turn of two; who speaks first says both."""
        home = queries.turn_home(self._store, first_id)
        found = (
            {} if home is None else queries.turns_by_id(self._store, home, (first_id, second_id))
        )
        first, speakers = found.get(first_id), {turn.part_id for turn in found.values()}
        if first and len(speakers) > 1 and not self._may_speak(first.part_id, home):
            return
        edits.join_turns(self._store, first_id=first_id, second_id=second_id)
        self._view.choose(first_id)

    def split(self, turn_id: int, first: str, second: str) -> None:
        """Make two turns of one."""
        self._view.choose(
            edits.split_turn(self._store, turn_id=turn_id, first=first, second=second)
        )

    def _may_speak(self, part_id: int | None, home: int | None) -> bool:
        """Whether a part may say what it did not; an exile's protectors are asked."""
        if part_id is None or home is None:
            return True
        outcome = gate.ask(self._view, self._store, part_id, Ref("dialogue", home))
        if outcome.hear is not None:
            self.hearing_requested.emit(outcome.hear)
        return outcome.open

    def ask_for_time(self, turn_id: int) -> None:
        """Ask when a turn was said."""
        home = queries.turn_home(self._store, turn_id)
        found = {} if home is None else queries.turns_by_id(self._store, home, {turn_id})
        turn = found.get(turn_id)
        if turn is None:
            return
        said_at = ask.when(
            self._view,
            self.tr("Change its time"),
            self.tr("When it was said"),
            turn.said_at,
            latest=turn.written or now(),
        )
        if said_at is not None and said_at != turn.said_at:
            edits.retime_turn(self._store, turn_id=turn_id, said_at=said_at)
            self._view.choose(turn_id)
