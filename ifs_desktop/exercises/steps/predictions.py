"""A card for each part: what it expects of the small step, its signal to stop, its permission."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import predictions
from ifs_desktop.exercises.kinds.predictions import Expected
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.parts import queries as parts
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Card, ChipChoice, Field, GrowingTextEdit, label


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one part, on the screen."""

    text: GrowingTextEdit
    stop: GrowingTextEdit
    permission: ChipChoice
    heeded: QLabel


class PredictionsStep(StepWidget):
    """Parts that are named only do not come up here."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._kept: dict[int, Expected] = {}
        self._asked: dict[int, Asked] = {}
        asked = place.run.asked(place.step.key)
        cards = parts.cards(place.store, asked)
        for part_id in asked:
            if part_id in cards:
                self.column.addWidget(self._card(cards[part_id]))

    def answer(self) -> predictions.Answer:
        # A part that is not asked any more keeps its words, but refuses nothing.
        kept = {part: replace(said, permission="") for part, said in self._kept.items()}
        typed = {
            part: Expected(one.text.toPlainText(), one.stop.toPlainText(), one.permission.value())
            for part, one in self._asked.items()
        }
        return predictions.Answer({**kept, **typed})

    def show_answer(self, answer: predictions.Answer) -> None:
        self._kept = {part: said for part, said in answer.parts.items() if part not in self._asked}
        for part, one in self._asked.items():
            said = answer.parts.get(part, Expected())
            fill(one.text, said.text)
            fill(one.stop, said.stop)
            one.permission.show_value(said.permission)
        self._show()

    def take_focus(self) -> None:
        for one in self._asked.values():
            one.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _card(self, part: parts.PartCard) -> QWidget:
        card = Card(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 16)))
        column.setSpacing(theme.px(10))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Portrait(theme.px(20), card, part))
        head.addWidget(label(part.name, "subheading", card, wrap=True), 1)
        column.addLayout(head)
        titles = (self.tr("What does it expect?"), self.tr("What is its signal to stop?"))
        boxes = [box("", card, least=1, most=6) for _ in titles]
        for made, title in zip(boxes, titles, strict=True):
            column.addWidget(Field(title, made, card))
            made.setAccessibleName(f"{part.name}: {title}")
            made.textChanged.connect(self.changed)
        title = self.tr("May this step be taken?")
        options = {"yes": self.tr("Yes"), "not_now": self.tr("Not now")}
        permission = ChipChoice(options, f"{part.name}: {title}", card)
        permission.changed.connect(self._answered)
        column.addWidget(label(title, "label", card, wrap=True))
        column.addWidget(permission)
        words = self.tr("That counts. What comes next is a smaller step, or none.")
        heeded = label(words, "small", card, wrap=True)
        column.addWidget(heeded)
        self._asked[part.id] = Asked(boxes[0], boxes[1], permission, heeded)
        return card

    def _show(self) -> None:
        for one in self._asked.values():
            one.heeded.setVisible(one.permission.value() == "not_now")

    def _answered(self) -> None:
        self._show()
        self.changed.emit()
