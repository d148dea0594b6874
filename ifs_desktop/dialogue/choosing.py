"""Choosing who takes part: a new dialogue, or one more part for the open one."""

from __future__ import annotations

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue import drafts
from ifs_desktop.parts import gate
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import cards
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll

WIDTH = 460  # design px of the card


class Choosing(QWidget):
    """A card with the picker. Before an exile comes in, its protectors are asked."""

    begun = Signal(str, object, object)  # title, list of part ids, answers of protectors
    invited = Signal(int)
    hear_requested = Signal(int)  # a protector that is to be heard first; it comes too
    left = Signal()
    continued = Signal(int)  # a dialogue that is there already

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._inviting = False
        self._already: frozenset[int] = frozenset()
        self._where: Ref | None = None  # the dialogue one is invited to
        self._earlier: int | None = None
        self.picker = PartPicker(store, bus, multiple=True, parent=self)
        self.picker.picked.connect(self._picked)
        self.title_edit = QLineEdit(self)
        self.title_edit.setMaxLength(200)
        self.title_edit.returnPressed.connect(self._go)
        self._title_field = Field(
            self.tr("Title, if you like"),
            self.title_edit,
            self,
            hint=self.tr("Left empty, it takes the names or your first words."),
        )
        self._lead = paragraph("", "heading", self)
        self.guarded = paragraph("", "small", self)
        self._continue = QPushButton(self)
        self._continue.setProperty("kind", "link")
        self._continue.clicked.connect(self.go_on)
        self._not_now = QPushButton(self.tr("Not now"), self)
        self._not_now.setProperty("kind", "quiet")
        self._not_now.setAccessibleName(self.tr("Not now"))
        self._not_now.clicked.connect(self.left)
        self.begin_button = QPushButton(self)
        self.begin_button.setProperty("kind", "primary")
        self.begin_button.clicked.connect(self._go)
        for end in (self.begun, self.continued, self.left):
            end.connect(self._forget)
        self.setFocusProxy(self.picker)
        self._lay_out()
        bus.changed.connect(self._changed)

    def begin_new(self, part_ids: Iterable[int], earlier: tuple[int, str] | None) -> None:
        """Ask for the parts of a new dialogue; ``earlier`` could be gone on with instead."""
        self._inviting = False
        self._already, self._where = frozenset(), None
        self._lead.setText(self.tr("Who would like to talk?"))
        self.begin_button.setText(self.tr("Begin"))
        self.begin_button.setAccessibleName(self.tr("Begin the dialogue"))
        self._title_field.show()
        self.title_edit.setText(self._store.draft(drafts.CHOOSING_TITLE))
        self._earlier = None if earlier is None else earlier[0]
        self._continue.setVisible(earlier is not None)
        if earlier is not None:
            words = self.tr("Go on with “{title}”").format(title=_short(earlier[1]))
            self._continue.setText(words.replace("&", "&&"))
            self._continue.setAccessibleName(words)
        self._start(part_ids)

    def invite_to(self, dialogue_id: int, members: Iterable[int]) -> None:
        """Ask for one more part; those who are here already are not offered."""
        self._inviting = True
        self._already, self._where = frozenset(members), Ref("dialogue", dialogue_id)
        self._lead.setText(self.tr("Who would like to join?"))
        self.begin_button.setText(self.tr("Invite"))
        self.begin_button.setAccessibleName(self.tr("Invite to the dialogue"))
        self._title_field.hide()
        self._continue.hide()
        self._start(())

    def take_focus(self) -> None:
        """Where a person would go on: the search, or the button when someone is picked."""
        first = self.picker.focusProxy() or self.picker.search
        there = self.begin_button if self.picker.selection() else first
        there.setFocus()
        self._scroll.show_child(there)

    def commit_drafts(self) -> None:
        """Keep what is typed here for the next time this is shown."""
        if not self._inviting:
            self._store.keep_draft(drafts.CHOOSING_TITLE, self.title_edit.text())
        self._store.keep_draft(drafts.CHOOSING_NAME, self.picker.name.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        card = Card(self)
        card.setMaximumWidth(theme.px(WIDTH))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(18))
        inner.setSpacing(theme.px(10))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._not_now)
        buttons.addWidget(self.begin_button)
        for widget in (self._lead, self.picker, self.guarded, self._title_field):
            inner.addWidget(widget)
        inner.addWidget(self._continue, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addLayout(buttons)
        content = QWidget(self)
        middle = QHBoxLayout(content)
        middle.setContentsMargins(theme.px(16), theme.px(20), theme.px(16), theme.px(20))
        middle.addStretch(1)
        upright = QVBoxLayout()
        upright.addWidget(card)
        upright.addStretch(1)
        middle.addLayout(upright, 100)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._scroll = CalmScroll(content, self)
        self._scroll.setAccessibleName(self.tr("Who takes part"))
        layout.addWidget(self._scroll)

    def _start(self, part_ids: Iterable[int]) -> None:
        self.picker.search.clear()
        self.picker.name.setText(self._store.draft(drafts.CHOOSING_NAME))
        self.picker.set_without(self._already)
        self._choose(part_ids)

    def _choose(self, part_ids: Iterable[int]) -> None:
        self.picker.set_selection(part_ids)
        self._picked(self.picker.selection())

    def _changed(self, change: Change) -> None:
        if "part" in change.tables:  # one of them may be an exile now
            self._picked(self.picker.selection())

    def _picked(self, part_ids: list[int]) -> None:
        chosen = cards(self._store, part_ids)
        names = [isolated(one.name) for one in chosen.values() if one.role == "exile"]
        self.guarded.setVisible(bool(names))
        if names:
            words = self.tr("Before {name} is spoken with, the parts that protect it are asked.")
            self.guarded.setText(words.format(name=", ".join(names)))
        self._ready()

    def _ready(self) -> None:
        self.begin_button.setEnabled(bool(self.picker.selection()) or not self._inviting)

    def _forget(self) -> None:
        for place in (drafts.CHOOSING_TITLE, drafts.CHOOSING_NAME):
            self._store.keep_draft(place, "")

    def _go(self) -> None:
        chosen = [i for i in self.picker.selection() if i in cards(self._store, [i])]
        coming, answers = list(chosen), list[Answer]()
        first: int | None = None
        for part_id in chosen:  # grows by protectors that are heard first
            outcome = gate.ask(self, self._store, part_id, self._where)
            if not shiboken6.isValid(self):  # the app has locked
                return
            answers += outcome.answers
            if outcome.open:
                continue
            coming.remove(part_id)
            if outcome.hear is None:
                self._choose(coming)
                return
            first = first or outcome.hear
            if outcome.hear not in {*coming, *self._already}:
                chosen.append(outcome.hear)
                coming.append(outcome.hear)
        if not self._inviting:
            self.begun.emit(self.title_edit.text(), coming, tuple(answers))
        else:
            for part_id in coming:
                self.invited.emit(part_id)
            self.left.emit()
        if first is not None:
            self.hear_requested.emit(first)

    def go_on(self) -> None:
        """Take the dialogue that is there already."""
        if self._earlier is not None:
            self.continued.emit(self._earlier)


def _short(title: str) -> str:
    return title if len(title) <= 40 else title[:39].rstrip() + "…"
