"""Other things known of a part: read here, with the way to where they were said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map import words
from ifs_desktop.parts.queries import FactCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import label


class KnownFacts(QWidget):
    """Facts learnt in dialogues and exercises, or said by someone else than the field shows."""

    open_requested = Signal(object)  # Ref

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts: list[FactCard] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self.hide()

    def show_facts(self, facts: Sequence[FactCard]) -> None:
        """Show these, the newest first."""
        if list(facts) == self._facts:
            return
        self._facts = list(facts)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(fact) for fact in facts]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(facts))

    def _row(self, fact: FactCard) -> QWidget:
        row = QWidget(self)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(label(words.fact_title(fact.kind), "label", row, wrap=True))
        text = label(fact.text, "", row, wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(text)
        column.addWidget(label(words.said_line(fact.said_by, fact), "hint", row, wrap=True))
        if fact.source is not None and fact.source.id is not None:
            link = QPushButton(self.tr("Open where it was said"), row)
            link.setProperty("kind", "link")
            link.setProperty("source_fact", fact.id)
            link.setAccessibleDescription(fact.text)
            link.clicked.connect(self._open)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    @Slot()
    def _open(self) -> None:
        button = self.sender()
        wanted = button.property("source_fact")
        for fact in self._facts:
            if fact.id == wanted and fact.source is not None:
                self.open_requested.emit(fact.source)
