"""How parts see somebody: what each thinks now, and what it thought before. They may disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.parts.answers import PartChips
from ifs_desktop.parts.permissions import NotAsked
from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.people import edits
from ifs_desktop.people.queries import OpinionCard
from ifs_desktop.people.section import Form, Told
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import Chip, Field, label
from ifs_desktop.ui.widgets.labels import told


@dataclass(frozen=True, slots=True)
class Seen:
    """What one part thinks of somebody, the latest first."""

    told: tuple[OpinionCard, ...]

    @property
    def id(self) -> int:
        """The row that stands for it: what it thinks now."""
        return self.told[0].id

    @property
    def source(self) -> Ref | None:
        """Where it said so."""
        return self.told[0].source


class OpinionForm(Form):
    """Which part, and what it says. Exiles are not asked here."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        person_id: int,
        part: PartCard | None,
        place: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._person_id, self._place = store, person_id, place
        self.parts: PartChips | None = None
        if part is None:
            self.parts = PartChips(store, bus, self.tr("Which part?"), self)
            self.parts.pressed.connect(self._pressed)
            self.add(self.parts)
        self._part = None if part is None else part.id
        waiting = store.draft(f"{place}:part")
        if part is None and waiting.isdecimal():
            self._choose(int(waiting))
        self.text = self.box(self.tr("How does it see them now?"), least=1)
        self.field = Field(self.tr("How does it see them now?"), self.text, self)
        self.add(self.field)
        self.drafts = [BoxDraft(self.text, store, place)]
        if self.parts is not None and not self.parts.cards:
            words = self.tr("There is no part to ask yet. The map is where parts are added.")
            self.add(label(words, "hint", self, wrap=True))
            for unused in (self.parts, self.field, self.keep_button):
                unused.setVisible(bool(self.text.toPlainText()))

    def take_focus(self) -> None:
        chips = () if self.parts is None else tuple(self.parts.chips.values())
        first: QWidget = self.text if self._part is not None or not chips else chips[0]
        if self.keep_button.isHidden():
            first = self.cancel
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        super().forget()
        self._store.keep_draft(f"{self._place}:part", "")

    def write(self) -> bool:
        if self._part is None or not self.text.toPlainText().strip():
            self.take_focus()
            return False
        try:
            edits.add_opinion(
                self._store,
                person_id=self._person_id,
                part_id=self._part,
                text=self.text.toPlainText(),
            )
        except NotAsked:  # it became an exile since the form was opened
            self.field.set_error(self.tr("This part is not asked here now. Your words wait here."))
            self.take_focus()
            return False
        return True

    def _pressed(self, part: int) -> None:
        self._choose(part)
        self._store.keep_draft(f"{self._place}:part", str(part))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, part: int) -> None:
        if self.parts is not None and part in self.parts.cards:
            self._part = part
            self.parts.check((part,))


class Opinions(Told):
    """Each part with its latest words. Nothing is weighed against anything."""

    def line(self, item: Seen) -> tuple[QWidget, list[QWidget]]:
        now, before = item.told[0], item.told[1:]
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(0)
        chip = Chip(now.part.name, held, look=now.part)
        chip.setProperty("part", now.part.id)
        chip.clicked.connect(self._to_part)
        top = QHBoxLayout()
        top.addWidget(chip)
        top.addStretch(1)
        column.addLayout(top)
        day = short_day(now.said_at.date(), date.today())
        words, stops = self.words(item, now.text, "", day, now.source)
        column.addWidget(words)
        if before:
            earlier = QWidget(held)
            lines = QVBoxLayout(earlier)
            lines.setContentsMargins(theme.px(6), 0, 0, 0)
            lines.setSpacing(theme.px(2))
            for one in before:
                when = short_day(one.said_at.date(), date.today())
                said = self.tr("{day}: {words}").format(day=when, words=one.text)
                lines.addWidget(told(said, "small", earlier))
            earlier.hide()
            fold = link(self.tr("What it said before"), held, name="")
            fold.setAccessibleDescription(now.part.name)
            fold.setCheckable(True)
            fold.toggled.connect(earlier.setVisible)
            row = QHBoxLayout()
            row.addWidget(fold)
            row.addStretch(1)
            column.addLayout(row)
            column.addWidget(earlier)
            stops = [*stops, fold]
        return held, [chip, *stops]

    def open_form(self, item: Seen | None) -> None:
        """Exiles are not asked here: one that said something before leads to its profile."""
        part = None if item is None else item.told[0].part
        if part is not None and part.role == "exile":
            self.open_requested.emit(Ref("profile", part.id))
        else:
            super().open_form(item)

    def new_form(self, item: Seen | None) -> OpinionForm:
        part = None if item is None else item.told[0].part
        return OpinionForm(self.store, self.bus, self.person_id or 0, part, self.place(item), self)

    def place(self, item: Seen | None) -> str:
        about = f"person:{self.person_id}:opinion"
        return about if item is None else f"{about}:part:{item.told[0].part.id}"

    def put_away(self, item: Seen) -> None:
        edits.put_away_opinion(self.store, opinion_id=item.id)

    def _to_part(self) -> None:
        self.open_requested.emit(Ref("profile", int(self.sender().property("part"))))
