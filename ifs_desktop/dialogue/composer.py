"""Where the next turn is written: whom one writes as, the words, and the draft of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue.earlier import Earlier
from ifs_desktop.dialogue.hints import KeyHints
from ifs_desktop.dialogue.speakers import SpeakerRoom, Speakers
from ifs_desktop.dialogue.writing import WritingCard, WritingEdit
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.live_markdown import LiveMarkdown

MOST_LINES = 8
LOW = 480  # design px of the page below which the composer makes itself small


class Composer(WritingCard):
    """Holds words until the page has kept them; it never clears itself."""

    submitted = Signal(object, str)  # part id or None for Self, words
    draft_due = Signal(str)
    speaker_chosen = Signal(object)
    invite_requested = Signal()
    time_requested = Signal()  # the next line was said earlier
    time_dropped = Signal()
    picture_requested = Signal()
    typed = Signal()  # by a person, not put in
    edit_last_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self._quiet = False  # words are put in, not typed
        self._words = ""
        self.clock = DraftClock(self)
        self.clock.due.connect(self._tell_draft)
        self.speakers = Speakers(self)
        self.speakers.chosen.connect(self._speaker_changed)
        self.speakers.invite_requested.connect(self.invite_requested)
        self.speaker_room = SpeakerRoom(self.speakers, self)
        self.earlier = Earlier(self)
        self.earlier.change_requested.connect(self.time_requested)
        self.earlier.taken_off.connect(self.time_dropped)
        self.edit = WritingEdit(self, most=MOST_LINES)
        self.edit.takes_pictures = True
        self.live = LiveMarkdown(self.edit)
        self.edit.submitted.connect(self._submit)
        self.edit.textChanged.connect(self._typed)
        self.edit.focused.connect(self._focus_moved)
        self.edit.focused.connect(self.show_ring)
        self.edit.tab_on_empty.connect(self.speakers.choose_next)
        self.edit.up_on_empty.connect(self.edit_last_requested)
        self.hints = KeyHints(
            [
                (self.tr("Enter"), self.tr("say it")),
                (self.tr("Tab"), self.tr("next speaker")),
                (self.tr("Shift Enter"), self.tr("new line")),
            ],
            self.tr("Kept"),
            self,
        )
        self.clock_button = self._tool("clock", self.tr("Said earlier…"))
        self.clock_button.clicked.connect(self.time_requested)
        self.picture_button = self._tool("image", self.tr("Add a picture…"))
        self.picture_button.clicked.connect(self.picture_requested)
        self.say_button = QPushButton(self.tr("Say it"), self)
        self.say_button.setProperty("kind", "primary")
        self.say_button.setAccessibleName(self.tr("Say it"))
        self.say_button.clicked.connect(self._submit)
        self.setFocusProxy(self.edit)
        self._lay_out()
        self._name_speaker()

    def show_dialogue(
        self,
        parts: Sequence[PartCard],
        speaker: int | None,
        draft: str,
        said_at: datetime | None = None,
    ) -> None:
        """Begin with another dialogue, and what was being typed in it."""
        self.show_speakers(parts, speaker)
        self.earlier.show_moment(said_at)
        self._quiet = True
        self.edit.setPlainText(draft)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._quiet = False
        self.clock.drop()
        self.hints.say(self.tr("Kept") if draft else "")

    def show_speakers(self, parts: Sequence[PartCard], speaker: int | None) -> None:
        """Offer these speakers; the words stay."""
        self.speakers.show_parts(parts, speaker)
        self.edit.tab_stays = self.speakers.several()
        self._name_speaker()

    def offer(self, words: str) -> bool:
        """Put words in as if they were typed; False if others stand there, half written."""
        if not self.edit.blank():
            return self.edit.words().strip() == words
        self.edit.setPlainText(words)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        return True

    def clear(self) -> None:
        """The words were said."""
        self._quiet = True
        self.edit.clear()
        self._quiet = False
        self.earlier.show_moment(None)
        self.clock.drop()
        self.hints.say("")

    def draft_kept(self) -> None:
        """What is typed is in the journal now."""
        self.hints.say("" if self.edit.document().isEmpty() else self.tr("Kept"))

    def fit(self, height: int) -> None:
        """Leave the turns some room in a page that is ``height`` px tall."""
        low = height < theme.px(LOW)
        self.edit.set_lines(1, 3 if low else MOST_LINES)
        self.speaker_room.set_most_lines(1.0 if low else 2.4)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(12))
        foot.addWidget(self.hints, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.clock_button)
        foot.addWidget(self.picture_button)
        foot.addWidget(self.say_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(13), theme.px(16), theme.px(12))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self.speaker_room)
        layout.addWidget(self.earlier)
        layout.addWidget(self.edit)
        layout.addLayout(foot)
        self.setTabOrder(self.speakers.invite, self.edit)
        self.setTabOrder(self.edit, self.clock_button)
        self.setTabOrder(self.clock_button, self.picture_button)
        self.setTabOrder(self.picture_button, self.say_button)

    def _tool(self, icon: str, words: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setProperty("tone", "icon")
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button

    def _name_speaker(self) -> None:
        name = self.speakers.current_name()
        short = name[:40].rstrip()
        self.edit.setPlaceholderText(self.tr("Write as {name}…").format(name=short))
        self.edit.viewport().update()  # Qt paints a new placeholder only where there was none
        self.edit.setAccessibleName(self.tr("Write as {name}").format(name=name))

    def _speaker_changed(self, part_id: int | None) -> None:
        self._name_speaker()
        self.speaker_chosen.emit(part_id)

    def _typed(self) -> None:
        # Also told of other colours, when the theme changes: then nothing was typed.
        before, self._words = self._words, self.edit.words()
        if not self._quiet and self._words != before:
            self.hints.say("")
            self.clock.touch()
            self.typed.emit()

    def _tell_draft(self) -> None:
        self.draft_due.emit(self.edit.words())

    def _submit(self) -> None:
        if not self.edit.blank():
            self.submitted.emit(self.speakers.current(), self.edit.words())

    def _focus_moved(self, inside: bool) -> None:
        if not inside:
            self.clock.flush()
