"""Letters to a part with its replies, and kindnesses for it: what came of being near it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.letters.queries import LetterCard, letters_to
from ifs_desktop.parts import profile
from ifs_desktop.parts.profile_group import Group, Section, Words, link
from ifs_desktop.parts.profile_places import Listing, PlaceList
from ifs_desktop.parts.queries import Place
from ifs_desktop.promises.queries import PromiseCard, promises_for
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import label

BEGINNING = 140  # letters of a letter that is folded


class Letters(Section):
    """Not shown while there is neither a letter nor a kindness."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Letters", "Letters and kindnesses"), parent)
        self._store = store
        self._part_id = 0
        self._shown: tuple[LetterCard, ...] = ()
        self._group = Group(self.tr("Letters"), self)
        self.rows: list[LetterRow] = []
        words = self.tr("Kindnesses")
        self.kindnesses = PlaceList(store, Listing("promises", words, _kindnesses), self)
        self.kindnesses.open_requested.connect(self.open_requested)
        self.kindnesses.arranged.connect(self.arranged)
        self.column.addWidget(self._group)
        self.column.addWidget(self.kindnesses)
        self.hide()

    def show_part(self, part_id: int) -> None:
        """Look up what was written to this part and planned for it."""
        self._part_id = part_id
        found = letters_to(self._store, part_id)
        if found != self._shown:
            self._show(found)
        self._group.setVisible(bool(found))
        self.kindnesses.show_part(part_id)
        self.setVisible(bool(found) or not self.kindnesses.isHidden())
        self.arranged.emit()

    def reveal(self, letter_id: int) -> QWidget | None:
        """One letter, unfolded."""
        row = next((row for row in self.rows if row.card.id == letter_id), None)
        if row is None:
            return None
        row.unfold()
        return row.words

    def reveal_kindness(self, promise_id: int) -> QWidget | None:
        """One kindness, also one that waits to be shown."""
        ids = [one.id for one in promises_for(self._store, self._part_id)]
        return self.kindnesses.reveal(ids.index(promise_id)) if promise_id in ids else None

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        letters = [stop for row in self.rows for stop in row.stops()]
        return [*letters, *self.kindnesses.stops()]

    def _show(self, found: Sequence[LetterCard]) -> None:
        open_ones = {row.card.id for row in self.rows if row.is_open}
        for row in self.rows:
            self._group.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown, self.rows = tuple(found), []
        for card in found:
            row = LetterRow(card, self._group)
            row.open_requested.connect(self.open_requested)
            row.folded.connect(self.arranged)
            if card.id in open_ones:
                row.unfold()
            self.rows.append(row)
            self._group.column.addWidget(row)


class LetterRow(QWidget):
    """How it begins; pressed, all of it, with the reply and the way to where it was written."""

    open_requested = Signal(object)  # Ref
    folded = Signal()

    def __init__(self, card: LetterCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = card
        self.is_open = False
        self._day = short_day(card.written.date(), date.today())
        self.words = Words("", self)
        self.words.clicked.connect(self._turn)
        self._more = QWidget(self)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(theme.px(18), 0, 0, theme.px(6))
        more.setSpacing(theme.px(2))
        if card.reply:
            more.addWidget(label(self.tr("What it said"), "small", self._more))
            reply = label(card.reply, "", self._more, wrap=True)
            reply.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            more.addWidget(reply)
        self._source = None
        if card.source is not None:
            self._source = link(profile.source_line(card.source.kind), self._more)
            self._source.clicked.connect(self._lead)
            more.addWidget(self._source, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self._more)
        self._tell()

    def unfold(self) -> None:
        """Show all of it."""
        if not self.is_open:
            self._turn()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.words] if self._source is None else [self.words, self._source]

    @Slot()
    def _turn(self) -> None:
        self.is_open = not self.is_open
        self._tell()
        self.folded.emit()

    def _tell(self) -> None:
        text = self.card.text.strip()
        answered = self.tr("with a reply") if self.card.reply else ""
        if self.is_open:
            self.words.set_words(text, second=answered, day=self._day)
        else:
            self.words.set_words(_beginning(text), second=answered, day=self._day)
        self._more.setVisible(self.is_open)

    @Slot()
    def _lead(self) -> None:
        if self.card.source is not None:
            self.open_requested.emit(self.card.source)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= BEGINNING else line[:BEGINNING].rsplit(" ", 1)[0] + " …"


def _kindnesses(store: Store, part_id: int, most: int) -> tuple[Place, ...]:
    return tuple(
        Place(Ref("promise", one.id), one.text, one.made, second=_came(one))
        for one in promises_for(store, part_id)[:most]
    )


def _came(one: PromiseCard) -> str:
    """How it went, or when it is to be; nothing is asked here."""
    say = QCoreApplication.translate
    known = {
        "yes": say("Letters", "it happened"),
        "partly": say("Letters", "some of it happened"),
        "not_yet": say("Letters", "not yet"),
        "let_go": say("Letters", "let go"),
    }
    if one.came is not None:
        return " · ".join(filter(None, (known[one.came], " ".join(one.note.split()))))
    if one.due_on is None:
        return say("Letters", "for whenever it fits")
    day = short_day(one.due_on, date.today())
    return say("Letters", "for {day}").format(day=day)
