"""After the room was closed: what was agreed, how it went since, and the ways to go on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation import drafts, says
from ifs_desktop.mediation.box import Box
from ifs_desktop.mediation.day_choice import DayChoice
from ifs_desktop.mediation.queries import AgreementRow, RoomRow
from ifs_desktop.mediation.seat import quoted
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Card, Field, label
from ifs_desktop.ui.widgets.labels import paragraph


class Outcome(QWidget):
    """The agreements, the one that stands first; and sitting down together again."""

    again_requested = Signal()
    kept = Signal(int, str, object)  # agreement, how it went, day or None
    replaced = Signal(int, str, str, object)  # and the new words
    ended = Signal(int, str)

    def __init__(self, store: Store, row: RoomRow, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.review: ReviewCard | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        standing = row.standing
        if standing is None:
            column.addWidget(self._none(row))
        else:
            self.review = ReviewCard(store, standing, today, self)
            self.review.kept.connect(self.kept)
            self.review.replaced.connect(self.replaced)
            self.review.ended.connect(self.ended)
            column.addWidget(self.review)
        for earlier in row.agreements:
            if earlier is not standing:
                column.addWidget(_earlier(earlier, today, self))
        self.again = QPushButton(self.tr("Sit down together again"), self)
        self.again.setAccessibleName(self.again.text())
        self.again.clicked.connect(self.again_requested)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)

    def flush(self) -> None:
        """Keep now what is typed."""
        if self.review is not None:
            self.review.flush()

    def take_focus(self) -> None:
        """Go where one goes on."""
        if self.review is not None:
            self.review.take_focus()
        else:
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _none(self, row: RoomRow) -> Card:
        card = Card(self)
        column = _roomy(card)
        ended = any(one.ended is not None for one in row.agreements)
        words = self.tr("Nothing is agreed now") if ended else self.tr("No agreement that day")
        column.addWidget(label(words, "heading", card, wrap=True))
        column.addWidget(
            paragraph(
                self.tr("Both were heard, and that stays. You can sit down together again."),
                "subtitle",
                card,
            )
        )
        return card


class ReviewCard(Card):
    """The agreement that stands. To look at it again is asked for, or offered on its day."""

    kept = Signal(int, str, object)
    replaced = Signal(int, str, str, object)
    ended = Signal(int, str)

    def __init__(self, store: Store, agreement: AgreementRow, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._agreement, self._today = store, agreement, today
        column = _roomy(self)
        column.addWidget(label(self.tr("What both agreed on"), "label", self))
        column.addWidget(quoted(agreement.text, self))
        column.addWidget(label(says.day_line(agreement, today), "small", self, wrap=True))
        if agreement.review:
            column.addWidget(label(self.tr("How it went"), "label", self))
            column.addWidget(quoted(agreement.review, self))
        self.look = QPushButton(self.tr("Look at it again"), self)
        self.look.setAccessibleName(self.look.text())
        self.look.clicked.connect(self.open_review)
        column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside: QWidget | None = None
        self._column = column
        waits = any(store.draft(drafts.of_review(agreement.id, f)) for f in ("how", "text", "day"))
        if waits or agreement.is_due(today):
            self.open_review()

    def open_review(self) -> None:
        """Ask how it has been."""
        if self._inside is not None:
            return
        self.look.hide()
        place = drafts.of_review
        number = self._agreement.id
        self._inside = QWidget(self)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        asks = self.tr("How has it been since?")
        self.how = Box(self._store, place(number, "how"), "", asks, self._inside, most=5)
        self.how.setPlaceholderText(self.tr("However it went is fine…"))
        inside.addWidget(Field(asks, self.how, self._inside))
        asks = self.tr("As it reads from now on")
        self.text = Box(
            self._store, place(number, "text"), self._agreement.text, asks, self._inside, most=5
        )
        self.text.typed.connect(self._typed)
        inside.addWidget(Field(asks, self.text, self._inside))
        self.days = DayChoice(self._store, place(number, "day"), self._today, self._inside)
        inside.addWidget(self.days)
        self.end = self._button(self.tr("Let it end"), "quiet")
        self.end.clicked.connect(self._end)
        self.keep = self._button("", "primary")
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.end)
        row.addWidget(self.keep)
        inside.addLayout(row)
        self._column.addWidget(self._inside)
        self._typed()
        self.how.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep now what is typed."""
        if self._inside is not None:
            self.how.flush()
            self.text.flush()

    def take_focus(self) -> None:
        """Go where one writes how it went, or to the button that asks for it."""
        to = self.look if self._inside is None else self.how
        to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, kind: str) -> QPushButton:
        button = QPushButton(words, self._inside)
        button.setAccessibleName(words)
        button.setProperty("kind", kind)
        return button

    def _changed(self) -> bool:
        return self.text.words().strip() not in ("", self._agreement.text)

    def _typed(self) -> None:
        words = self.tr("Keep it as changed") if self._changed() else self.tr("Keep it")
        self.keep.setText(words)
        self.keep.setAccessibleName(words)

    def _keep(self) -> None:
        self.flush()
        how, day = self.how.words(), self.days.day()
        if self._changed():
            self.replaced.emit(self._agreement.id, how, self.text.words(), day)
        else:
            self.kept.emit(self._agreement.id, how, day)

    def _end(self) -> None:
        self.flush()
        self.ended.emit(self._agreement.id, self.how.words())


def _earlier(agreement: AgreementRow, today: date, parent: QWidget) -> Card:
    """One that does not stand any more."""
    card = Card(parent)
    card.set_tone("quiet")
    column = _roomy(card)
    column.addWidget(label(parent.tr("Agreed before"), "label", card))
    column.addWidget(quoted(agreement.text, card))
    column.addWidget(label(says.day_line(agreement, today), "small", card, wrap=True))
    if agreement.review:
        column.addWidget(quoted(agreement.review, card))
    return card


def _roomy(card: Card) -> QVBoxLayout:
    column = QVBoxLayout(card)
    column.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 16)))
    column.setSpacing(theme.px(8))
    return column
