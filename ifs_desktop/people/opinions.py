"""How parts see somebody: what each thinks now, and what it thought before. They may disagree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.parts.permissions import NotAsked
from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.queries import PartCard, find_parts
from ifs_desktop.people import edits
from ifs_desktop.people.queries import OpinionCard
from ifs_desktop.people.section import Form, Told
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import Chip, Field, FlowLayout, label
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
        self, store: Store, person_id: int, part: PartCard | None, place: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._person_id, self._place = store, person_id, place
        self.chips: list[Chip] = []
        if part is None:
            held = QWidget(self)
            policy = held.sizePolicy()
            policy.setHeightForWidth(True)
            held.setSizePolicy(policy)
            flow = FlowLayout(held, gap=theme.px(8), line_gap=theme.px(8))
            offered = [card for card in find_parts(store) if card.role != "exile"]
            self.add(label(self.tr("Which part?"), "label", self))
            self.add(held)
            for card in offered:
                self.chips.append(self._chip(card, held))
                flow.addWidget(self.chips[-1])
            if not offered:
                words = self.tr("There is no part to ask yet. The map is where parts are added.")
                self.add(label(words, "hint", self, wrap=True))
        self._part = None if part is None else part.id
        waiting = store.draft(f"{place}:part")
        if part is None and waiting.isdecimal():
            self._choose(int(waiting))
        self.text = self.box(self.tr("How does it see them now?"), least=1)
        self.field = Field(self.tr("How does it see them now?"), self.text, self)
        self.add(self.field)
        self.drafts = [BoxDraft(self.text, store, place)]

    def take_focus(self) -> None:
        first = self.text if self._part is not None or not self.chips else self.chips[0]
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

    def _chip(self, card: PartCard, parent: QWidget) -> Chip:
        chip = Chip(card.name, parent, role=card.role, checkable=True)
        chip.setProperty("part", card.id)
        if card.colour:
            chip.set_colour(QColor(card.colour))
        chip.clicked.connect(self._pressed)
        return chip

    def _pressed(self) -> None:
        self._choose(int(self.sender().property("part")))
        self._store.keep_draft(f"{self._place}:part", str(self._part))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, part: int) -> None:
        for chip in self.chips:
            chip.setChecked(chip.property("part") == part)
        self._part = part if any(chip.isChecked() for chip in self.chips) else None


class Opinions(Told):
    """Each part with its latest words. Nothing is weighed against anything."""

    def line(self, item: Seen) -> tuple[QWidget, list[QWidget]]:
        now, before = item.told[0], item.told[1:]
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(0)
        chip = Chip(now.part.name, held, role=now.part.role)
        if now.part.colour:
            chip.set_colour(QColor(now.part.colour))
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
        return OpinionForm(self.store, self.person_id or 0, part, self.place(item), self)

    def place(self, item: Seen | None) -> str:
        about = f"person:{self.person_id}:opinion"
        return about if item is None else f"{about}:{item.told[0].part.id}"

    def put_away(self, item: Seen) -> None:
        edits.put_away_opinion(self.store, opinion_id=item.id)

    def _to_part(self) -> None:
        self.open_requested.emit(Ref("profile", int(self.sender().property("part"))))
