"""The column beside the list: who somebody is, what they did, how parts see them, small steps."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ifs_desktop.parts.profile_group import link
from ifs_desktop.people import queries
from ifs_desktop.people.head import Head
from ifs_desktop.people.listed import NAMELESS
from ifs_desktop.people.moments import Moments
from ifs_desktop.people.opinions import Opinions, Seen
from ifs_desktop.people.section import Told
from ifs_desktop.people.steps import Steps
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets import label
from ifs_desktop.ui.widgets.labels import paragraph


class Sheet(Column):
    """One person, or what strangers did; without either, a few words about this page."""

    open_requested = Signal(object)  # Ref
    put_away_requested = Signal()

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__("", parent)
        self.header.hide()
        self.set_title(self.tr("Who is shown"))  # what is read is called by it
        self._store = store
        self.person_id: int | None = None
        self._filling = False
        self._intro = [paragraph(text, "reading", self) for text in self._words()]
        self.head = Head(store, self)
        self._strangers = label(self.tr("Strangers, and without a name"), "title", self, wrap=True)
        self.behaviours = Moments(
            store,
            bus,
            "behaviour",
            self.tr("What they did"),
            self.tr("What you saw on which day. What it means can wait."),
            self.tr("Write down what they did"),
            self,
        )
        self.kindnesses = Moments(
            store,
            bus,
            "kindness",
            self.tr("Kindness"),
            self.tr("Something kind they did, and which parts could take it in."),
            self.tr("Write down a kindness"),
            self,
        )
        self.opinions = Opinions(
            store,
            bus,
            self.tr("How parts see them"),
            self.tr("Each part may see them in its own way, and may see it otherwise another day."),
            self.tr("Ask a part"),
            self,
        )
        self.steps = Steps(
            store,
            bus,
            self.tr("Small steps"),
            self.tr("One small step, if and when you want one."),
            self.tr("Plan a small step"),
            self,
        )
        self.walk = self._way_to_exercise()
        self.steps.column.addWidget(self.walk, 0, Qt.AlignmentFlag.AlignLeft)
        self.away = QPushButton(self.tr("Put away"), self)
        self.away.setProperty("kind", "quiet")
        self.away.setToolTip(self.tr("Leaves the lists. Undo brings it back."))
        self.away.clicked.connect(self.put_away_requested)
        for widget in (*self._intro, self.head, self._strangers):
            self.add(widget)
        self.gap(8)
        for told in self.cards():
            self.add(told)
            told.open_requested.connect(self.open_requested)
            told.arranged.connect(self._arranged)
        self.add_row(self.away)
        self.show_detail(None, frozenset())

    def cards(self) -> tuple[Told, ...]:
        """The cards from top to bottom."""
        return (self.behaviours, self.kindnesses, self.opinions, self.steps)

    def show_detail(
        self,
        detail: queries.PersonDetail | None,
        waiting: frozenset[str],
        *,
        short: bool = False,
        anew: bool = False,
    ) -> None:
        """Show somebody, strangers or nobody; ``short``: by initials."""
        card = None if detail is None else detail.card
        before = self.person_id
        if detail is None:
            self.person_id = None
        else:
            self.person_id = NAMELESS if card is None else card.id
        for widget in self._intro:
            widget.setVisible(detail is None)
        self.head.setVisible(card is not None)
        self._strangers.setVisible(detail is not None and card is None)
        self.away.setVisible(card is not None)
        if card is None:
            self.head.leave()
        else:
            self.head.show_card(card, short=short, anew=anew)
        for told in self.cards():
            told.setVisible(detail is not None)
        self.opinions.setVisible(card is not None)
        if detail is None:
            return
        person = None if card is None else card.id
        self._filling = True
        seen = tuple(Seen(told) for told in detail.opinions)
        self.behaviours.show_items(person, detail.of_kind("behaviour"), waiting)
        self.kindnesses.show_items(person, detail.of_kind("kindness"), waiting)
        self.opinions.show_items(person, seen, waiting)
        self.steps.show_items(person, detail.steps, waiting)
        self._filling = False
        self._arranged()
        if before != self.person_id:
            self.to_top()
        self.settle()

    def lead_to(self, ref: Ref) -> None:
        """Bring the card of a moment, an opinion or a step into sight."""
        kinds = {"opinion": self.opinions, "small_step": self.steps}
        told: Told | None = kinds.get(ref.kind)
        if ref.kind == "moment":
            told = next((c for c in self.cards()[:2] if _holds(c, ref.id)), None)
        if told is not None:
            self.show_child(told)

    def flush(self) -> None:
        """Keep what is half typed."""
        self.head.flush()
        for told in self.cards():
            told.flush()

    def _arranged(self) -> None:
        """Tab goes down the page, whatever was made first."""
        if self._filling:
            return  # once, when all of it is there
        stops = [*self.head.stops(), *(stop for told in self.cards() for stop in told.stops())]
        for before, after in pairwise((*stops, self.walk, self.away)):
            QWidget.setTabOrder(before, after)

    def _words(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Trust grows out of what people do, again and again. Here you can write down what "
                "you saw, on which day, and how your parts see it. They may disagree."
            ),
            self.tr(
                "Nobody is measured here, and nobody has to be on this page. Choose somebody at "
                "the side, or add a name."
            ),
        )

    def _way_to_exercise(self) -> QPushButton:
        walk = link(self.tr("Prepare one with your protectors"), self)
        walk.setProperty("tone", "")
        walk.setAccessibleDescription(self.tr("Opens the exercise “Small steps”."))
        walk.clicked.connect(self._to_exercise)
        return walk

    def _to_exercise(self) -> None:
        self.open_requested.emit(Ref("exercise", None, "small-steps"))


def _holds(told: Told, number: int | None) -> bool:
    return any(item.id == number for item in told.items or ())
