"""What is asked now, with the place to answer it: a box, a word, an agreement, a thank you."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation import drafts, says
from ifs_desktop.mediation.box import Box
from ifs_desktop.mediation.day_choice import DayChoice
from ifs_desktop.mediation.queries import RoomRow
from ifs_desktop.mediation.rounds import CONFLICT, HEAR, THANKS, Step
from ifs_desktop.parts.profile import reading_words
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Card, Chip, FlowLayout, Notice, label
from ifs_desktop.ui.widgets.labels import paragraph

OF_SELF = 3  # the level of a feeling from which on it is of Self
LONGEST_WORD = 80


class AskCard(Card):
    """The question at the top, whatever answers it below, and the ways on and back."""

    back_requested = Signal()
    passed = Signal()
    grew = Signal()  # more is written, or offered

    def __init__(self, row: RoomRow, parent: QWidget) -> None:
        super().__init__(parent)
        step = row.room.step
        speaker = row.seated(step.about if step.round == "check" else step.seat)
        other = row.right if speaker == row.left else row.left
        self.prompt = says.prompt(step, "" if speaker is None else speaker.name, other.name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 14)))
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(label(self.prompt.asks, "heading", self, wrap=True))
        self.column.addWidget(paragraph(self.prompt.helps, "subtitle", self))
        self.back = self.button(self.tr("Back"), "quiet")
        icons.beside(self.back, "chevron-left")
        self.back.setVisible(not row.room.is_first)
        self.back.clicked.connect(self.back_requested)
        self.skip = self.button(self.tr("Pass for now"), "quiet")
        self.skip.clicked.connect(self.passed)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(theme.px(6))
        self._foot.addWidget(self.back)
        self._foot.addStretch(1)
        self._foot.addWidget(self.skip)

    def end_with(self, *buttons: QPushButton) -> None:
        """Close the card with its buttons."""
        for button in buttons:
            self._foot.addWidget(button)
        self.column.addLayout(self._foot)

    def button(self, words: str, kind: str) -> QPushButton:
        """A button of this card."""
        made = QPushButton(words, self)
        made.setAccessibleName(words)
        if kind:
            made.setProperty("kind", kind)
        return made

    def flush(self) -> None:
        """Keep now what is typed."""

    def take_focus(self) -> None:
        """Go where one answers."""

    def lowest(self) -> QWidget:
        """What stands last, and is to be in sight."""
        return self.back


class SpeakCard(AskCard):
    """A step that is answered in words of one's own."""

    answered = Signal(str)

    def __init__(self, store: Store, row: RoomRow, parent: QWidget) -> None:
        super().__init__(row, parent)
        step = row.room.step
        said = row.answer(step)
        before = row.conflict if step.round == CONFLICT else "" if said is None else said.text
        self.may_be_blank = step.round == THANKS
        place = drafts.of_step(row.dialogue_id, step.key)
        self.box = Box(store, place, before, self.prompt.asks, self)
        self.box.setPlaceholderText(self.prompt.empty)
        self.box.setAccessibleDescription(self.prompt.helps)
        self.box.submitted.connect(self._submit)
        self.box.typed.connect(self._typed)
        self.box.typed.connect(self.grew)
        self.column.addWidget(self.box)
        self.say = self.button(_does(self, step, anew=bool(before)), "primary")
        self.say.clicked.connect(self._submit)
        if step.round == HEAR:
            self.skip.setText(self.tr("Not willing yet"))
            self.skip.setAccessibleName(self.skip.text())
        self.skip.setVisible(not self.may_be_blank)
        self.end_with(self.say)
        self._typed()

    def flush(self) -> None:
        self.box.flush()

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def lowest(self) -> QWidget:
        return self.say

    def _typed(self) -> None:
        self.say.setEnabled(self.may_be_blank or not self.box.blank())

    def _submit(self) -> None:
        if self.say.isEnabled():
            self.box.flush()  # so that nothing is lost if this is not the time to say it
            self.answered.emit(self.box.words())


class CheckCard(AskCard):
    """A word for how Self feels toward a seat; what is not of Self is met, not refused."""

    felt = Signal(str, object)  # word, its level or None
    hear_requested = Signal()
    later_requested = Signal()

    def __init__(self, store: Store, row: RoomRow, parent: QWidget) -> None:
        super().__init__(row, parent)
        step = row.room.step
        self._levels = dict(reading_words("toward"))
        held = QWidget(self)
        flow = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        for word in self._levels:
            chip = Chip(word, held, checkable=True)
            chip.setChecked(word == row.word(step.about))
            chip.clicked.connect(self._pressed)
            flow.addWidget(chip)
            self.chips.append(chip)
        self.own = QLineEdit(self)
        self.own.setMaxLength(LONGEST_WORD)
        self.own.setPlaceholderText(self.prompt.empty)
        self.own.setAccessibleName(self.prompt.asks)
        self._draft = LineDraft(self.own, store, drafts.of_step(row.dialogue_id, step.key))
        self.own.returnPressed.connect(self._entered)
        self.offer: Notice | None = None
        self.column.addWidget(held)
        self.column.addWidget(self.own)
        self._offers = QVBoxLayout()
        self.column.addLayout(self._offers)
        self.end_with()

    def flush(self) -> None:
        self._draft.flush()

    def take_focus(self) -> None:
        (self.own if self.own.text() else self.chips[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def lowest(self) -> QWidget:
        return self.skip

    def _pressed(self) -> None:
        chip = self.sender()
        if not isinstance(chip, Chip):
            return
        for one in self.chips:
            one.setChecked(one is chip)
        if self._levels[chip.name()] >= OF_SELF:
            self.felt.emit(chip.name(), self._levels[chip.name()])
        else:
            self._meet(chip.name())

    def _meet(self, word: str) -> None:
        """Another part seems to be here: it can be heard first. One can go on all the same."""
        if self.offer is not None:
            self.offer.hide()
            self.offer.deleteLater()
        self._word = word
        self.offer = Notice(
            self.tr("It could be heard first, and this room waits. Or go on as it is."),
            self,
            lead=self.tr("Perhaps a part of you feels {word}.").format(word=word),
            dismissable=False,
        )
        self.offer.add_link(self.tr("Hear that part first")).clicked.connect(self.hear_requested)
        self.offer.add_link(self.tr("Come back later")).clicked.connect(self.later_requested)
        self.offer.add_link(self.tr("Go on")).clicked.connect(self._go_on)
        self._offers.addWidget(self.offer)
        self.grew.emit()

    def _go_on(self) -> None:
        self.felt.emit(self._word, self._levels[self._word])

    def _entered(self) -> None:
        word = " ".join(self.own.text().split())
        if word:
            self._draft.flush()
            self.felt.emit(word, None)


class AgreeCard(AskCard):
    """Words both can live with and a day to look again; or no agreement today."""

    agreed = Signal(str, object)  # words, day or None
    parted = Signal()

    def __init__(self, store: Store, row: RoomRow, today: date, parent: QWidget) -> None:
        super().__init__(row, parent)
        standing = row.standing
        before = "" if standing is None else standing.text
        place = drafts.of_step(row.dialogue_id, row.room.step.key)
        self.box = Box(store, place, before, self.prompt.asks, self)
        self.box.setPlaceholderText(self.prompt.empty)
        self.box.typed.connect(self._typed)
        self.box.typed.connect(self.grew)
        self.box.submitted.connect(self._agree)
        self.days = DayChoice(store, drafts.of_day(row.dialogue_id), today, self)
        self.column.addWidget(self.box)
        self.days.changed.connect(self.grew)
        self.column.addWidget(self.days)
        self.skip.hide()
        self.without = self.button(self.tr("No agreement today"), "")
        self.without.clicked.connect(self.parted)
        self.agree = self.button(self.tr("Both agree"), "primary")
        self.agree.clicked.connect(self._agree)
        self.end_with(self.without, self.agree)
        self._typed()

    def flush(self) -> None:
        self.box.flush()

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def lowest(self) -> QWidget:
        return self.agree

    def _typed(self) -> None:
        self.agree.setEnabled(not self.box.blank())

    def _agree(self) -> None:
        if not self.box.blank():
            self.box.flush()
            self.agreed.emit(self.box.words(), self.days.day())


def _does(card: QWidget, step: Step, *, anew: bool) -> str:
    """What the button does with the words."""
    if step.round == CONFLICT:
        return card.tr("This is it")
    if step.round == THANKS:
        return card.tr("Close the room")
    return card.tr("Say it anew") if anew else card.tr("Say it")
