"""Parts as chips, to choose one or several of; a name finds one where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.exercises.steps.asking import offered
from ifs_desktop.parts import queries
from ifs_desktop.store import Store
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.widgets import Chip, FlowLayout

MOST_CHIPS = 30  # beyond it a part is found by its name

PROTECTORS = frozenset(glyph.ROLES) - {"exile"}  # and those whose role is not known

Choice = int | str  # a part's id, or the name of an answer that is no part


class PartChips(QWidget):
    """``others`` are answers that are no parts. One of them all is chosen, or several."""

    chosen = Signal(object)  # Choice that was pressed
    dragged = Signal(int, object)  # a part, and where it is on the screen
    dropped = Signal(int, object)

    def __init__(
        self,
        name: str,
        parent: QWidget,
        *,
        several: bool = False,
        others: Sequence[tuple[str, str]] = (),
        draggable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._draggable = draggable
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self._several = several
        self.picked: list[Choice] = []
        self._cards: dict[int, queries.PartCard] = {}
        self._chips: dict[Choice, Chip] = {}
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Find a part"))
        self._find.setAccessibleName(self.tr("Find a part"))
        self._find.setMaximumWidth(theme.px(320))
        self._find.textChanged.connect(self._show_chips)
        self._held = QWidget(self)
        self._held.setAccessibleName(name)
        self._flow = FlowLayout(self._held, gap=theme.px(8), line_gap=theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._find)
        column.addWidget(self._held)
        self._others = [key for key, _ in others]
        for key, words in others:
            self._flow.addWidget(self._chip(key, words, ""))

    def chips(self) -> list[Chip]:
        """Those that are seen, in order."""
        return [chip for chip in self._ordered() if not chip.isHidden()]

    def take_focus(self) -> None:
        """The one that is chosen, else the first."""
        shown = self.chips()
        wanted = next((chip for chip in shown if chip.isChecked()), shown[0] if shown else self)
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_parts(self, store: Store, *, exiles: bool = True) -> None:
        """Offer the parts of the journal, and those picked that were put away since."""
        found = {c.id: c for c in offered(store) if exiles or c.shape in PROTECTORS}
        gone = [part for part in self.picked if isinstance(part, int) and part not in found]
        found.update(queries.cards(store, gone))
        for part in [key for key in self._chips if isinstance(key, int) and key not in found]:
            chip = self._chips.pop(part)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._cards = found
        for place, (part, card) in enumerate(found.items()):
            chip = self._chips.get(part) or self._part_chip(part, card, place)
            chip.set_name(card.name)
            chip.set_look(card)
        for before, after in pairwise((self._find, *self._ordered())):
            QWidget.setTabOrder(before, after)
        self._show_chips()

    def card(self, part: int) -> queries.PartCard | None:
        """Who a part is, if it is offered here."""
        return self._cards.get(part)

    def pick(self, picked: Sequence[Choice]) -> None:
        """Show these as chosen, without a signal."""
        self.picked = list(picked)
        self._show_chips()

    def _part_chip(self, part: int, card: queries.PartCard, place: int) -> Chip:
        chip = self._chip(part, card.name, card.shape)
        self._flow.insert_widget(place, chip)
        return chip

    def _chip(self, key: Choice, words: str, role: str) -> Chip:
        chip = Chip(words, self._held, role=role, checkable=True)
        chip.setProperty("choice", key)
        chip.clicked.connect(self._pressed)
        if self._draggable:
            chip.installEventFilter(self)
        self._chips[key] = chip
        return chip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A chip that is pulled is being dragged: it is not pressed when it is let go."""
        if not isinstance(event, QMouseEvent) or not isinstance(watched, Chip):
            return False
        at = event.globalPosition().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress:
            left = event.button() == Qt.MouseButton.LeftButton
            self._pressed_at, self._dragging = (at if left else None), False
        elif event.type() == QEvent.Type.MouseMove and self._pressed_at is not None:
            far = (at - self._pressed_at).manhattanLength()
            self._dragging = self._dragging or far >= QApplication.startDragDistance()
            if self._dragging:
                self.dragged.emit(watched.property("choice"), at)
                return True
        elif event.type() == QEvent.Type.MouseButtonRelease:
            dragged, self._dragging, self._pressed_at = self._dragging, False, None
            if dragged:
                watched.setDown(False)
                self.dropped.emit(watched.property("choice"), at)
                return True
        return False

    def _ordered(self) -> list[Chip]:
        ends = [self._chips[key] for key in self._others]
        return [self._chips[part] for part in self._cards] + ends

    def _show_chips(self) -> None:
        words = self._find.text().casefold().split()
        self._find.setVisible(len(self._cards) > MOST_CHIPS)
        room = MOST_CHIPS
        for part, card in self._cards.items():
            fits = room > 0 and all(word in card.name.casefold() for word in words)
            room -= fits
            self._chips[part].setVisible(fits or part in self.picked)
        for key, chip in self._chips.items():
            chip.setChecked(key in self.picked)
        self._held.updateGeometry()

    def _pressed(self) -> None:
        key: Choice = self.sender().property("choice")
        if key in self.picked:
            self.picked.remove(key)
        elif self._several:
            self.picked.append(key)
        else:
            self.picked = [key]
        self._show_chips()
        self.chosen.emit(key)
