"""The dialogue page: joins the list, the open dialogue and the choosing of parts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ifs_desktop.dialogue import edits, queries
from ifs_desktop.dialogue.actions import PAGE_ROWS, SPEAKER_ROWS
from ifs_desktop.dialogue.choosing import Choosing
from ifs_desktop.dialogue.due import DueAgreement
from ifs_desktop.dialogue.empty import Empty
from ifs_desktop.dialogue.guiding.pane import ROOMY, GuidePane
from ifs_desktop.dialogue.heading import Heading, ask_for_title
from ifs_desktop.dialogue.list_pane import ListPane
from ifs_desktop.dialogue.queries import DialogueRow
from ifs_desktop.dialogue.talk import Talk
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import actions, tab_order, theme
from ifs_desktop.ui.bus import Bus

OPEN_KEY = "dialogue:open"
NARROW = 640  # design px of the page below which the list gives way to the choosing
SOON = 20  # ms after which the list and the heading follow a line that was said
_SHOWN = frozenset({"dialogue", "member", "part", "permission", "relation"})


class DialoguePage(QWidget):
    """Shows one dialogue at a time; comes back to the one that was open."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._actions = actions.build((*PAGE_ROWS, *SPEAKER_ROWS), self)
        self.heading = Heading(self._actions, self)
        self.heading.part_chosen.connect(self._open_part)
        self.list_pane = ListPane(self)
        self.list_pane.new_requested.connect(self.ask_for_new)
        self.list_pane.list.chosen.connect(self._open)
        self.list_pane.open_requested.connect(self.open_requested)
        self.due = DueAgreement(store, bus, self.list_pane)
        self.due.open_requested.connect(self.open_requested)
        self.list_pane.put_on_top(self.due)
        self.list_pane.list.rename_requested.connect(self._rename)
        self.list_pane.list.put_away_requested.connect(self._put_away)
        self.talk = Talk(store, bus, self)
        self.talk.invite_requested.connect(self.ask_whom_to_invite)
        self.heading.leave_out_requested.connect(self.talk.desk.leave_out)
        self.heading.channel_chosen.connect(self.talk.desk.set_channel)
        self.choosing = Choosing(store, bus, self)
        self.choosing.begun.connect(self._begin)
        self.choosing.invited.connect(self.talk.desk.invite)
        self.choosing.hear_requested.connect(self.talk.desk.hear_first)
        self.choosing.continued.connect(self._open_and_write)
        self.choosing.left.connect(self._leave_choosing)
        self.guide = GuidePane(store, bus, self)
        self.guide.prompt_chosen.connect(self.talk.offer)
        self.guide.speaker_wanted.connect(self.talk.go_on_as)
        self.guide.open_requested.connect(self.open_requested)
        self.guide.folded.connect(self._guide_folded)
        self.talk.open_requested.connect(self.open_requested)
        self.empty = Empty(self)
        self.empty.begin_requested.connect(self.ask_for_new)
        self.stack = QStackedWidget(self)
        for room in (self.empty, self.talk, self.choosing):
            self.stack.addWidget(room)
        self._lay_out()
        self._behind: list[Change] = []  # what the list and the heading do not show yet
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._catch_up)
        bus.changed.connect(self._changed)
        self._show_room(self.empty)
        self._rows = queries.dialogues(store)  # all that are listed
        self._show_list()
        self._open_as_left()

    # The page protocol

    def open_ref(self, ref: Ref) -> None:
        """Open a dialogue, a turn, or (anchor "part:ID") the choosing with that part picked."""
        if ref.kind == "turn" and ref.id is not None:
            home = queries.turn_home(self._store, ref.id)
            if home is not None:
                self._open(home)
            if home is not None and home == self.talk.open_id():
                self.talk.lead_to(ref.id)
        elif ref.kind == "dialogue" and ref.id is not None:
            self._open(ref.id)
        elif ref.kind == "dialogue" and ref.anchor.startswith("part:"):
            number = ref.anchor.removeprefix("part:")
            self._ask_for_new([int(number)] if number.isdecimal() else [])

    def here(self) -> Ref | None:
        """The dialogue that is open."""
        open_id = self.talk.open_id()
        return None if open_id is None else Ref("dialogue", open_id)

    def commit_drafts(self) -> None:
        """Keep what is typed, now."""
        self.talk.commit_drafts()
        self.guide.commit_drafts()
        if self.stack.currentWidget() is self.choosing:
            self.choosing.commit_drafts()

    def menu_actions(self) -> list[QAction]:
        """What the window's menu offers while this page is shown."""
        return [self._actions[row.name] for row in PAGE_ROWS]

    def take_focus(self) -> None:
        """Put the keyboard where one writes on, or chooses."""
        room = self.stack.currentWidget()
        if room is self.talk:
            self.talk.take_focus()
        elif room is self.choosing:
            self.choosing.take_focus()
        else:
            self.empty.setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        if self.stack.currentWidget() is self.talk:
            guide = self.guide if self.guide.unfolded() else self.guide.strip.button
            return [self.list_pane.list, self.talk.view, self.talk.desk.box(), guide]
        if self.stack.currentWidget() is self.choosing:
            return [self.list_pane.list, self.choosing]
        return [self.empty]

    # Actions

    def ask_for_new(self) -> None:
        """Show the choosing of parts for a new dialogue."""
        self._ask_for_new([])

    def ask_for_mediation(self) -> None:
        """Lead to the room where two parts in conflict are heard."""
        self.open_requested.emit(Ref("mediation"))

    def ask_whom_to_invite(self) -> None:
        """Show the choosing of one more part for the open dialogue."""
        row = self._open_row()
        if row is not None:
            self.commit_drafts()
            self.choosing.invite_to(row.id, (member.id for member in row.speakers))
            self._show_room(self.choosing)
            self.choosing.take_focus()

    def say_earlier(self) -> None:
        """Give the next line a time of its own."""
        self.talk.desk.say_earlier()

    def add_picture(self) -> None:
        """Have a picture picked for the line that is being written."""
        self.talk.desk.add_picture()

    def close_for_today(self) -> None:
        """Show the closing of the open dialogue."""
        self.talk.desk.close_for_today()

    def ask_for_title(self) -> None:
        """Rename the open dialogue."""
        open_id = self.talk.open_id()
        if open_id is not None:
            self._rename(open_id)

    def put_away_open(self) -> None:
        """Put the open dialogue away."""
        open_id = self.talk.open_id()
        if open_id is not None:
            self._put_away(open_id)

    def fold_guide(self) -> None:
        """Fold the six Fs into a line, or unfold them."""
        self.guide.toggle()
        if not self.guide.unfolded():
            self.talk.write()

    def write_as(self) -> None:
        """The speaker whose key was pressed writes on."""
        action = self.sender()
        if isinstance(action, QAction) and self.stack.currentWidget() is self.talk:
            self.talk.write_as(int(action.objectName().removeprefix("speaker_")))

    # Layout

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_list(event.size().width())
        super().resizeEvent(event)

    def _fit_list(self, width: int) -> None:
        choosing = self.stack.currentWidget() is self.choosing
        self.guide.fit(width)
        guided = self.guide.unfolded() and width < theme.px(ROOMY)
        crowded = guided or (choosing and width < theme.px(NARROW))
        self.list_pane.setVisible(self.list_pane.any() and not crowded)
        self.list_pane.fit(width)

    def _lay_out(self) -> None:
        body = self.body = QHBoxLayout()  # what stands beside the dialogue comes last
        body.setSpacing(0)
        body.addWidget(self.list_pane)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.guide.strip)
        middle.addWidget(self.stack, 1)
        body.addLayout(middle, 1)
        body.addWidget(self.guide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addLayout(body, 1)

    # What is shown

    def _open_as_left(self) -> None:
        left = self._store.state(OPEN_KEY)
        rows = [row for row in self._rows if row.kind != "mediation"]
        if any(row.id == left for row in rows):
            self._open(left)
        elif rows:
            self._open(rows[0].id)

    def _open(self, dialogue_id: int) -> None:
        other = dialogue_id != self.talk.open_id()
        if other:
            row = self._listed(dialogue_id)
            if row is None:
                return
            if row.kind == "mediation":  # it has a page of its own
                self.open_requested.emit(Ref("mediation", dialogue_id))
                return
            self.talk.show_dialogue(row)
        self._show_room(self.talk)
        self._show_list()
        if other:  # last: after a commit the database reads its pages anew
            self._store.set_state(OPEN_KEY, dialogue_id)

    def _open_and_write(self, dialogue_id: int) -> None:
        self._open(dialogue_id)
        self.talk.write()

    def _show_room(self, room: QWidget) -> None:
        self.stack.setCurrentWidget(room)
        talking = room is self.talk
        self.guide.show_dialogue(self.talk.open_id() if talking else None)
        for row in PAGE_ROWS[1:]:  # all but a new one
            self._actions[row.name].setEnabled(talking)
        self.heading.show_dialogue(self._open_row() if talking else None)
        self._fit_list(self.width())
        tab_order.lead_through(self)

    def _show_list(self) -> None:
        self.list_pane.show_rows(self._rows, self.talk.open_id())
        self._fit_list(self.width())
        if not self._rows and self.stack.currentWidget() is self.talk:
            self._show_room(self.empty)

    def _open_row(self) -> DialogueRow | None:
        return self._listed(self.talk.open_id())

    def _listed(self, dialogue_id: int | None) -> DialogueRow | None:
        return next((row for row in self._rows if row.id == dialogue_id), None)

    def _changed(self, change: Change) -> None:
        self.talk.changed(change)
        if change.tables & _SHOWN:
            self._behind.append(change)
            if self.talk.desk.saying:
                self._soon.start(SOON)  # the line is painted first
            else:
                self._catch_up()
        place = change.place
        if change.origin != "edit" and place is not None and self.isVisible():
            self._lead_back(place)

    def _catch_up(self) -> None:
        """Let the list and the heading follow what was done."""
        self._soon.stop()
        was, changes = self._open_row(), self._behind
        self._behind = []
        for change in changes:
            self._rows = queries.brought_up_to_date(self._store, self._rows, change)
        if changes:
            self._refresh(was)

    def _refresh(self, was: DialogueRow | None) -> None:
        open_id = self.talk.open_id()
        row = self._listed(open_id)
        if open_id is not None and row is None:  # put away, or its beginning was taken back
            self.talk.leave()
            self._open_as_left()
        elif row is not None:
            self.talk.refresh(row)
            if self.stack.currentWidget() is self.talk:
                self.heading.show_dialogue(row)
                said = was is not None and replace(was, touched=row.touched) == row
                if not said or self.talk.desk.resume is not None:  # something was made anew
                    tab_order.lead_through(self)
        elif self.stack.currentWidget() is self.empty:
            self._open_as_left()
        self._show_list()

    def _lead_back(self, place: Ref) -> None:
        if place.kind in ("turn", "dialogue") and place.id is not None:
            self.open_ref(place)
            if place.kind == "dialogue":
                self.talk.view.to_end()

    # What is done

    def _ask_for_new(self, part_ids: list[int]) -> None:
        self.commit_drafts()
        earlier = None
        if part_ids:
            found = queries.latest_with(self._store, part_ids[0])
            row = self._listed(found)
            earlier = None if row is None else (row.id, row.title or self.tr("New dialogue"))
        self.choosing.begin_new(part_ids, earlier)
        self._show_room(self.choosing)
        self.choosing.take_focus()

    def _begin(self, title: str, part_ids: list[int], answers: tuple[Answer, ...]) -> None:
        begun = edits.start_dialogue(self._store, title=title, part_ids=part_ids, answers=answers)
        self._open_and_write(begun)

    def _leave_choosing(self) -> None:
        if self.talk.open_id() is None:
            self._show_room(self.empty)
            self.empty.setFocus()
        else:
            self._show_room(self.talk)
            self.talk.write()

    def _guide_folded(self, folded: bool) -> None:
        self._actions["six_fs"].setChecked(not folded)
        if self.isVisible():
            self._fit_list(self.width())

    def _open_part(self, part_id: int) -> None:
        self.open_requested.emit(Ref("part", part_id))

    def _rename(self, dialogue_id: int) -> None:
        row = self._listed(dialogue_id)
        if row is not None:
            title = ask_for_title(self, self._store, row)
            if title:
                edits.rename_dialogue(self._store, dialogue_id=dialogue_id, title=title)

    def _put_away(self, dialogue_id: int) -> None:
        if dialogue_id == self.talk.open_id():
            self.commit_drafts()
        edits.put_away_dialogue(self._store, dialogue_id=dialogue_id)
