"""Insights: what was written, seen again over time. It only shows; nothing is counted or rated."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from ifs_desktop.beliefs.edits import put_away
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.insights import words
from ifs_desktop.insights.belief import belief_card
from ifs_desktop.insights.cards import ChartCard, InsightCard
from ifs_desktop.insights.chart import Chart, Mark, PairChart, Pen
from ifs_desktop.insights.columns import Columns
from ifs_desktop.insights.queries import Insights, Kept, Line, Pairs, look_back
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.people import queries as people
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.schema import now
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.tab_order import lead_through
from ifs_desktop.ui.widgets import CalmScroll, PageHeader

SPAN = "insights:days"  # view state: days looked back, 0 for everything
FIRST, MORE = 4, 40  # words of one card: at once, and when asked for
_TWO = 900  # design px: from here on two columns stand beside each other
_LONG = 92  # days
_TABLES = frozenset(
    {
        *("reading", "check_in", "answer", "run", "belief", "belief_version", "prediction", "part"),
        *("small_step", "moment", "took_in", "letter", "promise", "person", "own_exercise"),
    }
)


class InsightsPage(QWidget):
    """Cards in one column or two. Made again when something changed and it is shown."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self,
        store: Store,
        bus: Bus,
        _settings: Settings,
        parent: QWidget | None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._folder = folder
        self._most = FIRST
        self._pairs_key = ""
        self._belief_at = 0
        self._told: Ref | None = None  # a belief that was led to, and one of its versions
        self._stale = True
        self._found: Insights | None = None
        self.header = PageHeader(self.tr("Insights"), self)
        self.span = QComboBox(self.header)
        self.span.setAccessibleName(self.tr("How far back"))
        self.span.setAccessibleDescription(self.tr("How far back"))  # the name is what is chosen
        for days, text in (
            (_LONG, self.tr("The last three months")),
            (366, self.tr("The last twelve months")),
            (0, self.tr("Everything")),
        ):
            self.span.addItem(text, days)
        kept = self.span.findData(store.state(SPAN, 366))
        self.span.setCurrentIndex(max(0, kept))
        self.span.currentIndexChanged.connect(self._span_chosen)
        self.header.add_chip(self.span)
        self._scroll = CalmScroll(None, self)
        self._scroll.setAccessibleName(self.tr("Insights"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._scroll, 1)
        self._columns: Columns | None = None
        bus.changed.connect(self._changed)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show a belief with all that was written about it, or the page."""
        self._refresh()
        if ref.kind == "belief" and ref.id is not None:
            if not self._choose_belief(ref.id):
                self.span.setCurrentIndex(self.span.findData(0))  # it is older
                self._choose_belief(ref.id)
            self._told = ref
            self._make()
            self._scroll.verticalScrollBar().setValue(0)

    def here(self) -> Ref | None:
        """There is one place only."""
        return Ref("page", None, "insights")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin where one chooses how far back to look."""
        self.span.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was led to is read; the page is as it was."""
        super().hideEvent(event)
        self._stale = self._stale or self._told is not None
        self._told = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns is not None:
            self._columns.arrange(self.width() >= theme.px(_TWO))

    # ---- inside
    def _changed(self, change: Change) -> None:
        if change.tables & _TABLES:
            self._stale = True
            if self.isVisible():
                self._refresh()

    def _span_chosen(self) -> None:
        self._store.set_state(SPAN, int(self.span.currentData()))
        self._stale = True
        self._refresh()

    def _choose_belief(self, belief_id: int | None) -> bool:
        assert self._found is not None
        for number, line in enumerate(self._found.beliefs):
            if line.belief == belief_id:
                self._belief_at = number
                return True
        return False

    def _show_more(self) -> None:
        self._most = MORE
        self._stale = True
        self._refresh()

    def _refresh(self) -> None:
        if not self._stale:
            return
        days = int(self.span.currentData())
        since: datetime | None = now() - timedelta(days=days) if days else None
        known = own.catalogue(self._store, self._folder)
        self._found = look_back(self._store, known, since, self._most + 1)
        self._stale = False
        self._make()

    def _make(self) -> None:
        found = self._found
        assert found is not None
        at = self._scroll.verticalScrollBar().value()
        columns = Columns()
        told = None if self._told is None else belief_card(self._store, self._told, columns)
        if told is not None:
            told.open_requested.connect(self.open_requested)
            if self._told is not None and not self._choose_belief(self._told.id):  # else below
                told.add_verb(self.tr("Put this belief away"), "", self._put_told_away)
            columns.add(told)
        if found.is_empty() and told is None:
            columns.say(
                self.tr(
                    "What you write in exercises, check-ins and letters comes together here when"
                    " you would like to look back. There is nothing to do for it."
                )
            )
        else:
            for card in self._cards(found, columns):
                card.open_requested.connect(self.open_requested)
                columns.add(card)
        columns.arrange(self.width() >= theme.px(_TWO))
        before, self._columns = self._columns, columns
        focus = QApplication.focusWidget()
        self._scroll.let_go()  # later: what was pressed may be on it
        self._scroll.set_content(columns)
        lead_through(self)
        if before is not None and not columns.take_over(before, focus):
            self.span.setFocus()
        self._scroll.verticalScrollBar().setValue(at)

    def _cards(self, found: Insights, parent: QWidget) -> list[InsightCard]:
        cards: list[InsightCard] = []
        if found.trust:
            cards.append(self._trust(found.trust, parent))
        if found.pairs:
            cards.append(self._before_and_after(found.pairs, parent))
        if found.beliefs:
            cards.append(self._beliefs(found.beliefs, parent))
        if found.evidence:
            cards.append(self._evidence(found, parent))
        if len(found.room.points) > 1:
            cards.append(self._room(found.room, parent))
        for title, kept in (
            (self.tr("Kindness noticed"), found.kindnesses),
            (self.tr("Letters"), found.letters),
            (self.tr("What you did for a part, or for yourself"), found.done),
        ):
            if kept:
                cards.append(self._kept(title, kept, parent))
        return cards

    def _trust(self, lines: tuple[Line, ...], parent: QWidget) -> ChartCard:
        title = self.tr("Trust in Self, part by part")
        hint = self.tr("In the words you chose. It may go up and down.")
        card = ChartCard(title, hint, Chart(title, parent), parent)
        head = (self.tr("Day"), self.tr("Part"), self.tr("Trust in Self"))
        self._lines(card, lines, words.trust_levels(), head)
        card.show_legend([line.part for line in lines if line.part is not None])
        return card

    def _room(self, line: Line, parent: QWidget) -> ChartCard:
        title = self.tr("Room for Self")
        said = words.room_words()
        points = tuple(
            Mark(p.when, p.level, f"{words.day(p.when)}: {said[int(p.level)]}", p.ref)
            for p in line.points
        )
        card = ChartCard(title, self.tr("From your check-ins."), Chart(title, parent), parent)
        card.chart.show_marks(points, [Pen(theme.colour("accent"))], words.room_levels())
        card.show_rows(
            (self.tr("Day"), title),
            [(p.ref, (words.day(p.when), said[int(p.level)])) for p in line.points],
        )
        return card

    def _beliefs(self, lines: tuple[Line, ...], parent: QWidget) -> ChartCard:
        title = self.tr("How true it felt")
        hint = self.tr("A belief at the times you looked at it, with what you wrote then.")
        card = ChartCard(title, hint, Chart(title, parent), parent)
        card.setObjectName("beliefs")
        at = min(self._belief_at, len(lines) - 1)
        card.choose_from([words.short(line.title, 60) for line in lines], at, self._belief_chosen)
        head = (self.tr("Day"), self.tr("0 to 100"), self.tr("Written then"))
        self._lines(card, lines[at : at + 1], words.belief_levels(), head, titled=False)
        line = lines[at]
        card.said.setText(line.title)
        card.add_verb(self.tr("Put this belief away"), line.title, self._put_belief_away)
        card.show_legend([line.part] if line.part is not None else [])
        return card

    def _lines(
        self,
        card: ChartCard,
        lines: tuple[Line, ...],
        levels: words.Levels,
        head: tuple[str, ...],
        *,
        titled: bool = True,
    ) -> None:
        marks, rows = [], []
        for number, line in enumerate(lines):
            for point in line.points:
                said = f"{words.day(point.when)} · {line.title}: {point.words}"
                if point.note:
                    said = f"{said}. {words.short(point.note)}"
                marks.append(Mark(point.when, point.level, said, point.ref, number))
                names = (line.title,) if titled else ()
                row = (words.day(point.when), *names, point.words, point.note)
                rows.append((point, row[: len(head)]))
        rows.sort(key=lambda pair: pair[0].when)
        card.chart.show_marks(marks, [_pen(line.part) for line in lines], levels)
        card.show_rows(head, [(point.ref, row) for point, row in rows])

    def _before_and_after(self, pairs: tuple[Pairs, ...], parent: QWidget) -> ChartCard:
        title = self.tr("Before and afterwards")
        hint = self.tr("Hollow is before, filled is afterwards. Lower is not better.")
        card = ChartCard(title, hint, PairChart(title, parent), parent)
        keys = [one.key for one in pairs]
        at = keys.index(self._pairs_key) if self._pairs_key in keys else 0
        card.choose_from([words.pairs_title(one) for one in pairs], at, self._pairs_chosen)
        marks, rows = [], []
        for pair in pairs[at].pairs:
            said = words.pair_said(pair)
            marks.append(Mark(pair.when, pair.before, said, pair.ref, hollow=True))
            if pair.after is not None:
                marks.append(Mark(pair.when, pair.after, said, pair.ref))
            rows.append(
                (
                    pair.ref,
                    (
                        words.day(pair.when),
                        words.alarm_word(pair.before_words, pair.before),
                        words.alarm_word(pair.after_words, pair.after),
                        "\n".join(words.about(pair)),
                    ),
                )
            )
        pen = Pen(theme.colour("accent"))
        card.chart.show_marks(marks, [pen], words.alarm_levels(), even=True)
        head = (self.tr("Day"), self.tr("Before"), self.tr("Afterwards"), self.tr("About"))
        card.show_rows(head, rows)
        return card

    def _evidence(self, found: Insights, parent: QWidget) -> InsightCard:
        card = InsightCard(
            self.tr("What protectors expected, and what came"),
            self.tr("Their own evidence. Both kinds count the same."),
            parent,
        )
        more = False
        for one in found.evidence:
            card.add_part(one.part)
            more = more or len(one.seen) > self._most
            for seen in one.seen[: self._most]:
                lines = [self.tr("Expected: {words}").format(words=seen.expected)]
                if seen.saw or seen.happened:
                    lines.append(self.tr("Came: {words}").format(words=seen.saw or seen.happened))
                told = (words.day(seen.when), words.short(seen.step), words.fit_words(seen.fit))
                under = " · ".join(filter(None, told))
                card.add_words("\n".join(lines), under, seen.ref)
        if more:
            card.add_more(self._show_more)
        return card

    def _kept(self, title: str, kept: tuple[Kept, ...], parent: QWidget) -> InsightCard:
        card = InsightCard(title, "", parent)
        known = people.cards(self._store, [k.person for k in kept if k.person is not None])
        for one in kept[: self._most]:
            who = known[one.person].shown if one.person in known else ""
            name = one.part.name if one.part is not None else who
            under = " · ".join(word for word in (words.day(one.when), name) if word)
            text = words.short(one.text, 320)
            if one.more:
                text = f"{text}\n\n{words.short(one.more, 240)}"
            chips = [(part, words.took_words(answer)) for part, answer in one.parts]
            card.add_words(text, under, one.ref, chips)
        if len(kept) > self._most:
            card.add_more(self._show_more)
        return card

    def _pairs_chosen(self) -> None:
        assert self._found is not None
        self._pairs_key = self._found.pairs[int(self.sender().property("choice"))].key
        self._make()

    def _put_told_away(self) -> None:
        told, self._told = self._told, None
        if told is not None and told.id is not None:
            put_away(self._store, belief_id=told.id)

    def _put_belief_away(self) -> None:
        assert self._found is not None
        at = min(self._belief_at, len(self._found.beliefs) - 1)
        chosen = self._found.beliefs[at].belief
        if chosen is not None:
            put_away(self._store, belief_id=chosen)

    def _belief_chosen(self) -> None:
        self._belief_at = int(self.sender().property("choice"))
        self._make()


def _pen(part: PartCard | None) -> Pen:
    if part is None:
        return Pen(theme.colour("accent"))
    colour = QColor(part.colour) if part.colour else theme.colour(part.role)
    return Pen(colour, part.shape)
