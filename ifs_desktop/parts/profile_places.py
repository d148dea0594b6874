"""Where a part appears: dialogues, mediations, exercises, the journal, jottings, maps, answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.parts import permissions, queries
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.profile_group import Group, Section, Words, link
from ifs_desktop.parts.queries import Place
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.purge import ERASED
from ifs_desktop.ui.days import short_day

FIRST, MORE = 4, 20  # lines of one list: at once, and when asked for
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")

Fetch = Callable[[Store, int, int], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its title, and its places with the words that are shown of them."""

    name: str
    title: str
    fetch: Fetch


class Places(Section):
    """Lists under one heading; one without a line is not shown."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(
        self, store: Store, title: str, listings: Sequence[Listing], parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self.lists = {listing.name: PlaceList(store, listing, self) for listing in listings}
        for one in self.lists.values():
            one.open_requested.connect(self.open_requested)
            one.arranged.connect(self.arranged)
            self.column.addWidget(one)
        self.hide()

    def show_part(self, part_id: int) -> None:
        """Look up where this part appears."""
        for one in self.lists.values():
            one.show_part(part_id)
        self.setVisible(any(not one.isHidden() for one in self.lists.values()))
        self.arranged.emit()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [stop for one in self.lists.values() for stop in one.stops()]


class PlaceList(Group):
    """The latest few, and more of them when asked for."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(self, store: Store, listing: Listing, parent: QWidget) -> None:
        super().__init__(listing.title, parent)
        self._store = store
        self._fetch = listing.fetch
        self._part_id = 0
        self._most = FIRST
        self._places: tuple[Place, ...] = ()
        self.rows: list[Words] = []
        self.more: QPushButton | None = None
        self.column.setSpacing(0)
        self.hide()

    def show_part(self, part_id: int) -> None:
        """Look them up."""
        if part_id != self._part_id:
            self._part_id, self._most = part_id, FIRST
        found = self._fetch(self._store, part_id, self._most + 1)
        shown = found[: self._most]
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        today = date.today()
        for number, place in enumerate(shown):
            day = short_day(place.when.date(), today)
            if number == len(self.rows):
                row = Words(place.title, self, second=place.second, day=day)
                row.setProperty("number", number)
                row.clicked.connect(self._lead)
                self.rows.append(row)
                self.column.insertWidget(number, row)
            elif place != self._places[number]:
                self.rows[number].set_words(place.title, second=place.second, day=day)
            self.rows[number].setEnabled(place.ref.kind != ERASED)
        self._places = shown
        self._offer_more(len(found) > len(shown))
        self.setVisible(bool(shown))

    def reveal(self, number: int) -> QWidget | None:
        """One line, counted from the top, also one that waits to be shown."""
        if number >= self._most:
            self._most = number + 1
            self.show_part(self._part_id)
            self.arranged.emit()
        return self.rows[number] if number < len(self.rows) else None

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [*self.rows] if self.more is None else [*self.rows, self.more]

    def _offer_more(self, on: bool) -> None:
        if on and self.more is None:
            self.more = link(self.tr("Show more"), self)
            self.more.setAccessibleDescription(self.title)
            self.more.clicked.connect(self._show_more)
            self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        elif not on and self.more is not None:
            self.column.removeWidget(self.more)
            self.more.hide()
            self.more.deleteLater()
            self.more = None

    @Slot()
    def _show_more(self) -> None:
        first_new = len(self.rows)
        self._most += MORE
        self.show_part(self._part_id)
        self.arranged.emit()
        self.rows[first_new].show()
        self.rows[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _lead(self) -> None:
        ref = self._places[int(self.sender().property("number"))].ref
        if ref.kind == "dialogue" and ref.id is not None:  # to what it said there last
            turn = queries.last_said(self._store, self._part_id, ref.id)
            ref = ref if turn is None else Ref("turn", turn)
        self.open_requested.emit(ref)


def appearances(exercise_title: Callable[[str], str]) -> tuple[Listing, ...]:
    """The lists of where a part appears; ``exercise_title`` names an exercise by its slug."""
    say = QCoreApplication.translate

    def runs(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
        found = queries.runs_with(store, part_id, most)
        return tuple(replace(place, title=exercise_title(place.title)) for place in found)

    return (
        Listing("dialogues", say("Places", "Dialogues"), _dialogues),
        Listing("mediations", say("Places", "Mediations"), _mediations),
        Listing("runs", say("Places", "Exercises"), runs),
        Listing("entries", say("Places", "Journal"), _entries),
        Listing("impressions", say("Places", "Jotted down"), _impressions),
        Listing("maps", say("Places", "Maps"), queries.maps_with),
    )


def ledger() -> tuple[Listing, ...]:
    """What protectors answered when they were asked."""
    say = QCoreApplication.translate
    return (Listing("ledger", say("Places", "Answers, the last first"), _answers),)


def beliefs() -> tuple[Listing, ...]:
    """What it holds to be true."""
    say = QCoreApplication.translate
    return (Listing("beliefs", say("Places", "Looked at, the last first"), _beliefs),)


def _beliefs(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    felt = QCoreApplication.translate("Places", "felt true then: {number} of 100")
    return tuple(
        replace(
            place,
            title=_line(place.title),
            second=felt.format(number=place.state) if place.state else "",
        )
        for place in queries.beliefs_of(store, part_id, most)
    )


def evidence() -> tuple[Listing, ...]:
    """What it expected of small steps with people, and what it saw of them."""
    say = QCoreApplication.translate
    return (Listing("evidence", say("Places", "Of small steps"), _expectations),)


def _expectations(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    say = QCoreApplication.translate
    fits = {
        "as_feared": say("Places", "as it feared"),
        "partly": say("Places", "partly as it feared"),
        "otherwise": say("Places", "otherwise"),
    }
    found = []
    for one in queries.expectations(store, part_id, most):
        expected = say("Places", "It expected: {words}").format(words=one.expected)
        came = say("Places", "What it saw: {words}").format(
            words=" · ".join(filter(None, (fits.get(one.fit or ""), one.saw)))
        )
        told = [expected if one.expected else "", came if one.fit or one.saw else ""]
        step = f"{isolated(one.person)}: {one.step}" if one.person else one.step
        title = "\n".join(filter(None, told))
        found.append(Place(Ref("small_step", one.step_id), title, one.when, _line(step)))
    return tuple(found)


def _dialogues(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    untitled = QCoreApplication.translate("Places", "A dialogue without a title")
    found = queries.dialogues_with(store, part_id, most)
    return tuple(replace(place, title=place.title or untitled) for place in found)


def _mediations(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    say = QCoreApplication.translate
    states = {
        "open": say("Places", "to be continued"),
        "no_agreement": say("Places", "no agreement that day"),
    }
    unnamed = say("Places", "A mediation")
    return tuple(
        replace(
            place,
            title=place.title or unnamed,
            second=_line(place.second) or states.get(place.state, ""),
        )
        for place in queries.mediations_with(store, part_id, most)
    )


def _entries(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    found = []
    for place in queries.entries_naming(store, part_id, most):
        begins = _line(_PICTURE.sub(r"\1", place.second))
        second = begins if place.title else ""
        found.append(replace(place, title=place.title or begins, second=second))
    return tuple(found)


def _impressions(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    say = QCoreApplication.translate
    kinds = {
        "feeling": say("Places", "a feeling"),
        "thought": say("Places", "a thought"),
        "body": say("Places", "in the body"),
        "urge": say("Places", "an urge"),
    }
    found = queries.impressions_of(store, part_id, most)
    return tuple(replace(place, second=kinds.get(place.state, "")) for place in found)


def _answers(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    say = QCoreApplication.translate
    own = {
        "yes": say("Places", "{protector}: yes"),
        "not_now": say("Places", "{protector}: not now"),
        "nobody": say("Places", "No one I know of guards it"),
    }
    given = {
        "yes": say("Places", "About {exile}: yes"),
        "not_now": say("Places", "About {exile}: not now"),
    }
    found = []
    for line in permissions.ledger(store, part_id)[:most]:
        words = own if line.exile.id == part_id else given
        who = "" if line.protector is None else isolated(line.protector.name)
        title = words[line.answer].format(protector=who, exile=isolated(line.exile.name))
        found.append(Place(line.where, title, line.said_at, line.condition))
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())
