"""Today: what one meets after unlocking. A check-in, what comes up, and what waits; or nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.check_ins import edits as check_ins
from ifs_desktop.check_ins import queries as said
from ifs_desktop.inbox import queries as inbox
from ifs_desktop.promises import queries as promised
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.today import queries, words
from ifs_desktop.today.blocks import Block, Row
from ifs_desktop.today.check_in import CheckInCard
from ifs_desktop.today.comes_up import ComesUp
from ifs_desktop.today.reading import ReadCard
from ifs_desktop.ui import days, icons, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets import Card, ElidedLabel, label

MOST_CONTINUED, MOST_JOTTED = 4, 3
LOOK_EVERY = 30_000  # ms: it may be another day by then
_TABLES = frozenset(
    {
        *("impression", "run", "answer", "dialogue", "mediation"),
        *("agreement", "part", "own_exercise", "promise", "small_step", "prediction", "person"),
    }
)
_SAID = frozenset({"check_in", "present"})
_ICONS = {"run": "exercises", "dialogue": "dialogue", "mediation": "swap"}


class TodayPage(Column):
    """Looked at anew whenever it is shown. It counts nothing, and nothing on it is late."""

    open_requested = Signal(object)  # Ref
    back_requested = Signal()  # to where one was before

    def __init__(self, store: Store, bus: Bus, _settings: Settings, parent: QWidget) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Today"))
        self._store = store
        self._day = date.today()
        self._shown: dict[str, object] = {}
        self._date = label("", "title", self, wrap=True)
        self._back = WayBack(self)
        self._back.button.clicked.connect(self.back_requested)
        self._read = ReadCard(self)
        self._read.put_away.clicked.connect(self._put_away)
        self.card = CheckInCard(store, self)
        self.card.turned.connect(self._turn)
        self.earlier = Block(self.tr("Said today"), self)
        self.up = ComesUp(store, self)
        self.up.open_requested.connect(self.open_requested)
        self.on = Block(self.tr("To be continued"), self)
        self.jotted = Block(self.tr("In the inbox"), self)
        sort = self.jotted.add_action(self.tr("Sort"), self.tr("Sort what waits in the inbox"))
        sort.setProperty("ref", Ref("inbox"))
        self._lead(sort)
        self._calm = label("", "subtitle", self, wrap=True)
        self._calm.hide()
        self._lay_out()
        self._then = QTimer(self)
        self._then.setSingleShot(True)
        self._then.setInterval(0)
        self._then.timeout.connect(self.refresh)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self._look_at_the_day)
        bus.changed.connect(self._changed)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show one check-in, one kindness or promise, or the day."""
        row = None
        if ref.kind == "check_in" and ref.id is not None and ref.id != self.card.shown():
            row = said.check_in(self._store, ref.id)
        self._read.show_row(row, date.today())
        if ref.kind == "promise" and ref.id is not None:
            self._read.show_promise(promised.promise(self._store, ref.id), date.today())
        if ref.kind in ("check_in", "promise"):
            self.to_top()

    def here(self) -> Ref | None:
        return Ref("page", None, "today")

    def commit_drafts(self) -> None:
        """Keep what is being said."""
        self.card.asking.commit_drafts()

    def menu_actions(self) -> list[QAction]:
        return []

    def take_focus(self) -> None:
        """The way back, if there is one: then Enter leads there. Else the check-in."""
        if self._back.isHidden():
            self.card.take_focus()
        else:
            self._back.button.setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self]

    # ---- what the window asks for
    def offer_way_back(self, ref: Ref, place: str) -> None:
        """Offer to go back to where one was; ``place`` is what the page there is called."""
        self._back.offer(place, queries.name_of(self._store, ref))

    def check_in(self) -> None:
        """Ready to be answered."""
        self.card.ask()
        self.show_child(self.card)

    # ---- what is shown
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        if self._shown:
            self.refresh()
        else:  # first what can be answered; what waits stands below it a moment later
            self._show_check_in(date.today())
            self._then.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Once one went on from here there is nothing to lead back to."""
        super().hideEvent(event)
        self._clock.stop()
        self._back.hide()
        self._read.hide()

    def refresh(self) -> None:
        """What the journal holds for the day that it is now, on the clock on the wall."""
        today = date.today()
        self._show_check_in(today)
        up = self.up.show_day(today)
        on = queries.to_be_continued(self._store, MOST_CONTINUED)
        if self._is_new("on", (on, today)):
            self.on.show_rows([self._on_row(one, today) for one in on])
        jotted = inbox.impressions(self._store, sorted_ones=False, limit=MOST_JOTTED)
        if self._is_new("jotted", (jotted, today)):
            self.jotted.show_rows([self._inbox_row(one, today) for one in jotted])
        waits = up or bool(on) or bool(jotted)
        self._calm.setText(self.tr("Nothing waits for you here. The day can be as it is."))
        self._calm.setHidden(waits)

    def _show_check_in(self, today: date) -> None:
        """The day, and what was said on it."""
        self._day = today
        self._date.setText(days.full_day(today))
        rows = said.day(self._store, today)
        self.card.show_day(rows)
        said_too = [row for row in rows if row.id != self.card.shown()]
        if self._is_new("earlier", (said_too, today)):
            self.earlier.show_rows([self._said_row(row) for row in reversed(said_too)])

    def _is_new(self, name: str, found: object) -> bool:
        """Whether a card has to be made anew: one that stays keeps the keyboard."""
        same = self._shown.get(name) == found
        self._shown[name] = found
        return not same

    def _changed(self, change: Change) -> None:
        self.card.asking.note(change)
        if not self.isVisible():
            return
        if change.tables & _TABLES:
            self.refresh()
        elif change.tables & _SAID:
            self._turn()

    def _turn(self) -> None:
        """Something was said: what waits is still the same."""
        if date.today() == self._day:
            self._show_check_in(self._day)
        else:
            self.refresh()

    def _look_at_the_day(self) -> None:
        if date.today() != self._day:
            self.refresh()

    def _put_away(self) -> None:
        if self._read.row is not None:
            check_ins.put_away(self._store, check_in_id=self._read.row.id)
            self._read.show_row(None, self._day)
            self.take_focus()

    # ---- rows
    def _said_row(self, row: said.CheckInRow) -> QWidget:
        when = days.clock(row.said_at)
        made = Row(
            "zap" if row.kind == "activated" else "today",
            words.kind_name(row.kind),
            words.in_short(row),
            when,
            self.earlier,
        )
        named = self.tr("Read: {title}")
        self._lead(made.add_way(self.tr("Read"), named, Ref("check_in", row.id)))
        return made

    def _on_row(self, one: queries.Waiting, today: date) -> QWidget:
        when = days.moment_name(one.left, today)
        made = Row(_ICONS[one.ref.kind], one.title, one.words, when, self.on)
        named = self.tr("Continue: {title}")
        self._lead(made.add_way(self.tr("Continue"), named, one.ref))
        return made

    def _inbox_row(self, one: inbox.ImpressionRow, today: date) -> QWidget:
        return Row("inbox", "", one.text, days.moment_name(one.noticed, today), self.jotted)

    def _lead(self, button: QPushButton) -> None:
        button.clicked.connect(self._go)

    def _go(self) -> None:
        ref = self.sender().property("ref")
        if isinstance(ref, Ref) and ref.kind == "check_in":
            self.open_ref(ref)
        elif isinstance(ref, Ref):
            self.open_requested.emit(ref)

    # ---- how it is laid out
    def _lay_out(self) -> None:
        jot = QPushButton(self.tr("Jot something down"), self.header)
        icons.beside(jot, "edit")
        theme.set_kind(jot, "quiet")
        jot.setProperty("ref", Ref("page", None, "jot"))
        activated = QPushButton(self.tr("I’m activated"), self.header)
        icons.beside(activated, "zap")
        activated.setProperty("ref", Ref("page", None, "activated"))
        for button, key in ((jot, "Ctrl+J"), (activated, "F9")):
            button.setToolTip(f"{button.text()} ({key})")
            self._lead(button)
            self.header.add_action(button)
        held = QWidget(self)
        column = QVBoxLayout(held)  # it leaves no room for a card that is out of sight
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for widget in (
            *(self._date, self._back, self._read, self.card, self.earlier),
            *(self.up, self.on, self.jotted, self._calm),
        ):
            column.addWidget(widget)
        self.add(held)


class WayBack(Card):
    """Where one was before, one key away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("accent")
        self._words = ElidedLabel("", "", self)
        policy = self._words.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self._words.setSizePolicy(policy)
        self.button = QPushButton(self.tr("Go back"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.px(n) for n in (20, 10, 12, 10)))
        row.setSpacing(theme.px(12))
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.hide()

    def offer(self, place: str, name: str) -> None:
        """Say where it leads; both may be empty."""
        where = ": ".join(text for text in (place, name) if text)
        words = self.tr("You were at {where}").format(where=where)
        self._words.setText(words if where else self.tr("You were somewhere else"))
        self.button.setAccessibleName(self.tr("Back to where you were"))
        self.button.setAccessibleDescription(where)
        self.show()
