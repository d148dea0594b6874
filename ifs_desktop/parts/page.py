"""The profile of a part: who it is, what is known of it, and where it appears."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.parts import edits, profile, profile_beside, profile_places, queries
from ifs_desktop.parts.actions import ROWS
from ifs_desktop.parts.profile_add import PROTECTS, AddPanel
from ifs_desktop.parts.profile_beside import LastWords, Protects, Relations
from ifs_desktop.parts.profile_facts import Facts
from ifs_desktop.parts.profile_foot import Foot
from ifs_desktop.parts.profile_head import Head
from ifs_desktop.parts.profile_places import Places
from ifs_desktop.parts.profile_readings import Readings
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import ask, icons
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets import label

_WHO = frozenset({"part", "fact", "relation"})
_WHERE = frozenset(
    {"part", "permission", "dialogue", "member", "turn", "mediation", "agreement", "run"}
    | {"answer", "answer_part", "entry", "mention", "impression", "map", "placement"}
)


class PartPage(QWidget):
    """Shows one part. What is asked of other pages goes through ``open_requested``."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._bus = store, bus
        self._detail: PartDetail | None = None
        self._stale: set[str] = set()
        self._titles: dict[str, str] = {}
        self._waiting: list[Callable[[], None]] = []
        self._soon = QTimer(self)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._next)
        self.actions_by_name = build(ROWS, self)
        self.column = Column("", self)
        self.head = Head(store, self.column)
        self.adding = AddPanel(self.column)
        self.adding.hide()
        self.last = LastWords(self.column)
        self.protects: Protects | None = None
        self.facts = Facts(store, self.column)
        self.readings = Readings(store, self.column)
        self.relations = Relations(self.column)
        self.ledger = Places(store, self.tr("Permission"), profile_places.ledger(), self.column)
        self.places = Places(
            store,
            self.tr("Where it appears"),
            profile_places.appearances(self._exercise_title),
            self.column,
        )
        self.foot = Foot(self.column)
        self._nobody = label(
            self.tr("No part is open here. You can choose one on the map."), "", self, wrap=True
        )
        self._lay_out()
        self._join(bus)
        self._show_part(None)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the part with this id; the anchor "fact:ID" leads to one fact."""
        if ref.kind != "profile" or ref.id is None:
            return
        if self.part_id() != ref.id:
            self.commit_drafts()
            self.leave_adding()
            self._leave_protects()
            self._show_part(queries.part(self._store, ref.id), anew=True)
        number = ref.anchor.removeprefix("fact:")
        if ref.anchor.startswith("fact:") and number.isdecimal():
            self._show_fact(int(number))

    def here(self) -> Ref | None:
        """The part that is shown."""
        part_id = self.part_id()
        return None if part_id is None else Ref("profile", part_id)

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        self.head.commit_drafts()
        self.facts.commit_drafts()

    def menu_actions(self) -> list[QAction]:
        """What can be done with this part."""
        return list(self.actions_by_name.values())

    def take_focus(self) -> None:
        """To the button that adds; where there is no part, to the way to the map."""
        (self.to_map if self._detail is None else self.add).setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        found: list[QWidget] = [self.column.header, self.head.name]
        cards = (self.readings, self.facts, self.relations, self.ledger, self.places)
        return found + [card for card in cards if not card.isHidden()]

    # ---- the rows of the action table
    def ask_what_to_add(self) -> None:
        """Offer every field."""
        if self._detail is not None:
            self.adding.open()
            self.column.show_child(self.adding)

    def talk(self) -> None:
        """A dialogue with this part."""
        if self._detail is not None and self._detail.card.role != "exile":
            self.open_requested.emit(Ref("dialogue", None, f"part:{self._detail.card.id}"))

    def show_on_map(self) -> None:
        """The part where it stands, or the map."""
        part_id = self.part_id()
        place = Ref("page", None, "map") if part_id is None else Ref("part", part_id)
        self.open_requested.emit(place)

    def let_rest(self) -> None:
        """It stays in every list, quietly."""
        part_id = self.part_id()
        if part_id is not None:
            edits.let_rest(self._store, part_id=part_id)

    def wake(self) -> None:
        """It is here again."""
        part_id = self.part_id()
        if part_id is not None:
            edits.wake(self._store, part_id=part_id)

    def put_away(self) -> None:
        """Ask, then put the part away and go to the map."""
        if self._detail is None:
            return
        self.commit_drafts()
        card = self._detail.card
        if ask.confirm(
            self,
            self.tr("Put {name} away?").format(name=profile.isolated(card.name)),
            self.tr(
                "It leaves all maps and lists. What it said in dialogues stays there. "
                "Undo brings it back."
            ),
            self.tr("Put away"),
            self.tr("Leave it here"),
        ):
            edits.put_away_part(self._store, part_id=card.id)
            self.open_requested.emit(Ref("page", None, "map"))

    # ---- inside
    def part_id(self) -> int | None:
        """The part that is shown."""
        return None if self._detail is None else self._detail.card.id

    def settle(self) -> None:
        """Show now what was left for after the first picture."""
        while self._waiting:
            self._next()

    @Slot()
    def leave_adding(self) -> None:
        """Fold the words away that can be added."""
        if not self.adding.isHidden():
            self.add.setFocus()
            self.adding.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            stale, self._stale = frozenset(self._stale), set()
            self._refresh(stale, anew=False)

    def _lay_out(self) -> None:
        header = self.column.header
        header.set_back(self.tr("Parts map"))
        self._talk = QPushButton(self.tr("Start a dialogue"), header)
        self._talk.clicked.connect(self.talk)
        header.add_action(self._talk)
        self.add = QPushButton(self.tr("Add…"), header)
        self.add.setProperty("kind", "primary")
        icons.beside(self.add, "plus", "on_accent")
        self.add.setAccessibleName(self.tr("Add to this profile"))
        self.add.setToolTip(self.actions_by_name["add_to_profile"].toolTip())
        self.add.clicked.connect(self.ask_what_to_add)
        header.add_action(self.add)
        self.to_map = QPushButton(self.tr("To the map"), self.column)
        self.to_map.clicked.connect(self.show_on_map)
        self.column.add(self._nobody)
        self.column.add_row(self.to_map)
        self._asked = QWidget(self.column)  # whom it protects is asked here
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        self._asked.hide()
        for widget in (self.head, self.adding, self._asked, self.last):
            self.column.add(widget)
        self.column.gap(4)
        for widget in (self.readings, self.facts, self.relations, self.ledger, self.places):
            self.column.add(widget)
        self.column.add(self.foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)

    def _join(self, bus: Bus) -> None:
        self.column.header.back_requested.connect(self.show_on_map)
        self.adding.chosen.connect(self._add)
        self.adding.left.connect(self.leave_adding)
        for leading in (self.last, self.relations, self.facts, self.readings):
            leading.open_requested.connect(self.open_requested)
        for lists in (self.ledger, self.places):
            lists.open_requested.connect(self.open_requested)
            lists.arranged.connect(self._order)
        self.facts.arranged.connect(self._order)
        self.readings.arranged.connect(self._order)
        self.foot.rest.clicked.connect(self.let_rest)
        self.foot.wake.clicked.connect(self.wake)
        self.foot.away.clicked.connect(self.put_away)
        bus.changed.connect(self._changed)

    def _show_part(self, detail: PartDetail | None, *, anew: bool = False) -> None:
        """The head and what is known at once; where it appears after the first picture."""
        self._waiting.clear()
        self._show_who(detail, anew=anew)
        if detail is not None:
            self._show_readings()
            self._later(self._show_last, self._show_ledger, self._show_places)

    def _show_who(self, detail: PartDetail | None, *, anew: bool) -> None:
        self._detail = detail
        here = detail is not None
        self._nobody.setHidden(here)
        self.to_map.setHidden(here)
        self.head.setVisible(here)
        self.foot.setVisible(here)
        self.add.setVisible(here)
        exile = detail is not None and detail.card.role == "exile"
        resting = detail is not None and detail.resting is not None
        self._talk.setVisible(here and not exile)
        for name, action in self.actions_by_name.items():
            action.setEnabled(here or name == "part_on_map")
        self.actions_by_name["talk_with_part"].setEnabled(here and not exile)
        self.actions_by_name["rest_part"].setEnabled(here and not resting)
        self.actions_by_name["wake_part"].setEnabled(resting)
        self.column.header.set_title("" if detail is None else detail.card.name)
        if detail is None:
            cards = (self.last, self.readings, self.facts, self.relations, self.ledger, self.places)
            for card in cards:
                card.hide()
            self.leave_adding()
            self._leave_protects()
            return
        self.head.show_part(detail, anew=anew)
        self.facts.show_facts(detail.card.id, detail.facts, anew=anew)
        self.relations.show_relations(detail.card.id, detail.relations)
        self.foot.show_part(resting=resting)
        if self._store.draft(profile_beside.draft_place(detail.card.id)):
            self._ask_whom_it_protects()

    def _show_readings(self) -> None:
        part_id = self.part_id()
        if part_id is not None:
            self.readings.show_readings(part_id, queries.readings(self._store, part_id))

    def _show_last(self) -> None:
        part_id = self.part_id()
        if part_id is not None:
            self.last.show_words(queries.last_words(self._store, part_id))

    def _show_ledger(self) -> None:
        part_id = self.part_id()
        if part_id is not None:
            self.ledger.show_part(part_id)

    def _show_places(self) -> None:
        part_id = self.part_id()
        if part_id is not None:
            self.places.show_part(part_id)
            self._order()

    def _later(self, *steps: Callable[[], None]) -> None:
        """One step in each turn of the event loop, so that none holds up a picture."""
        self._waiting += [step for step in steps if step not in self._waiting]
        self._soon.start()

    @Slot()
    def _next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
        if not self._waiting:
            self._soon.stop()

    def _show_fact(self, fact_id: int) -> None:
        row = self.facts.row(fact_id)
        if row is not None:
            self.settle()
            row.glow()
            row.text.setFocus()
            self.column.show_child(row)

    @Slot(str)
    def _add(self, kind: str) -> None:
        self.adding.hide()
        if kind == PROTECTS:
            self._ask_whom_it_protects()
            if self.protects is not None:
                self.protects.picker.setFocus()
                self.column.show_child(self.protects)
        elif kind in profile.READINGS:
            self.readings.add(kind)
            self.column.show_child(self.readings.kinds[kind])
        else:
            self.facts.add(kind)
            self.column.show_child(self.facts.new_row(kind))

    def _ask_whom_it_protects(self) -> None:
        part_id, room = self.part_id(), self._asked.layout()
        if part_id is not None and room is not None and self.protects is None:
            self.protects = Protects(self._store, self._bus, part_id, self._asked)
            self.protects.left.connect(self._leave_protects)
            room.addWidget(self.protects)
            self._asked.show()

    @Slot()
    def _leave_protects(self) -> None:
        if self.protects is not None:
            gone, self.protects = self.protects, None
            self.add.setFocus()
            self._asked.hide()
            gone.deleteLater()

    @Slot()
    def _order(self) -> None:
        """Tab goes down the page, whatever was made first."""
        stops: list[QWidget] = [*self.head.stops(), *self.adding.stops(), *self.last.stops()]
        for card in (self.readings, self.facts, self.relations, self.ledger, self.places):
            stops += card.stops()
        stops += self.foot.stops()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _exercise_title(self, slug: str) -> str:
        if slug not in self._titles:
            path = Path(resources_path.path("exercises", f"{slug}.md"))
            try:
                self._titles[slug] = catalogue.read_file(path).title
            except (FaultyExercise, OSError):
                self._titles[slug] = slug
        return self._titles[slug]

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._detail is None:
            return
        if not self.isVisible():
            self._stale |= change.tables
        else:
            self._refresh(change.tables, anew=change.origin != "edit")

    def _refresh(self, tables: frozenset[str], *, anew: bool) -> None:
        part_id = self.part_id()
        if part_id is None:
            return
        if tables & _WHO:
            self._show_who(queries.part(self._store, part_id), anew=anew)
        if tables & {"reading"}:
            self._show_readings()
        if tables & _WHERE:
            self._later(self._show_last, self._show_ledger, self._show_places)
