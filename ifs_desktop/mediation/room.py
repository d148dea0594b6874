"""The room: a seat at either side, Self between them, and what is asked now."""

from __future__ import annotations

from datetime import date

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation import edits, says
from ifs_desktop.mediation.asking import AgreeCard, AskCard, CheckCard, SpeakCard
from ifs_desktop.mediation.outcome import Outcome
from ifs_desktop.mediation.queries import RoomRow
from ifs_desktop.mediation.rounds import AGREEMENT, CHECK, CONFLICT, THANKS, first_of
from ifs_desktop.mediation.seat import SeatPane, fill_lines, quoted
from ifs_desktop.parts import gate
from ifs_desktop.parts.permissions import NotAsked
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import tab_order, theme
from ifs_desktop.ui.glyph import SELF, Glyph
from ifs_desktop.ui.widgets import Card, FlowLayout, label
from ifs_desktop.ui.widgets.scroll import CalmScroll

SEAT_LEAST, SEAT_MOST = 140, 300  # design px
QWIDGETSIZE_MAX = 16_777_215  # px, of Qt: no limit
SEAT_TALL = 190  # where both stand above the middle
MIDDLE_LEAST, MIDDLE_MOST = 436, 680
SIDE, GAP = 16, 14


class RoomView(QWidget):
    """Shows one mediation and does what is asked for in it."""

    hear_requested = Signal(int)  # a protector to be heard first
    other_requested = Signal()  # a part that answered instead of Self
    later_requested = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._row: RoomRow | None = None
        self._asks: tuple[object, ...] = ()
        self._side_by_side: bool | None = None  # where the seats stand
        self._grown = QTimer(self)  # a single shot of Qt's own would keep what dies before it
        self._grown.setSingleShot(True)
        self._grown.setInterval(0)
        self._grown.timeout.connect(self._to_card)
        self.card: AskCard | Outcome | None = None
        self.rounds: dict[str, QPushButton] = {}
        self._strip = QFrame(self)
        self._strip.setProperty("kind", "bar")
        self._build_strip()
        self.left, self.right = SeatPane(self), SeatPane(self)
        self._middle = QWidget(self)
        self._column = QVBoxLayout(self._middle)
        self._build_middle()
        self.view = CalmScroll(self._middle, self)
        self.view.setAccessibleName(self.tr("Self, between them"))
        self._above, self._beside = QHBoxLayout(), QHBoxLayout()
        self._beside.addStretch(1)
        self._beside.addWidget(self.view, 100)
        self._beside.addStretch(1)
        self._seat(side_by_side=True)
        body = QVBoxLayout()
        body.setContentsMargins(*(theme.px(SIDE) for _ in range(4)))
        body.setSpacing(theme.px(GAP))
        for row in (self._above, self._beside):
            row.setSpacing(theme.px(GAP))
            body.addLayout(row)
        body.setStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._strip)
        layout.addLayout(body, 1)

    # What is shown

    def row(self) -> RoomRow | None:
        """The mediation shown."""
        return self._row

    def show_room(self, row: RoomRow) -> None:
        """Show it as it stands. What is being typed stays while the same is asked."""
        another = self._row is None or self._row.id != row.id
        self._row = row
        room = row.room
        for pane, seat, card in (
            (self.left, "left", row.left),
            (self.right, "right", row.right),
        ):
            turn = ""
            if not room.closed and room.step.seat == seat:
                turn = self.tr("is asked now")
            elif not room.closed and room.step.about == seat:
                turn = self.tr("is looked at now")
            pane.show_seat(card, [said for said in row.said if said.seat == seat], turn)
        self.conflict.setText(says.breakable(row.conflict) or self.tr("It has no name yet"))
        fill_lines(self._self_said, [s for s in row.said if s.seat == "self"], self._middle)
        self._show_felt(row)
        for key, button in self.rounds.items():
            here = key == room.step.round and not room.closed
            button.setChecked(here)
            button.setEnabled(not room.closed and room.may_go_to(first_of(key).key))
        self._show_card(row, another=another)

    def commit_drafts(self) -> None:
        """Keep what is typed, now."""
        if self.card is not None:
            self.card.flush()

    def take_focus(self) -> None:
        """Go where one answers."""
        if self.card is not None:
            self.card.take_focus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self._strip, self.left.view, self, self.right.view]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - theme.px(MIDDLE_LEAST + 2 * SIDE + 2 * GAP)
        self._seat(side_by_side=room // 2 >= theme.px(SEAT_LEAST))
        if self._side_by_side:
            for pane in (self.left, self.right):
                pane.setFixedWidth(min(room // 2, theme.px(SEAT_MOST)))

    def _seat(self, *, side_by_side: bool) -> None:
        """The seats stand at either side of the middle, or above it on a narrow page."""
        if side_by_side is self._side_by_side:
            return
        self._side_by_side = side_by_side
        for pane, place in ((self.left, 1), (self.right, 3)):
            (self._above if side_by_side else self._beside).removeWidget(pane)
            if side_by_side:
                self._beside.insertWidget(place, pane)
                pane.setMinimumHeight(0)
                pane.setMaximumHeight(QWIDGETSIZE_MAX)
            else:
                self._above.addWidget(pane, 1)
                pane.setMinimumWidth(theme.px(SEAT_LEAST))
                pane.setMaximumWidth(QWIDGETSIZE_MAX)
                pane.setFixedHeight(theme.px(SEAT_TALL))

    def _build_strip(self) -> None:
        flow = FlowLayout(self._strip, gap=theme.px(2), line_gap=theme.px(2))
        flow.setContentsMargins(*(theme.px(n) for n in (14, 5, 14, 5)))
        for key, words in says.round_names():
            button = QPushButton(words, self._strip)
            button.setProperty("kind", "quiet")
            button.setProperty("round", key)
            button.setCheckable(True)
            button.setAccessibleName(words)
            button.clicked.connect(self._round_pressed)
            flow.addWidget(button)
            self.rounds[key] = button
        self._strip.setFocusProxy(self.rounds[CONFLICT])

    def _build_middle(self) -> None:
        self._middle.setMaximumWidth(theme.px(MIDDLE_MOST))
        self._column.setContentsMargins(theme.px(4), 0, theme.px(6), 0)
        self._column.setSpacing(theme.px(12))
        about = Card(self._middle)
        about.set_tone("quiet")
        inside = QVBoxLayout(about)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 14, 20, 14)))
        inside.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Glyph(SELF, theme.px(30), about), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(self.tr("What it is about"), "label", about))
        self.conflict = quoted("", about)
        words.addWidget(self.conflict)
        self.felt = label("", "small", about, wrap=True)
        words.addWidget(self.felt)
        head.addLayout(words, 1)
        inside.addLayout(head)
        said = QWidget(about)
        under = QHBoxLayout(said)
        under.setContentsMargins(0, 0, 0, 0)
        under.addSpacing(theme.px(40))  # a margin would not change sides
        self._self_said = QVBoxLayout()
        self._self_said.setSpacing(theme.px(8))
        under.addLayout(self._self_said, 1)
        inside.addWidget(said)
        self._column.addWidget(about)
        self._column.addStretch(1)

    def _show_felt(self, row: RoomRow) -> None:
        felt = [
            self.tr("{word} toward {name}").format(word=word, name=says.short(card.name))
            for seat, card in (("left", row.left), ("right", row.right))
            for word in [dict(row.felt).get(seat)]
            if word
        ]
        self.felt.setText(self.tr("Self: {felt}").format(felt=" · ".join(felt)))
        self.felt.setVisible(bool(felt))

    def _show_card(self, row: RoomRow, *, another: bool) -> None:
        room = row.room
        asks: tuple[object, ...] = (row.id, room.closed, room.step.key, row.left, row.right)
        if room.closed:
            asks = (row.id, True, row.agreements)
        if asks == self._asks and not another:
            return
        had_focus = self.card is not None and self.card.isAncestorOf(self.focusWidget() or self)
        self.drop_card()
        self._asks = asks
        self.card = self._outcome(row) if room.closed else self._ask(row)
        self._column.insertWidget(1, self.card)
        self.card.show()
        if had_focus:
            self.card.take_focus()
        self._grown.start()

    def drop_card(self) -> None:
        """Let go of what is asked, with its words kept."""
        if self.card is not None:
            self.card.flush()
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card, self._asks = None, ()

    def _to_card(self) -> None:
        """Its question is in sight, and above all what ends it; Tab goes through all of it."""
        tab_order.lead_through(self)
        if self.card is not None:
            self.view.show_child(self.card)
            if isinstance(self.card, AskCard):
                self.view.show_child(self.card.lowest())

    def _outcome(self, row: RoomRow) -> Outcome:
        made = Outcome(self._store, row, date.today(), self._middle)
        made.again_requested.connect(self._reopen)
        made.kept.connect(self._keep)
        made.replaced.connect(self._replace)
        made.ended.connect(self._end)
        return made

    def _ask(self, row: RoomRow) -> AskCard:
        round_ = row.room.step.round
        made: AskCard
        if round_ == CHECK:
            made = check = CheckCard(self._store, row, self._middle)
            check.felt.connect(self._feel)
            check.hear_requested.connect(self.other_requested)
            check.later_requested.connect(self.later_requested)
        elif round_ == AGREEMENT:
            made = agree = AgreeCard(self._store, row, date.today(), self._middle)
            agree.agreed.connect(self._agree)
            agree.parted.connect(self._part)
        else:
            made = speak = SpeakCard(self._store, row, self._middle)
            speak.answered.connect(self._speak)
        made.grew.connect(self._grown.start)
        made.back_requested.connect(self._back)
        made.passed.connect(self._pass)
        return made

    # What is done

    def _speak(self, words: str) -> None:
        if self._row is None:
            return
        here, round_ = self._row.dialogue_id, self._row.room.step.round
        if round_ == CONFLICT:
            edits.name_conflict(self._store, dialogue_id=here, text=words)
        elif round_ == THANKS:
            edits.close(self._store, dialogue_id=here, thanks=words)
        else:
            self._say(here, words)

    def _say(self, here: int, words: str) -> None:
        """As whoever is asked; an exile speaks once its protectors were asked, for this room."""
        assert self._row is not None
        seated = self._row.seated(self._row.room.step.seat)
        try:
            edits.speak(self._store, dialogue_id=here, text=words)
        except NotAsked:
            if seated is None:
                raise
            outcome = gate.ask(self, self._store, seated.id, Ref("dialogue", here))
            if not shiboken6.isValid(self):  # the app has locked
                return
            if outcome.open:
                edits.speak(self._store, dialogue_id=here, text=words)
            elif outcome.hear is not None:
                self.hear_requested.emit(outcome.hear)

    def _feel(self, word: str, level: int | None) -> None:
        if self._row is not None:
            edits.feel(self._store, dialogue_id=self._row.dialogue_id, word=word, level=level)

    def _agree(self, words: str, day: date | None) -> None:
        if self._row is not None:
            edits.agree(self._store, dialogue_id=self._row.dialogue_id, text=words, review_on=day)

    def _part(self) -> None:
        if self._row is not None:
            edits.part_without(self._store, dialogue_id=self._row.dialogue_id)

    def _pass(self) -> None:
        if self._row is not None:
            edits.pass_on(self._store, dialogue_id=self._row.dialogue_id)

    def _back(self) -> None:
        if self._row is not None:
            edits.go_back(self._store, dialogue_id=self._row.dialogue_id)

    def _reopen(self) -> None:
        if self._row is not None:
            edits.reopen(self._store, dialogue_id=self._row.dialogue_id)

    def _keep(self, agreement_id: int, how: str, day: date | None) -> None:
        edits.keep_agreement(self._store, agreement_id=agreement_id, how=how, review_on=day)

    def _replace(self, agreement_id: int, how: str, text: str, day: date | None) -> None:
        edits.change_agreement(
            self._store, agreement_id=agreement_id, how=how, text=text, review_on=day
        )

    def _end(self, agreement_id: int, how: str) -> None:
        edits.end_agreement(self._store, agreement_id=agreement_id, how=how)

    def _round_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton) and self._row is not None:
            round_ = str(button.property("round"))
            button.setChecked(round_ == self._row.room.step.round)
            if round_ != self._row.room.step.round:
                edits.go_to(
                    self._store, dialogue_id=self._row.dialogue_id, key=first_of(round_).key
                )
                self.take_focus()
