"""Whom to reach out to, as it was chosen on a calm day: by name, and how to reach them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts.profile_group import clear
from ifs_desktop.people.queries import PersonCard, reach_out
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import told


class ReachOut(QWidget):
    """Plain words that can be read at a glance, in the order that was made."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._shown: tuple[PersonCard, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(10))
        self._choose = QPushButton("", self)
        self._choose.setProperty("kind", "link")
        self._choose.clicked.connect(self._to_people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(theme.px(8))
        column.addLayout(self._lines)
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """Look them up, if anything about them changed."""
        found = reach_out(self._store)
        if found == self._shown:
            return
        self._shown = found
        clear(self._lines)
        for card in found:
            self._lines.addWidget(self._line(card))
        self._choose.setText(
            self.tr("Change this list")
            if found
            else self.tr("Choose people to reach out to, for a hard day")
        )
        self._choose.setAccessibleName(self._choose.text())

    def _line(self, card: PersonCard) -> QWidget:
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        name = f"{card.shown}, {card.who}" if card.who else card.shown
        column.addWidget(told(name, "subheading", held))
        if card.how:
            how = told(card.how, "", held)
            how.setFont(theme.font(15))
            how.setTextInteractionFlags(how.textInteractionFlags().TextSelectableByMouse)
            column.addWidget(how)
        return held

    def _to_people(self) -> None:
        self.open_requested.emit(Ref("page", None, "people"))
