"""The column of a profile: all of its cards, filled from the journal one after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.parts import (
    looks_emoji,
    permissions,
    profile,
    profile_beside,
    profile_places,
    queries,
)
from ifs_desktop.parts.profile_add import PROTECTS, RELATES, AddPanel
from ifs_desktop.parts.profile_beside import LastWords, Relate, Relations
from ifs_desktop.parts.profile_facts import Facts
from ifs_desktop.parts.profile_foot import Foot
from ifs_desktop.parts.profile_group import Section
from ifs_desktop.parts.profile_head import Head
from ifs_desktop.parts.profile_letters import Letters
from ifs_desktop.parts.profile_places import Places
from ifs_desktop.parts.profile_readings import Readings
from ifs_desktop.parts.profile_veil import Veil
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.store import Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets import label

_WHO = frozenset({"part", "fact", "relation"})
_WHERE = frozenset(
    {"part", "permission", "dialogue", "member", "turn", "mediation", "agreement", "run"}
    | {"answer", "answer_part", "entry", "mention", "impression", "map", "placement"}
    | {"letter", "promise", "belief", "belief_version"}
    | {"prediction", "small_step", "person"}
)


class Sheet(Column):
    """Who the part is stands there at once; where it appears comes after the first picture."""

    open_requested = Signal(object)  # Ref
    left_adding = Signal()  # the words that can be added, or a question, were folded away

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__("", parent)
        self._store, self._bus = store, bus
        self._part_id = 0  # 0: none
        self._short = False  # whether people were shown by their initials
        self._titles: dict[str, str] = {}  # of exercises, by slug
        self._waiting: list[Callable[[], None]] = []
        self._after_picture = QTimer(self)
        self._after_picture.setInterval(0)
        self._after_picture.timeout.connect(self._next)
        self.head = Head(store, self)
        self.adding = AddPanel(self)
        self.adding.hide()
        self._asked = QWidget(self)  # how it stands to somebody is asked here
        QVBoxLayout(self._asked).setContentsMargins(0, 0, 0, 0)
        self._asked.hide()
        self.relate: Relate | None = None
        self._new = label(
            self.tr(
                "A name is enough. What comes up in dialogues and exercises gathers here, and "
                "Add… writes down what you know already."
            ),
            "subtitle",
            self,
            wrap=True,
        )
        self.veil = Veil(store, self)
        self.last = LastWords(self)
        self.readings = Readings(store, self)
        self.facts = Facts(store, self)
        self.relations = Relations(store, self)
        self.beliefs = Places(store, self.tr("Beliefs"), profile_places.beliefs(), self)
        self.letters = Letters(store, self)
        self.ledger = Places(store, self.tr("Permission"), profile_places.ledger(), self)
        lists = profile_places.appearances(self._exercise_title)
        self.places = Places(store, self.tr("Where it appears"), lists, self)
        title = self.tr("What it expected, and what came")
        self.evidence = Places(store, title, profile_places.evidence(), self)
        self.foot = Foot(self)
        for widget in (self.head, self.veil, self.adding, self._asked, self._new, self.last):
            self.add(widget)
        self.gap(4)
        for widget in (*self.cards(), self.foot):
            self.add(widget)
        self._join()

    def cards(self) -> tuple[Section, ...]:
        """What is shown once there is something in it, from top to bottom."""
        lists = (self.letters, self.beliefs, self.ledger, self.evidence, self.places)
        return (self.readings, self.facts, self.relations, *lists)

    def show_part(self, detail: PartDetail | None) -> None:
        """Another part, from the top; or none."""
        self.commit_drafts()
        self.leave_adding()
        self._leave_relating()
        self._waiting.clear()
        self._new.hide()
        self.show_who(detail, anew=True)
        if detail is None:
            for widget in (self.veil, self.last, *self.cards()):
                widget.hide()
            return
        self._show_readings()
        self._later(*self._after)
        self.to_top()
        self.settle()

    def show_who(self, detail: PartDetail | None, *, anew: bool) -> None:
        """The part and what is known of it; ``anew`` replaces what is being typed."""
        self._part_id = 0 if detail is None else detail.card.id
        self.head.setVisible(detail is not None)
        self.foot.setVisible(detail is not None)
        if detail is None:
            return
        self.head.show_part(detail, anew=anew)
        self.veil.show_part(detail.card.id, veiled=detail.card.veiled)
        self.facts.show_facts(detail.card.id, detail.facts, anew=anew)
        self.relations.show_relations(detail.card.id, detail.relations, anew=anew)
        self.foot.show_part(resting=detail.resting is not None)

    def refresh(self, tables: frozenset[str], *, anew: bool) -> None:
        """Show again what these tables hold of the part."""
        if self._part_id and tables & _WHO:
            self.show_who(queries.part(self._store, self._part_id), anew=anew)
        if self._part_id and "reading" in tables:
            self._show_readings()
        if "view_state" in tables and self._short != queries.initials_only(self._store):
            tables |= {"person"}  # they are called otherwise now
        if self._part_id and tables & _WHERE:
            self._later(*self._after)

    def finish(self) -> None:
        """Show now what was left for after the first picture."""
        while self._waiting:
            self._next()

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        self.head.commit_drafts()
        self.facts.commit_drafts()
        self.relations.commit_drafts()
        if self.relate is not None:
            self.relate.draft.flush()

    def ask_what_to_add(self) -> None:
        """Offer every field."""
        self.adding.open()
        self.show_child(self.adding)

    @Slot(str)
    def add_field(self, kind: str) -> None:
        """Begin to write a field, a reading, or whom the part protects."""
        self.adding.hide()
        if kind in (PROTECTS, RELATES):
            self._ask_how_it_stands(PROTECTS if kind == PROTECTS else "")
        elif kind in profile.READINGS:
            self.readings.begin(kind)
            self.show_child(self.readings.kinds[kind])
        else:
            self.show_child(self.facts.begin(kind))

    def show_fact(self, fact_id: int) -> None:
        """Lead to one fact and let it glow."""
        row = self.facts.row(fact_id)
        if row is not None:
            self.finish()
            row.glow()
            row.text.setFocus()
            self.show_child(row)

    def lead_to(self, kind: str, number: int) -> None:
        """Lead to a fact, a word for how it felt, a relation, or an answer at the gate."""
        if kind == "fact":
            self.show_fact(number)
            return
        self.finish()
        row: QWidget | None = None
        if kind == "reading":
            row = self.readings.reveal(number)
        elif kind == "relation":
            row = self.relations.reveal(number)
        elif kind == "letter":
            row = self.letters.reveal(number)
        elif kind == "promise":
            row = self.letters.reveal_kindness(number)
        elif kind == "permission":
            ids = [line.id for line in permissions.ledger(self._store, self._part_id)]
            if number in ids:
                row = self.ledger.lists["ledger"].reveal(ids.index(number))
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_child(row)

    @Slot()
    def leave_adding(self) -> None:
        """Fold the words away that can be added."""
        if not self.adding.isHidden():
            self.left_adding.emit()
            self.adding.hide()

    def _join(self) -> None:
        self.adding.chosen.connect(self.add_field)
        self.adding.left.connect(self.leave_adding)
        for leading in (self.last, self.relations, self.facts, self.readings):
            leading.open_requested.connect(self.open_requested)
        for lists in (self.letters, self.beliefs, self.ledger, self.evidence, self.places):
            lists.open_requested.connect(self.open_requested)
            lists.arranged.connect(self._arranged)
        self.relations.link_requested.connect(self._link)
        self.relations.arranged.connect(self._grown)
        self.relations.unfolded.connect(self.show_child)
        self.facts.arranged.connect(self._arranged)
        self.readings.arranged.connect(self._arranged)

    def _show_readings(self) -> None:
        found = queries.readings(self._store, self._part_id)
        waiting = queries.half_written(self._store, self._part_id)
        self.readings.show_readings(self._part_id, found, waiting)
        if looks_emoji.draft_place(self._part_id) in waiting:
            self.head.looks.show()
        for kind in (PROTECTS, ""):
            if profile_beside.draft_place(self._part_id, kind) in waiting:
                self._relate(kind)

    def _show_last(self) -> None:
        self.last.show_words(queries.last_words(self._store, self._part_id))

    @property
    def _after(self) -> tuple[Callable[[], None], ...]:
        """What can wait for the first picture."""
        return (self._show_last, self._show_letters, self._show_ledger, self._show_places)

    def _show_letters(self) -> None:
        self.letters.show_part(self._part_id)

    def _show_ledger(self) -> None:
        self.beliefs.show_part(self._part_id)
        self.ledger.show_part(self._part_id)

    def _show_places(self) -> None:
        self._short = queries.initials_only(self._store)
        self.evidence.show_part(self._part_id)
        self.places.show_part(self._part_id)

    def _later(self, *steps: Callable[[], None]) -> None:
        """One step in each turn of the event loop, so that none holds up a picture."""
        self._waiting += [step for step in steps if step not in self._waiting]
        self._after_picture.start()

    @Slot()
    def _next(self) -> None:
        if self._waiting and self._part_id:
            self._waiting.pop(0)()
        else:
            self._waiting.clear()
        if not self._waiting:
            self._after_picture.stop()
            self._arranged()

    @Slot()
    def _grown(self) -> None:
        self.settle()
        self._arranged()

    @Slot()
    def _arranged(self) -> None:
        """Tab goes down the page, whatever was made first; an empty profile says so kindly."""
        if self._waiting:
            return
        stops: list[QWidget] = [*self.head.stops(), *self.veil.stops()]
        stops += [*self.adding.stops(), *self.last.stops()]
        for card in self.cards():
            stops += card.stops()
        for before, after in pairwise([*stops, *self.foot.stops()]):
            QWidget.setTabOrder(before, after)
        here = bool(self._part_id)
        here = here and self.veil.isHidden()
        self._new.setVisible(here and all(card.isHidden() for card in self.cards()))

    @Slot()
    def _link(self) -> None:
        self._ask_how_it_stands("")

    def _ask_how_it_stands(self, kind: str) -> None:
        asking = self._relate(kind)
        (asking.picker if kind else asking.kind).setFocus()
        self.show_child(asking)

    def _relate(self, kind: str) -> Relate:
        room = self._asked.layout()
        if self.relate is None:
            self.relate = Relate(self._store, self._bus, self._part_id, kind, self._asked)
            self.relate.left.connect(self._leave_relating)
            if room is not None:
                room.addWidget(self.relate)
            self._asked.show()
        return self.relate

    @Slot()
    def _leave_relating(self) -> None:
        if self.relate is not None:
            gone, self.relate = self.relate, None
            self.left_adding.emit()
            self._asked.hide()
            gone.deleteLater()

    def _exercise_title(self, slug: str) -> str:
        if slug not in self._titles:
            path = Path(resources_path.path("exercises", f"{slug}.md"))
            try:
                self._titles[slug] = catalogue.read_file(path).title
            except (FaultyExercise, OSError):  # its file is not there: the run can still be read
                self._titles[slug] = slug
        return self._titles[slug]
