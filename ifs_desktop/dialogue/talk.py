"""One open dialogue: its turns, the composer, and the drafts of both."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.dialogue import edits, queries
from ifs_desktop.dialogue.bubble import column
from ifs_desktop.dialogue.carrying import Carrying
from ifs_desktop.dialogue.changing import Changing
from ifs_desktop.dialogue.desk import SHADOW, Desk
from ifs_desktop.dialogue.keeping_room import KeepingRoom
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.dialogue.rewording import Rewording
from ifs_desktop.dialogue.turns import TurnsModel
from ifs_desktop.dialogue.turns_view import TurnsView
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import cards
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.pictures import Pictures
from ifs_desktop.ui.widgets.notice import Notice

KEPT_TABLES = frozenset({"draft", "view_state"})  # kept as one goes, not done
MANY = 400  # turns: more are not changed one by one


class Talk(QWidget):
    """Joins the turns of the dialogue that is open with the store, and the desk below them."""

    invite_requested = Signal()
    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._row: DialogueRow | None = None
        self._left: tuple[int, str] | None = None  # words typed over a turn and left with Escape
        self.model = TurnsModel(self)
        self.view = TurnsView(self.model, self)
        self._pictures = Pictures(store)
        self.view.show_pictures(self._pictures)
        self.view.put_away_requested.connect(self.put_away)
        self.view.keep_requested.connect(self.keep_words)
        self.view.left_downwards.connect(self.write)
        self.desk = Desk(store, bus, self)
        self.desk.said.connect(self._said)
        self.desk.closed.connect(self._closed)
        self.desk.told.connect(self._show_notice)
        self.desk.guarded.connect(self._offer_gate)
        self.desk.invite_requested.connect(self.invite_requested)
        self.desk.edit_last_requested.connect(self._edit_last)
        self.composer = self.desk.composer
        self.rewording = Rewording(store, self.model, self.view)
        self.rewording.opened.connect(self._drop_notice)
        self.rewording.left.connect(self._left_as_it_was)
        self.view.edit_requested.connect(self.rewording.begin)
        self.view.join_requested.connect(self.rewording.keep)  # before they are joined
        self.changing = Changing(store, self.view)
        self.rewording.split_asked.connect(self.changing.split)
        self.changing.hearing_requested.connect(self._hear)
        self.carrying = Carrying(self.view, self.composer.speakers)
        self.carrying.moved.connect(self.changing.move)
        self.carrying.given.connect(self.changing.give)
        self.keeping = KeepingRoom(store, self)
        self.keeping.occupied.connect(self.desk.setHidden)  # there is room for one of them
        self.keeping.kept.connect(self._say_kept)
        self.keeping.left.connect(self.view.setFocus)
        self._known: Ref | None = None  # the fact the notice speaks of
        self.notice: Notice | None = None
        self._guarded = 0  # the part the notice speaks of
        self._below = QVBoxLayout()
        self._below.setSpacing(theme.px(8))
        self._notices = QVBoxLayout()
        self._notices.setContentsMargins(SHADOW, 0, SHADOW, 0)
        self._notices.addWidget(self.keeping)
        self._below.addLayout(self._notices)
        self._below.addWidget(self.desk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.px(10))
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.view, 1)
        layout.addLayout(self._below)
        self.setTabOrder(self.view, self.desk)

    # Which dialogue

    def open_id(self) -> int | None:
        """The dialogue that is shown."""
        return None if self._row is None else self._row.id

    def show_dialogue(self, row: DialogueRow) -> None:
        """Open a dialogue at its end, with what was being typed in it."""
        self.commit_drafts()
        self.view.close_editor()
        self._drop_notice()
        self.keeping.close_panel()
        self._row = row
        self._show_turns(row.id)
        self.desk.show_dialogue(row)
        self._offer(row)
        self.rewording.take_up(row.id)

    def refresh(self, row: DialogueRow) -> None:
        """The same dialogue, with its members and title as they are now."""
        self._row = row
        self.desk.refresh(row)
        self._offer(row)

    def leave(self) -> None:
        """Show no dialogue."""
        self.commit_drafts()
        self.view.close_editor()
        self._drop_notice()
        self.keeping.close_panel()
        self._row = None
        self._pictures.forget()
        self.model.show([])
        self.desk.show_dialogue(None)

    def changed(self, change: Change) -> None:
        """Follow the journal, row by row."""
        if self._row is None:
            return
        if not change.tables <= KEPT_TABLES:
            self._drop_notice()  # what it offers to take back is no longer the last step
        if "image" in change.tables:
            self._pictures.forget()
        turn_ids = change.ids("turn")
        if len(turn_ids) > MANY:
            self.commit_drafts()
            self._show_turns(self._row.id)
        elif turn_ids:
            found = queries.turns_by_id(self._store, self._row.id, turn_ids)
            self.model.apply(turn_ids, found)
        part_ids = change.ids("part")
        spoke = part_ids & self.model.parts() if part_ids else part_ids
        if spoke:
            self.model.rename(cards(self._store, spoke))

    def commit_drafts(self) -> None:
        """Keep everything that is typed here and not kept yet."""
        self.desk.commit_drafts()
        self.rewording.flush()
        self.keeping.flush()

    # Going somewhere

    def write(self) -> None:
        """Put the cursor where the next turn is written."""
        self.keeping.close_panel()
        self.desk.write()

    def take_focus(self) -> None:
        """Go on where one was: in the turn that is being edited, or with the next."""
        editing = self.view.editor()
        if self.keeping.panel is not None:
            self.keeping.panel.take_focus()
        elif editing is None:
            self.write()
        else:
            editing[1].setFocus()

    def write_as(self, number: int) -> None:
        """Choose a speaker by its key and write on."""
        self.composer.speakers.choose_number(number)
        if self.view.editor() is None:
            self.write()

    def lead_to(self, turn_id: int) -> None:
        """Show a turn and let it glow."""
        self.view.lead_to(turn_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, wide = column(self.width() - self.view.verticalScrollBar().sizeHint().width())
        right = self.width() - left - wide
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left, right = right, left
        self.desk.fit(event.size().height())
        self._below.setContentsMargins(max(0, left - SHADOW), 0, max(0, right - SHADOW), 0)

    # What the composer and the turns ask for

    def _said(self) -> None:
        self._drop_notice()
        self.view.to_end()

    def _closed(self) -> None:
        self.view.to_end()
        notice = self._show_notice(self.tr("Closed for today. It opens again whenever you write."))
        notice.add_link(self.tr("Undo")).clicked.connect(self.take_back)

    def _edit_last(self) -> None:
        if self.model.rowCount():
            self.rewording.begin(self.model.turn(self.model.rowCount() - 1).id)

    def _show_turns(self, dialogue_id: int) -> None:
        self._pictures.forget()
        load = partial(queries.turns_by_id, self._store, dialogue_id)
        self.model.show(queries.outline(self._store, dialogue_id), load)

    def _offer(self, row: DialogueRow) -> None:
        """Whom turns can be given to: those with a key, then exiles whose gate is closed."""
        guarded = [part for part in row.members if part not in row.speakers]
        self.view.show_speakers((*row.speakers, *guarded))

    def _hear(self, part_id: int) -> None:
        """A protector that would not let a turn be given to an exile is heard first."""
        if self.desk.let_speak(part_id):
            self.write()

    def put_away(self, turn_ids: list[int]) -> None:
        """Put turns away and offer to take it back."""
        self._drop_notice()
        edits.put_away_turns(self._store, turn_ids=turn_ids)
        notice = self._show_notice(self.tr("Put away."))
        notice.add_link(self.tr("Undo")).clicked.connect(self.take_back)

    def take_back(self) -> None:
        """Undo the putting away the notice speaks of."""
        self._drop_notice()
        self._store.undo()

    def _left_as_it_was(self, turn_id: int, words: str) -> None:
        notice = self._show_notice(self.tr("Left as it was."))
        self._left = (turn_id, words)
        notice.add_link(self.tr("Bring my words back")).clicked.connect(self.bring_back)

    def bring_back(self) -> None:
        """Open the editor again with the words that were left."""
        left = self._left
        self._drop_notice()
        if left is not None:
            self.rewording.bring_back(*left)

    # What the guide offers, and words that are kept

    def go_on_as(self, part_id: int | None) -> None:
        """Write on as this part."""
        self.keeping.close_panel()
        self.desk.go_on_as(part_id)

    def offer(self, words: str) -> None:
        """Put a prompt where one writes."""
        self.keeping.close_panel()
        self.desk.offer(words)

    def keep_words(self, turn_id: int) -> None:
        """Choose words of a turn that become something known of a part."""
        at = self.model.row_of(turn_id)
        if self._row is not None and at is not None:
            self._drop_notice()
            self.keeping.open_for(self.model.turn(at), self._row)

    def _say_kept(self, part_id: int, fact_id: int) -> None:
        name = cards(self._store, [part_id])[part_id].name
        words = self.tr("Kept in what is known of {name}.").format(name=isolated(name))
        notice = self._show_notice(words)
        self._known = Ref("profile", part_id, f"fact:{fact_id}")
        notice.add_link(self.tr("Open")).clicked.connect(self._open_known)
        self.view.setFocus()

    def _open_known(self) -> None:
        if self._known is not None:
            self.open_requested.emit(self._known)

    # Notices

    def _show_notice(self, words: str) -> Notice:
        self._drop_notice()
        self.notice = Notice(words, self, tone="quiet")
        self.notice.closed.connect(self._drop_notice)
        self._notices.addWidget(self.notice)
        return self.notice

    def _offer_gate(self, part_id: int) -> None:
        """Say that somebody is asked first; nothing opens while one types."""
        words = self.tr("The parts that protect this one are asked first. Your words stay here.")
        self._guarded = part_id
        self._show_notice(words).add_link(self.tr("Ask them")).clicked.connect(self.ask_protectors)

    def ask_protectors(self) -> None:
        """Ask the protectors of the part the notice speaks of."""
        self._drop_notice()
        self.desk.ask_protectors(self._guarded)

    def _drop_notice(self) -> None:
        self._left = None
        if self.notice is not None:
            self.notice.hide()
            self.notice.deleteLater()
            self.notice = None
