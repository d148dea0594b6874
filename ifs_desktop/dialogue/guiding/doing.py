"""What is done from the guide's pane: each press becomes one verb, an exile goes past the gate."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ifs_desktop.dialogue.edits import set_channel
from ifs_desktop.dialogue.guide import NotPossible
from ifs_desktop.dialogue.guiding import edits, queries
from ifs_desktop.parts import gate
from ifs_desktop.parts.edits import NoWord
from ifs_desktop.parts.names import UnusableName
from ifs_desktop.parts.permissions import NotAsked
from ifs_desktop.store import Ref, Store

CHANNEL_KEY = "guide:channel"  # view state: how parts were sensed last, for dialogues to come


class Doing(QObject):
    """Writes to the journal. What comes too late (undo was quicker) changes nothing."""

    found = Signal()  # who is here was said: the name that was typed is used

    def __init__(self, store: Store, face: QWidget) -> None:
        super().__init__(face)
        self._store = store
        self._face = face
        self.dialogue_id: int | None = None

    def turn_to(self, part_id: int) -> None:
        """Make a part the target, past the gate; a protector that refuses is heard instead."""
        wanted = self._past_the_gate(part_id)
        if wanted is None or self.dialogue_id is None:
            return
        guide = queries.guide_of(self._store, self.dialogue_id)
        begun = guide is not None and guide.thread.top is not None
        if self._did(edits.turn_to if begun else edits.begin_guide, part_id=wanted):
            self.found.emit()

    def turn_to_new(self, name: str) -> None:
        """Write someone just noticed as a part, and make it the target."""
        if self._did(edits.turn_to_new, name=name):
            self.found.emit()

    def return_to(self, part_id: int) -> None:
        """Return to a part lower on the stack, past the gate too."""
        wanted = self._past_the_gate(part_id)
        if wanted is not None:
            self._did(edits.go_back_to if wanted == part_id else edits.turn_to, part_id=wanted)

    def go_to(self, stage: str) -> None:
        """Stand at an F; where it waits, at the gate before it."""
        if not self._did(edits.go_to, stage=stage):
            self._did(edits.go_to, stage="toward")

    def note(self, part_id: int, stage: str, words: str, visit: int) -> None:
        """Note a few words."""
        self._did(edits.note_f, part_id=part_id, stage=stage, words=words, visit=visit)

    def answer(self, word: str, of: str, level: int | None) -> None:
        """Say how one feels toward the target."""
        self._did(edits.answer_toward, word=word, of=of, level=level)

    def step_back(self) -> None:
        """The target stepped back."""
        self._did(edits.step_back)

    def meet(self) -> None:
        """Close for now with the one it began with."""
        self._did(edits.meet)

    def set_aside(self) -> None:
        """Stop here for today."""
        self._did(edits.set_aside)

    def take_up(self) -> None:
        """Go on where it was stopped."""
        self._did(edits.take_up)

    def sense_by(self, channel: str) -> None:
        """Say how parts are sensed here, and in dialogues to come."""
        self._store.set_state(CHANNEL_KEY, channel)
        self._did(set_channel, channel=channel)

    def _past_the_gate(self, part_id: int) -> int | None:
        """This part, or the protector that is to be heard first; None for neither."""
        wanted: int | None = part_id
        while wanted is not None and self.dialogue_id is not None:
            here = Ref("dialogue", self.dialogue_id)
            outcome = gate.ask(self._face, self._store, wanted, here)
            if not shiboken6.isValid(self):  # locked meanwhile
                return None
            if outcome.open:
                return wanted
            wanted = outcome.hear  # it may be an exile too
        return None

    def _did(self, verb: Callable[..., object], **values: object) -> bool:
        if self.dialogue_id is None:
            return False
        try:
            verb(self._store, dialogue_id=self.dialogue_id, **values)
        except (NotPossible, NotAsked, NoWord, UnusableName):
            return False
        return True
