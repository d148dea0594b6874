"""Below the turns: where one writes, comes back and closes. Joins these with the store."""

from __future__ import annotations

from datetime import datetime

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.dialogue import drafts, edits, queries, resume
from ifs_desktop.dialogue.addressing import Addressing
from ifs_desktop.dialogue.closing import Closing
from ifs_desktop.dialogue.composer import Composer
from ifs_desktop.dialogue.picturing import Picturing
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.dialogue.resume import Resume
from ifs_desktop.parts import gate
from ifs_desktop.parts.profile import isolated
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.bus import Bus

SHADOW = 6  # px the composer's shadow takes at each side


class Desk(QWidget):
    """The composer, or the closing in its place; above it what one comes back to."""

    said = Signal()
    closed = Signal()
    told = Signal(str)  # a quiet word for above the composer
    guarded = Signal(object)  # id of an exile whose protectors are to be asked first
    invite_requested = Signal()
    edit_last_requested = Signal()

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._row: DialogueRow | None = None
        self._height = 0
        self.saying = False  # a line is being kept
        self._put_aside: set[int] = set()  # dialogues whose resume card was put aside
        self.resume: Resume | None = None
        self.closing: Closing | None = None
        self.composer = Composer(self)
        self.composer.submitted.connect(self._say)
        self.composer.draft_due.connect(self._keep_draft)
        self.composer.speaker_chosen.connect(self._remember_speaker)
        self.composer.invite_requested.connect(self.invite_requested)
        self.composer.edit_last_requested.connect(self.edit_last_requested)
        self.composer.time_requested.connect(self.say_earlier)
        self.composer.time_dropped.connect(self._drop_time)
        self.addressing = Addressing(self.composer.edit, store, bus, self.let_speak)
        self.composer.typed.connect(self.addressing.typed)
        self.picturing = Picturing(self.composer.edit, store)
        self.picturing.told.connect(self.told)
        self.composer.picture_requested.connect(self.add_picture)
        self._resuming = QVBoxLayout()
        self._resuming.setContentsMargins(SHADOW, 0, SHADOW, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(self._resuming)
        self._column.addWidget(self.composer)

    # Which dialogue

    def show_dialogue(self, row: DialogueRow | None) -> None:
        """Go on in a dialogue where it was left; None for none."""
        self._row = row
        self.picturing.begin(None if row is None else Ref("dialogue", row.id))
        self._drop_closing()
        if row is None:
            self.composer.show_dialogue((), None, "")
        else:
            speaker = self._store.state(_speaker_key(row.id))
            draft = self._store.draft(drafts.of_dialogue(row.id))
            moment = _moment(self._store.draft(drafts.of_time(row.id)))
            self.composer.show_dialogue(row.speakers, speaker, draft, moment)
            if self._store.state(_closing_key(row.id), False):
                self._open_closing(row)
        self._show_resume()

    def refresh(self, row: DialogueRow) -> None:
        """The same dialogue, as it is now."""
        self._row = row
        self.composer.show_speakers(row.speakers, self.composer.speakers.current())
        if self.resume is not None and not self.saying:  # then it goes at once
            self._show_resume()

    def commit_drafts(self) -> None:
        """Keep what is typed here and not kept yet."""
        self.composer.clock.flush()
        if self.closing is not None:
            self.closing.keep()

    def box(self) -> QWidget:
        """Where the next words are written."""
        return self.composer.edit if self.closing is None else self.closing.thanks

    def write(self) -> None:
        """Put the cursor there."""
        self.box().setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self, height: int) -> None:
        """Leave the turns some room in a page that is ``height`` px tall."""
        self._height = height
        self.composer.fit(height)
        if self.closing is not None:
            self.closing.fit(height)
        if self.resume is not None:
            self.resume.fit(height)

    # Who takes part and speaks, and when

    def invite(self, part_id: int) -> None:
        """Let one more part speak; its gate is open."""
        if self._row is not None:
            edits.invite(self._store, dialogue_id=self._row.id, part_id=part_id)

    def leave_out(self, part_id: int) -> None:
        """Take a part from the speakers."""
        if self._row is not None:
            edits.leave_out(self._store, dialogue_id=self._row.id, part_id=part_id)

    def set_channel(self, channel: str | None) -> None:
        """Say how the parts are sensed here."""
        if self._row is not None:
            edits.set_channel(self._store, dialogue_id=self._row.id, channel=channel)

    def let_speak(self, part_id: int | None) -> bool:
        """Write as this part from now on; it is invited if need be. False: it may not.

        Before an exile its protectors are asked; one that is to be heard first gets the seat.
        """
        if self._row is None:
            return False
        if part_id is not None and part_id not in {part.id for part in self._row.speakers}:
            outcome = gate.ask(self, self._store, part_id, Ref("dialogue", self._row.id))
            if not shiboken6.isValid(self):  # the app has locked
                return False
            if not outcome.open:
                if outcome.hear is not None:
                    self.hear_first(outcome.hear)
                return False
            edits.invite(self._store, dialogue_id=self._row.id, part_id=part_id)
        self.composer.speakers.choose(part_id)
        return self.composer.speakers.current() == part_id

    def ask_protectors(self, part_id: int) -> None:
        """Have the protectors of a part asked for this dialogue; then it may speak."""
        if self.let_speak(part_id):
            self.addressing.ask_again()

    def hear_first(self, part_id: int) -> None:
        """Let a protector speak that would like to be heard before someone else is.

        If it is an exile too, its own protectors come first.
        """
        if self._row is None or not self.let_speak(part_id):
            return
        name = isolated(self.composer.speakers.current_name())
        self.told.emit(self.tr("{name} would like to be heard first.").format(name=name))
        self.write()

    def go_on_as(self, part_id: int | None) -> None:
        """Write on as this part, unless words of another stand half written."""
        if self.composer.edit.blank():
            self.let_speak(part_id)
        self.write()

    def offer(self, words: str) -> None:
        """Put a prompt into the composer as Self's words, to be changed, said or left."""
        if self.closing is not None:
            self.told.emit(self.tr("This dialogue is being closed. What could be said can wait."))
            return
        self.go_on_as(None)
        if not self.composer.offer(words):
            self.told.emit(self.tr("There are words in the box already. They can be said first."))

    def say_earlier(self) -> None:
        """Ask when the next line was said."""
        if self._row is None or self.closing is not None:
            return
        now = datetime.now().astimezone()
        moment = ask.when(
            self,
            self.tr("Said earlier"),
            self.tr("When was it said?"),
            self.composer.earlier.moment() or now,
            latest=now,
        )
        if not shiboken6.isValid(self):  # the app has locked
            return
        if moment is not None and moment < now:
            self.composer.earlier.show_moment(moment)
            self._store.keep_draft(drafts.of_time(self._row.id), moment.isoformat())
        self.write()

    def add_picture(self) -> None:
        """Have a picture picked for the line that is being written."""
        if self._row is not None and self.closing is None:
            self.picturing.choose()
            if shiboken6.isValid(self):  # otherwise the app has locked
                self.write()

    def _drop_time(self) -> None:
        if self._row is not None:
            self._store.keep_draft(drafts.of_time(self._row.id), "")
        self.write()

    def _say(self, part_id: int | None, words: str) -> None:
        if self._row is None or not self.addressing.settle():
            return
        if self.composer.edit.words() != words:  # without the name of who was addressed
            part_id, words = self.composer.speakers.current(), self.composer.edit.words()
        if self.composer.edit.blank():
            return
        moment = self.composer.earlier.moment()
        self.saying = True
        try:
            edits.say(
                self._store,
                dialogue_id=self._row.id,
                part_id=part_id,
                text=words,
                said_at=moment,
            )
        except edits.NotAsked:
            self.guarded.emit(part_id)
            return
        finally:
            self.saying = False  # a line is being kept
        self._put_aside.add(self._row.id)
        self._drop_resume()
        self.composer.clear()
        self.said.emit()

    def _keep_draft(self, words: str) -> None:
        if self._row is not None:
            self._store.keep_draft(drafts.of_dialogue(self._row.id), words)
            self.composer.draft_kept()

    def _remember_speaker(self, part_id: int | None) -> None:
        if self._row is not None:
            self._store.set_state(_speaker_key(self._row.id), part_id)

    # Closing

    def close_for_today(self) -> None:
        """Show the closing in the composer's place."""
        if self._row is None:
            return
        if self.closing is None:
            self.composer.clock.flush()
            self._store.set_state(_closing_key(self._row.id), True)
            self._open_closing(self._row)
        self.write()

    def _open_closing(self, row: DialogueRow) -> None:
        found = queries.resumed(self._store, row.id)
        unfinished = None if found is None else found.unfinished
        self.closing = Closing(self._store, row.id, unfinished, self)
        self.closing.closed.connect(self._close)
        self.closing.left.connect(self._go_on)
        self._drop_resume()
        self.composer.hide()
        self._column.addWidget(self.closing)
        self.closing.show()  # a layout would show it later, and the keyboard goes there now
        self.closing.fit(self._height)

    def _close(self, thanks: str, unfinished: str | None) -> None:
        row, closing = self._row, self.closing
        if row is None or closing is None:
            return
        edits.close_dialogue(self._store, dialogue_id=row.id, thanks=thanks, unfinished=unfinished)
        closing.forget()
        self._go_on()
        self.closed.emit()

    def _go_on(self) -> None:
        if self._row is not None:
            self._store.set_state(_closing_key(self._row.id), False)
        self._drop_closing()
        self.write()

    def _drop_closing(self) -> None:
        if self.closing is not None:
            self.closing.keep()
            self.closing.hide()
            self.closing.deleteLater()
            self.closing = None
        self.composer.show()

    # Coming back

    def _show_resume(self) -> None:
        self._drop_resume()
        row = self._row
        if row is None or row.id in self._put_aside or self.closing is not None:
            return
        found, today = queries.resumed(self._store, row.id), datetime.now().astimezone().date()
        if found is not None and resume.is_wanted(found, today):
            self.resume = Resume(row, found, today, self)
            self.resume.put_aside.connect(self._put_resume_aside)
            self.resume.fit(self._height)
            self._resuming.addWidget(self.resume)

    def _put_resume_aside(self) -> None:
        if self._row is not None:
            self._put_aside.add(self._row.id)
        self._drop_resume()
        self.write()

    def _drop_resume(self) -> None:
        if self.resume is not None:
            self.resume.hide()
            self.resume.deleteLater()
            self.resume = None


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _speaker_key(dialogue_id: int) -> str:
    return f"dialogue:{dialogue_id}:speaker"


def _closing_key(dialogue_id: int) -> str:
    return f"dialogue:{dialogue_id}:closing"
