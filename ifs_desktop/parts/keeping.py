"""Keeping words as something known of a part: which words, what they are, who said them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.parts import profile
from ifs_desktop.parts.edits import keep_words
from ifs_desktop.parts.queries import PartCard, find_parts
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import FACT_SAYERS
from ifs_desktop.ui import portrait, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.growing import GrowingTextEdit
from ifs_desktop.ui.widgets.labels import label

READER_LINES, WORDS_LINES = 5, 3


def kinds() -> tuple[tuple[str, str], ...]:
    """(kind of fact, how it is called here), in the order they are offered."""
    say = QCoreApplication.translate
    return (
        ("note", say("Keeping", "a fact")),
        ("fear", say("Keeping", "a fear")),
        ("need", say("Keeping", "a need")),
        ("belief", say("Keeping", "a belief")),
        ("agreement", say("Keeping", "an agreement")),
        ("job", say("Keeping", "its job")),
        ("burden", say("Keeping", "a burden")),
    )


class KeepWords(Card):
    """The text with its words to be selected, and below it what becomes of them.

    ``speaker`` is the part that said the text; None where the writer did. ``near`` are the parts
    offered first. What is typed is kept as a draft of ``source`` until it is kept or left.
    """

    kept = Signal(int, int)  # part, fact
    left = Signal()

    def __init__(
        self,
        store: Store,
        text: str,
        source: Ref,
        speaker: PartCard | None,
        near: Sequence[PartCard],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._source = source
        self._place = f"keep:{source.kind}:{source.id}"
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep_draft)
        self.reader = GrowingTextEdit(self, least=1, most=READER_LINES)
        self.reader.setReadOnly(True)
        self.reader.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.reader.setPlainText(text)
        self.reader.setAccessibleName(self.tr("What was said: select the words to keep"))
        self.reader.selectionChanged.connect(self._selected)
        self.words = GrowingTextEdit(self, least=1, most=WORDS_LINES)
        self.words.setAccessibleName(self.tr("Words to keep"))
        self.words.setPlainText(store.draft(self._place) or text.strip())
        self.words.textChanged.connect(self._typed)
        for box in (self.reader, self.words):
            box.installEventFilter(self)
        self._build_choices(speaker, near)
        self._lay_out()
        self._typed(drafted=False)

    def take_focus(self) -> None:
        """Begin with the text, from its start: Shift and the arrows select."""
        self.reader.moveCursor(QTextCursor.MoveOperation.Start)
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep the draft now, if there is something new in it."""
        self._clock.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self._keep()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Keep nothing; the text stays as it is."""
        self._forget()
        self.left.emit()

    def _build_choices(self, speaker: PartCard | None, near: Sequence[PartCard]) -> None:
        self._kinds = QButtonGroup(self)
        self._kinds.setExclusive(True)
        self.kinds: dict[str, Chip] = {}
        for kind, words in kinds():
            chip = Chip(words, self, checkable=True)
            chip.setToolTip(profile.fact_title(kind))
            chip.setAccessibleDescription(profile.fact_title(kind))
            self._kinds.addButton(chip)
            self.kinds[kind] = chip
        self.kinds["note"].setChecked(True)
        self.part = CalmCombo(self)
        self.part.setAccessibleName(self.tr("Part they are kept for"))
        self.part.setIconSize(QSize(theme.px(18), theme.px(18)))
        self.part.setSizeAdjustPolicy(
            CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.part.setMinimumContentsLength(16)
        first = [speaker] if speaker is not None else []
        first += [card for card in near if card not in first]
        for card in first:
            self.part.addItem(portrait.icon(card), card.name)
        others = [card for card in find_parts(self._store) if card not in first]
        self.part.addItems([card.name for card in others])  # at once: there may be thousands
        self._parts = [card.id for card in (*first, *others)]
        self.said_by = CalmCombo(self)
        self.said_by.setAccessibleName(self.tr("Who said them"))
        for sayer in FACT_SAYERS:
            self.said_by.addItem(profile.sayer_name(sayer), sayer)
        self._speaker = None if speaker is None else speaker.id
        self.part.currentIndexChanged.connect(self._guess_sayer)
        self._guess_sayer(0)

    def _lay_out(self) -> None:
        self.keep_button = QPushButton(self.tr("Keep"), self)
        self.keep_button.setProperty("kind", "primary")
        self.keep_button.setAccessibleName(self.tr("Keep these words"))
        self.keep_button.clicked.connect(self._keep)
        self.leave_button = QPushButton(self.tr("Leave"), self)
        self.leave_button.setProperty("kind", "quiet")
        self.leave_button.setAccessibleName(self.tr("Keep nothing"))
        self.leave_button.clicked.connect(self.leave)
        chips = FlowLayout(gap=theme.px(6), line_gap=theme.px(6))
        for chip in self.kinds.values():
            chips.addWidget(chip)
            chip.show()
        whose = FlowLayout(gap=theme.px(8), line_gap=theme.px(6))
        for words, box in (
            (self.tr("Known of"), self.part),
            (self.tr("said by"), self.said_by),
        ):
            pair = QWidget(self)  # the two stay together where the line breaks
            side_by_side = QHBoxLayout(pair)
            side_by_side.setContentsMargins(0, 0, 0, 0)
            side_by_side.setSpacing(theme.px(8))
            side_by_side.addWidget(label(words, "small", pair))
            side_by_side.addWidget(box)
            whose.addWidget(pair)
            pair.show()
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addLayout(whose, 1)
        for button in (self.leave_button, self.keep_button):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(label(self.tr("Select words to keep them"), "label", self))
        column.addWidget(self.reader)
        column.addWidget(label(self.tr("Keep as"), "label", self))
        column.addWidget(self.words)
        column.addLayout(chips)
        column.addLayout(foot)

    def _selected(self) -> None:
        chosen = self.reader.textCursor().selectedText().replace("\u2029", "\n").strip()
        if chosen:
            self.words.setPlainText(chosen)

    def _typed(self, *, drafted: bool = True) -> None:
        able = bool(self.words.toPlainText().strip()) and self.part.count() > 0
        self.keep_button.setEnabled(able)
        if drafted:
            self._clock.touch()

    def _guess_sayer(self, _index: int) -> None:
        """A part said its own words; what is said of another is the writer's."""
        own = self._speaker is not None and self._part_id() == self._speaker
        self.said_by.setCurrentIndex(self.said_by.findData("part" if own else "me"))

    def _part_id(self) -> int | None:
        at = self.part.currentIndex()
        return self._parts[at] if 0 <= at < len(self._parts) else None

    def _keep_draft(self) -> None:
        self._store.keep_draft(self._place, self.words.toPlainText())

    def _forget(self) -> None:
        self._clock.drop()
        if self._store.draft(self._place):
            self._store.keep_draft(self._place, "")

    def _keep(self) -> None:
        part_id = self._part_id()
        if part_id is None or not self.keep_button.isEnabled():
            return
        kind = next(kind for kind, chip in self.kinds.items() if chip.isChecked())
        fact_id = keep_words(
            self._store,
            part_id=part_id,
            kind=kind,
            text=self.words.toPlainText(),
            said_by=str(self.said_by.currentData()),
            source=self._source,
        )
        self._forget()
        if fact_id is not None:
            self.kept.emit(part_id, fact_id)
