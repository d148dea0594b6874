"""How one feels toward a part: a word that is offered, or one's own, and who says it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from ifs_desktop.exercises.kinds import toward
from ifs_desktop.exercises.steps.asking import Asked, asked_cards
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.parts import feelings
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import Chip, FlowLayout, label

LONGEST_WORD = 80
_OF = {
    feelings.SELF: toward.OF_SELF,
    feelings.PART: toward.NOT_OF_SELF,
    feelings.UNSURE: toward.NOT_SURE,
}


class TowardStep(StepWidget):
    """Nothing typed is read: the person says whether a word of their own is open to the part."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        for card in asked_cards(place)[:1]:
            self.column.addWidget(Asked(card, self.tr("Toward {name}"), self))
        self._words = {word: (_OF[of], level) for word, of, level in feelings.feelings()}
        self._offered = self._group()
        held, flow = self._flow(place.step.heading)
        for word in self._words:
            self._chip(word, self._offered, held, flow)
        self.own = QLineEdit(self)
        self.own.setMaxLength(LONGEST_WORD)
        self.own.setMaximumWidth(theme.px(360))
        self.own.setPlaceholderText(self.tr("A word of your own"))
        self.own.setAccessibleName(self.tr("How you feel toward it, in a word of your own"))
        self.column.addWidget(self.own)
        self._marks = self._group()
        self._held_marks, flow = self._flow(self.tr("Who says this word"))
        for words, of in feelings.own_answers():
            mark = self._chip(words, self._marks, self._held_marks, flow)
            mark.setProperty("of", _OF[of])
        self._note = label("", "subtitle", self, wrap=True)
        self.column.addWidget(self._note)
        self._tell()
        self.own.textEdited.connect(self._typed)
        self._offered.buttonClicked.connect(self._pressed)
        self._marks.buttonClicked.connect(self._marked)

    def answer(self) -> toward.Answer:
        chip = self._offered.checkedButton()
        if isinstance(chip, Chip):
            of, level = self._words[chip.name()]
            return toward.Answer(chip.name(), of, level)
        mark = self._marks.checkedButton()
        of = "" if mark is None else str(mark.property("of"))
        return toward.Answer(self.own.text(), of if self.own.text().strip() else "", None)

    def show_answer(self, answer: toward.Answer) -> None:
        own = answer.word not in self._words or answer.level is None
        for chip in self._offered.buttons():
            self._check(self._offered, chip, not own and _name(chip) == answer.word)
        if self.own.text() != (answer.word if own else ""):
            self.own.setText(answer.word if own else "")
        for mark in self._marks.buttons():
            self._check(self._marks, mark, own and mark.property("of") == answer.of)
        self._tell()

    def take_focus(self) -> None:
        chosen = self._offered.checkedButton()
        if chosen is None and self.own.text():
            self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            first = chosen or self._offered.buttons()[0]
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self) -> QButtonGroup:
        return QButtonGroup(self)

    def _flow(self, name: str) -> tuple[QWidget, FlowLayout]:
        held = QWidget(self)
        held.setAccessibleName(name)
        self.column.addWidget(held)
        return held, FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))

    def _chip(self, words: str, group: QButtonGroup, held: QWidget, flow: FlowLayout) -> Chip:
        chip = Chip(words, held, checkable=True)
        group.addButton(chip)
        flow.addWidget(chip)
        return chip

    def _check(self, group: QButtonGroup, button: QWidget, on: bool) -> None:
        group.setExclusive(False)  # an exclusive group cannot go back to none
        button.setChecked(on)  # type: ignore[attr-defined]
        group.setExclusive(True)

    def _typed(self, _text: str) -> None:
        for chip in self._offered.buttons():
            self._check(self._offered, chip, False)
        self._said()

    def _pressed(self, _chip: QWidget) -> None:
        self.own.clear()
        for mark in self._marks.buttons():
            self._check(self._marks, mark, False)
        self._said()

    def _marked(self, _mark: QWidget) -> None:
        self._said()

    def _said(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Who says a word of one's own, and what it means if that is not Self."""
        self._held_marks.setVisible(bool(self.own.text().strip()))
        of = self.answer().of
        notes = {
            toward.NOT_OF_SELF: self.tr("Then another part is here too. It may be heard first."),
            toward.NOT_SURE: self.tr("That is fine. Someone may be here who can tell you more."),
        }
        self._note.setText(notes.get(of, ""))
        self._note.setVisible(of in notes)


def _name(chip: QWidget) -> str:
    return chip.name() if isinstance(chip, Chip) else ""
