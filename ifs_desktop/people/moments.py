"""What somebody did, as it was seen, with its day; of a kindness also which parts took it in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ifs_desktop.parts.answers import PartAnswers
from ifs_desktop.people import edits
from ifs_desktop.people.queries import MomentCard
from ifs_desktop.people.section import Form, Told
from ifs_desktop.people.words import TOOK_IN, said
from ifs_desktop.store import Store
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import DayPick, Field


class MomentForm(Form):
    """A new moment, or one said anew."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        kind: str,
        person_id: int | None,
        moment: MomentCard | None,
        place: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store, self._kind, self._person_id = store, kind, person_id
        self._moment = moment
        title = self.tr("What exactly did they do?")
        self.text = self.box(title)
        hint = self.tr("What a camera would have seen and heard.")
        self.add(Field(title, self.text, self, hint=hint))
        before = "" if moment is None else moment.text
        self.drafts = [BoxDraft(self.text, store, place, before)]
        near = {0: self.tr("Today"), -1: self.tr("Yesterday")}
        self.day = DayPick(self.tr("When was it?"), near, self)
        self.add(self.day)
        self.took: PartAnswers | None = None
        if kind == "kindness":
            options = {name: said(words) for name, words in TOOK_IN.items()}
            asked = self.tr("Which parts could take it in? “Not yet” is fine.")
            self.took = PartAnswers(store, bus, asked, options, self)
            self.add(self.took)
        if moment is not None:
            self.day.show_day(moment.happened.date())
            if self.took is not None:
                self.took.show_answers({part.id: answer for part, answer in moment.took_in})

    def take_focus(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> bool:
        if not self.text.toPlainText().strip():
            self.take_focus()
            return False
        took = {} if self.took is None else self.took.answers()
        if self._moment is not None:  # of parts that are not offered the answer stays
            offered = {} if self.took is None else self.took.rows
            took |= {
                part.id: answer
                for part, answer in self._moment.took_in
                if part.role == "exile" and part.id not in offered
            }
        edits.add_moment(
            self._store,
            kind=self._kind,
            text=self.text.toPlainText(),
            person_id=self._person_id,
            happened=edits.on_day(self.day.day() or date.today()),
            took_in=took,
            moment_id=None if self._moment is None else self._moment.id,
        )
        return True


class Moments(Told):
    """The moments of one kind."""

    def __init__(
        self, store: Store, bus: Bus, kind: str, title: str, hint: str, add: str, parent: QWidget
    ) -> None:
        super().__init__(store, bus, title, hint, add, parent)
        self.kind = kind

    def line(self, item: MomentCard) -> tuple[QWidget, list[QWidget]]:
        told = (
            self.tr("{part}: {answer}").format(
                part=f"\u2068{part.name}\u2069", answer=said(TOOK_IN[answer])
            )
            for part, answer in item.took_in
        )
        day = short_day(item.happened.date(), date.today())
        return self.words(item, item.text, " · ".join(told), day, item.source)

    def new_form(self, item: MomentCard | None) -> MomentForm:
        place = self.place(item)
        return MomentForm(self.store, self.bus, self.kind, self.person_id, item, place, self)

    def place(self, item: MomentCard | None) -> str:
        return f"person:{self.person_id}:{self.kind}" if item is None else f"moment:{item.id}"

    def put_away(self, item: MomentCard) -> None:
        edits.put_away_moment(self.store, moment_id=item.id)
