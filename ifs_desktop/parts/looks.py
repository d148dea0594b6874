"""Choosing how a part looks: its colour, what stands in its shape, and a picture of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.parts import edits
from ifs_desktop.parts.looks_emoji import EmojiChoice
from ifs_desktop.parts.looks_picture import PictureChoice
from ifs_desktop.parts.profile_colours import Colours
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.store.images import Encoded
from ifs_desktop.ui import pictures, theme
from ifs_desktop.ui.widgets import label


class Looks(QWidget):
    """It writes to the journal itself. A picture can be pasted or dropped anywhere on it."""

    left = Signal()  # by Esc

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._card: PartCard | None = None
        self.setAccessibleName(self.tr("How it looks"))
        self.setAcceptDrops(True)
        self.colours = Colours(self)
        self.colours.chosen.connect(self._colour_chosen)
        self.emoji = EmojiChoice(store, self)
        self.emoji.chosen.connect(self._emoji_chosen)
        self.emoji.line.installEventFilter(self)
        self.picture = PictureChoice(self)
        self.picture.chosen.connect(self._picture_chosen)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(4))
        self._own: list[QWidget] = []  # all that belongs to the part itself
        for choice in (self.colours, self.emoji, self.picture):
            self._own += [label(choice.accessibleName(), "label", self), choice]
        for widget in self._own:
            self.column.addWidget(widget)

    def show_card(self, card: PartCard) -> None:
        """Show how this part looks now."""
        self._card = card
        self.colours.show_card(card)
        self.emoji.show_card(card)
        self.picture.show_card(card)

    def hide_own(self, hidden: bool) -> None:
        """Leave only what a page has added below."""
        for widget in self._own:
            widget.setVisible(not hidden)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [*self.colours.choices, *self.emoji.stops(), *self.picture.stops()]

    def commit_drafts(self) -> None:
        """Keep what is half typed."""
        self.emoji.commit_drafts()

    def take_focus(self) -> None:
        """To the colour it has."""
        chosen = next((c for c in self.colours.choices if c.isChecked()), self.colours.choices[0])
        chosen.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A picture that is pasted into the line of the emoji is the part's."""
        if watched is self.emoji.line and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            return pressed and _pastes(event) and self.picture.paste()
        return False

    def event(self, event: QEvent) -> bool:
        """Ctrl+V is ours where a picture waits, before any menu's."""
        early = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if early and _pastes(event) and self.picture.waits():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.left.emit()
        elif not (_pastes(event) and self.picture.paste()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if pictures.offered(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.picture.take(event.mimeData()):
            event.acceptProposedAction()

    @Slot(object)
    def _colour_chosen(self, colour: str | None) -> None:
        if self._card is not None:
            edits.set_colour(self._store, part_id=self._card.id, colour=colour)

    @Slot(object, int)
    def _emoji_chosen(self, emoji: str | None, visit: int) -> None:
        if self._card is not None:
            edits.set_emoji(self._store, part_id=self._card.id, emoji=emoji, visit=visit)

    @Slot(int, object)
    def _picture_chosen(self, part_id: int, image: object) -> None:
        if image is None or isinstance(image, Encoded):
            edits.set_portrait(self._store, part_id=part_id, image=image)


def _pastes(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
