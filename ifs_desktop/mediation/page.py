"""The mediation room's page: choosing the two, and the room they sit in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.mediation import edits, queries, says
from ifs_desktop.mediation.actions import ROWS
from ifs_desktop.mediation.beginning import Beginning
from ifs_desktop.mediation.room import RoomView
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.queries import cards
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import actions
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import PageHeader

_SHOWN = frozenset(
    {"mediation", "agreement", "dialogue", "turn", "part", "reading", "permission", "relation"}
)


class MediationPage(QWidget):
    """A Ref's id is the dialogue of a mediation; anchor "A:B" offers these two the seats."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._actions = actions.build(ROWS, self)
        self.header = PageHeader("", self)
        self.header.set_back(self.tr("Dialogues"))
        self.header.back_requested.connect(self.come_back_later)
        self.later = QPushButton(self.tr("Come back later"), self.header)
        self.later.setProperty("kind", "quiet")
        self.later.setAccessibleName(self.tr("Come back later"))
        self.later.clicked.connect(self.come_back_later)
        self.header.add_action(self.later)
        self.beginning = Beginning(store, bus, self)
        self.beginning.begun.connect(self._begin)
        self.beginning.continued.connect(self._open)
        self.beginning.hear_requested.connect(self._hear)
        self.beginning.left.connect(self.come_back_later)
        self.room = RoomView(store, self)
        self.room.hear_requested.connect(self._hear)
        self.room.other_requested.connect(self._hear_another)
        self.room.later_requested.connect(self.come_back_later)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.beginning)
        self.stack.addWidget(self.room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        bus.changed.connect(self._changed)
        self._show_beginning([])

    # The page protocol

    def open_ref(self, ref: Ref) -> None:
        """Open a mediation, or offer the seats to two parts."""
        if ref.kind != queries.SOURCE:
            return
        if ref.id is not None:
            self._open(ref.id)
            return
        ends = [int(end) for end in ref.anchor.split(":") if end.isdecimal()]
        known = cards(self._store, ends)
        self._show_beginning([end for end in ends if end in known])

    def here(self) -> Ref | None:
        """The mediation that is open."""
        row = self.room.row()
        if self.stack.currentWidget() is not self.room or row is None:
            return Ref(queries.SOURCE)
        return Ref(queries.SOURCE, row.dialogue_id)

    def commit_drafts(self) -> None:
        """Keep what is typed, now."""
        self.room.commit_drafts()
        self.beginning.commit_drafts()

    def menu_actions(self) -> list[QAction]:
        """What the window's menu offers while this page is shown."""
        return [self._actions[row.name] for row in ROWS]

    def take_focus(self) -> None:
        """Put the keyboard where one answers, or chooses."""
        if self.stack.currentWidget() is self.room:
            self.room.take_focus()
        else:
            self.beginning.take_focus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        return self.room.panes() if self.stack.currentWidget() is self.room else [self.beginning]

    # Actions

    def ask_for_new(self) -> None:
        """Choose two parts."""
        self.commit_drafts()
        self._show_beginning([])
        self.take_focus()

    def come_back_later(self) -> None:
        """To the dialogues. The room stays as it is, with what is half typed."""
        self.commit_drafts()
        self.open_requested.emit(Ref("page", None, "dialogues"))

    def put_away(self) -> None:
        """Put the open mediation away with all that was said in it; it can be brought back."""
        row = self.room.row()
        if row is not None and self.stack.currentWidget() is self.room:
            self.commit_drafts()
            dialogues.put_away_dialogue(self._store, dialogue_id=row.dialogue_id)
            self.open_requested.emit(Ref("page", None, "dialogues"))

    # Inside

    def _open(self, dialogue_id: int) -> None:
        row = queries.room(self._store, dialogue_id)
        if row is None:
            self._show_beginning([])
            return
        self.commit_drafts()
        self._show_room(row)

    def _show_room(self, row: queries.RoomRow) -> None:
        self.header.set_title(says.pair(row.left.name, row.right.name))
        focus = QApplication.focusWidget()
        here = focus is not None and self.stack.isAncestorOf(focus)
        self.room.show_room(row)
        self.stack.setCurrentWidget(self.room)
        if here:  # the keyboard was where the parts are chosen: now it is where one answers
            self.room.take_focus()
        self.later.setVisible(not row.room.closed)
        self._actions["put_away_mediation"].setEnabled(True)

    def _show_beginning(self, part_ids: list[int]) -> None:
        self.header.set_title(self.tr("Mediation"))
        self.beginning.offer(part_ids)
        self.stack.setCurrentWidget(self.beginning)
        self.later.hide()
        self._actions["put_away_mediation"].setEnabled(False)

    def _begin(self, seats: tuple[int, int], conflict: str, answers: tuple[Answer, ...]) -> None:
        left, right = seats
        begun = edits.begin(
            self._store, left_id=left, right_id=right, conflict=conflict, answers=answers
        )
        self._open(begun)
        self.take_focus()

    def _hear(self, part_id: int) -> None:
        self.open_requested.emit(Ref("dialogue", None, f"part:{part_id}"))

    def _hear_another(self) -> None:
        """Whoever answered instead of Self: it is chosen, or met, where dialogues begin."""
        self.commit_drafts()
        self.open_requested.emit(Ref("dialogue", None, "part:"))

    def _changed(self, change: Change) -> None:
        if not change.tables & _SHOWN:
            return
        shown = self.room.row()
        if shown is None:
            return
        row = queries.room(self._store, shown.dialogue_id)
        if self.stack.currentWidget() is self.room:
            if row is None:  # put away, or its beginning was taken back
                self.room.drop_card()
                self._show_beginning([])
            else:
                self._show_room(row)
