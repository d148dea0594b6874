"""What stands in a part's shape: a few calm emoji to press, and a line for any other."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts.emoji import UnusableEmoji, clean_emoji
from ifs_desktop.parts.profile_colours import Swatch
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import portrait, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import FlowLayout, label

_visits = count(1)


def offered() -> tuple[tuple[str, str], ...]:
    """The emoji that are offered, each with what it is called."""
    say = QCoreApplication.translate
    return (
        ("🌱", say("Emoji", "Seedling")),
        ("🌳", say("Emoji", "Tree")),
        ("🍂", say("Emoji", "Leaves")),
        ("☀️", say("Emoji", "Sun")),
        ("🌙", say("Emoji", "Moon")),
        ("⭐", say("Emoji", "Star")),
        ("☁️", say("Emoji", "Cloud")),
        ("🌧️", say("Emoji", "Rain")),
        ("⚡", say("Emoji", "Lightning")),
        ("🔥", say("Emoji", "Fire")),
        ("🌊", say("Emoji", "Wave")),
        ("🪨", say("Emoji", "Stone")),
        ("🏔️", say("Emoji", "Mountain")),
        ("🛡️", say("Emoji", "Shield")),
        ("🗝️", say("Emoji", "Key")),
        ("🔔", say("Emoji", "Bell")),
        ("⏰", say("Emoji", "Clock")),
        ("📋", say("Emoji", "List")),
        ("🧭", say("Emoji", "Compass")),
        ("🕯️", say("Emoji", "Candle")),
        ("🎭", say("Emoji", "Masks")),
        ("🧸", say("Emoji", "Teddy bear")),
        ("🐻", say("Emoji", "Bear")),
        ("🦊", say("Emoji", "Fox")),
        ("🐺", say("Emoji", "Wolf")),
        ("🦉", say("Emoji", "Owl")),
        ("🐢", say("Emoji", "Turtle")),
        ("🐭", say("Emoji", "Mouse")),
    )


class EmojiChoice(QWidget):
    """What is pressed or typed is in the shape at once; what has no room there is said kindly."""

    chosen = Signal(object, int)  # the emoji or None, the visit it is typed in or 0

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._card: PartCard | None = None
        self._visit = 0
        self._loading = False
        self.setAccessibleName(self.tr("Emoji"))
        self._row = QWidget(self)
        self._flow = FlowLayout(self._row, gap=theme.px(2), line_gap=theme.px(2))
        self.choices: list[Swatch] = []
        self.none = self._add("", self.tr("Nothing in it"))
        self._waiting = list(offered())  # a few in each turn: looking for a font takes its time
        self._filling = QTimer(self)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.tr("Another emoji, or up to three letters"))
        self.line.setPlaceholderText(self.tr("another emoji, or up to three letters"))
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        self._told = label("", "hint", self, wrap=True)
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self._row, self.line, self._told):
            column.addWidget(widget)

    def show_card(self, card: PartCard) -> None:
        """Draw the part's own shape, and mark what stands in it."""
        another = self._card is None or self._card.id != card.id
        if another:
            self.commit_drafts()
        self._card = card
        for choice in self.choices:
            self._dress(choice)
        if another:
            self._show(self._store.draft(self._place()) or card.emoji or "")
        elif self._told.isHidden() and (self._typed_emoji() or "") != (card.emoji or ""):
            self._show(card.emoji or "")

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [*self.choices, self.line]

    def commit_drafts(self) -> None:
        """Keep what is typed and has no room in the shape: it can still be made shorter."""
        self._clock.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self._visit = next(_visits)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._waiting:
            self._filling.start()

    def fill(self) -> None:
        """Have all that are offered at once."""
        while self._waiting:
            self._fill()

    def _fill(self) -> None:
        for emoji, _ in self._waiting[:2]:
            portrait.can_draw(emoji)
        del self._waiting[:2]
        if not self._waiting:  # all at once: what is below them moves but once
            self._filling.stop()
            for emoji, name in offered():
                if portrait.can_draw(emoji):
                    self._add(emoji, name)

    def _add(self, emoji: str, name: str) -> Swatch:
        choice = Swatch(theme.px(36), self._row)
        choice.setCheckable(True)
        choice.setAutoExclusive(True)
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.setProperty("emoji", emoji)
        choice.clicked.connect(self._pressed)
        if self.choices:
            QWidget.setTabOrder(self.choices[-1], choice)
            QWidget.setTabOrder(choice, self.line)
        self._flow.addWidget(choice)
        self.choices.append(choice)
        self._dress(choice)
        choice.show()
        return choice

    def _dress(self, choice: Swatch) -> None:
        """Draw the part's own shape, and mark what stands in it."""
        if self._card is not None:
            emoji = str(choice.property("emoji"))
            plain = replace(self._card, portrait=None, resting=False)
            choice.show_card(replace(plain, emoji=emoji or None))
            choice.setChecked(emoji == (self._card.emoji or ""))

    def _pressed(self) -> None:
        emoji = str(self.sender().property("emoji"))
        self._show(emoji)
        self._keep()
        self.chosen.emit(emoji or None, 0)

    def _typed(self, _text: str) -> None:
        if self._loading or self._card is None:
            return
        self._clock.touch()
        try:
            emoji = clean_emoji(self.line.text())
        except UnusableEmoji:
            self._told.setText(
                self.tr(
                    "A shape has room for one to three emoji or letters. What stands in it stays."
                )
            )
            self._told.show()
            return
        self._told.hide()
        if emoji != self._card.emoji:
            self.chosen.emit(emoji, self._visit)

    def _typed_emoji(self) -> str | None:
        try:
            return clean_emoji(self.line.text())
        except UnusableEmoji:
            return None

    def _show(self, text: str) -> None:
        self._loading = True
        self.line.setText(text)
        self._loading = False
        self._told.hide()

    def _keep(self) -> None:
        self._clock.drop()
        if self._card is not None:
            waits = self.line.text() if not self._told.isHidden() else ""
            if waits or self._store.draft(self._place()):
                self._store.keep_draft(self._place(), waits)

    def _place(self) -> str:
        return draft_place(0 if self._card is None else self._card.id)


def draft_place(part_id: int) -> str:
    """Where letters wait that have no room in a shape."""
    return f"part:{part_id}:emoji"
