"""The gate of the six Fs: how one feels toward the target, in a chip or a word of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.dialogue.guide import Floor
from ifs_desktop.parts import feelings
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.labels import label, paragraph

LONGEST_WORD = 80


class Toward(QWidget):
    """Nothing typed is read: the person says whether a word of their own is open to the part."""

    answered = Signal(str, str, object)  # word, who says it, level or None

    def __init__(self, store: Store, floor: Floor, draft: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.shows = (draft, floor.note("toward"), floor.answer)
        self._words = {word: (of, level) for word, of, level in feelings.feelings()}
        chips = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        for word in self._words:
            chip = Chip(word, self, checkable=True)
            chip.setChecked(word == floor.note("toward") and bool(floor.answer))
            chip.clicked.connect(self._pressed)
            chips.addWidget(chip)
            chip.show()  # not later: a layout has no room for what was never shown
            self.chips.append(chip)
        self.own = QLineEdit(self)
        self.own.setMaxLength(LONGEST_WORD)
        self.own.setPlaceholderText(self.tr("A word of your own"))
        self.own.setAccessibleName(self.tr("How I feel toward it, in a word of my own"))
        self._draft = LineDraft(self.own, store, draft)
        self.own.textChanged.connect(self._typed)
        self._marks = QWidget(self)
        marks = FlowLayout(self._marks, gap=theme.px(6), line_gap=theme.px(6))
        self.marks: list[Chip] = []
        for words, of in feelings.own_answers():
            mark = Chip(words, self._marks)
            mark.setProperty("of", of)
            mark.clicked.connect(self._marked)
            marks.addWidget(mark)
            mark.show()
            self.marks.append(mark)
        self.hint = paragraph(self._hint(floor), "small", self)
        self.hint.setVisible(bool(self.hint.text()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(6), 0, theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("How do I feel toward it now?"), "label", self, wrap=True))
        column.addLayout(chips)
        column.addWidget(self.own)
        column.addWidget(self._marks)
        column.addWidget(self.hint)
        self._typed(self.own.text())

    def flush(self) -> None:
        """Keep what is typed, now."""
        self._draft.flush()

    def _hint(self, floor: Floor) -> str:
        if floor.answer == "self":
            return self.tr("Then go on, if it would like that too.")
        if floor.shut:
            return ""
        if floor.note("toward"):
            return self.tr("Earlier: {word}. Is it the same now?").format(word=floor.note("toward"))
        return self.tr("If another part answers, that one can be greeted first.")

    def _typed(self, text: str) -> None:
        self._marks.setVisible(bool(text.strip()))

    def _pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            of, level = self._words[chip.name()]
            self.answered.emit(chip.name(), of, level)

    def _marked(self) -> None:
        mark = self.sender()
        if isinstance(mark, Chip):
            word = self.own.text()
            self._draft.forget()
            self.answered.emit(word, str(mark.property("of")), None)
