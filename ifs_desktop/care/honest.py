"""The honest page: what this is, what it is not, and whom it does not suit alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph

THERAPIST = "therapist"  # view state: yes, no, rather_not_say
READ = "honest_read"


class HonestPage(QWidget):
    """Shown once when a journal begins, and again whenever it is asked for."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        column = Column(self.tr("Before you begin"), self)
        self._answers: dict[str, QRadioButton] = {}
        for heading, text in self._sections():
            column.add(paragraph(heading, "heading", self))
            column.add(paragraph(text, "reading", self))
            column.gap(8)
        column.add(paragraph(self.tr("Do you work with a therapist?"), "heading", self))
        column.add(self._therapist())
        column.gap(16)
        begin = QPushButton(self.tr("Go to my map"), self)
        begin.setAccessibleDescription(self.tr("You can read this page again from Help."))
        theme.set_kind(begin, "primary")
        begin.clicked.connect(self._begin)
        column.add_row(begin)
        self._begin_button = begin
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("honest")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the button, so that Enter goes on."""
        self._begin_button.setFocus()

    def _sections(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("What this is"),
                self.tr(
                    "A private place to get to know your parts, with the ideas of Internal Family"
                    " Systems: a map, conversations, and exercises you can leave at any moment."
                    " Everything you write stays on this computer, in one locked file."
                ),
            ),
            (
                self.tr("What it is not"),
                self.tr(
                    "It is not therapy, and it is no help in a crisis: nobody reads along, and"
                    " this app cannot call anyone. It belongs to no institute and none has"
                    " approved it."
                ),
            ),
            (
                self.tr("When not to do this alone"),
                self.tr(
                    "If you often lose time or feel unreal, if you see or hear what others do"
                    " not, or if you are in danger now, let a person be with you first: a doctor,"
                    " a therapist, someone you trust. Parts can wait."
                ),
            ),
            (
                self.tr("You set the pace"),
                self.tr(
                    "Nothing here counts what you do. You can stop in the middle, skip a question"
                    " or come back months later. F8 is Ground me, on every page. Ctrl+L locks at"
                    " once and keeps what you wrote."
                ),
            ),
        ]

    def _therapist(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        group = QButtonGroup(box)
        kept = self._store.state(THERAPIST, "")
        for value, text in (
            ("yes", self.tr("Yes")),
            ("no", self.tr("No")),
            ("rather_not_say", self.tr("Rather not say")),
        ):
            radio = QRadioButton(text, box)
            radio.setAccessibleDescription(self.tr("Do you work with a therapist?"))
            radio.setChecked(value == kept)
            group.addButton(radio)
            row.addWidget(radio)
            self._answers[value] = radio
        row.addStretch(1)
        group.buttonClicked.connect(self._answered)
        return box

    def _answered(self) -> None:
        for value, radio in self._answers.items():
            if radio.isChecked():
                self._store.set_state(THERAPIST, value)

    def _begin(self) -> None:
        self._store.set_state(READ, True)
        self.open_requested.emit(Ref("map"))
