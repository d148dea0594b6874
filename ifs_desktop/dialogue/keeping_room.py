"""Where words of a turn are chosen and kept, below the turns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.dialogue.queries import DialogueRow, TurnRow
from ifs_desktop.parts.keeping import KeepWords
from ifs_desktop.parts.queries import cards
from ifs_desktop.store import Ref, Store


class KeepingRoom(QWidget):
    """Empty until words are to be kept; one panel at a time."""

    kept = Signal(int, int)  # part, fact
    left = Signal()
    occupied = Signal(bool)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.panel: KeepWords | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def open_for(self, turn: TurnRow, row: DialogueRow) -> None:
        """Choose words of this turn; the members of the dialogue are offered first."""
        self.close_panel()
        speaker = None
        if turn.part_id is not None:
            speaker = cards(self._store, [turn.part_id]).get(turn.part_id)
        source = Ref("turn", turn.id)
        self.panel = KeepWords(self._store, turn.text, source, speaker, row.members, self)
        self.panel.kept.connect(self._kept)
        self.panel.left.connect(self._left)
        self._column.addWidget(self.panel)
        self.show()
        self.occupied.emit(True)
        self.panel.take_focus()

    def close_panel(self) -> None:
        """Take the panel away; what is typed in it stays as a draft."""
        if self.panel is not None:
            self.panel.flush()
            self.panel.hide()
            self.panel.deleteLater()
            self.panel = None
            self.hide()
            self.occupied.emit(False)

    def flush(self) -> None:
        """Keep what is typed, now."""
        if self.panel is not None:
            self.panel.flush()

    def _kept(self, part_id: int, fact_id: int) -> None:
        self.close_panel()
        self.kept.emit(part_id, fact_id)

    def _left(self) -> None:
        self.close_panel()
        self.left.emit()
